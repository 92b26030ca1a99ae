"""The part of a signed network in which blocs can leave conflict: what remains when dangling actors are taken off.

An actor with one tie can always stand so that the tie is satisfied, with two blocs and with any number of them, so the
least frustration is that of the remaining actors. Sparse networks shrink much.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled

__all__ = ["cyclic_part"]


@compiled
def cyclic_part(
    start: np.ndarray, other: np.ndarray, pull: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Take off actors with fewer than two ties until there are none; give the lists that remain, and their attraction.

    Attraction is the sum of positive pulls over all pairs, doubled as in `Neighbours`. Dyads whose signs cancel are no
    ties here.
    """
    n = len(start) - 1
    degree, queue, filled = np.zeros(n, dtype=np.int64), np.empty(n, dtype=np.int64), 0
    for i in range(n):
        for at in range(start[i], start[i + 1]):
            degree[i] += pull[at] != 0
    for i in range(n):
        if degree[i] < 2:
            queue[filled] = i
            filled += 1
    head = 0
    while head < filled:
        for at in range(start[queue[head]], start[queue[head] + 1]):
            j = other[at]
            degree[j] -= pull[at] != 0
            if pull[at] != 0 and degree[j] == 1:
                queue[filled] = j
                filled += 1
        head += 1
    place, kept = np.full(n, -1, dtype=np.int64), 0
    for i in range(n):
        if degree[i] > 1:
            place[i] = kept
            kept += 1
    begin, index, weight = np.zeros(kept + 1, dtype=np.int64), np.empty_like(other), np.empty_like(pull)
    filled, attraction = 0, 0.0
    for i in range(n):
        for at in range(start[i], start[i + 1]):
            if place[i] >= 0 and place[other[at]] >= 0 and pull[at] != 0:
                index[filled], weight[filled] = place[other[at]], pull[at]
                attraction += max(pull[at], 0.0)
                filled += 1
        if place[i] >= 0:
            begin[place[i] + 1] = filled
    return begin, index[:filled], weight[:filled], attraction
