"""Which bloc of one window is which of the next: the assignment that keeps most actors in place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from qtnet.network.arrays import Floats, Ints

__all__ = ["Step", "step"]

#: A bloc splits, or blocs merge, if at least two parts hold this share of the actors that are in both windows.
PART = 0.3
#: Fewest actors of such a part: one actor changes sides, a part moves.
_FEWEST = 2


@dataclass(frozen=True, eq=False)
class Step:
    """What becomes of blocs from one window to the next.

    `shared` counts the actors that a bloc of the first window (row) shares with one of the second (column), both
    counted from 0. `successor` gives the column of each row, -1 for none; `splits` and `merges` the rows and columns
    with the parts into which they go, or of which they come.
    """

    shared: Floats
    successor: Ints
    splits: dict[int, tuple[int, ...]]
    merges: dict[int, tuple[int, ...]]


def step(first: Ints, second: Ints) -> Step:
    """Match blocs by the members that they share.

    Parameters
    ----------
    first, second
        Bloc of each actor, counted from 0, -1 for none, shape (n_actors,).

    Notes
    -----
    Each bloc has one successor at most: the assignment maximises the actors that stay (Kuhn 1955), and of equal ones
    the sum of Jaccard indices. Blocs that share no actor are not matched.

    Examples
    --------
    >>> found = step(np.array([0, 0, 0, 0, 1, 1]), np.array([0, 0, 1, 1, 2, 2]))
    >>> found.successor.tolist(), found.splits
    ([0, 2], {0: (0, 1)})
    """
    rows, columns = int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1
    both = (first >= 0) & (second >= 0)
    shared = np.zeros((rows, columns))
    np.add.at(shared, (first[both], second[both]), 1.0)
    sizes = [np.bincount(labels[labels >= 0], minlength=k) for labels, k in ((first, rows), (second, columns))]
    union = sizes[0][:, None] + sizes[1][None, :] - shared
    value = shared + shared / np.maximum(union, 1) / (1 + min(rows, columns))
    successor = np.full(rows, -1, dtype=np.int64)
    chosen = linear_sum_assignment(value, maximize=True)
    for row, column in zip(*chosen, strict=True):
        if shared[row, column] > 0:
            successor[row] = column
    return Step(shared, successor, _parts(shared), _parts(shared.T))


def _parts(shared: Floats) -> dict[int, tuple[int, ...]]:
    """Give the rows that fall into at least two parts worth the name, with the columns that these are."""
    staying = shared.sum(axis=1, keepdims=True)
    parts = (shared >= _FEWEST) & (shared >= PART * staying)
    return {row: tuple(np.flatnonzero(parts[row]).tolist()) for row in np.flatnonzero(parts.sum(axis=1) > 1).tolist()}
