"""Single steps of the search for blocs, compiled: nodes move between groups, and groups are rebuilt from their nodes.

What a group holds of each channel of the null model is kept up to date as nodes move, so that a step costs the links of
one node, whatever the size of the network.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from qtnet.compiled import compiled
from qtnet.metrics.blocs.problem import Links, Null
from qtnet.network.arrays import Floats, Ints

__all__ = ["move", "refine"]

_GAIN = 1e-12  # smaller gains, as a share of the node's own strength, are rounding
_FEW = 64  # groups up to which a node with hostile ties, or that may not be alone, tries them all, linked or not
_VISITS = 1000  # visits per node after which moving ends; a handful suffices, the bound guards against rounding


_Flags = npt.NDArray[np.bool_]


class _Groups(NamedTuple):
    """Sums of sent and received per group and channel, sizes, and the groups in use, which stand first in `label`."""

    held: Floats
    size: Ints
    label: Ints
    place: Ints
    used: Ints  # one entry: how many are in use


@compiled
def move(links: Links, null: Null, order: Ints, group: Ints, most: int) -> None:
    """Move single nodes until none gains, changing `group` in place; a node may also leave for a group of its own.

    Parameters
    ----------
    links, null
        The problem.
    order
        In which nodes are visited first; those whose neighbours moved are visited again, in the order of the moves.
    group
        Group of each node, less than the number of nodes.
    most
        Number of groups from which on no node leaves for a group of its own; the number of nodes for any number.
    """
    n = len(order)
    groups = _no_groups(n + 1, null.width)  # one group more than nodes, so that one is always empty
    for i in range(n):
        _put(i, group[i], null, groups)
    toward, seen, tried = np.zeros(n + 1), np.zeros(n + 1, dtype=np.bool_), np.empty(n + 1, dtype=np.int64)
    queue, waiting = order.copy(), np.ones(n, dtype=np.bool_)
    head, length, visits = 0, n, _VISITS * n
    while length > 0 and visits > 0:
        i, head, length, visits = queue[head], (head + 1) % n, length - 1, visits - 1
        waiting[i] = False
        best = _best_group(i, links, null, group, groups, most, toward, seen, tried)
        if best != group[i]:
            group[i] = best
            for k in range(links.start[i], links.start[i + 1]):
                j = links.column[k]
                if group[j] != best and not waiting[j]:
                    queue[(head + length) % n], length, waiting[j] = j, length + 1, True


@compiled
def refine(links: Links, null: Null, order: Ints, coarse: Ints) -> Ints:
    """Rebuild each group of `coarse` from single nodes, each joining once at most, and only along positive links.

    Parameters are those of `move`; the groups that are given back lie inside those of `coarse`.
    """
    n = len(order)
    group, groups = np.arange(n), _no_groups(n, null.width)
    for i in range(n):
        _put(i, i, null, groups)
    toward, seen, tried = np.zeros(n), np.zeros(n, dtype=np.bool_), np.empty(n, dtype=np.int64)
    for i in order:
        if groups.size[i] != 1 or group[i] != i:
            continue  # others have joined it already
        n_tried, strength = 0, _null_strength(i, null)
        for k in range(links.start[i], links.start[i + 1]):
            if coarse[links.column[k]] == coarse[i]:
                g = group[links.column[k]]
                if not seen[g]:
                    seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
                toward[g] += links.weight[k]
                strength += abs(links.weight[k])
        _take(i, i, null, groups)
        best, gain = i, 0.0
        for k in range(n_tried):
            g = tried[k]
            if toward[g] > 0:
                reached = _gain(i, g, toward[g], null, groups)
                if reached > gain + _GAIN * strength:
                    best, gain = g, reached
            toward[g], seen[g] = 0.0, False
        _put(i, best, null, groups)
        group[i] = best
    return group


@compiled
def _best_group(
    i: int,
    links: Links,
    null: Null,
    group: Ints,
    groups: _Groups,
    most: int,
    toward: Floats,
    seen: _Flags,
    tried: Ints,
) -> int:
    # takes node i from its group and puts it where it gains most; `toward` and `seen` are blank before and after
    here = group[i]
    tried[0], seen[here], n_tried, strength = here, True, 1, _null_strength(i, null)
    for k in range(links.start[i], links.start[i + 1]):
        g = group[links.column[k]]
        if not seen[g]:
            seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
        toward[g] += links.weight[k]
        strength += abs(links.weight[k])
    if groups.used[0] <= _FEW and (most < len(group) or _is_hostile(i, null)):
        for k in range(groups.used[0]):
            g = groups.label[k]
            if not seen[g]:
                seen[g], tried[n_tried], n_tried = True, g, n_tried + 1
    _take(i, here, null, groups)
    best, gain = here, _gain(i, here, toward[here], null, groups)
    for k in range(1, n_tried):
        reached = _gain(i, tried[k], toward[tried[k]], null, groups)
        if reached > gain + _GAIN * strength:
            best, gain = tried[k], reached
    if gain < -_GAIN * strength and groups.used[0] < most:
        best = groups.label[groups.used[0]]
    for k in range(n_tried):
        toward[tried[k]], seen[tried[k]] = 0.0, False
    _put(i, best, null, groups)
    return int(best)


@compiled
def _no_groups(n: int, width: int) -> _Groups:
    return _Groups(
        np.zeros((n, 2 * width)),
        np.zeros(n, dtype=np.int64),
        np.arange(n),
        np.arange(n),
        np.zeros(1, dtype=np.int64),
    )


@compiled
def _put(i: int, g: int, null: Null, groups: _Groups) -> None:
    # node i joins group g
    for k in range(null.start[i], null.start[i + 1]):
        groups.held[g, 2 * null.channel[k]] += null.sent[k]
        groups.held[g, 2 * null.channel[k] + 1] += null.received[k]
    groups.size[g] += 1
    if groups.size[g] == 1:
        _exchange(g, groups.used[0], groups)
        groups.used[0] += 1


@compiled
def _take(i: int, g: int, null: Null, groups: _Groups) -> None:
    # node i leaves group g; an empty group holds nothing, not even rounding
    for k in range(null.start[i], null.start[i + 1]):
        groups.held[g, 2 * null.channel[k]] -= null.sent[k]
        groups.held[g, 2 * null.channel[k] + 1] -= null.received[k]
    groups.size[g] -= 1
    if groups.size[g] == 0:
        groups.held[g, :] = 0.0
        groups.used[0] -= 1
        _exchange(g, groups.used[0], groups)


@compiled
def _exchange(g: int, to: int, groups: _Groups) -> None:
    other, was = groups.label[to], groups.place[g]
    groups.label[to], groups.label[was] = g, other
    groups.place[g], groups.place[other] = to, was


@compiled
def _gain(i: int, g: int, weight: float, null: Null, groups: _Groups) -> float:
    # what node i, in no group now, adds by joining g, to which it has links of `weight`
    for k in range(null.start[i], null.start[i + 1]):
        sent, received = groups.held[g, 2 * null.channel[k]], groups.held[g, 2 * null.channel[k] + 1]
        weight -= 0.5 * (null.sent[k] * received + null.received[k] * sent)
    return weight


@compiled
def _null_strength(i: int, null: Null) -> float:
    strength = 0.0
    for k in range(null.start[i], null.start[i + 1]):
        strength += null.received[k]
    return strength


@compiled
def _is_hostile(i: int, null: Null) -> bool:
    hostile = False
    for k in range(null.start[i], null.start[i + 1]):
        hostile |= null.sent[k] < 0
    return hostile
