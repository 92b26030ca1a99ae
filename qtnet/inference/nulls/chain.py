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

__all__ = ["SwapTies", "swapped"]


@dataclass(frozen=True, eq=False)
class SwapTies:
    """Ties that may be swapped, sorted by pool.

    Attributes
    ----------
    tail, head
        Actors of each tie; an undirected tie stands either way round.
    layer
        Layer of each tie, from 0.
    pool
        Pool of each tie, from 0 and rising: ties of one pool exchange ends, and no two of them tie the same actors in
        one layer.
    kind
        Kind of each pool, from 0 to 7, for example 0 cooperation and 1 hostility.
    directed
        Whether the ties of each pool are directed.
    blocked
        Kinds that must not meet kind k between two actors of layer l, as a sum of powers of two; ``(layers, kinds)``.
    n_actors
        Number of actors.
    """

    tail: np.ndarray
    head: np.ndarray
    layer: np.ndarray
    pool: np.ndarray
    kind: np.ndarray
    directed: np.ndarray
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
    >>> one = np.zeros(2, dtype=np.int64)
    >>> ties = SwapTies(np.array([0, 2]), np.array([1, 3]), one, one, one[:1], one[:1] > 0, one[:1, None], 4)
    >>> tail, head, accepted = swapped(ties, steps=9, draws=3, rng=np.random.default_rng(1))
    >>> np.sort(np.hstack([tail, head])).tolist()
    [[0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]
    """
    m = len(ties.pool)
    first = np.searchsorted(ties.pool, np.arange(len(ties.kind)))
    size = np.bincount(ties.pool, minlength=len(ties.kind))
    pools = np.stack([first, size, ties.kind, ~ties.directed], axis=1).astype(np.uint32)
    place = np.stack([ties.layer, ties.pool], axis=1).astype(np.uint32)
    ends = np.array(np.broadcast_to(np.stack([ties.tail, ties.head], axis=1), (draws, m, 2)), dtype=np.uint32)
    accepted = np.zeros(draws, dtype=np.int64)
    taken = np.zeros((len(ties.blocked), ties.n_actors, ties.n_actors), dtype=np.uint8)
    if m:
        for draw in range(draws):
            accepted[draw] = _chain(ends[draw], place, pools, ties.blocked.astype(np.uint8), taken, steps, rng)
    return ends[:, :, 0], ends[:, :, 1], accepted


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
    m, accepted, one_way = len(ends), 0, not pools[:, 3].all()
    _mark(ends, place, pools, taken)
    for _ in range(steps):
        # one random number is cut into the first tie, the second tie of its pool, and which way round the two stand
        chosen = rng.random() * m
        i = int(chosen)
        p = place[i, 1]
        rest = int((chosen - i) * (4 * pools[p, 1]))
        j, kind, free = pools[p, 0] + (rest >> 2), pools[p, 2], pools[p, 3]
        own = 1 << kind
        if not free and rest & 3 == 3:
            accepted += _turn_triangle(ends, place, pools[p, 0], pools[p, 1], i, own, taken, rng)
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
    _mark(ends, place, pools, taken)
    return accepted


@compiled
def _turn_triangle(
    ends: np.ndarray,
    place: np.ndarray,
    first: int,
    size: int,
    i: int,
    own: int,
    taken: np.ndarray,
    rng: np.random.Generator,
) -> int:
    a, b, c, here = ends[i, 0], ends[i, 1], int(rng.random() * taken.shape[1]), place[i, 0]
    if not (taken[here, b, c] & own and taken[here, c, a] & own):
        return 0
    if taken[here, b, a] & own or taken[here, c, b] & own or taken[here, a, c] & own:
        return 0
    for j in range(first, first + size):
        x, y = ends[j, 0], ends[j, 1]
        if place[j, 0] == here and ((x == a and y == b) or (x == b and y == c) or (x == c and y == a)):
            taken[here, x, y] ^= own
            taken[here, y, x] ^= own
            ends[j, 0], ends[j, 1] = y, x
    return 1


@compiled
def _mark(ends: np.ndarray, place: np.ndarray, pools: np.ndarray, taken: np.ndarray) -> None:
    for i in range(len(ends)):
        kind, free = pools[place[i, 1], 2], pools[place[i, 1], 3]
        _turn(taken, place[i, 0], ends[i, 0], ends[i, 1], 1 << kind, free)


@compiled
def _turn(taken: np.ndarray, layer: int, a: int, b: int, own: int, free: int) -> None:
    # set or clear the mark of a tie: two of one kind cannot stand in one place
    taken[layer, a, b] ^= own
    if free:
        taken[layer, b, a] ^= own
