"""Walks over cooperation that end at the most active actors of either side, solved exactly.

Shared by random-walk controversy and dipole polarisation, which differ in what they do with the chances.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse.csgraph import connected_components

from qtnet.errors import InputError

__all__ = ["absorbing", "chances", "checked_k"]

#: Without a given number one actor in ten of a side absorbs.
_ONE_IN = 10
#: Strengths that differ by rounding alone are equal.
_ROUNDING = 1e-9


def checked_k(k: int | None) -> int | None:
    """Give `k` back.

    Raises
    ------
    InputError
        If it is neither None nor a whole number ≥ 1.
    """
    if k is not None and (k < 1 or k != int(k)):
        raise InputError(f"k is {k}; expected a whole number ≥ 1, or None for one in ten of each side")
    return k


def absorbing(P: np.ndarray, side: np.ndarray, k: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Mark, for either side, its k actors of largest cooperation, and those that equal the k-th; none without ties."""
    strength = P.sum(axis=1)
    marked = []
    for sign in (1, -1):
        own = np.sort(strength[(side == sign) & (strength > 0)])[::-1]
        if not len(own):
            marked.append(np.zeros(len(side), dtype=bool))
            continue
        count = min(len(own), max(1, len(own) // _ONE_IN) if k is None else k)
        marked.append((side == sign) & (strength >= own[count - 1] * (1 - _ROUNDING)))
    return marked[0], marked[1]


def chances(P: np.ndarray, A: np.ndarray, B: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give each actor's chance that a walk ends in A rather than B, without and with at least one step.

    A walk goes from actor to actor with chances in proportion to cooperation. Without a step the chance is 1 in A and 0
    in B; NaN where no path leads to either.
    """
    strength = P.sum(axis=1)
    _, part = connected_components(P > 0, directed=False)
    reached = np.isin(part, np.unique(part[A | B])) & (strength > 0)
    free = np.flatnonzero(reached & ~(A | B))
    move = np.divide(P, strength[:, None], out=np.zeros_like(P), where=strength[:, None] > 0)
    h = np.where(reached, A.astype(float), np.nan)
    if len(free):
        into = move[np.ix_(free, np.flatnonzero(A))].sum(axis=1)
        h[free] = np.linalg.solve(np.eye(len(free)) - move[np.ix_(free, free)], into)
    stepped = np.where(reached, move @ np.nan_to_num(h), np.nan)
    return h, stepped
