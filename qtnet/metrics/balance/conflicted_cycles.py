"""The bad cycles of any number of blocs: those with exactly one negative tie, found as shortest friendly paths.

A network can be cut into blocs with friendship inside and hostility between them if and only if no cycle has exactly
one hostile tie (Davis 1967). Such a cycle is a hostile tie whose ends are joined by a path of friendly ties.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components, dijkstra

from qtnet.metrics.balance.bloc_search import improve_blocs
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.cover import TOLERANCE, Cycle, few_through_each_edge
from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["ConflictedCycles"]

_MOST_TRIANGLES = 20_000
_SOURCES = 256


class ConflictedCycles:
    """Cycles with one negative tie, for `CoverSearch`."""

    def __init__(self, graph: SignedGraph) -> None:
        self.graph = graph
        self.friendly, self.hostile = np.flatnonzero(graph.w > 0), np.flatnonzero(graph.w < 0)
        rows = np.concatenate([graph.u[self.friendly], graph.v[self.friendly]])
        columns = np.concatenate([graph.v[self.friendly], graph.u[self.friendly]])
        order = np.lexsort((columns, rows))
        self.edges, self.columns = np.tile(self.friendly, 2)[order], columns[order]
        self.starts = np.searchsorted(rows[order], np.arange(graph.n + 1))
        self.keys = rows[order] * graph.n + self.columns

    def first(self) -> Iterable[Cycle]:
        """Give the triangles with one negative tie."""
        near = [set(self.columns[a:b].tolist()) for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)]
        triangles: list[Cycle] = []
        for edge in self.hostile.tolist():
            a, b = int(self.graph.u[edge]), int(self.graph.v[edge])
            for c in sorted(near[a] & near[b]):
                triangles.append(frozenset((edge, self._edge(a, c), self._edge(b, c))))
            if len(triangles) > _MOST_TRIANGLES:
                break
        return triangles

    def violated(self, f: np.ndarray, known: dict[Cycle, None], budget: Budget) -> list[Cycle]:
        """Give new cycles that hold less than 1 of `f` together, the most violated first."""
        n = self.graph.n
        # Zero would mean no edge to the path search.
        network = sparse.csr_array((f[self.edges] + 1e-9, self.columns, self.starts), shape=(n, n))
        found: dict[Cycle, float] = {}
        sources = np.unique(self.graph.u[self.hostile])
        for first in range(0, len(sources), _SOURCES):
            batch = sources[first : first + _SOURCES]
            distance, before = dijkstra(network, indices=batch, limit=1 - TOLERANCE, return_predecessors=True)
            budget.pay_paths(len(batch), self.graph.m)
            row = np.searchsorted(batch, self.graph.u[self.hostile])
            here = np.isin(self.graph.u[self.hostile], batch)
            for edge, r in zip(self.hostile[here].tolist(), row[here].tolist(), strict=True):
                if distance[r, self.graph.v[edge]] + f[edge] < 1 - TOLERANCE:
                    cycle = self._cycle(before[r], edge)
                    held = float(f[list(cycle)].sum())
                    if held < 1 - TOLERANCE and cycle not in known:
                        found[cycle] = held
        return few_through_each_edge(found, self.graph.m)

    def divide(self, f: np.ndarray) -> tuple[float, np.ndarray]:
        """Make blocs of the friendly ties that are mostly uncut, and improve them."""
        kept = self.friendly[f[self.friendly] < 0.5]
        links = sparse.csr_array(
            (np.ones(len(kept)), (self.graph.u[kept], self.graph.v[kept])), shape=(self.graph.n, self.graph.n)
        )
        labels = improve_blocs(self.graph, connected_components(links, directed=False)[1])
        return self.graph.cost(labels), labels

    def _cycle(self, before: np.ndarray, edge: int) -> Cycle:
        source, here = int(self.graph.u[edge]), int(self.graph.v[edge])
        edges = [edge]
        while here != source:
            edges.append(self._edge(int(before[here]), here))
            here = int(before[here])
        return frozenset(edges)

    def _edge(self, a: int, b: int) -> int:
        return int(self.edges[np.searchsorted(self.keys, a * self.graph.n + b)])
