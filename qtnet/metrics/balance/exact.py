"""The frustration index of one signed graph, exact with a certificate, or an honest interval when time runs out."""

from __future__ import annotations

import time

import numpy as np
from scipy import sparse

from qtnet.metrics.balance.cycle_cover import Cover, solve_cover, walk_sides
from qtnet.metrics.balance.graph import SignedGraph
from qtnet.metrics.balance.reduction import blocks, reduce_graph

__all__ = ["least_frustration"]

#: A block that is reached after the time limit still gets its heuristic division and a first bound.
_LEAST_SECONDS = 0.5


def least_frustration(graph: SignedGraph, *, time_limit: float = 60.0) -> Cover:
    """Divide a signed graph in two so that the weight of the frustrated ties is least.

    Parameters
    ----------
    graph
        Signed ties.
    time_limit
        Seconds after which the search stops; the bound then says how far the division may be from the best.

    Returns
    -------
    Cover
        Sides, their cost, and a proved lower bound that equals the cost when the division is optimal.

    Notes
    -----
    Reductions come first, then each biconnected block is reduced again and solved as a cycle cover. The blocks'
    frustrated ties determine the sides of the whole kernel, because a block meets the rest in single actors.

    Examples
    --------
    >>> square = SignedGraph(4, np.array([0, 1, 2, 0]), np.array([1, 2, 3, 3]), np.array([1.0, 1.0, 1.0, -2.0]))
    >>> least_frustration(square).value
    1.0
    """
    end = time.monotonic() + time_limit
    reduced = reduce_graph(graph)
    bound, links = reduced.paid, [sparse.csr_array((graph.n, graph.n))]
    for block in blocks(reduced.kernel):
        solved = _solve_block(block, max(end, time.monotonic() + _LEAST_SECONDS))
        bound += solved.bound
        sign = np.where(block.frustrated(solved.side), -np.sign(block.w), np.sign(block.w))
        links.append(sparse.csr_array((sign, (block.u, block.v)), shape=(graph.n, graph.n)))
    upper = sparse.csr_array(sum(links[1:], links[0]))
    side = reduced.lift(walk_sides(sparse.csr_array(upper + upper.T)))
    value = graph.cost(side)
    return Cover(side, value, min(bound, value))


def _solve_block(block: SignedGraph, deadline: float) -> Cover:
    """Reduce a block again, since cutting may have left actors with two ties, and solve what remains."""
    reduced = reduce_graph(block)
    kernel = reduced.kernel
    side, bound = np.zeros(block.n, dtype=np.int64), reduced.paid
    if kernel.m:
        actors, ends = np.unique(np.concatenate([kernel.u, kernel.v]), return_inverse=True)
        small = SignedGraph(len(actors), ends[: kernel.m], ends[kernel.m :], kernel.w)
        solved = solve_cover(small, deadline=deadline)
        side[actors] = solved.side
        bound += solved.bound
    side = reduced.lift(side)
    return Cover(side, block.cost(side), bound)
