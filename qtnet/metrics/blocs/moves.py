"""Single steps of the search for blocs, compiled: nodes move between groups, and groups are rebuilt from their nodes.

Both walk the links and null vectors of a `Problem`. What a group holds of each channel of the null model is kept up to
date as nodes move, so that a step costs the links of one node, whatever the size of the network.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.network.arrays import Floats, Ints

__all__ = ["move", "refine"]

_GAIN = 1e-12  # smaller gains, as a share of the node's own strength, are rounding
_FEW = 64  # groups up to which a node with hostile ties tries them all, not only those that it is linked to
_VISITS = 1000  # visits per node after which moving ends; a handful suffices, the bound guards against rounding


@compiled
def move(
    start: Ints,
    column: Ints,
    weight: Floats,
    entry: Ints,
    channel: Ints,
    sent: Floats,
    received: Floats,
    width: int,
    order: Ints,
    group: Ints,
) -> None:
    """Move single nodes until none gains, changing `group` in place; a node may also leave for a group of its own.

    Parameters
    ----------
    start, column, weight, entry, channel, sent, received, width
        The problem.
    order
        In which nodes are visited first; those whose neighbours moved are visited again, in the order of the moves.
    group
        Group of each node, less than the number of nodes.
    """
    n = len(order)
    held = np.zeros((n + 1, 2 * width))  # one group more than nodes, so that one is always empty
    size = np.zeros(n + 1, dtype=np.int64)
    label, place = np.arange(n + 1), np.arange(n + 1)  # groups in use stand first in `label`
    n_used = 0
    for i in range(n):
        n_used = _put(i, group[i], entry, channel, sent, received, held, size, label, place, n_used)
    toward, seen, tried = np.zeros(n + 1), np.zeros(n + 1, dtype=np.bool_), np.empty(n + 1, dtype=np.int64)
    queue, waiting = order.copy(), np.ones(n, dtype=np.bool_)
    head, length, visits = 0, n, _VISITS * n
    while length > 0 and visits > 0:
        i, head, length, visits = queue[head], (head + 1) % n, length - 1, visits - 1
        waiting[i] = False
        here = group[i]
        tried[0], seen[here], n_tried, strength = here, True, 1, 0.0
        for k in range(start[i], start[i + 1]):
            g = group[column[k]]
            if not seen[g]:
                seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
            toward[g] += weight[k]
            strength += abs(weight[k])
        hostile = False
        for k in range(entry[i], entry[i + 1]):
            hostile |= sent[k] < 0
            strength += received[k]
        if hostile and n_used <= _FEW:
            for k in range(n_used):
                g = label[k]
                if not seen[g]:
                    seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
        n_used = _take(i, here, entry, channel, sent, received, held, size, label, place, n_used)
        least = _GAIN * strength
        best, gain = here, _gain(i, here, toward[here], entry, channel, sent, received, held)
        for k in range(1, n_tried):
            reached = _gain(i, tried[k], toward[tried[k]], entry, channel, sent, received, held)
            if reached > gain + least:
                best, gain = tried[k], reached
        if gain < -least:
            best = label[n_used]
        for k in range(n_tried):
            toward[tried[k]], seen[tried[k]] = 0.0, False
        n_used = _put(i, best, entry, channel, sent, received, held, size, label, place, n_used)
        group[i] = best
        if best != here:
            for k in range(start[i], start[i + 1]):
                j = column[k]
                if group[j] != best and not waiting[j]:
                    queue[(head + length) % n], length, waiting[j] = j, length + 1, True


@compiled
def refine(
    start: Ints,
    column: Ints,
    weight: Floats,
    entry: Ints,
    channel: Ints,
    sent: Floats,
    received: Floats,
    width: int,
    order: Ints,
    coarse: Ints,
) -> Ints:
    """Rebuild each group of `coarse` from single nodes, each joining once at most, and only along positive links.

    Parameters are those of `move`; the groups that are given back lie inside those of `coarse`.
    """
    n = len(order)
    held = np.zeros((n, 2 * width))
    size, group = np.zeros(n, dtype=np.int64), np.arange(n)
    label, place = np.arange(n), np.arange(n)
    n_used = 0
    for i in range(n):
        n_used = _put(i, i, entry, channel, sent, received, held, size, label, place, n_used)
    toward, seen, tried = np.zeros(n), np.zeros(n, dtype=np.bool_), np.empty(n, dtype=np.int64)
    for i in order:
        if size[i] != 1 or group[i] != i:
            continue  # others have joined it already
        n_tried, strength = 0, 0.0
        for k in range(start[i], start[i + 1]):
            if coarse[column[k]] == coarse[i]:
                g = group[column[k]]
                if not seen[g]:
                    seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
                toward[g] += weight[k]
                strength += abs(weight[k])
        for k in range(entry[i], entry[i + 1]):
            strength += received[k]
        n_used = _take(i, i, entry, channel, sent, received, held, size, label, place, n_used)
        best, gain = i, 0.0
        for k in range(n_tried):
            g = tried[k]
            if toward[g] > 0:
                reached = _gain(i, g, toward[g], entry, channel, sent, received, held)
                if reached > gain + _GAIN * strength:
                    best, gain = g, reached
            toward[g], seen[g] = 0.0, False
        n_used = _put(i, best, entry, channel, sent, received, held, size, label, place, n_used)
        group[i] = best
    return group


@compiled
def _put(
    i: int,
    g: int,
    entry: Ints,
    channel: Ints,
    sent: Floats,
    received: Floats,
    held: Floats,
    size: Ints,
    label: Ints,
    place: Ints,
    n_used: int,
) -> int:
    # node i joins group g; gives the number of groups in use
    for k in range(entry[i], entry[i + 1]):
        held[g, 2 * channel[k]] += sent[k]
        held[g, 2 * channel[k] + 1] += received[k]
    size[g] += 1
    if size[g] > 1:
        return n_used
    other, was = label[n_used], place[g]
    label[n_used], label[was], place[g], place[other] = g, other, n_used, was
    return n_used + 1


@compiled
def _take(
    i: int,
    g: int,
    entry: Ints,
    channel: Ints,
    sent: Floats,
    received: Floats,
    held: Floats,
    size: Ints,
    label: Ints,
    place: Ints,
    n_used: int,
) -> int:
    # node i leaves group g; an empty group holds nothing, not even rounding
    size[g] -= 1
    for k in range(entry[i], entry[i + 1]):
        held[g, 2 * channel[k]] -= sent[k]
        held[g, 2 * channel[k] + 1] -= received[k]
    if size[g] > 0:
        return n_used
    held[g, :] = 0.0
    other, was = label[n_used - 1], place[g]
    label[n_used - 1], label[was], place[g], place[other] = g, other, n_used - 1, was
    return n_used - 1


@compiled
def _gain(
    i: int, g: int, weight: float, entry: Ints, channel: Ints, sent: Floats, received: Floats, held: Floats
) -> float:
    # what node i, in no group now, adds by joining g, to which it has links of `weight`
    for k in range(entry[i], entry[i + 1]):
        weight -= 0.5 * (sent[k] * held[g, 2 * channel[k] + 1] + received[k] * held[g, 2 * channel[k]])
    return weight
