"""Signed graphs as edge arrays: the form in which the balance of a network is reduced and solved.

In come symmetric matrices of signed weights, out come lists of dyads. A dyad has one signed weight here; where it
carries opposite weights side by side, the smaller is frustrated whatever the sides, and is kept as a constant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from qtnet.errors import InputError

__all__ = ["SignedGraph", "compact", "merge_layers", "normalised", "signed_graph"]

#: Larger whole weights gain nothing from rounding a bound up, and solvers hold their sums less exactly.
_LARGEST_WHOLE = 1e6


@dataclass(frozen=True, eq=False)
class SignedGraph:
    """An undirected signed graph: edge ``e`` joins ``u[e] < v[e]`` with signed weight ``w[e] != 0``, sorted by u, v."""

    n: int
    u: np.ndarray
    v: np.ndarray
    w: np.ndarray

    @property
    def m(self) -> int:
        """Number of edges."""
        return len(self.w)

    def cost(self, labels: np.ndarray) -> float:
        """Give the weight of the frustrated edges when actor ``i`` stands in bloc ``labels[i]``."""
        return float(np.abs(self.w[self.frustrated(labels)]).sum())

    def frustrated(self, labels: np.ndarray) -> np.ndarray:
        """Mark the edges that a division frustrates: positive across blocs, negative within."""
        return np.asarray((self.w > 0) == (labels[self.u] != labels[self.v]))

    def part(self, chosen: np.ndarray) -> SignedGraph:
        """Give the graph of the chosen edges on the same actors."""
        return SignedGraph(self.n, self.u[chosen], self.v[chosen], self.w[chosen])

    def places(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        """Give the numbers of the edges that join these actors; edges are sorted by their actors."""
        return np.asarray(np.searchsorted(self.u * self.n + self.v, u * self.n + v))

    def matrix(self) -> sparse.csr_array:
        """Give the symmetric matrix of signed weights."""
        rows, columns = np.concatenate([self.u, self.v]), np.concatenate([self.v, self.u])
        return sparse.csr_array((np.concatenate([self.w, self.w]), (rows, columns)), shape=(self.n, self.n))


def signed_graph(W: np.ndarray | sparse.sparray | sparse.spmatrix) -> SignedGraph:
    """Read the upper triangle of a symmetric matrix of signed weights; its diagonal is ignored.

    Examples
    --------
    >>> signed_graph(np.array([[0.0, 2.0], [2.0, 0.0]])).w
    array([2.])
    """
    A = sparse.csr_array(W)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise InputError(f"signed weights: expected a square matrix, got shape {A.shape}")
    if not np.isfinite(A.data).all():
        raise InputError("signed weights: expected finite numbers, got NaN or infinity")
    if abs(A - A.T).max() > 1e-9 * max(1.0, abs(A).max()) if A.nnz else False:
        raise InputError("signed weights: expected a symmetric matrix, got one that differs from its transpose")
    upper = sparse.triu(A, k=1).tocoo()
    keep = upper.data != 0
    u, v, w = upper.row[keep], upper.col[keep], upper.data[keep].astype(float)
    order = np.lexsort((v, u))
    return SignedGraph(A.shape[0], u[order].astype(np.int64), v[order].astype(np.int64), w[order])


def merge_layers(layers: Iterable[np.ndarray | sparse.sparray]) -> tuple[SignedGraph, float]:
    """Lay signed matrices over each other, and give the graph of net weights with the constant of its conflicts.

    Frustration summed over layers that share one division equals the frustration of the net graph plus, for each
    dyad, the smaller of its total positive and total negative weight.
    """
    matrices = [sparse.csr_array(W).astype(float) for W in layers]
    positive = sum(W.maximum(0) for W in matrices[1:]) + matrices[0].maximum(0)
    negative = sum((-W).maximum(0) for W in matrices[1:]) + (-matrices[0]).maximum(0)
    conflict = sparse.triu(sparse.csr_array(positive.minimum(negative)), k=1).sum()
    return signed_graph(positive - negative), float(conflict)


def compact(graph: SignedGraph) -> tuple[SignedGraph, np.ndarray]:
    """Renumber the actors that have edges as ``0 … k−1``, and give their old numbers."""
    actors, ends = np.unique(np.concatenate([graph.u, graph.v]), return_inverse=True)
    return SignedGraph(len(actors), ends[: graph.m], ends[graph.m :], graph.w), actors


def normalised(graph: SignedGraph) -> tuple[SignedGraph, float, float]:
    """Bring weights to the size that solvers like: the graph, the unit of its weights, and their common divisor.

    Whole weights up to a million keep their unit, and every cost is a multiple of the divisor; others are measured in
    a power of two near the largest, and the divisor is 0.

    Examples
    --------
    >>> graph = SignedGraph(3, np.array([0, 1]), np.array([1, 2]), np.array([4.0, -6.0]))
    >>> normalised(graph)[1:]
    (1.0, 2.0)
    """
    largest = float(np.abs(graph.w).max(initial=0.0))
    if largest <= _LARGEST_WHOLE and np.array_equal(graph.w, np.round(graph.w)):
        return graph, 1.0, float(np.gcd.reduce(graph.w.astype(np.int64))) if graph.m else 1.0
    unit = 2.0 ** np.floor(np.log2(largest))
    return SignedGraph(graph.n, graph.u, graph.v, graph.w / unit), float(unit), 0.0
