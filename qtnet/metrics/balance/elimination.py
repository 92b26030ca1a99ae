"""How many divisions of a small signed graph cost least: actors are summed out one by one.

A graph may have thousands of best divisions; they are counted, not listed. The work grows with two to the power of
the width, the largest number of neighbours that an actor has when its turn comes.
"""

from __future__ import annotations

import numpy as np

from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["count_cheapest", "width"]

#: Cost and number of the cheapest divisions, by the sides of the actors named, in rising order.
_Table = tuple[tuple[int, ...], np.ndarray, np.ndarray]


def width(graph: SignedGraph) -> int:
    """Give the largest number of neighbours met when actors with the fewest neighbours are summed out first.

    Examples
    --------
    >>> ring = SignedGraph(4, np.array([0, 0, 1, 2]), np.array([1, 3, 2, 3]), np.ones(4))
    >>> width(ring)
    2
    """
    return max((len(near) for _, near in _order(graph)), default=0)


def count_cheapest(graph: SignedGraph, *, tolerance: float, n: int | None = None) -> tuple[float, int]:
    """Give the least value of ``Σ w_ij [σ_i ≠ σ_j]`` and the number of divisions that reach it.

    Weights may be negative. A division and its mirror image count once. `n` is the number of actors, if there are
    more than have ties. Costs that differ by less than `tolerance`
    count as equal; the number is exact up to 2⁵³.

    Examples
    --------
    >>> path = SignedGraph(3, np.array([0, 1]), np.array([1, 2]), np.array([1.0, -1.0]))
    >>> count_cheapest(path, tolerance=1e-9)
    (-1.0, 1)
    """
    order = _order(graph)
    turn = {actor: place for place, (actor, _) in enumerate(order)}
    waiting: list[list[_Table]] = [[] for _ in order]
    for a, b, w in zip(graph.u.tolist(), graph.v.tolist(), graph.w.tolist(), strict=True):
        table = (a, b), np.array([[0.0, w], [w, 0.0]]), np.ones((2, 2))
        waiting[min(turn[a], turn[b])].append(table)
    cost, number = 0.0, 1.0
    for place, (actor, _) in enumerate(order):
        joined = _joined(waiting[place], actor)
        actors, costs, numbers = _summed_out(joined, actor, tolerance)
        if actors:
            waiting[min(turn[other] for other in actors)].append((actors, costs, numbers))
        else:
            cost, number = cost + float(costs), number * float(numbers)
    free = 0 if n is None else n - len(order)
    # The mirror images were counted too.
    return cost, max(1, round(number) << free >> 1)


def _order(graph: SignedGraph) -> list[tuple[int, set[int]]]:
    near: dict[int, set[int]] = {actor: set() for actor in np.union1d(graph.u, graph.v).tolist()}
    for a, b in zip(graph.u.tolist(), graph.v.tolist(), strict=True):
        near[a].add(b)
        near[b].add(a)
    order = []
    while near:
        actor = min(near, key=lambda one: (len(near[one]), one))
        others = near.pop(actor)
        for other in others:
            near[other] |= others - {other}
            near[other].discard(actor)
        order.append((actor, others))
    return order


def _joined(tables: list[_Table], actor: int) -> _Table:
    """Add costs and multiply numbers of tables; the actor becomes the first axis."""
    named = {other for actors, _, _ in tables for other in actors} - {actor}
    actors = (actor, *sorted(named))
    costs, numbers = np.zeros((2,) * len(actors)), np.ones((2,) * len(actors))
    for own, cost, number in tables:
        axes = np.argsort([actors.index(other) for other in own])
        shape = [2 if other in own else 1 for other in actors]
        costs = costs + cost.transpose(axes).reshape(shape)
        numbers = numbers * number.transpose(axes).reshape(shape)
    return actors, costs, numbers


def _summed_out(table: _Table, actor: int, tolerance: float) -> _Table:
    actors, costs, numbers = table
    least = costs.min(axis=0)
    return actors[1:], least, np.where(costs <= least + tolerance, numbers, 0.0).sum(axis=0)
