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
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats, Ints, TieArrays

__all__ = ["Links", "Null", "Problem", "modularity_problem", "problem_of_ties"]


class Links(NamedTuple):
    """Signed and symmetric links between nodes, none of a node with itself.

    Those of node s lead to ``column[start[s]:start[s + 1]]``.
    """

    start: Ints
    column: Ints
    weight: Floats


class Null(NamedTuple):
    """The null model: node s expects ``Σ_c sent[s, c] · received[r, c]`` of its links at node r, over few channels c.

    The entries of node s stand from ``start[s]`` to ``start[s + 1]``.
    """

    start: Ints
    channel: Ints
    sent: Floats
    received: Floats
    width: int


@dataclass(frozen=True, eq=False)
class Problem:
    """What a search for blocs needs, as plain arrays.

    Parameters
    ----------
    links, null
        What ties the nodes, and what chance would tie.
    inner
        Sum of the weights of nodes' links to themselves, which every partition has inside.
    total
        2μ, the sum of all weights and couplings.
    """

    links: Links
    null: Null
    inner: float
    total: float

    @property
    def n(self) -> int:
        """Number of nodes."""
        return len(self.links.start) - 1

    def quality(self, membership: Ints) -> float:
        """Give Q of a partition of the nodes, whose labels count from 0."""
        return float((self.shares(membership).sum() + self.inner) / self.total)

    def shares(self, membership: Ints) -> Floats:
        """Give what each group adds to 2μQ, apart from its nodes' links to themselves."""
        links, null = self.links, self.null
        n, row = int(membership.max(initial=-1)) + 1, np.repeat(membership, np.diff(links.start))
        inside = row == membership[links.column]
        held = np.bincount(row[inside], links.weight[inside], minlength=n)
        cell = np.repeat(membership, np.diff(null.start)) * null.width + null.channel
        sums = [np.bincount(cell, vector, minlength=n * null.width) for vector in (null.sent, null.received)]
        expected = (sums[0] * sums[1]).reshape(n, null.width).sum(axis=1)
        return np.asarray(held - expected, dtype=float)


def modularity_problem(
    net: MultilayerNetwork, *, resolution: float, coupling: float, aligned: bool
) -> tuple[Problem, Ints, Ints]:
    """Give the modularity of a network as a problem, with layer and actor of each of its nodes.

    Weights are divided by the mean weight of a tie, so that the coupling does not depend on their unit.
    """
    states = np.ones_like(net.presence) if aligned else net.presence
    return problem_of_ties(net.tie_arrays, states, resolution=resolution, coupling=coupling)


def problem_of_ties(
    ties: TieArrays, states: npt.NDArray[np.bool_], *, resolution: float, coupling: float
) -> tuple[Problem, Ints, Ints]:
    """Do the same for ties, at least one, and the states that exist, shape (n_layers, n_actors)."""
    unit = float(ties.weight.mean())
    signed, layer, actor = matrices.supra_adjacency(ties, states, coupling=coupling * unit, sign=None)
    links = sp.csr_array((signed + signed.T) / (2 * unit))
    inner = float(links.diagonal().sum())
    links.setdiag(0.0)
    links.eliminate_zeros()
    links.sort_indices()
    sent, received, size = _null_vectors(ties, states, layer, actor)
    replicas = np.bincount(actor)
    node, channel = np.nonzero((sent != 0) | (received != 0))
    used, place = np.unique(channel, return_inverse=True)
    start = np.concatenate([[0], np.bincount(node, minlength=len(layer)).cumsum()]).astype(np.int64)
    null = Null(start, place.astype(np.int64), resolution * sent[node, channel], received[node, channel], len(used))
    total = size + coupling * float((replicas * (replicas - 1)).sum())
    return Problem(_links(links), null, inner, total), layer, actor


def _links(matrix: sp.csr_array) -> Links:
    return Links(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data)


def _null_vectors(
    ties: TieArrays, states: npt.NDArray[np.bool_], layer: Ints, actor: Ints
) -> tuple[Floats, Floats, float]:
    # one column per sign and layer: signed share of what is sent, size of what is received; and the size of all ties
    n_layers, n_actors = states.shape
    sent, received = np.zeros((len(layer), 2 * n_layers)), np.zeros((len(layer), 2 * n_layers))
    unit, size, row = float(ties.weight.mean()), 0.0, np.arange(len(layer))
    for place, sign in enumerate((1, -1)):
        own = ties.take(ties.sign == sign)
        tail, head, weight = own.layer * n_actors + own.source, own.layer * n_actors + own.target, own.weight / unit
        back = np.where(own.directed, 0.0, weight)
        ends, length = np.concatenate([tail, head]), states.size
        out = np.bincount(ends, np.concatenate([weight, back]), minlength=length).reshape(n_layers, n_actors)
        into = np.bincount(ends, np.concatenate([back, weight]), minlength=length).reshape(n_layers, n_actors)
        mass, channel = out.sum(axis=1), place * n_layers + layer
        size += float(mass.sum())
        sent[row, channel] = sign * (out / np.where(mass > 0, mass, 1.0)[:, None])[layer, actor]
        received[row, channel] = into[layer, actor]
    return sent, received, size
