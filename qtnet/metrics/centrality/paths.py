"""Closeness and betweenness: shortest paths of positive ties, steps counted; a weight is no length."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.searches import nearness
from qtnet.metrics.centrality.supra import actor_sums, has_positive, positive_supra, undefined
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints

__all__ = ["BATCH", "betweenness", "closeness", "rings_around", "state_betweenness", "steps_of"]

BATCH = 256  # states walked from at once: bounds the memory to about 2 kB per state and step of the longest path
_INFINITY = float("inf")


@actor_metric(
    name="closeness",
    formula="c_i = mean over j ≠ i of 1/d_ij, d_ij the fewest steps from any state of i to any state of j",
    range=(0, 1),
    reads=("sign", "direction"),
    source="Marchiori & Latora 2000 (harmonic), on the supra-adjacency; a change of layer is one step",
    undefined="fewer than two actors",
)
def closeness(net: MultilayerNetwork) -> Floats:
    """How few steps along positive ties lead from an actor to the others: 1 a tie to each, 0 none can be reached.

    Notes
    -----
    Out-oriented. Harmonic, so that separate parts of the network need no correction.
    """
    n = net.n_actors
    if n < 2:
        return undefined(net)
    if not has_positive(net):
        return np.zeros(n)
    return nearness(positive_supra(net), n_layers=net.n_layers) / (n - 1)


@actor_metric(
    name="betweenness",
    formula="b_i = Σ_l Σ_{s≠v≠t} σ_st(v)/σ_st over the states v of i; σ counts shortest paths of the supra-adjacency",
    range=(0, _INFINITY),
    reads=("sign", "direction"),
    source="Freeman 1977; Brandes 2001; summed over the states of an actor",
)
def betweenness(net: MultilayerNetwork) -> Floats:
    """How many shortest paths of positive ties run through an actor, over all layers; not normalised.

    Notes
    -----
    Paths are between states (an actor in a layer), a change of layer is one step, and an undirected network counts
    each pair of states once. With a single layer it is the usual betweenness.
    """
    if not has_positive(net):
        return np.zeros(net.n_actors)
    directed = bool((net.tie_arrays.directed & (net.tie_arrays.sign > 0)).any())
    states = state_betweenness(positive_supra(net))
    return actor_sums(net, states if directed else states / 2)


def state_betweenness(matrix: sp.csr_array) -> Floats:
    """Give the betweenness of each row of a matrix over ordered pairs, steps counted.

    Brandes' two sweeps, done for many sources at once: one sparse product per step of the longest shortest path.

    Examples
    --------
    >>> path = sp.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> state_betweenness(path).tolist()
    [0.0, 2.0, 0.0]
    """
    forward = steps_of(matrix)
    backward = sp.csr_array(forward.T)
    n = forward.shape[0]
    total = np.zeros(n)
    for first in range(0, n, BATCH):
        total += _from_sources(forward, backward, np.arange(first, min(first + BATCH, n)))
    return total


def steps_of(matrix: sp.csr_array) -> sp.csr_array:
    """Give the same matrix with 1 for every entry."""
    return sp.csr_array((np.ones(matrix.nnz), matrix.indices, matrix.indptr), shape=matrix.shape)


def rings_around(start: Floats, backward: sp.csr_array) -> list[Floats]:
    """Count shortest paths ring by ring: entry d holds their number to the states d steps from `start`, else 0.

    Parameters
    ----------
    start
        Number of paths at the states walked from, shape (n_states, n_sources).
    backward
        The transposed matrix of steps.
    """
    ring, rings, seen = start, [], start > 0
    while ring.any():
        rings.append(ring)
        ring = np.where(seen, 0.0, backward @ ring)
        seen = seen | (ring > 0)
    return rings


def _from_sources(forward: sp.csr_array, backward: sp.csr_array, sources: Ints) -> Floats:
    start = np.zeros((forward.shape[0], len(sources)))
    start[sources, np.arange(len(sources))] = 1.0
    rings = rings_around(start, backward)
    through = np.zeros_like(start)
    for nearer, ring in zip(rings[-2:0:-1], rings[:1:-1], strict=True):
        share = np.divide(1.0 + through, ring, out=np.zeros_like(ring), where=ring > 0)
        through += nearer * (forward @ share)
    total: Floats = through.sum(axis=1)
    return total
