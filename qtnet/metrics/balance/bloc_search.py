"""Good blocs found fast, of any number or at most so many: an upper bound of their disagreement.

Actors move to the bloc that attracts them most, blocs that attract each other merge, and the best blocs are shaken a
stated number of times. Fixed seeds: the exact solver only needs a good start.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["improve_blocs", "search_blocs"]

_SHAKES = 60
#: Share of actors that a shake moves, in turn.
_SHARES = (0.1, 0.25, 0.05)


def search_blocs(graph: SignedGraph, starts: list[np.ndarray], *, most: int | None = None) -> np.ndarray:
    """Give the blocs with the least disagreement that were found.

    Parameters
    ----------
    graph
        Signed ties.
    starts
        Bloc numbers per actor, in 0 … n−1, to start from; single actors and one bloc are tried as well.
    most
        Largest number of blocs; None for any number.
    """
    n = graph.n
    room = n if most is None else min(most, n)
    generator = np.random.default_rng(0)
    tries = [*starts, np.zeros(n, dtype=np.int64)] + ([np.arange(n)] if room == n else [])
    best, least = tries[0], np.inf
    for start in tries:
        best, least = _better(graph, start, room, best, least)
    for shake in range(_SHAKES if n > 2 else 0):
        moved = generator.random(n) < _SHARES[shake % len(_SHARES)]
        best, least = _better(graph, np.where(moved, generator.integers(0, room, n), best), room, best, least)
    return best


def improve_blocs(graph: SignedGraph, labels: np.ndarray, *, most: int | None = None) -> np.ndarray:
    """Move actors and merge blocs while that lowers the disagreement."""
    indptr, indices, data = _rows(graph)
    room = graph.n if most is None else min(most, graph.n)
    return np.asarray(_settle(indptr, indices, data, labels.astype(np.int64), room))


def _better(
    graph: SignedGraph, start: np.ndarray, room: int, best: np.ndarray, least: float
) -> tuple[np.ndarray, float]:
    labels = improve_blocs(graph, start, most=room)
    value = graph.cost(labels)
    return (labels, value) if value < least else (best, least)


def _rows(graph: SignedGraph) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    matrix = graph.matrix()
    return matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), matrix.data


@compiled
def _settle(indptr: np.ndarray, indices: np.ndarray, data: np.ndarray, start: np.ndarray, room: int) -> np.ndarray:
    labels = start.copy()
    n = len(labels)
    size = np.zeros(max(n, room) + 1, dtype=np.int64)
    for actor in range(n):
        size[labels[actor]] += 1
    moving = True
    while moving:
        moving = _move_actors(indptr, indices, data, labels, size, room)
        if not moving:
            moving = _merge_blocs(indptr, indices, data, labels, size)
    return labels


@compiled
def _move_actors(
    indptr: np.ndarray, indices: np.ndarray, data: np.ndarray, labels: np.ndarray, size: np.ndarray, room: int
) -> bool:
    n, moved = len(labels), False
    pull = np.zeros(len(size))
    for actor in range(n):
        for slot in range(indptr[actor], indptr[actor + 1]):
            pull[labels[indices[slot]]] += data[slot]
        here = labels[actor]
        best, strongest = here, pull[here] + 1e-9 * abs(pull[here]) + 1e-12
        for slot in range(indptr[actor], indptr[actor + 1]):
            bloc = labels[indices[slot]]
            if pull[bloc] > strongest:
                best, strongest = bloc, pull[bloc]
        if strongest < 0.0:
            for bloc in range(room):
                if size[bloc] == 0:
                    best = bloc
                    break
                if pull[bloc] > strongest:
                    best, strongest = bloc, pull[bloc]
        for slot in range(indptr[actor], indptr[actor + 1]):
            pull[labels[indices[slot]]] = 0.0
        if best != here:
            labels[actor] = best
            size[here] -= 1
            size[best] += 1
            moved = True
    return moved


@compiled
def _merge_blocs(
    indptr: np.ndarray, indices: np.ndarray, data: np.ndarray, labels: np.ndarray, size: np.ndarray
) -> bool:
    """Merge the first bloc that another one attracts as a whole with the one that attracts it most."""
    n = len(labels)
    pull = np.zeros(len(size))
    for bloc in range(len(size)):
        if size[bloc] == 0:
            continue
        pull[:] = 0.0
        for actor in range(n):
            if labels[actor] == bloc:
                for slot in range(indptr[actor], indptr[actor + 1]):
                    pull[labels[indices[slot]]] += data[slot]
        pull[bloc] = 0.0
        target = pull.argmax()
        if pull[target] > 1e-12:
            for actor in range(n):
                if labels[actor] == bloc:
                    labels[actor] = target
            size[target] += size[bloc]
            size[bloc] = 0
            return True
    return False
