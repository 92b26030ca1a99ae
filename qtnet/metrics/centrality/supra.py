"""The matrix that spectral and path measures walk on: cooperative ties within layers, actors coupled across them.

Conventions, the same for every measure here. Only positive ties are walked: hostility is no path. Every actor has a
state in every layer (node-aligned) and its states are coupled with weight 1. Weights are divided by the mean weight of
a positive tie, so that a coupling is as strong as an average tie and no measure depends on the unit of the weights; on
binary networks nothing changes. The value of an actor is the sum over its states.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["actor_sums", "has_cycle", "has_positive", "incoming_supra", "positive_supra", "undefined"]


def positive_supra(net: MultilayerNetwork) -> sp.csr_array:
    """Give the supra-adjacency of the positive ties, in units of their mean weight."""
    ties = net.tie_arrays
    unit = float(ties.weight[ties.sign > 0].mean())
    supra, _ = net.supra_adjacency(coupling=unit, sign=1)
    return supra / unit


def incoming_supra(net: MultilayerNetwork) -> tuple[sp.csr_array, bool]:
    """Give the transposed `positive_supra`, rows are targets, and whether it is symmetric: no positive tie directed."""
    supra = positive_supra(net)
    symmetric = not (net.tie_arrays.directed & (net.tie_arrays.sign > 0)).any()
    return (supra if symmetric else sp.csr_array(supra.T)), symmetric


def actor_sums(net: MultilayerNetwork, states: Floats) -> Floats:
    """Add the values of each actor's states."""
    sums: Floats = states.reshape(net.n_layers, net.n_actors).sum(axis=0)
    return sums


def undefined(net: MultilayerNetwork) -> Floats:
    """Give NaN for every actor."""
    return np.full(net.n_actors, np.nan)


def has_positive(net: MultilayerNetwork) -> bool:
    """Say whether any tie is positive."""
    return bool((net.tie_arrays.sign > 0).any())


def has_cycle(net: MultilayerNetwork) -> bool:
    """Say whether positive ties, over all layers, lead from some actor back to itself; an undirected tie does."""
    if (~net.tie_arrays.directed & (net.tie_arrays.sign > 0)).any():
        return True
    parts, _ = csgraph.connected_components(net.adjacency(sign=1), directed=True, connection="strong")
    return bool(parts < net.n_actors)
