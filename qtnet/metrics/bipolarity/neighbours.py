"""One signed network as lists of neighbours, in an order that names do not choose: what the compiled loops walk.

Comes in as dense cooperation and hostility, goes out as rows of neighbours with the pull (cooperation minus hostility)
of each. Most pairs of actors have no tie, so the lists are far shorter than the matrices.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qtnet.compiled import compiled

__all__ = ["Neighbours", "neighbours"]

#: Rounds in which actors are told apart by the ties of those that they are tied to.
_ROUNDS = 3


class Neighbours(NamedTuple):
    """The ties of every actor in sign-balanced weights: cooperation sums to 1 over all rows, hostility to λ.

    Row ``i`` stands for actor ``order[i]``; its neighbours are rows ``other[start[i]:start[i + 1]]`` with pulls
    ``pull``. `mass` is the cooperation plus hostility of each row. Over all pairs and doubled, so that cooperation sums
    to 1: `attraction` and `repulsion` are the positive and the negative part of the pulls, and `paid` is what dyads
    with both signs cost under every division into blocs.
    """

    order: np.ndarray
    start: np.ndarray
    other: np.ndarray
    pull: np.ndarray
    mass: np.ndarray
    attraction: float
    repulsion: float
    paid: float
    hostile: bool


def neighbours(P: np.ndarray, N: np.ndarray, *, hostility: float = 1.0) -> Neighbours:
    """List the ties of the actors that have any; their order comes from the ties, whatever the actors are called.

    Parameters
    ----------
    P, N
        Cooperation and hostility, symmetric, ≥ 0, zero diagonal, shape ``(n, n)``.
    hostility
        Weight λ of all hostility relative to all cooperation.

    Examples
    --------
    >>> P, N = np.zeros((3, 3)), np.zeros((3, 3))
    >>> P[0, 2] = P[2, 0] = 5; N[0, 1] = N[1, 0] = 2
    >>> ties = neighbours(P, N)
    >>> ties.pull.tolist(), ties.attraction, ties.repulsion
    ([0.5, -0.5, 0.5, -0.5], 1.0, 1.0)
    """
    start, other, p, q = _listed(P, N)
    order = _ordered(start, other, p, q, hostility)
    start, other, pull, mass, totals = _rows(start, other, p, q, hostility, order)
    attraction, repulsion, paid, hostile = totals.tolist()
    return Neighbours(order, start, other, pull, mass, attraction, repulsion, paid, hostile > 0)


@compiled
def _listed(P: np.ndarray, N: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """List the ties of every actor, in the order of the matrices."""
    n = len(P)
    start = np.zeros(n + 1, dtype=np.int64)
    for i in range(n):
        start[i + 1] = start[i]
        for j in range(n):
            start[i + 1] += P[i, j] > 0 or N[i, j] > 0
    other, p, q = np.empty(start[n], dtype=np.int64), np.empty(start[n]), np.empty(start[n])
    at = 0
    for i in range(n):
        for j in range(n):
            if P[i, j] > 0 or N[i, j] > 0:
                other[at], p[at], q[at] = j, P[i, j], N[i, j]
                at += 1
    return start, other, p, q


@compiled
def _ordered(start: np.ndarray, other: np.ndarray, p: np.ndarray, q: np.ndarray, hostility: float) -> np.ndarray:
    """Sort the actors with ties by a number made of their ties, their neighbours' ties, and so on."""
    n, tied = len(start) - 1, 0
    for i in range(n):
        tied += start[i + 1] > start[i]
    to_p, to_q = p.sum(), q.sum()
    to_p, to_q = (tied / to_p if to_p > 0 else 0.0), (tied * hostility / to_q if to_q > 0 else 0.0)
    key = np.ones(n)
    for _ in range(_ROUNDS):
        new = np.empty(n)
        for i in range(n):
            total = 0.37 * key[i]
            for at in range(start[i], start[i + 1]):
                theirs = key[other[at]]
                total += to_p * p[at] / (1 + theirs) + to_q * q[at] * theirs / (2 + theirs)
            new[i] = total if start[i + 1] > start[i] else np.inf
        key = new
    return np.argsort(key, kind="mergesort")[:tied]


@compiled
def _rows(
    start: np.ndarray, other: np.ndarray, p: np.ndarray, q: np.ndarray, hostility: float, order: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Rewrite the lists in an order, each sorted, in sign-balanced weights; give masses and sums over all pairs."""
    rows = len(order)
    place, begin = np.zeros(len(start) - 1, dtype=np.int64), np.zeros(rows + 1, dtype=np.int64)
    for row in range(rows):
        place[order[row]] = row
        begin[row + 1] = begin[row] + start[order[row] + 1] - start[order[row]]
    filled, index = begin[:-1].copy(), np.empty(len(other), dtype=np.int64)
    own_p, own_q, sums = np.empty(len(p)), np.empty(len(q)), np.zeros(2)
    for row in range(rows):
        for at in range(start[order[row]], start[order[row] + 1]):
            theirs = place[other[at]]
            index[filled[theirs]], own_p[filled[theirs]], own_q[filled[theirs]] = row, p[at], q[at]
            filled[theirs] += 1
    for at in range(len(own_p)):
        sums[0] += own_p[at]
        sums[1] += own_q[at]
    to_p, to_q = (1 / sums[0] if sums[0] > 0 else 0.0), (hostility / sums[1] if sums[1] > 0 else 0.0)
    mass, totals = np.zeros(rows), np.zeros(4)
    totals[3] = sums[1]
    for row in range(rows):
        for at in range(begin[row], begin[row + 1]):
            own_p[at], own_q[at] = own_p[at] * to_p, own_q[at] * to_q
            mass[row] += own_p[at] + own_q[at]
            totals[0] += max(own_p[at] - own_q[at], 0.0)
            totals[1] += max(own_q[at] - own_p[at], 0.0)
            totals[2] += min(own_p[at], own_q[at])
    return begin, index, own_p - own_q, mass, totals
