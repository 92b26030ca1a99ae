"""Chains of tie swaps: a tie a–b and a tie c–d of one pool become a–d and c–b, over and over.

In comes a list of ties, out come many lists with the same ends in other company. Every proposal is as likely as its
reverse and a refused one counts as a step, so that a long chain visits every reachable network equally often.

Each run goes from the data to a *hub* and from there, anew for every draw, equally far: then data and draws are
exchangeable under the null model, and p-values are exact however short the chains are (Besag & Clifford 1989). Short
chains cost power, not validity; `qtnet.inference.nulls.mixing` tells whether they are long enough.

References
----------
Besag & Clifford 1989, doi:10.1093/biomet/76.4.633 (parallel method). Swaps of directed ties need turned triangles to
reach every network: Rao, Jana & Bandyopadhyay 1996, Sankhyā A 58:225–242.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qtnet.compiled import compiled

__all__ = ["KINDS", "SwapTies", "swapped"]


#: Kinds of ties: cooperation and hostility without direction, then the same with direction.
KINDS = 4
_DIRECTED = 2  # the first kind with direction


@dataclass(frozen=True, eq=False)
class SwapTies:
    """Ties that may be swapped, sorted by kind.

    Attributes
    ----------
    tail, head
        Actors of each tie; an undirected tie stands either way round.
    layer
        Layer of each tie, from 0; ties of different layers exchange ends too.
    kind
        0 cooperation, 1 hostility, 2 directed cooperation, 3 directed hostility; rising. Ties of one kind exchange
        ends, and no two of them tie the same actors in one layer.
    blocked
        Kinds that must not meet kind k between two actors of layer l, as a sum of powers of two; ``(layers, kinds)``.
    n_actors
        Number of actors.
    """

    tail: np.ndarray
    head: np.ndarray
    layer: np.ndarray
    kind: np.ndarray
    blocked: np.ndarray
    n_actors: int


def swapped(
    ties: SwapTies, *, steps: int, draws: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run one chain of `steps` proposals per draw, each from the same ties.

    Returns
    -------
    tail, head
        Ends of each tie in each draw, shape ``(draws, ties)``.
    accepted
        Number of accepted proposals per draw.

    Examples
    --------
    >>> zeros = np.zeros(2, dtype=np.int64)
    >>> ties = SwapTies(np.array([0, 2]), np.array([1, 3]), zeros, zeros, np.zeros((1, KINDS), dtype=np.int64), 4)
    >>> tail, head, accepted = swapped(ties, steps=9, draws=3, rng=np.random.default_rng(1))
    >>> np.sort(np.hstack([tail, head])).tolist()
    [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]
    """
    m, kinds = len(ties.kind), np.arange(KINDS)
    pools = np.stack([np.searchsorted(ties.kind, kinds), np.bincount(ties.kind, minlength=KINDS)], axis=1)
    place = np.stack([ties.layer, ties.kind], axis=1).astype(np.uint32)
    ends = np.array(np.broadcast_to(np.stack([ties.tail, ties.head], axis=1), (draws, m, 2)), dtype=np.uint32)
    taken = np.zeros((len(ties.blocked), ties.n_actors, ties.n_actors), dtype=np.uint8)
    accepted = np.zeros(draws, dtype=np.int64)
    for draw in range(draws if m else 0):
        rules = pools.astype(np.uint32), ties.blocked.astype(np.uint8)
        accepted[draw] = _chain(ends[draw], place, *rules, taken, steps, rng)
    return ends[:, :, 0].astype(np.int64), ends[:, :, 1].astype(np.int64), accepted


@compiled
def _chain(
    ends: np.ndarray,
    place: np.ndarray,
    pools: np.ndarray,
    blocked: np.ndarray,
    taken: np.ndarray,
    steps: int,
    rng: np.random.Generator,
) -> int:
    """Swap `ends` in place; `taken` marks by a bit per kind which places are taken, and is left as it came."""
    m, accepted, one_way = len(ends), 0, (place[:, 1] >= _DIRECTED).any()
    _mark(ends, place, taken)
    for _ in range(steps):
        # one random number is cut into the first tie, the second tie of its kind, and which way round the two stand
        chosen = rng.random() * m
        i = int(chosen)
        kind = place[i, 1]
        rest = int((chosen - i) * (4 * pools[kind, 1]))
        j, own, free = pools[kind, 0] + (rest >> 2), 1 << kind, kind < _DIRECTED
        if not free and rest & 3 == 3:
            accepted += _turn_triangle(ends, place, i, taken, rng)
            continue
        one, two, here, there = (rest & 1) * free, (rest >> 1 & 1) * free, place[i, 0], place[j, 0]
        a, b, c, d = ends[i, one], ends[i, 1 - one], ends[j, two], ends[j, 1 - two]
        if a == d or c == b or (here == there and (a == c or b == d)):
            continue
        if taken[here, a, d] & (own | blocked[here, kind]) or taken[there, c, b] & (own | blocked[there, kind]):
            continue
        if one_way and (taken[here, d, a] & blocked[here, kind] or taken[there, b, c] & blocked[there, kind]):
            continue
        _turn(taken, here, a, b, own, free)
        _turn(taken, there, c, d, own, free)
        _turn(taken, here, a, d, own, free)
        _turn(taken, there, c, b, own, free)
        ends[i, 0], ends[i, 1], ends[j, 0], ends[j, 1] = a, d, c, b
        accepted += 1
    _mark(ends, place, taken)
    return accepted


@compiled
def _turn_triangle(ends: np.ndarray, place: np.ndarray, i: int, taken: np.ndarray, rng: np.random.Generator) -> int:
    a, b, c, here, kind = ends[i, 0], ends[i, 1], int(rng.random() * taken.shape[1]), place[i, 0], place[i, 1]
    own = 1 << kind
    if not (taken[here, b, c] & own and taken[here, c, a] & own):
        return 0
    if taken[here, b, a] & own or taken[here, c, b] & own or taken[here, a, c] & own:
        return 0
    for j in range(len(ends)):
        x, y = ends[j, 0], ends[j, 1]
        side = (x == a and y == b) or (x == b and y == c) or (x == c and y == a)
        if side and place[j, 0] == here and place[j, 1] == kind:
            taken[here, x, y] ^= own
            taken[here, y, x] ^= own
            ends[j, 0], ends[j, 1] = y, x
    return 1


@compiled
def _mark(ends: np.ndarray, place: np.ndarray, taken: np.ndarray) -> None:
    for i in range(len(ends)):
        kind = place[i, 1]
        _turn(taken, place[i, 0], ends[i, 0], ends[i, 1], 1 << kind, kind < _DIRECTED)


@compiled
def _turn(taken: np.ndarray, layer: int, a: int, b: int, own: int, free: bool) -> None:
    # set or clear the mark of a tie: two of one kind cannot stand in one place
    taken[layer, a, b] ^= own
    if free:
        taken[layer, b, a] ^= own
