"""Breadth-first search from every actor: how near the others are, steps counted, without a table of all pairs."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.compiled import compiled
from qtnet.network.arrays import Floats, Ints

__all__ = ["nearness"]


def nearness(steps: sp.csr_array, *, n_layers: int = 1) -> Floats:
    """Give for each actor the sum over the others of one over the fewest steps to them, 0 for those out of reach.

    Takes time for one search per actor and memory for the matrix alone.

    Parameters
    ----------
    steps
        Each entry is a step; its states are layer-major, all actors of one layer after those of the other.
    n_layers
        A way from an actor starts in any of its layers and ends in any layer of the other.

    Examples
    --------
    >>> path = sp.csr_array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> nearness(path).tolist()
    [1.5, 2.0, 1.5]
    """
    n_actors = steps.shape[0] // n_layers
    return _nearness(steps.indptr.astype(np.int64), steps.indices.astype(np.int64), n_layers, n_actors)


@compiled
def _nearness(starts: Ints, ends: Ints, n_layers: int, n_actors: int) -> Floats:
    n_states = n_layers * n_actors
    total = np.zeros(n_actors)
    found, met = np.full(n_states, -1), np.full(n_actors, -1)  # the search that last came there
    away, queue = np.zeros(n_states, np.int64), np.zeros(n_states, np.int64)
    for actor in range(n_actors):
        for layer in range(n_layers):
            queue[layer] = layer * n_actors + actor
            found[queue[layer]] = actor
            away[queue[layer]] = 0
        met[actor] = actor
        head, tail, ring, in_ring = 0, n_layers, 0, 0
        while head < tail:
            state = queue[head]
            head += 1
            if away[state] > ring:
                total[actor] += in_ring / max(ring, 1)
                ring, in_ring = away[state], 0
            if met[state % n_actors] != actor:
                met[state % n_actors] = actor
                in_ring += 1
            for place in range(starts[state], starts[state + 1]):
                near = ends[place]
                if found[near] != actor:
                    found[near] = actor
                    away[near] = away[state] + 1
                    queue[tail] = near
                    tail += 1
        total[actor] += in_ring / max(ring, 1)
    return total
