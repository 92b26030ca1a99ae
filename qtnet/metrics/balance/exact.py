"""The frustration index of one signed graph, exact with a certificate, or an honest interval when work runs out."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from qtnet.metrics.balance.branch import branch
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.cover import NOTHING_SETTLED, Cover, CoverSearch
from qtnet.metrics.balance.graph import SignedGraph, compact, normalised
from qtnet.metrics.balance.heuristic import divide_fast
from qtnet.metrics.balance.negative_cycles import NegativeCycles, walk_sides
from qtnet.metrics.balance.reduction import blocks, reduce_graph

__all__ = ["least_frustration"]

#: Tree nodes of a first, cheap try on a small kernel, and of a long one where the relaxation leaves a gap.
_FEW_NODES, _MANY_NODES = 1_000_000, 200_000_000
_SMALL = 60


def least_frustration(graph: SignedGraph, *, budget: Budget | None = None) -> Cover:
    """Divide a signed graph in two so that the weight of the frustrated ties is least.

    Parameters
    ----------
    graph
        Signed ties.
    budget
        Work that may be done; None for that of effort 1.

    Returns
    -------
    Cover
        Sides 0 and 1, their cost, a proved lower bound that equals the cost when the division is optimal, and ties that
        are known to be satisfied in every optimal division.

    Notes
    -----
    Each biconnected block is reduced and divided alone, by branch and bound if that is quick, else as a cheapest cover
    of its negative cycles. The blocks' frustrated ties determine the sides of all, because a block meets the rest in
    single actors.

    Examples
    --------
    >>> square = SignedGraph(4, np.array([0, 1, 2, 0]), np.array([1, 2, 3, 3]), np.array([1.0, 1.0, 1.0, -2.0]))
    >>> least_frustration(square).value
    1.0
    """
    budget = Budget.of(1.0, None) if budget is None else budget
    scaled, unit, step = normalised(graph)
    bound, signs, settled = 0.0, np.sign(graph.w), [NOTHING_SETTLED]
    for block in blocks(scaled):
        solved = _solve_block(block, step, budget)
        bound += solved.bound
        settled.append(solved.settled)
        frustrated = block.frustrated(solved.labels)
        signs[graph.places(block.u[frustrated], block.v[frustrated])] *= -1
    links = sparse.csr_array((signs, (graph.u, graph.v)), shape=(graph.n, graph.n))
    side = walk_sides(sparse.csr_array(links + links.T))
    value = graph.cost(side)
    # Reductions of fractional weights may leave a bound a rounding error below zero.
    return Cover(side, value, min(max(bound * unit, 0.0), value), np.concatenate(settled))


def _solve_block(block: SignedGraph, step: float, budget: Budget) -> Cover:
    if block.m == 1:
        side = np.zeros(block.n, dtype=np.int64)
        side[block.v] = int(block.w[0] < 0)
        return Cover(side, 0.0, 0.0, np.stack([block.u, block.v], axis=1))
    reduced = reduce_graph(block)
    small, actors = compact(reduced.kernel)
    side, bound, settled = np.zeros(block.n, dtype=np.int64), reduced.paid, NOTHING_SETTLED
    if small.m:
        solved = _solve_kernel(small, step, reduced.paid, budget)
        side[actors] = solved.labels
        bound += solved.bound
        settled = actors[solved.settled]
    side = reduced.lift(side)
    return Cover(side, block.cost(side), bound, settled)


def _solve_kernel(graph: SignedGraph, step: float, paid: float, budget: Budget) -> Cover:
    solved = branch(graph, 2, budget, nodes=_FEW_NODES) if graph.n <= _SMALL else None
    if solved is not None:
        return Cover(solved[1], solved[0], solved[0], NOTHING_SETTLED)
    search = CoverSearch(graph, NegativeCycles(graph), divide_fast(graph), step=step, paid=paid)
    search.relax(budget)
    if not search.done and graph.n <= _SMALL:
        solved = branch(graph, 2, budget, nodes=_MANY_NODES)
        if solved is not None:
            return Cover(solved[1], solved[0], solved[0], NOTHING_SETTLED)
    if search.fractional:
        search.integers(budget)
    return search.cover()
