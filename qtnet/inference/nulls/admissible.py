"""How free a network is to be rewired: the share of its tie swaps that would make no tie double."""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.inference.nulls.chain import KINDS, SwapTies
from qtnet.inference.nulls.ties import matrix_ties, swap_ties

__all__ = ["admissible_share", "free_share"]

#: Ties per kind that are looked at; larger networks are thinned evenly.
_MOST_COUNTED = 1000


def admissible_share(P: np.ndarray, N: np.ndarray, *, directed: bool = False) -> float:
    """Give the share of the swaps between two ties of the same sign without common actor that make no tie double.

    0 where no two ties of one sign are without common actor.

    Examples
    --------
    >>> complete = np.ones((5, 5)) - np.eye(5)
    >>> admissible_share(complete, np.zeros((5, 5)))
    0.0
    """
    ties, _ = swap_ties(matrix_ties(P, N, directed=directed), n_actors=len(P), n_layers=1)
    return free_share(ties)


def free_share(ties: SwapTies) -> float:
    """Give the same share for ties of any kinds, in one layer."""
    taken = np.zeros((ties.n_actors, ties.n_actors), dtype=np.uint8)
    np.bitwise_or.at(taken, (ties.tail, ties.head), (1 << ties.kind).astype(np.uint8))
    free = ties.kind < KINDS // 2
    np.bitwise_or.at(taken, (ties.head[free], ties.tail[free]), (1 << ties.kind[free]).astype(np.uint8))
    possible = allowed = 0
    for kind in range(KINDS):
        own = np.flatnonzero(ties.kind == kind)
        own = own[:: max(1, -(-len(own) // _MOST_COUNTED))]
        hurdles = (taken >> kind & 1) > 0
        hurdles |= ((taken | taken.T) & int(ties.blocked[0, kind])) > 0
        counts = _count(ties.tail[own], ties.head[own], hurdles, kind >= KINDS // 2)
        possible, allowed = possible + counts[0], allowed + counts[1]
    return allowed / possible if possible else 0.0


@compiled
def _count(tail: np.ndarray, head: np.ndarray, taken: np.ndarray, directed: bool) -> tuple[int, int]:
    apart = free = 0
    for i in range(len(tail)):
        a, b = tail[i], head[i]
        for j in range(i):
            c, d = tail[j], head[j]
            if a != c and a != d and b != c and b != d:
                apart += 1
                free += not (taken[a, d] or taken[c, b])
                if not directed:
                    apart += 1
                    free += not (taken[a, c] or taken[d, b])
    return apart, free
