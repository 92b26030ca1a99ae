"""How free a network is to be rewired: the share of its tie swaps that would make no tie double."""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled

__all__ = ["admissible_share"]

#: Ties per sign that are looked at; larger networks are thinned evenly.
_MOST_COUNTED = 1000


def admissible_share(P: np.ndarray, N: np.ndarray) -> float:
    """Give the share of the swaps between two ties of the same sign without common actor that make no tie double.

    Examples
    --------
    >>> complete = np.ones((5, 5)) - np.eye(5)
    >>> admissible_share(complete, np.zeros((5, 5)))
    0.0
    """
    disjoint = not ((P > 0) & (N > 0)).any()
    possible = allowed = 0
    for own, other in ((P > 0, N > 0), (N > 0, P > 0)):
        tail, head = np.nonzero(np.triu(own, 1))
        step = max(1, -(-len(tail) // _MOST_COUNTED))
        counts = _count(tail[::step], head[::step], own | other if disjoint else own)
        possible, allowed = possible + counts[0], allowed + counts[1]
    return allowed / possible if possible else 0.0


@compiled
def _count(tail: np.ndarray, head: np.ndarray, taken: np.ndarray) -> tuple[int, int]:
    apart = free = 0
    for i in range(len(tail)):
        a, b = tail[i], head[i]
        for j in range(i):
            c, d = tail[j], head[j]
            if a != c and a != d and b != c and b != d:
                apart += 2
                free += (not (taken[a, d] or taken[c, b])) + (not (taken[a, c] or taken[d, b]))
    return apart, free
