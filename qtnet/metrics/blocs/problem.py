"""Modularity as one bilinear problem: signed, weighted, directed and multilayer at once.

With states s, r (an actor in a layer), γ the resolution and ω the coupling,

    Q = 1/2μ · Σ_sr [ A⁺_sr − A⁻_sr − γ (k⁺out_s k⁺in_r / m⁺_l − k⁻out_s k⁻in_r / m⁻_l) + ω C_sr ] δ(g_s, g_r)

where the null terms stand only for s and r in one layer l, m is the sum of that layer's adjacency of one sign, C
couples the states of an actor, and 2μ is the sum of |A| and ωC. This is Mucha et al. 2010 for layers, Leicht & Newman
2008 for directions, and Gómez, Jensen & Arenas 2009 for signs. The null is a sum of products of vectors, one pair per
layer and sign, so that it needs no matrix of states × states. The terms s = r are part of it, as in the original.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sp

from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats, Ints

__all__ = ["Problem", "modularity_problem"]


@dataclass(frozen=True, eq=False)
class Problem:
    """What a search for blocs needs: links between nodes, and the vectors of the null model, as plain arrays.

    Parameters
    ----------
    n
        Number of nodes.
    row, column, weight
        Links, signed and symmetric, sorted by row, then column; each pair once in either direction.
    node, channel, sent, received
        Entries of the null model: node s expects ``Σ_c sent[s, c] · received[r, c]`` of its links at node r.
    width
        Number of channels.
    total
        2μ, the sum of all weights and couplings.
    """

    n: int
    row: Ints
    column: Ints
    weight: Floats
    node: Ints
    channel: Ints
    sent: Floats
    received: Floats
    width: int
    total: float

    def quality(self, membership: Ints) -> float:
        """Give Q of a partition of the nodes, whose labels count from 0."""
        inside = self.weight[membership[self.row] == membership[self.column]].sum()
        cell = membership[self.node] * self.width + self.channel
        expected = (np.bincount(cell, self.sent) * np.bincount(cell, self.received)).sum()
        return float((inside - expected) / self.total)

    def merged(self, membership: Ints) -> Problem:
        """Give the problem whose nodes are the groups of `membership`."""
        n = int(membership.max(initial=-1)) + 1
        pair, where = np.unique(membership[self.row] * n + membership[self.column], return_inverse=True)
        cell, entry = np.unique(membership[self.node] * self.width + self.channel, return_inverse=True)
        return replace(
            self,
            n=n,
            row=pair // n,
            column=pair % n,
            weight=_sums(where, self.weight, len(pair)),
            node=cell // self.width,
            channel=cell % self.width,
            sent=_sums(entry, self.sent, len(cell)),
            received=_sums(entry, self.received, len(cell)),
        )


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
    links.sort_indices()
    n, width = len(layer), 2 * net.n_layers
    sent, received, size = np.zeros((n, width)), np.zeros((n, width)), 0.0
    for place, sign in enumerate((1, -1)):
        inside, _, _ = matrices.supra_adjacency(ties, states, coupling=0.0, sign=sign)
        out, into = (np.asarray(inside.sum(axis=axis)).ravel() / unit for axis in (1, 0))
        mass = np.bincount(layer, out, minlength=net.n_layers)
        size += float(mass.sum())
        channel = place * net.n_layers + layer
        sent[np.arange(n), channel] = sign * resolution * out / np.where(mass > 0, mass, 1.0)[layer]
        received[np.arange(n), channel] = into
    replicas = np.bincount(actor)
    total = size + coupling * float((replicas * (replicas - 1)).sum())
    node, channel = np.nonzero((sent != 0) | (received != 0))
    problem = Problem(
        n=n,
        row=np.repeat(np.arange(n), np.diff(links.indptr)),
        column=links.indices.astype(np.int64),
        weight=links.data,
        node=node,
        channel=channel,
        sent=sent[node, channel],
        received=received[node, channel],
        width=width,
        total=total,
    )
    return problem, layer, actor


def _sums(place: Ints, values: Floats, size: int) -> Floats:
    sums: Floats = np.bincount(place, values, minlength=size).astype(float)
    return sums
