"""Exact reductions that make a signed graph smaller without changing what its best division costs.

An actor with at most two ties is removed: with none or one it can always take the side that suits it; with two, the
path through it becomes one tie whose sign is the product and whose weight is the smaller of the two. Parallel ties are
merged, and of opposite ones the smaller is paid at once. What remains is the kernel, cut into biconnected blocks whose
costs add up.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import networkx as nx
import numpy as np

from qtnet.metrics.balance.graph import Adjacency, SignedGraph

__all__ = ["Reduction", "blocks", "reduce_graph"]


@dataclass(eq=False)
class Reduction:
    """A kernel, the cost already paid and how to put back what was removed."""

    kernel: SignedGraph
    paid: float
    removed: list[tuple[int, tuple[tuple[int, float], ...]]] = field(repr=False)

    def lift(self, side: np.ndarray) -> np.ndarray:
        """Give removed actors, the last removed first, the side that frustrates less of their ties."""
        full = side.copy()
        for actor, ties in reversed(self.removed):
            pull = sum(weight * (1 - 2 * int(full[other])) for other, weight in ties)
            full[actor] = int(pull < 0)
        return full


def reduce_graph(graph: SignedGraph) -> Reduction:
    """Remove actors of degree two or less until none is left.

    Examples
    --------
    A triangle with one negative tie costs 1 and vanishes.

    >>> triangle = SignedGraph(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 1.0, -1.0]))
    >>> reduced = reduce_graph(triangle)
    >>> reduced.kernel.m, reduced.paid
    (0, 1.0)
    """
    near = _adjacency(graph)
    queue = deque(sorted(actor for actor in near if len(near[actor]) <= 2))
    removed: list[tuple[int, tuple[tuple[int, float], ...]]] = []
    paid = 0.0
    while queue:
        actor = queue.popleft()
        if actor not in near or len(near[actor]) > 2:
            continue
        ties = tuple(near.pop(actor).items())
        removed.append((actor, ties))
        for other, _ in ties:
            del near[other][actor]
        if len(ties) == 2:
            paid += _bridge(near, *ties)
        queue.extend(other for other, _ in ties if len(near[other]) <= 2)
    return Reduction(_from_adjacency(near, graph.n), paid, removed)


def blocks(graph: SignedGraph) -> list[SignedGraph]:
    """Cut a graph into its biconnected blocks, the smallest first; actors keep their numbers."""
    weight = {(int(a), int(b)): float(w) for a, b, w in zip(graph.u, graph.v, graph.w, strict=True)}
    parts = []
    for edges in nx.biconnected_component_edges(nx.Graph(list(weight))):
        keys = sorted((min(a, b), max(a, b)) for a, b in edges)
        u, v = np.array(keys, dtype=np.int64).T
        parts.append(SignedGraph(graph.n, u, v, np.array([weight[key] for key in keys])))
    return sorted(parts, key=lambda part: (part.m, int(part.u[0]), int(part.v[0])))


def _adjacency(graph: SignedGraph) -> Adjacency:
    near: Adjacency = {actor: {} for actor in range(graph.n)}
    for a, b, w in zip(graph.u.tolist(), graph.v.tolist(), graph.w.tolist(), strict=True):
        near[a][b] = near[b][a] = w
    return near


def _bridge(near: Adjacency, first: tuple[int, float], second: tuple[int, float]) -> float:
    """Replace a path of two ties by one tie, merge it with the tie that may lie there, and return what that costs."""
    (a, wa), (b, wb) = first, second
    new = float(np.sign(wa * wb)) * min(abs(wa), abs(wb))
    old = near[a].get(b, 0.0)
    paid = min(abs(old), abs(new)) if old * new < 0 else 0.0
    if old + new == 0.0:
        near[a].pop(b, None)
        near[b].pop(a, None)
    else:
        near[a][b] = near[b][a] = old + new
    return paid


def _from_adjacency(near: Adjacency, n: int) -> SignedGraph:
    edges = sorted((a, b, w) for a in near for b, w in near[a].items() if a < b)
    u = np.array([a for a, _, _ in edges], dtype=np.int64)
    v = np.array([b for _, b, _ in edges], dtype=np.int64)
    return SignedGraph(n, u, v, np.array([w for _, _, w in edges], dtype=float))
