"""Importance by the importance of one's partners: eigenvector, Katz, hubs and authorities."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.spectral import leading_vector
from qtnet.metrics.centrality.supra import (
    actor_sums,
    has_cycle,
    has_positive,
    incoming_supra,
    positive_supra,
    undefined,
)
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["authority", "eigenvector", "hub", "katz"]

_NO_POSITIVE = "no positive ties"
_NO_CYCLE = "no cycle of positive ties: the leading vector would describe the coupling of the layers, not the ties"
_KATZ_SHARE = 0.5  # of the largest possible attenuation: near 1 Katz is the eigenvector again
_KATZ_STEPS = 200  # the error halves in each
_INFINITY = float("inf")


@actor_metric(
    name="eigenvector",
    formula="x = Σ_l of the leading vector of Aᵀ, A the supra-adjacency of positive ties; max = 1",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="De Domenico et al. 2015, eigenvector versatility",
    undefined=_NO_CYCLE,
)
def eigenvector(net: MultilayerNetwork) -> Floats:
    """How important an actor is by the importance of those who cooperate with it, over all layers; the first has 1.

    Notes
    -----
    In-oriented: ``λ x_i = Σ_j A_ji x_j``, as in networkx, igraph and muxViz (py3plex is out-oriented). Where leading
    values are equal, as in equal separate parts, the projection of the vector of ones is given.
    """
    if not (has_positive(net) and has_cycle(net)):
        return undefined(net)
    incoming, symmetric = incoming_supra(net)
    _, states = leading_vector(incoming, symmetric=symmetric)
    return _largest_one(actor_sums(net, states))


@actor_metric(
    name="katz",
    formula="x = Σ_l of (I − αAᵀ)⁻¹ 1, α = 1/(2λ), λ the leading value of the supra-adjacency A of positive ties",
    range=(0, _INFINITY),
    reads=("sign", "weight", "direction"),
    source="Katz 1953; supra-adjacency as De Domenico et al. 2015",
    undefined=_NO_CYCLE,
)
def katz(net: MultilayerNetwork) -> Floats:
    """How many walks of positive ties lead to an actor, longer ones counting less, over all layers.

    Notes
    -----
    In-oriented. The attenuation is half of the largest possible one; muxViz takes 0.99999 of it, which is the
    eigenvector again.
    """
    if not (has_positive(net) and (net.n_layers > 1 or has_cycle(net))):
        return undefined(net)
    turned, symmetric = incoming_supra(net)
    # without a cycle of ties the leading value is that of the coupling alone: each actor's L states, all coupled
    value = leading_vector(turned, symmetric=symmetric)[0] if has_cycle(net) else net.n_layers - 1.0
    states: Floats = np.ones(turned.shape[0])
    for _ in range(_KATZ_STEPS):
        step = 1.0 + _KATZ_SHARE / value * (turned @ states)
        if np.array_equal(step, states):
            break
        states = step
    return actor_sums(net, states)


@actor_metric(
    name="hub",
    formula="x = Σ_l of the leading vector of AAᵀ, A the supra-adjacency of positive ties; max = 1",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="Kleinberg 1999; De Domenico et al. 2015, hub versatility",
    undefined=_NO_POSITIVE,
)
def hub(net: MultilayerNetwork) -> Floats:
    """How much an actor gives to those who receive much, over all layers; the first has 1."""
    return _hits(net, outgoing=True)


@actor_metric(
    name="authority",
    formula="x = Σ_l of the leading vector of AᵀA, A the supra-adjacency of positive ties; max = 1",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="Kleinberg 1999; De Domenico et al. 2015, authority versatility",
    undefined=_NO_POSITIVE,
)
def authority(net: MultilayerNetwork) -> Floats:
    """How much an actor receives from those who give much, over all layers; the first has 1."""
    return _hits(net, outgoing=False)


def _hits(net: MultilayerNetwork, *, outgoing: bool) -> Floats:
    if not has_positive(net):
        return undefined(net)
    supra = positive_supra(net)
    turned = sp.csr_array(supra.T)
    _, states = leading_vector(*((supra, turned) if outgoing else (turned, supra)))
    return _largest_one(actor_sums(net, states))


def _largest_one(values: Floats) -> Floats:
    shares: Floats = values / values.max()
    return shares
