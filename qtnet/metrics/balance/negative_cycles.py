"""The bad cycles of two blocs: those with an odd number of negative ties, found as shortest paths in the double cover.

A network can be divided into two camps with friendship inside and hostility between them if and only if no cycle has an
odd number of hostile ties (Harary 1953). In the signed double cover each actor stands twice and a hostile tie changes
the copy, so that a path from an actor to its other copy is such a cycle.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.cover import TOLERANCE, Cycle, few_through_each_edge
from qtnet.metrics.balance.graph import SignedGraph
from qtnet.metrics.balance.heuristic import descend

__all__ = ["NegativeCycles", "walk_sides"]

_MOST_TRIANGLES = 20_000
#: Distances held at a time.
_ROOM = 2_000_000
#: Repetitions of the search, up to how many actors they pay, and by how much a tie of a cycle found becomes longer.
_PASSES, _PASSES_LIMIT, _LENGTHENED = 8, 2000, 0.2


class NegativeCycles:
    """Cycles with an odd number of negative ties, for `CoverSearch`; actor ``i`` stands at ``i`` and ``i + n``."""

    def __init__(self, graph: SignedGraph) -> None:
        n, self.graph = graph.n, graph
        swap = np.where(graph.w > 0, 0, n)
        tails = np.concatenate([graph.u, graph.u + n])
        heads = np.concatenate([graph.v + swap, graph.v + n - swap])
        edges = np.tile(np.arange(graph.m), 2)
        rows, columns = np.concatenate([tails, heads]), np.concatenate([heads, tails])
        order = np.lexsort((columns, rows))
        self.edges = np.tile(edges, 2)[order]
        self.columns = columns[order]
        self.starts = np.searchsorted(rows[order], np.arange(2 * n + 1))
        self.keys = rows[order] * 2 * n + self.columns

    def first(self) -> Iterable[Cycle]:
        """Give the triangles with one or three negative ties, up to a number."""
        near: list[dict[int, int]] = [{} for _ in range(self.graph.n)]
        ends = list(zip(self.graph.u.tolist(), self.graph.v.tolist(), strict=True))
        for edge, (a, b) in enumerate(ends):
            near[a][b] = near[b][a] = edge
        positive = (self.graph.w > 0).tolist()
        found: list[Cycle] = []
        for edge, (a, b) in enumerate(ends):
            for c, other in near[a].items():
                third = near[b].get(c) if c > b else None
                if third is not None and not positive[edge] ^ positive[other] ^ positive[third]:
                    found.append(frozenset((edge, other, third)))
            if len(found) >= _MOST_TRIANGLES:
                break
        return found

    def violated(self, f: np.ndarray, known: dict[Cycle, None], budget: Budget) -> list[Cycle]:
        """Give new cycles that hold less than 1 of `f` together, the most violated first.

        A relaxation leaves many ties at 0, and shortest paths from all actors then meet in the same few cycles. So the
        search is repeated with the ties of cycles already found made longer.
        """
        length, found = f.copy(), dict[Cycle, float]()
        for _ in range(_PASSES if self.graph.n <= _PASSES_LIMIT else 1):
            new = {cycle: held for cycle, held in self._paths(length, f, budget).items() if cycle not in found}
            found |= {cycle: held for cycle, held in new.items() if cycle not in known}
            if not new or len(found) >= self.graph.n or budget.spent:
                break
            for cycle in new:
                length[list(cycle)] += _LENGTHENED
        return few_through_each_edge(found, len(f))

    def _paths(self, length: np.ndarray, f: np.ndarray, budget: Budget) -> dict[Cycle, float]:
        """Find cycles by shortest paths from all actors in these lengths, each with what it holds of `f`."""
        n = self.graph.n
        # Zero would mean no edge to the path search.
        network = sparse.csr_array((length[self.edges] + 1e-9, self.columns, self.starts), shape=(2 * n, 2 * n))
        enough = 4 * max(400, len(f) // 4)
        found: dict[Cycle, float] = {}
        batch = max(16, min(256, _ROOM // n))
        for first in range(0, n, batch):
            sources = np.arange(first, min(first + batch, n))
            distance, before = dijkstra(network, indices=sources, limit=1 - TOLERANCE, return_predecessors=True)
            budget.pay_paths(len(sources), self.graph.m)
            for row in np.flatnonzero(distance[np.arange(len(sources)), sources + n] < 1 - TOLERANCE):
                cycle = self._cycle(before[row], int(sources[row]))
                held = float(f[list(cycle)].sum())
                if held < 1 - TOLERANCE:
                    found[cycle] = held
            if len(found) >= enough or budget.spent:
                break
        return found

    def divide(self, f: np.ndarray) -> tuple[float, np.ndarray]:
        """Divide along a spanning forest of the ties that `f` frustrates least, and flip actors while that gains."""
        graph = self.graph
        length = sparse.csr_array((f + 1e-9, (graph.u, graph.v)), shape=(graph.n, graph.n))
        tree = sparse.csr_array(minimum_spanning_tree(length))
        tree.data[:] = 1.0
        sign = sparse.csr_array((np.sign(graph.w), (graph.u, graph.v)), shape=(graph.n, graph.n))
        links = sparse.csr_array(tree.multiply(sign))
        side = descend(graph, walk_sides(sparse.csr_array(links + links.T)))
        return graph.cost(side), side

    def _cycle(self, before: np.ndarray, source: int) -> Cycle:
        """Walk back from the other copy of `source`; edges met twice cancel."""
        path, here = [source + self.graph.n], source + self.graph.n
        while here != source:
            here = int(before[here])
            path.append(here)
        keys = np.array(path[1:]) * 2 * self.graph.n + np.array(path[:-1])
        edges, times = np.unique(self.edges[np.searchsorted(self.keys, keys)], return_counts=True)
        return frozenset(edges[times % 2 == 1].tolist())


def walk_sides(links: sparse.csr_array) -> np.ndarray:
    """Give sides along the ties of a balanced signed graph: the first actor of each component on side 0."""
    side = np.full(links.shape[0], -1, dtype=np.int64)
    for first in range(links.shape[0]):
        stack = [first] if side[first] < 0 else []
        side[first] = max(side[first], 0)
        while stack:
            here = stack.pop()
            for slot in range(links.indptr[here], links.indptr[here + 1]):
                other = links.indices[slot]
                if side[other] < 0:
                    side[other] = side[here] if links.data[slot] > 0 else 1 - side[here]
                    stack.append(int(other))
    return side
