"""Groups as nodes of a smaller problem, and the parts into which a group falls, compiled."""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.blocs.problem import Links, Null, Problem
from qtnet.network.arrays import Ints

__all__ = ["merged", "parts", "relabelled"]


def merged(problem: Problem, membership: Ints, n_groups: int) -> Problem:
    """Give the problem whose nodes are the groups of `membership`, labels 0, 1, …, each with a node."""
    nodes, first = _members(membership, n_groups)
    links, inner = _merged_links(problem.links, membership, nodes, first)
    null = _merged_null(problem.null, nodes, first)
    return Problem(links, null, problem.inner + inner, problem.total)


@compiled
def relabelled(groups: Ints) -> tuple[Ints, int]:
    """Count the labels from 0 in the order of first appearance, so that equal partitions have equal arrays.

    Labels must be ≥ 0; gives the number of groups too.
    """
    labels, n, most = np.empty_like(groups), 0, -1
    for g in groups:
        most = max(most, g)
    number = np.full(most + 1, -1)
    for i in range(len(groups)):
        if number[groups[i]] < 0:
            number[groups[i]], n = n, n + 1
        labels[i] = number[groups[i]]
    return labels, n


@compiled
def parts(links: Links, groups: Ints) -> Ints:
    """Give the parts of the groups that positive links hold together, labels from 0."""
    n = len(groups)
    part, stack = np.full(n, -1), np.empty(n, dtype=np.int64)
    n_parts = 0
    for first in range(n):
        if part[first] >= 0:
            continue
        part[first], stack[0], height = n_parts, first, 1
        while height > 0:
            height -= 1
            i = stack[height]
            for k in range(links.start[i], links.start[i + 1]):
                j = links.column[k]
                if links.weight[k] > 0 and part[j] < 0 and groups[j] == groups[i]:
                    part[j], stack[height], height = n_parts, j, height + 1
        n_parts += 1
    return part


@compiled
def _members(membership: Ints, n_groups: int) -> tuple[Ints, Ints]:
    # nodes sorted by group, and where each group starts
    first = np.zeros(n_groups + 1, dtype=np.int64)
    for g in membership:
        first[g + 1] += 1
    for g in range(n_groups):
        first[g + 1] += first[g]
    nodes, free = np.empty(len(membership), dtype=np.int64), first[:-1].copy()
    for i in range(len(membership)):
        nodes[free[membership[i]]] = i
        free[membership[i]] += 1
    return nodes, first


@compiled
def _merged_links(links: Links, membership: Ints, nodes: Ints, first: Ints) -> tuple[Links, float]:
    n_groups = len(first) - 1
    start, column, weight = np.zeros_like(first), np.empty_like(links.column), np.empty_like(links.weight)
    place, n_links, inner = np.full(n_groups, -1), 0, 0.0  # where the link to each group stands
    for g in range(n_groups):
        for i in nodes[first[g] : first[g + 1]]:
            for k in range(links.start[i], links.start[i + 1]):
                h = membership[links.column[k]]
                if h == g:
                    inner += links.weight[k]
                elif place[h] < start[g]:
                    place[h], column[n_links], weight[n_links] = n_links, h, links.weight[k]
                    n_links += 1
                else:
                    weight[place[h]] += links.weight[k]
        start[g + 1] = n_links
    return Links(start, column[:n_links].copy(), weight[:n_links].copy()), inner


@compiled
def _merged_null(null: Null, nodes: Ints, first: Ints) -> Null:
    n_groups, size = len(first) - 1, len(null.channel)
    start, channel, sent, received = np.zeros_like(first), np.empty_like(null.channel), np.empty(size), np.empty(size)
    place, n_entries = np.full(null.width, -1), 0  # where the entry of each channel stands
    for g in range(n_groups):
        for i in nodes[first[g] : first[g + 1]]:
            for k in range(null.start[i], null.start[i + 1]):
                c = null.channel[k]
                if place[c] < start[g]:
                    place[c], channel[n_entries], n_entries = n_entries, c, n_entries + 1
                    sent[place[c]], received[place[c]] = null.sent[k], null.received[k]
                else:
                    sent[place[c]] += null.sent[k]
                    received[place[c]] += null.received[k]
        start[g + 1] = n_entries
    cut = slice(0, n_entries)
    return Null(start, channel[cut].copy(), sent[cut].copy(), received[cut].copy(), null.width)
