"""The frustration index as a cheapest cover of all negative cycles: a linear programme whose rows are found lazily.

Every division leaves at least one frustrated tie on each cycle with an odd number of negative ties, and any set of ties
that meets all those cycles is the frustrated set of some division. So the index is the cheapest such cover. The
programme starts with the unbalanced triangles; violated cycles are shortest paths in the signed double cover, where
each actor stands twice and a negative tie changes the copy. Integers are asked for only if the relaxation is
fractional.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse.csgraph import dijkstra

from qtnet.metrics.balance.graph import SignedGraph
from qtnet.metrics.balance.heuristic import descend, frustration_upper

__all__ = ["Cover", "solve_cover"]

Cycle = frozenset[int]

_TOLERANCE = 1e-6
#: An edge may serve in so many new cuts per round; more cuts through one edge add little and slow the solver.
_REUSE = 6
_MOST_TRIANGLES = 20_000


@dataclass(frozen=True, eq=False)
class Cover:
    """What is known of a graph's frustration: the best division found, its cost and a proved lower bound."""

    side: np.ndarray
    value: float
    bound: float

    @property
    def proved(self) -> bool:
        """Whether the bound meets the value."""
        return self.value <= self.bound + _TOLERANCE * max(1.0, self.value)


def solve_cover(graph: SignedGraph, *, deadline: float) -> Cover:
    """Find the cheapest division of a connected signed graph, or the best known when the deadline comes.

    Parameters
    ----------
    graph
        Edges between actors ``0 … n−1``, each actor on at least one edge.
    deadline
        Value of `time.monotonic` at which to stop.
    """
    search = _Search(graph, deadline)
    search.relax()
    if not search.done() and search.exhausted:
        search.integers()
    return Cover(search.side, search.value, search.rounded_bound())


class _Search:
    def __init__(self, graph: SignedGraph, deadline: float) -> None:
        self.graph, self.deadline = graph, deadline
        self.cost = np.abs(graph.w)
        self.integral = bool(np.allclose(graph.w, np.round(graph.w), atol=1e-9))
        self.matrix = graph.matrix().toarray()
        # The proved optimum does not depend on these starts, so a fixed seed takes nothing from the caller.
        value, side = frustration_upper(self.matrix, rng=np.random.default_rng(0), restarts=8)
        self.value, self.side = float(value), (side < 0).astype(np.int64)
        self.cuts: dict[Cycle, None] = dict.fromkeys(_negative_triangles(graph))
        self.bound = _packed(self.cuts, self.cost)
        self.double = _DoubleCover(graph)
        self.exhausted = False

    def relax(self) -> None:
        """Solve the relaxation, add violated cycles, until none is violated, the bound is met or time is up."""
        while not self.done() and self.left() > 0:
            result = self.solve(integer=False)
            if result.status != 0:
                return
            self.bound = max(self.bound, float(result.fun))
            self.try_rounding(result.x)
            if not self.done() and not self.cut(result.x):
                self.exhausted = True
                return

    def integers(self) -> None:
        """Ask for whole ties; a whole solution that violates no cycle is optimal."""
        while not self.done() and self.left() > 0:
            result = self.solve(integer=True)
            if result.mip_dual_bound is not None:
                self.bound = max(self.bound, float(result.mip_dual_bound))
            if result.x is None:
                return
            self.try_rounding(np.round(result.x))
            if self.done() or result.status != 0 or not self.cut(np.round(result.x)):
                return

    def solve(self, *, integer: bool) -> OptimizeResult:
        cuts = list(self.cuts)
        rows = np.repeat(np.arange(len(cuts)), [len(cut) for cut in cuts])
        columns = np.fromiter((edge for cut in cuts for edge in sorted(cut)), dtype=np.int64)
        A = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(cuts), self.graph.m))
        return milp(
            self.cost,
            constraints=LinearConstraint(A, lb=1.0) if cuts else None,
            integrality=np.full(self.graph.m, int(integer)),
            bounds=Bounds(0.0, 1.0),
            options={"time_limit": max(self.left(), 0.1), "mip_rel_gap": 0.0},
        )

    def cut(self, f: np.ndarray) -> bool:
        new = self.double.violated(f, self.cuts, self.deadline)
        self.cuts.update(dict.fromkeys(new))
        return bool(new)

    def try_rounding(self, f: np.ndarray) -> None:
        start = 1.0 - 2.0 * _forest_sides(self.graph, f)
        side = (descend(self.matrix, start) < 0).astype(np.int64)
        value = self.graph.cost(side)
        if value < self.value:
            self.value, self.side = value, side

    def rounded_bound(self) -> float:
        bound = float(np.ceil(self.bound - _TOLERANCE)) if self.integral else self.bound
        return min(bound, self.value)

    def done(self) -> bool:
        return self.value <= self.rounded_bound() + _TOLERANCE * max(1.0, self.value)

    def left(self) -> float:
        return self.deadline - time.monotonic()


class _DoubleCover:
    """Actor ``i`` stands at ``i`` and ``i + n``; a walk from one copy to the other is a closed walk of odd sign."""

    def __init__(self, graph: SignedGraph) -> None:
        n = self.n = graph.n
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

    def violated(self, f: np.ndarray, known: dict[Cycle, None], deadline: float) -> list[Cycle]:
        """Give negative cycles whose edges hold less than 1 of `f` together, the most violated first."""
        # Zero would mean no edge to the path search.
        length = np.maximum(f, 0.0)[self.edges] + 1e-9
        network = sparse.csr_array((length, self.columns, self.starts), shape=(2 * self.n, 2 * self.n))
        most = max(400, len(f) // 4)
        found: dict[Cycle, float] = {}
        batch = max(16, min(256, 2_000_000 // self.n))
        for first in range(0, self.n, batch):
            sources = np.arange(first, min(first + batch, self.n))
            distance, before = dijkstra(network, indices=sources, limit=1 - _TOLERANCE, return_predecessors=True)
            for row in np.flatnonzero(distance[np.arange(len(sources)), sources + self.n] < 1 - _TOLERANCE):
                cycle = self._cycle(before[row], int(sources[row]))
                slack = float(f[sorted(cycle)].sum())
                if slack < 1 - _TOLERANCE and cycle not in known:
                    found[cycle] = slack
            if len(found) >= 4 * most or time.monotonic() > deadline:
                break
        return _chosen(found, most, len(f))

    def _cycle(self, before: np.ndarray, source: int) -> Cycle:
        """Walk back from the other copy of `source`; edges met twice cancel."""
        path, here = [source + self.n], source + self.n
        while here != source:
            here = int(before[here])
            path.append(here)
        keys = np.array(path[1:]) * 2 * self.n + np.array(path[:-1])
        edges, times = np.unique(self.edges[np.searchsorted(self.keys, keys)], return_counts=True)
        return frozenset(edges[times % 2 == 1].tolist())


def _packed(cycles: Iterable[Cycle], cost: np.ndarray) -> float:
    """Bound the cost of a cover from below: what cycles can pay one after the other without paying an edge twice."""
    left, paid = cost.copy(), 0.0
    for cycle in cycles:
        edges = sorted(cycle)
        least = float(left[edges].min())
        left[edges] -= least
        paid += least
    return paid


def _chosen(found: dict[Cycle, float], most: int, m: int) -> list[Cycle]:
    use = np.zeros(m, dtype=np.int64)
    chosen: list[Cycle] = []
    for cycle in sorted(found, key=lambda cycle: (found[cycle], len(cycle), sorted(cycle))):
        edges = sorted(cycle)
        if use[edges].max() < _REUSE:
            use[edges] += 1
            chosen.append(cycle)
        if len(chosen) == most:
            break
    return chosen


def _negative_triangles(graph: SignedGraph) -> Iterable[Cycle]:
    near: list[dict[int, int]] = [{} for _ in range(graph.n)]
    for edge, (a, b) in enumerate(zip(graph.u.tolist(), graph.v.tolist(), strict=True)):
        near[a][b] = near[b][a] = edge
    positive = (graph.w > 0).tolist()
    found = 0
    for edge, (a, b) in enumerate(zip(graph.u.tolist(), graph.v.tolist(), strict=True)):
        for c, other in near[a].items():
            third = near[b].get(c) if c > b else None
            if third is not None and positive[edge] ^ positive[other] ^ positive[third] ^ True:
                yield frozenset((edge, other, third))
                found += 1
                if found == _MOST_TRIANGLES:
                    return


def _forest_sides(graph: SignedGraph, f: np.ndarray) -> np.ndarray:
    """Divide along a spanning forest of the ties that `f` frustrates least; its tree ties are all satisfied."""
    tree = sparse.csgraph.minimum_spanning_tree(
        sparse.csr_array((np.maximum(f, 0.0) + 1e-9, (graph.u, graph.v)), shape=(graph.n, graph.n))
    )
    sign = sparse.csr_array((np.sign(graph.w), (graph.u, graph.v)), shape=(graph.n, graph.n))
    kept = sparse.csr_array(tree)
    kept.data[:] = 1.0
    links = sparse.csr_array(kept.multiply(sign))
    return walk_sides(links + links.T)


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
