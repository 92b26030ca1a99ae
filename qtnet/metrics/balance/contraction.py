"""Graphs seen from one optimal division: what it costs to part groups of actors that it leaves together.

Every weight is counted positive where the division satisfies the tie, negative where it frustrates it. The cost of any
other division, less that of this one, is then the weight between the actors that change sides and those that do not.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["contracted", "first_members", "parted", "seen_from"]

_NOTHING = 1e-12


def seen_from(graph: SignedGraph, labels: np.ndarray) -> SignedGraph:
    """Give the graph whose weights are positive on satisfied ties and negative on frustrated ones."""
    size = np.abs(graph.w)
    return SignedGraph(graph.n, graph.u, graph.v, np.where(graph.frustrated(labels), -size, size))


def first_members(n: int, pairs: np.ndarray) -> np.ndarray:
    """Give for each actor the first actor of its group, where `pairs`, shape ``(k, 2)``, stand together."""
    links = sparse.csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(n, n))
    group = connected_components(links, directed=False)[1]
    return np.asarray(np.unique(group, return_index=True)[1][group])


def contracted(graph: SignedGraph, first: np.ndarray) -> SignedGraph:
    """Let the first member of each group stand for all; weights between two groups add up."""
    a, b = first[graph.u], first[graph.v]
    low, high = np.minimum(a, b), np.maximum(a, b)
    keep = low != high
    keys, place = np.unique(low[keep] * graph.n + high[keep], return_inverse=True)
    weight = np.bincount(place, graph.w[keep], minlength=len(keys))
    size = np.bincount(place, np.abs(graph.w[keep]), minlength=len(keys))
    kept = np.abs(weight) > _NOTHING * size
    return SignedGraph(graph.n, keys[kept] // graph.n, keys[kept] % graph.n, weight[kept])


def parted(graph: SignedGraph, one: int, other: int) -> tuple[SignedGraph, float]:
    """Force two groups onto different sides: the graph without `other`, and the constant that goes with it."""
    turned = (graph.u == other) | (graph.v == other)
    weight = np.where(turned, -graph.w, graph.w)
    first = np.arange(graph.n)
    first[other] = one
    return contracted(SignedGraph(graph.n, graph.u, graph.v, weight), first), float(graph.w[turned].sum())
