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
    order = _order(P, N, hostility)
    start, index, pull, mass, totals = _rows(P, N, hostility, order)
    attraction, repulsion, paid, hostile = totals.tolist()
    return Neighbours(order, start, index, pull, mass, attraction, repulsion, paid, hostile > 0)


@compiled
def _order(P: np.ndarray, N: np.ndarray, hostility: float) -> np.ndarray:
    """Sort the actors with ties by a number made of their ties, their neighbours' ties, and so on."""
    n, tied = len(P), 0
    isolated = np.zeros(n, dtype=np.bool_)
    for i in range(n):
        isolated[i] = not (P[i].any() or N[i].any())
        tied += not isolated[i]
    p, q = P.sum(), N.sum()
    p, q = (tied / p if p > 0 else 0.0), (tied * hostility / q if q > 0 else 0.0)
    key = np.ones(n)
    for _ in range(_ROUNDS):
        new = np.empty(n)
        for i in range(n):
            total = 0.37 * key[i]
            for j in range(n):
                if P[i, j] > 0 or N[i, j] > 0:
                    total += p * P[i, j] / (1 + key[j]) + q * N[i, j] * key[j] / (2 + key[j])
            new[i] = total
        key = new
    key[isolated] = np.inf
    return np.argsort(key, kind="mergesort")[:tied]


@compiled
def _rows(
    P: np.ndarray, N: np.ndarray, hostility: float, order: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Write the rows of neighbours, their masses, and the sums over all pairs."""
    n = len(order)
    start = np.zeros(n + 1, dtype=np.int64)
    sums = np.zeros(2)
    for i in range(n):
        for j in range(n):
            p, q = P[order[i], order[j]], N[order[i], order[j]]
            sums[0] += p
            sums[1] += q
            start[i + 1] += p > 0 or q > 0
        start[i + 1] += start[i]
    index, pull, mass = np.empty(start[n], dtype=np.int64), np.empty(start[n]), np.zeros(n)
    to_p, to_q = (1 / sums[0] if sums[0] > 0 else 0.0), (hostility / sums[1] if sums[1] > 0 else 0.0)
    totals = np.zeros(4)
    totals[3] = sums[1]
    at = 0
    for i in range(n):
        for j in range(n):
            p, q = P[order[i], order[j]] * to_p, N[order[i], order[j]] * to_q
            if p > 0 or q > 0:
                index[at], pull[at] = j, p - q
                mass[i] += p + q
                totals[0] += max(p - q, 0.0)
                totals[1] += max(q - p, 0.0)
                totals[2] += min(p, q)
                at += 1
    return start, index, pull, mass, totals
