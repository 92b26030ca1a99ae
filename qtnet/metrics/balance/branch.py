"""The best division of a small signed graph by branch and bound, into at most so many blocs.

Russian doll search: the last actors are divided first, then one actor more, and so on; the optimum of what is already
solved bounds what the rest of a branch must cost. On kernels with random signs this is far faster than integer
programming: fifty actors, all tied, in less than a second.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["branch"]

#: A branch must promise more than this share of the best cost so far; far below the tolerance of a proof.
_GAIN = 1e-9
#: Tree nodes in the time of a simplex iteration on as many rows, roughly.
_NODES_PER_ITERATION = 8


def branch(graph: SignedGraph, most: int, budget: Budget, *, nodes: int) -> tuple[float, np.ndarray] | None:
    """Divide a graph into at most `most` blocs with the least disagreement, or give None if that takes too long.

    Parameters
    ----------
    graph
        Signed ties; more than about sixty actors are hopeless unless nearly balanced.
    most
        Largest number of blocs, at least 1; 2 gives the frustration index, the number of actors any number of blocs.
    budget
        What the search is paid from.
    nodes
        Largest number of tree nodes to look at.

    References
    ----------
    Verfaillie, G., Lemaître, M. and Schiex, T. (1996). Russian doll search for solving constraint optimization
    problems. Proceedings of AAAI-96, 181–187.

    Examples
    --------
    >>> triangle = SignedGraph(3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([-1.0, -1.0, -1.0]))
    >>> [branch(triangle, most, Budget.of(1, None), nodes=100)[0] for most in (1, 2, 3)]
    [3.0, 1.0, 0.0]
    """
    W = graph.matrix().toarray()
    order = np.argsort(-np.abs(W).sum(axis=0).round(9), kind="stable")
    allowed = min(nodes, budget.iterations(graph.n) * _NODES_PER_ITERATION)
    complete, looked_at, found = _dolls(np.ascontiguousarray(W[np.ix_(order, order)]), min(most, graph.n), allowed)
    budget.pay_iterations(int(looked_at) // _NODES_PER_ITERATION, graph.n)
    if not complete:
        return None
    labels = np.empty(graph.n, dtype=np.int64)
    labels[order] = found
    return graph.cost(labels), labels


@compiled
def _dolls(W: np.ndarray, most: int, limit: int) -> tuple[bool, int, np.ndarray]:
    n = len(W)
    optimum = np.zeros(n + 1)
    best = np.zeros(n, dtype=np.int64)
    nodes = 0
    for first in range(n - 1, -1, -1):
        start = _insert(W, best, first, most) + optimum[first + 1]
        optimum[first], nodes = _doll(W, best, first, most, start, optimum, nodes, limit)
        if nodes > limit:
            return False, nodes, best
    return True, nodes, best


@compiled
def _insert(W: np.ndarray, best: np.ndarray, first: int, most: int) -> float:
    """Put one more actor where it suits best, and give what that costs."""
    n = len(W)
    pull = np.zeros(n + 1)
    friendly, used = 0.0, 0
    for other in range(first + 1, n):
        friendly += max(W[first, other], 0.0)
        pull[best[other]] += W[first, other]
        used = max(used, best[other] + 1)
    bloc = 0
    for other in range(1, min(used + 1, most)):
        if pull[other] > pull[bloc]:
            bloc = other
    best[first] = bloc
    return float(friendly - pull[bloc])


@compiled
def _doll(
    W: np.ndarray,
    best: np.ndarray,
    first: int,
    most: int,
    value: float,
    optimum: np.ndarray,
    nodes: int,
    limit: int,
) -> tuple[float, int]:
    """Divide the actors from `first` on; `best` holds a division of cost `value` and is improved in place."""
    n = len(W)
    labels = np.full(n, -1, dtype=np.int64)
    pull, friendly = np.zeros((n, n + 1)), np.zeros(n)
    cost, used = np.zeros(n + 1), np.zeros(n + 1, dtype=np.int64)
    at = first
    while at >= first and value > optimum[first + 1] * (1 + _GAIN) and nodes <= limit:
        if labels[at] >= 0:
            _place(W, pull, friendly, at, labels[at], -1.0)
        labels[at] += 1
        if labels[at] >= most or labels[at] > used[at]:
            labels[at] = -1
            at -= 1
            continue
        nodes += 1
        _place(W, pull, friendly, at, labels[at], 1.0)
        here = cost[at] + friendly[at] - pull[at, labels[at]]
        blocs = max(used[at], labels[at] + 1)
        bar = value * (1 - _GAIN)
        if _bound(pull, friendly, at, blocs, most, here + optimum[at + 1], bar) >= bar:
            continue
        if at == n - 1:
            value = here
            for actor in range(first, n):
                best[actor] = labels[actor]
            continue
        at += 1
        cost[at], used[at], labels[at] = here, blocs, -1
    return value, nodes


@compiled
def _place(W: np.ndarray, pull: np.ndarray, friendly: np.ndarray, actor: int, bloc: int, times: float) -> None:
    for other in range(actor + 1, len(W)):
        weight = times * W[actor, other]
        pull[other, bloc] += weight
        friendly[other] += times * max(W[actor, other], 0.0)


@compiled
def _bound(pull: np.ndarray, friendly: np.ndarray, at: int, blocs: int, most: int, sure: float, bar: float) -> float:
    """Add to the sure cost what each actor to come must pay to those already placed, until it passes the bar."""
    for other in range(at + 1, len(friendly)):
        strongest = 0.0 if blocs < most else pull[other, 0]
        for bloc in range(blocs):
            strongest = max(strongest, pull[other, bloc])
        sure += friendly[other] - strongest
        if sure >= bar:
            break
    return sure
