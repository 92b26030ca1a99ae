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
import scipy.sparse as sp

from qtnet.network import MultilayerNetwork, matrices
from qtnet.network.arrays import Floats, Ints

__all__ = ["Problem", "modularity_problem"]


@dataclass(frozen=True, eq=False)
class Problem:
    """What a search for blocs needs: links between nodes, and the vectors of the null model.

    Parameters
    ----------
    links
        Symmetric, signed, shape (n, n).
    sent, received
        Shape (n, channels): node s expects ``sent[s] · received[r]`` of its links at r.
    total
        2μ, the sum of all weights and couplings.
    """

    links: sp.csr_array
    sent: sp.csr_array
    received: sp.csr_array
    total: float

    @property
    def n(self) -> int:
        """Number of nodes."""
        return int(self.links.shape[0])

    def quality(self, membership: Ints) -> float:
        """Give Q of a partition of the nodes, whose labels count from 0."""
        groups = _indicator(membership)
        rows = np.repeat(np.arange(self.n), np.diff(self.links.indptr))
        inside = float(self.links.data[membership[rows] == membership[self.links.indices]].sum())
        expected = float((groups.T @ self.sent).multiply(groups.T @ self.received).sum())
        return (inside - expected) / self.total

    def merged(self, membership: Ints) -> Problem:
        """Give the problem whose nodes are the groups of `membership`."""
        groups = _indicator(membership)
        links = sp.csr_array(groups.T @ self.links @ groups)
        return Problem(links, sp.csr_array(groups.T @ self.sent), sp.csr_array(groups.T @ self.received), self.total)


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
    sent, received, size = [], [], 0.0
    for sign in (1, -1):
        inside, _, _ = matrices.supra_adjacency(ties, states, coupling=0.0, sign=sign)
        out, into = (_by_layer(np.asarray(inside.sum(axis=a)).ravel() / unit, layer, net.n_layers) for a in (1, 0))
        mass = np.asarray(out.sum(axis=0)).ravel()
        share = sign * resolution / np.where(mass > 0, mass, 1.0)
        sent.append(sp.csr_array(out.multiply(share[None, :])))
        received.append(into)
        size += float(mass.sum())
    replicas = np.bincount(actor)
    total = size + coupling * float((replicas * (replicas - 1)).sum())
    links = sp.csr_array((signed + signed.T) / (2 * unit))
    return Problem(links, sp.hstack(sent, format="csr"), sp.hstack(received, format="csr"), total), layer, actor


def _indicator(membership: Ints) -> sp.csr_array:
    n = len(membership)
    return sp.csr_array((np.ones(n), (np.arange(n), membership)), shape=(n, int(membership.max(initial=-1)) + 1))


def _by_layer(values: Floats, layer: Ints, n_layers: int) -> sp.csr_array:
    n = len(values)
    table = sp.csr_array((values, (np.arange(n), layer)), shape=(n, n_layers))
    table.eliminate_zeros()
    return table
