"""How much nearness is lost with each actor: the ways that lead past it, and how long their detours are.

Without an actor only those pairs come apart whose shortest ways all meet it. From one source they are a tree: whom all
shortest ways to an actor meet is its dominator. So one search per source finds whom each actor dominates, and only
these are searched again for a detour.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.compiled import compiled
from qtnet.network.arrays import Floats, Ints

__all__ = ["nearness_lost"]

#: Where each actor's steps begin, where they lead, and the same backward.
Arcs = tuple[Ints, Ints, Ints, Ints]


def nearness_lost(steps: sp.csr_array) -> tuple[float, Floats]:
    """Give Σ_{s≠t} 1/d_st, and how much of it goes when an actor's steps go, shape (n_actors,).

    Examples
    --------
    >>> ring = sp.csr_array([[0, 1, 0, 1], [1, 0, 1, 0], [0, 1, 0, 1], [1, 0, 1, 0]])
    >>> whole, lost = nearness_lost(ring)
    >>> whole, lost.tolist()
    (10.0, [5.0, 5.0, 5.0, 5.0])
    """
    back = sp.csr_array(steps.T)
    there, onto, from_there, from_onto = (
        each.astype(np.int64) for each in (steps.indptr, steps.indices, back.indptr, back.indices)
    )
    return _nearness_lost((there, onto, from_there, from_onto))


@compiled
def _meeting(one: int, other: int, above: Ints, depth: Ints) -> int:
    """Give the last common ancestor of two actors in the tree of dominators."""
    while one != other:
        if depth[one] < depth[other]:
            other = above[other]
        else:
            one = above[one]
    return one


@compiled
def _search(source: int, starts: Ints, ends: Ints, away: Ints, queue: Ints) -> int:
    """Fill `queue` with whom the source reaches, nearest first, and `away` with the steps; give how many they are."""
    queue[0], away[source], tail = source, 0, 1
    head = 0
    while head < tail:
        here = queue[head]
        head += 1
        for place in range(starts[here], starts[here + 1]):
            there = ends[place]
            if away[there] < 0:
                away[there] = away[here] + 1
                queue[tail] = there
                tail += 1
    return tail


@compiled
def _dominators(
    reached: int, queue: Ints, away: Ints, back_starts: Ints, back_ends: Ints, above: Ints, depth: Ints
) -> None:
    """Fill `above` with the last actor that all shortest ways to each meet before it, and its `depth` in that tree."""
    above[queue[0]], depth[queue[0]] = queue[0], 0
    for k in range(1, reached):
        actor, last = queue[k], -1
        for place in range(back_starts[actor], back_starts[actor + 1]):
            nearer = back_ends[place]
            if away[nearer] == away[actor] - 1:
                last = nearer if last < 0 else _meeting(last, nearer, above, depth)
        above[actor], depth[actor] = last, depth[last] + 1


@compiled
def _dominated(actor: int, child: Ints, sibling: Ints, members: Ints) -> int:
    """Fill `members` with all whom an actor dominates; give how many they are."""
    count, looked = 0, -1
    here = actor
    while True:
        below = child[here]
        while below >= 0:
            members[count] = below
            count += 1
            below = sibling[below]
        looked += 1
        if looked == count:
            return count
        here = members[looked]


@compiled
def _regained(
    count: int, members: Ints, actor: int, away: Ints, arcs: Arcs, inside: Ints, detour: Ints, seeds: Ints, line: Ints
) -> float:
    """Give Σ 1/d over the members that are reached without the actor, d the steps from the source by their detour."""
    starts, ends, back_starts, back_ends = arcs
    done = -2 - actor  # marks a member whose detour is settled
    for k in range(count):
        inside[members[k]], detour[members[k]] = actor, -1
    found = 0
    for k in range(count):
        member = members[k]
        for place in range(back_starts[member], back_starts[member + 1]):
            other = back_ends[place]
            if other != actor and away[other] >= 0 and inside[other] != actor:
                if detour[member] < 0:
                    seeds[found] = member
                    found += 1
                if detour[member] < 0 or away[other] + 1 < detour[member]:
                    detour[member] = away[other] + 1
    nearest_first = seeds[:found][np.argsort(detour[seeds[:found]])]
    total, at_seed, head, tail = 0.0, 0, 0, 0
    while at_seed < found or head < tail:
        if head == tail or (at_seed < found and detour[nearest_first[at_seed]] <= detour[line[head]]):
            member = nearest_first[at_seed]
            at_seed += 1
        else:
            member = line[head]
            head += 1
        if inside[member] == done:
            continue
        inside[member] = done
        total += 1.0 / detour[member]
        for place in range(starts[member], starts[member + 1]):
            other = ends[place]
            if inside[other] == actor and (detour[other] < 0 or detour[other] > detour[member] + 1):
                detour[other] = detour[member] + 1
                line[tail] = other
                tail += 1
    return total


@compiled
def _nearness_lost(arcs: Arcs) -> tuple[float, Floats]:
    starts, ends, back_starts, back_ends = arcs
    n = len(starts) - 1
    whole, lost = 0.0, np.zeros(n)
    away, queue, above, depth = np.full(n, -1), np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    beyond, entries = np.zeros(n), np.zeros(n, np.int64)
    child, sibling = np.full(n, -1), np.full(n, -1)
    inside, detour = np.full(n, -1), np.zeros(n, np.int64)
    members, seeds, line = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    for source in range(n):
        reached = _search(source, starts, ends, away, queue)
        _dominators(reached, queue, away, back_starts, back_ends, above, depth)
        for k in range(reached - 1, 0, -1):
            actor = queue[k]
            own = 1.0 / away[actor]
            whole += own
            lost[source] += own  # pairs of the actor itself
            lost[actor] += own
            beyond[actor] += own
            beyond[above[actor]] += beyond[actor]
            sibling[actor], child[above[actor]] = child[above[actor]], actor
            for place in range(back_starts[actor], back_starts[actor + 1]):
                other = back_ends[place]
                if away[other] >= away[actor]:
                    top = _meeting(other, actor, above, depth)
                    if top != actor:
                        entries[above[actor]] += 1
                        entries[top] -= 1
        for k in range(reached - 1, 0, -1):
            actor = queue[k]
            entries[above[actor]] += entries[actor]
            if child[actor] >= 0:
                lost[actor] += beyond[actor] - 1.0 / away[actor]
                if entries[actor] > 0:
                    count = _dominated(actor, child, sibling, members)
                    lost[actor] -= _regained(count, members, actor, away, arcs, inside, detour, seeds, line)
        for k in range(reached):
            actor = queue[k]
            away[actor], child[actor], sibling[actor], inside[actor] = -1, -1, -1, -1
            beyond[actor], entries[actor] = 0.0, 0
    return whole, lost
