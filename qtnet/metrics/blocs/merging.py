"""Groups as nodes of a smaller problem, and the parts into which a group falls, compiled."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.blocs.problem import Problem
from qtnet.network.arrays import Floats, Ints

__all__ = ["merged", "parts", "relabelled"]


def merged(problem: Problem, membership: Ints, n_groups: int) -> Problem:
    """Give the problem whose nodes are the groups of `membership`, labels 0, 1, …, each with a node."""
    start, column, weight, inner = _merged_links(problem.start, problem.column, problem.weight, membership, n_groups)
    entry, channel, sent, received = _merged_null(
        problem.entry, problem.channel, problem.sent, problem.received, problem.width, membership, n_groups
    )
    return replace(
        problem,
        start=start,
        column=column,
        weight=weight,
        entry=entry,
        channel=channel,
        sent=sent,
        received=received,
        inner=problem.inner + inner,
    )


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
def parts(start: Ints, column: Ints, weight: Floats, groups: Ints) -> Ints:
    """Give the parts of the groups that positive links hold together, labels 0, 1, …"""
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
            for k in range(start[i], start[i + 1]):
                j = column[k]
                if weight[k] > 0 and part[j] < 0 and groups[j] == groups[i]:
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
def _merged_links(
    start: Ints, column: Ints, weight: Floats, membership: Ints, n_groups: int
) -> tuple[Ints, Ints, Floats, float]:
    nodes, first = _members(membership, n_groups)
    new_start = np.zeros(n_groups + 1, dtype=np.int64)
    new_column, new_weight = np.empty_like(column), np.empty_like(weight)
    last, inner = np.full(n_groups, -1), 0.0  # where the link to each group stands
    n_links = 0
    for g in range(n_groups):
        for k in range(first[g], first[g + 1]):
            for link in range(start[nodes[k]], start[nodes[k] + 1]):
                h = membership[column[link]]
                if h == g:
                    inner += weight[link]
                elif last[h] < new_start[g]:
                    last[h], new_column[n_links], new_weight[n_links] = n_links, h, weight[link]
                    n_links += 1
                else:
                    new_weight[last[h]] += weight[link]
        new_start[g + 1] = n_links
    return new_start, new_column[:n_links].copy(), new_weight[:n_links].copy(), inner


@compiled
def _merged_null(
    entry: Ints, channel: Ints, sent: Floats, received: Floats, width: int, membership: Ints, n_groups: int
) -> tuple[Ints, Ints, Floats, Floats]:
    nodes, first = _members(membership, n_groups)
    new_entry = np.zeros(n_groups + 1, dtype=np.int64)
    new_channel, new_sent, new_received = np.empty_like(channel), np.empty_like(sent), np.empty_like(received)
    last, n_entries = np.full(width, -1), 0  # where the entry of each channel stands
    for g in range(n_groups):
        for k in range(first[g], first[g + 1]):
            for old in range(entry[nodes[k]], entry[nodes[k] + 1]):
                c = channel[old]
                if last[c] < new_entry[g]:
                    last[c], new_channel[n_entries] = n_entries, c
                    new_sent[n_entries], new_received[n_entries] = sent[old], received[old]
                    n_entries += 1
                else:
                    new_sent[last[c]] += sent[old]
                    new_received[last[c]] += received[old]
        new_entry[g + 1] = n_entries
    return new_entry, new_channel[:n_entries].copy(), new_sent[:n_entries].copy(), new_received[:n_entries].copy()
