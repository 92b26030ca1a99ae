"""Modularity as one bilinear problem: signed, weighted, directed and multilayer at once.

With states s, r (an actor in a layer), γ the resolution and ω the coupling,

    Q = 1/2μ · Σ_sr [ A⁺_sr − A⁻_sr − γ (k⁺out_s k⁺in_r / m⁺_l − k⁻out_s k⁻in_r / m⁻_l) + ω C_sr ] δ(g_s, g_r)

where the null terms stand only for s and r in one layer l, m is the sum of that layer's adjacency of one sign, C
couples the states of an actor, and 2μ is the sum of |A| and ωC. This is Mucha et al. 2010 for layers, Leicht & Newman
2008 for directions, and Gómez, Jensen & Arenas 2009 for signs. The null is a sum of products of vectors, one pair per
layer and sign, so that it needs no matrix of states × states. The terms s = r are part of it, as in the original.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats, Ints

__all__ = ["Problem", "modularity_problem"]


@dataclass(frozen=True, eq=False)
class Problem:
    """What a search for blocs needs: links between nodes, and the vectors of the null model, as plain arrays.

    Parameters
    ----------
    start, column, weight
        Links, signed and symmetric, without those of a node to itself: the links of node s lead to
        ``column[start[s]:start[s + 1]]``.
    entry, channel, sent, received
        Entries of the null model, those of node s from ``entry[s]`` to ``entry[s + 1]``: it expects
        ``Σ_c sent[s, c] · received[r, c]`` of its links at node r.
    width
        Number of channels.
    inner
        Sum of the weights of nodes' links to themselves, which every partition has inside.
    total
        2μ, the sum of all weights and couplings.
    """

    start: Ints
    column: Ints
    weight: Floats
    entry: Ints
    channel: Ints
    sent: Floats
    received: Floats
    width: int
    inner: float
    total: float

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.start) - 1

    def quality(self, membership: Ints) -> float:
        """Give Q of a partition of the nodes, whose labels count from 0."""
        row = np.repeat(membership, np.diff(self.start))
        inside = self.weight[row == membership[self.column]].sum() + self.inner
        cell = np.repeat(membership, np.diff(self.entry)) * self.width + self.channel
        expected = (np.bincount(cell, self.sent) * np.bincount(cell, self.received)).sum()
        return float((inside - expected) / self.total)


def modularity_problem(
    net: MultilayerNetwork, *, resolution: float, coupling: float, aligned: bool
) -> tuple[Problem, Ints, Ints]:
    """Give the modularity of a network as a problem, with layer and actor of each of its nodes.

    Weights are divided by the mean weight of a tie, so that the coupling does not depend on their unit.
    """
    ties = net.tie_arrays
    unit = float(ties.weight.mean())
    states = np.ones_like(net.presence) if aligned else net.presence
    signed, layer, actor = matrices.supra_adjacency(ties, states, coupling=coupling * unit, sign=None)
    links = sp.csr_array((signed + signed.T) / (2 * unit))
    inner = float(links.diagonal().sum())
    links.setdiag(0.0)
    links.eliminate_zeros()
    links.sort_indices()
    sent, received, size = _null_vectors(net, states, layer, unit)
    replicas = np.bincount(actor)
    node, channel = np.nonzero((sent != 0) | (received != 0))
    used, place = np.unique(channel, return_inverse=True)
    problem = Problem(
        start=links.indptr.astype(np.int64),
        column=links.indices.astype(np.int64),
        weight=links.data,
        entry=np.concatenate([[0], np.bincount(node, minlength=len(layer)).cumsum()]).astype(np.int64),
        channel=place.astype(np.int64),
        sent=resolution * sent[node, channel],
        received=received[node, channel],
        width=len(used),
        inner=inner,
        total=size + coupling * float((replicas * (replicas - 1)).sum()),
    )
    return problem, layer, actor


def _null_vectors(
    net: MultilayerNetwork, states: npt.NDArray[np.bool_], layer: Ints, unit: float
) -> tuple[Floats, Floats, float]:
    # one column per sign and layer: signed share of what is sent, size of what is received; and the size of all ties
    n, width, size = len(layer), 2 * net.n_layers, 0.0
    sent, received = np.zeros((n, width)), np.zeros((n, width))
    for place, sign in enumerate((1, -1)):
        inside, _, _ = matrices.supra_adjacency(net.tie_arrays, states, coupling=0.0, sign=sign)
        out, into = (np.asarray(inside.sum(axis=axis)).ravel() / unit for axis in (1, 0))
        mass = np.bincount(layer, out, minlength=net.n_layers)
        size += float(mass.sum())
        channel = place * net.n_layers + layer
        sent[np.arange(n), channel] = sign * out / np.where(mass > 0, mass, 1.0)[layer]
        received[np.arange(n), channel] = into
    return sent, received, size
