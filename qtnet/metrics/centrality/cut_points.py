"""What a network falls into without one actor, for every actor in one walk over the ties (Hopcroft & Tarjan 1973)."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.compiled import compiled
from qtnet.network.arrays import Ints

__all__ = ["pairs_left"]


def pairs_left(ties: sp.csr_array) -> tuple[Ints, Ints]:
    """Give for each actor how many pairs of others are joined with it and how many without it.

    Parameters
    ----------
    ties
        Symmetric; each entry joins two actors.

    Examples
    --------
    >>> path = sp.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> [counts.tolist() for counts in pairs_left(path)]
    [[1, 1, 1], [1, 0, 1]]
    """
    return _pairs_left(ties.indptr.astype(np.int64), ties.indices.astype(np.int64))


@compiled
def _pairs_left(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    n = len(starts) - 1
    found, low, below = np.full(n, -1), np.zeros(n, np.int64), np.ones(n, np.int64)
    parent, root = np.full(n, -1), np.zeros(n, np.int64)
    cut_off, cut_pairs = np.zeros(n, np.int64), np.zeros(n, np.int64)  # by each actor: how many, and pairs among them
    place, stack = starts[:-1].copy(), np.zeros(n, np.int64)
    clock, every = 0, 0
    for first in range(n):
        if found[first] >= 0:
            continue
        depth, stack[0], found[first], low[first], root[first] = 1, first, clock, clock, first
        clock += 1
        while depth:
            here = stack[depth - 1]
            if place[here] < starts[here + 1]:
                there = ends[place[here]]
                place[here] += 1
                if found[there] < 0:
                    parent[there], root[there], found[there], low[there] = here, first, clock, clock
                    clock += 1
                    stack[depth] = there
                    depth += 1
                elif there != parent[here]:
                    low[here] = min(low[here], found[there])
                continue
            depth -= 1
            above = parent[here]
            if above >= 0:
                low[above] = min(low[above], low[here])
                below[above] += below[here]
                if low[here] >= found[above]:
                    cut_off[above] += below[here]
                    cut_pairs[above] += below[here] * (below[here] - 1) // 2
        every += below[first] * (below[first] - 1) // 2
    joined, left = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for actor in range(n):
        size = below[root[actor]]
        rest = size - 1 - cut_off[actor]
        joined[actor] = every - (size - 1)
        left[actor] = every - size * (size - 1) // 2 + cut_pairs[actor] + rest * (rest - 1) // 2
    return joined, left
