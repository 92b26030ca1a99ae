"""Betweenness between actors, not states: who lies on the shortest ways from one actor to another.

The sum over states (``betweenness``) counts pairs of states, so that an actor's empty layers are ends of paths too, and
in a network of sparse layers most of the sum comes from them. Here the ends are actors: a path from i to j starts in
any layer of i and ends in any layer of j, and an actor counts once for a path, however many of its layers it uses.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.paths import BATCH, rings_around, steps_of
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.supra import has_positive, positive_supra
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints

__all__ = ["actor_betweenness"]


@actor_metric(
    name="actor_betweenness",
    formula="b_v = Σ_{i≠v≠j} (share of the shortest paths from any state of i to any of j that meet v)",
    range=(0, float("inf")),
    reads=("sign", "direction"),
    source="Solé-Ribalta et al. 2014 (multiplex betweenness); De Domenico et al. 2015, betweenness versatility",
)
def actor_betweenness(net: MultilayerNetwork) -> Floats:
    """On how many shortest ways of positive ties between two others an actor lies, whatever the layers.

    Notes
    -----
    A change of layer is one step. An undirected network counts each pair of actors once. With a single layer it is the
    usual betweenness; a network of N actors allows at most (N−1)(N−2)/2, or twice as much if directed.
    """
    if not has_positive(net):
        return np.zeros(net.n_actors)
    inside, _ = net.supra_adjacency(coupling=0.0, sign=1)
    walk = _Walk(steps_of(positive_supra(net)), steps_of(inside), net.n_layers, net.n_actors)
    total = np.zeros(net.n_actors)
    batch = max(1, BATCH // net.n_layers)
    for first in range(0, net.n_actors, batch):
        total += walk.passages(np.arange(first, min(first + batch, net.n_actors)))
    directed = bool((net.tie_arrays.directed & (net.tie_arrays.sign > 0)).any())
    return total if directed else total / 2


class _Walk:
    """The steps that a path may take, forward and backward; arrays are (state, source)."""

    def __init__(self, steps: sp.csr_array, ties: sp.csr_array, n_layers: int, n_actors: int) -> None:
        self.forward = steps
        self.backward = sp.csr_array(steps.T)
        self.ties_backward = sp.csr_array(ties.T)
        self.shape = (n_layers, n_actors)

    def passages(self, sources: Ints) -> Floats:
        """Give, for each actor, the shares of paths from `sources` that pass through it and go on."""
        start = np.zeros((self.shape[0] * self.shape[1], len(sources)))
        for layer in range(self.shape[0]):
            start[layer * self.shape[1] + sources, np.arange(len(sources))] = 1.0
        rings = rings_around(start, self.backward)
        ends = self._ends(rings)
        flow, passed = np.zeros_like(start), np.zeros(self.shape[1])
        for nearer, ring, end in zip(rings[-2::-1], rings[:0:-1], ends[:0:-1], strict=True):
            # flow: share of the paths to all actors beyond that reach a state of this ring, or end there
            share = np.divide(flow + end, ring, out=np.zeros_like(ring), where=ring > 0)
            # a path enters an actor by a tie once, then may change layers there; who only ends there is no passage
            arrived = share * (self.ties_backward @ nearer)
            passed += self._by_actor(arrived - end).sum(axis=1)
            flow = nearer * (self.forward @ share)
        return passed

    def _ends(self, rings: list[Floats]) -> list[Floats]:
        # a path ends at the states of an actor that lie nearest, each with its share of the paths
        reached = np.zeros((self.shape[1], rings[0].shape[1]), dtype=bool)
        ends = []
        for ring in rings:
            paths = np.where(reached, 0.0, self._by_actor(ring))
            each = np.tile(paths, (self.shape[0], 1))
            ends.append(np.divide(ring, each, out=np.zeros_like(ring), where=each > 0))
            reached |= paths > 0
        return ends

    def _by_actor(self, states: Floats) -> Floats:
        sums: Floats = states.reshape(*self.shape, -1).sum(axis=0)
        return sums
