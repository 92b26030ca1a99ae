"""Exact reductions that make a signed graph smaller without changing what its best division costs.

The cost of an actor's ties, at the side that suits it best, is a function of where its neighbours stand. With at most
three neighbours, or one tie that outweighs all others, that function is again a sum over pairs of neighbours: the actor
is removed and its neighbours are tied to each other instead. Parallel ties are merged, and of opposite ones the smaller
is paid at once. What remains is the kernel. Biconnected blocks are divided one by one, for their costs add up.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

import networkx as nx
import numpy as np

from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["Adjacency", "Reduction", "Removed", "add_tie", "adjacency", "blocks", "from_adjacency", "reduce_graph"]

Adjacency = dict[int, dict[int, float]]
Removed = tuple[int, tuple[tuple[int, float], ...]]

#: Rounding must not make a tie out of weights that cancel.
_NOTHING = 1e-12


@dataclass(eq=False)
class Reduction:
    """A kernel, the cost already paid and how to put back what was removed."""

    kernel: SignedGraph
    paid: float
    removed: list[Removed] = field(repr=False)

    def lift(self, side: np.ndarray) -> np.ndarray:
        """Give removed actors, the last removed first, the side that frustrates less of their ties."""
        full = side.copy()
        for actor, ties in reversed(self.removed):
            pull = math.fsum(weight * (1 - 2 * int(full[other])) for other, weight in ties)
            full[actor] = int(pull < 0)
        return full


def reduce_graph(graph: SignedGraph) -> Reduction:
    """Remove actors with few ties or with one that outweighs the others until none is left.

    Every optimal division of the graph divides the kernel optimally, and every optimal division of the kernel can be
    continued to the graph.

    Examples
    --------
    A triangle with one negative tie costs 1 and vanishes.

    >>> triangle = SignedGraph(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1.0, 1.0, -1.0]))
    >>> reduced = reduce_graph(triangle)
    >>> reduced.kernel.m, reduced.paid
    (0, 1.0)
    """
    near = adjacency(graph)
    queue = deque(sorted(near, key=lambda actor: (len(near[actor]), actor)))
    waiting = set(queue)
    removed: list[Removed] = []
    paid = 0.0
    while queue:
        actor = queue.popleft()
        waiting.discard(actor)
        if not _is_removable(near[actor]):
            continue
        ties = tuple(near.pop(actor).items())
        removed.append((actor, ties))
        for other, _ in ties:
            del near[other][actor]
        paid += _replace(near, ties)
        for other, _ in ties:
            if other not in waiting:
                queue.append(other)
                waiting.add(other)
    return Reduction(from_adjacency(near, graph.n), paid, removed)


def blocks(graph: SignedGraph) -> list[SignedGraph]:
    """Cut a graph into its biconnected blocks, the smallest first; actors keep their numbers."""
    place = {(a, b): edge for edge, (a, b) in enumerate(zip(graph.u.tolist(), graph.v.tolist(), strict=True))}
    parts = []
    for edges in nx.biconnected_component_edges(nx.Graph(list(place))):
        chosen = np.array(sorted(place[min(a, b), max(a, b)] for a, b in edges))
        parts.append(graph.part(chosen))
    return sorted(parts, key=lambda part: (part.m, int(part.u[0]), int(part.v[0])))


def adjacency(graph: SignedGraph) -> Adjacency:
    """Give the ties of every actor that has one."""
    near: Adjacency = {actor: {} for actor in np.union1d(graph.u, graph.v).tolist()}
    for a, b, w in zip(graph.u.tolist(), graph.v.tolist(), graph.w.tolist(), strict=True):
        near[a][b] = near[b][a] = w
    return near


def from_adjacency(near: Adjacency, n: int) -> SignedGraph:
    """Give the graph of these ties on `n` actors."""
    edges = sorted((a, b, w) for a in near for b, w in near[a].items() if a < b)
    u = np.array([a for a, _, _ in edges], dtype=np.int64)
    v = np.array([b for _, b, _ in edges], dtype=np.int64)
    return SignedGraph(n, u, v, np.array([w for _, _, w in edges], dtype=float))


def add_tie(near: Adjacency, a: int, b: int, weight: float) -> float:
    """Add a tie, merge it with the one that may lie there, and return what their opposition costs."""
    old = near[a].get(b, 0.0)
    new = old + weight
    if abs(new) <= _NOTHING * (abs(old) + abs(weight)):
        near[a].pop(b, None)
        near[b].pop(a, None)
    else:
        near[a][b] = near[b][a] = new
    return min(abs(old), abs(weight)) if old * weight < 0 else 0.0


def _is_removable(ties: dict[int, float]) -> bool:
    if len(ties) <= 3:
        return True
    sizes = [abs(weight) for weight in ties.values()]
    return 2 * max(sizes) >= sum(sizes)


def _replace(near: Adjacency, ties: tuple[tuple[int, float], ...]) -> float:
    """Tie the neighbours of a removed actor to each other so that divisions cost what they did; return the constant.

    The actor at its best side costs ``(Σ|w| − |Σ w σ|)/2``; a tie of weight W costs ``(|W| − W σσ)/2``.
    """
    if len(ties) < 2:
        return 0.0
    if len(ties) > 3:
        return _follow(near, ties)
    ends, weights = [other for other, _ in ties], [weight for _, weight in ties]
    a, b, c = [*weights, 0.0][:3]
    together, first, second, third = abs(a + b + c), abs(b + c - a), abs(a + c - b), abs(a + b - c)
    paid = (math.fsum(map(abs, weights)) - (together + first + second + third) / 4) / 2
    pairs = (
        (0, 1, together + third - first - second),
        (0, 2, together + second - first - third),
        (1, 2, together + first - second - third),
    )
    for i, j, four in pairs:
        if j < len(ends) and abs(four) > _NOTHING * math.fsum(map(abs, weights)):
            paid += add_tie(near, ends[i], ends[j], four / 4) - abs(four) / 8
    return paid


def _follow(near: Adjacency, ties: tuple[tuple[int, float], ...]) -> float:
    """Let the actor go with the neighbour whose tie outweighs the others; that neighbour inherits them."""
    leader, lead = max(ties, key=lambda tie: abs(tie[1]))
    return math.fsum(
        add_tie(near, leader, other, weight if lead > 0 else -weight) for other, weight in ties if other != leader
    )
