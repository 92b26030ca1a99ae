"""The search for the best partition: local moves, refinement, merging, as in Louvain and Leiden.

Nodes move to the group that gains most; groups are then rebuilt from single nodes, merging only along positive links,
so that no group falls apart (the step that Leiden adds to Louvain); the rebuilt groups become the nodes of a smaller
problem. Rounds are repeated until none improves. Everything random comes from the order in which nodes are visited.

Without signs, only linked nodes can gain from standing together. With signs, nodes may also gain from common enemies,
to whom no link leads; such groups are tried wherever the groups are few.
"""

from __future__ import annotations

from collections import deque

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from qtnet.metrics.blocs.problem import Problem
from qtnet.network.arrays import Ints

__all__ = ["best_partition"]

_GAIN = 1e-12  # smaller gains are rounding
_ROUNDS = 20  # two or three suffice; the bound guards against rounding
_FEW = 64  # groups up to which a node with hostile ties tries them all, not only those that it is linked to


def best_partition(problem: Problem, *, rng: np.random.Generator) -> Ints:
    """Give a partition of high modularity, labels 0, 1, …; no group can be split along missing links without loss."""
    best = np.arange(problem.n)
    quality = -np.inf
    for _ in range(_ROUNDS):
        found = _round(problem, best, rng)
        reached = problem.quality(found)
        if reached <= quality + _GAIN:
            break
        best, quality = found, reached
    return _connected(problem, best)


def _round(problem: Problem, groups: Ints, rng: np.random.Generator) -> Ints:
    node = np.arange(problem.n)  # node of the current, smaller problem in which each original node lies
    while True:
        walk = _Walk(problem, rng)
        groups = walk.move(groups)
        fine = walk.refine(groups)
        if int(fine.max(initial=-1)) + 1 == problem.n:
            return _relabelled(groups[node])
        first = np.unique(fine, return_index=True)[1]
        problem, groups, node = problem.merged(fine), _relabelled(groups[first]), fine[node]


class _Walk:
    """One problem as plain lists, which Python walks faster than arrays."""

    def __init__(self, problem: Problem, rng: np.random.Generator) -> None:
        self.n = problem.n
        self.width = problem.width
        self.order: list[int] = rng.permutation(self.n).tolist()
        self.links: list[list[tuple[int, float]]] = [[] for _ in range(self.n)]
        for i, j, weight in zip(problem.row.tolist(), problem.column.tolist(), problem.weight.tolist(), strict=True):
            if i != j:
                self.links[i].append((j, weight))
        self.null: list[list[tuple[int, float, float]]] = [[] for _ in range(self.n)]
        vectors = zip(problem.channel.tolist(), problem.sent.tolist(), problem.received.tolist(), strict=True)
        for i, entry in zip(problem.node.tolist(), vectors, strict=True):
            self.null[i].append(entry)
        self.hostile = [any(out < 0 for _, out, _ in entries) for entries in self.null]

    def move(self, groups: Ints) -> Ints:
        """Move single nodes until none gains; a node may also leave for a group of its own."""
        group: list[int] = groups.tolist()
        sums = _Sums(self, group)
        queue, waiting = deque(self.order), [True] * self.n
        while queue:
            i = queue.popleft()
            waiting[i] = False
            here = group[i]
            toward: dict[int, float] = {here: 0.0}
            for j, weight in self.links[i]:
                toward[group[j]] = toward.get(group[j], 0.0) + weight
            if self.hostile[i] and sums.few():
                toward = dict.fromkeys(sums.used(), 0.0) | toward
            sums.take(i, here)
            best, gain = here, sums.gain(i, here, toward[here])
            for there, weight in toward.items():
                reached = sums.gain(i, there, weight)
                if reached > gain + _GAIN:
                    best, gain = there, reached
            if gain < -_GAIN:
                best = sums.empty()
            sums.put(i, best)
            group[i] = best
            if best != here:
                for j, _ in self.links[i]:
                    if group[j] != best and not waiting[j]:
                        queue.append(j)
                        waiting[j] = True
        return _relabelled(np.array(group, dtype=np.int64))

    def refine(self, groups: Ints) -> Ints:
        """Rebuild each group from single nodes, each joining once at most, and only along positive links."""
        coarse: list[int] = groups.tolist()
        group = list(range(self.n))
        sums = _Sums(self, group)
        for i in self.order:
            if sums.size[i] != 1 or group[i] != i:
                continue  # others have joined it already
            toward: dict[int, float] = {}
            for j, weight in self.links[i]:
                if coarse[j] == coarse[i]:
                    toward[group[j]] = toward.get(group[j], 0.0) + weight
            sums.take(i, i)
            best, gain = i, 0.0
            for there, weight in toward.items():
                if weight > 0 and (reached := sums.gain(i, there, weight)) > gain + _GAIN:
                    best, gain = there, reached
            sums.put(i, best)
            group[i] = best
        return _relabelled(np.array(group, dtype=np.int64))


class _Sums:
    """The null vectors and the sizes of all groups, kept up to date as nodes move."""

    def __init__(self, walk: _Walk, group: list[int]) -> None:
        self.null = walk.null
        self.sent = [[0.0] * walk.width for _ in range(walk.n + 1)]
        self.received = [[0.0] * walk.width for _ in range(walk.n + 1)]
        self.size = [0] * (walk.n + 1)  # one group more than nodes, so that one is always empty
        self.n_used = 0
        for i, g in enumerate(group):
            self.put(i, g)

    def put(self, i: int, g: int) -> None:
        self.size[g] += 1
        self.n_used += self.size[g] == 1
        sent, received = self.sent[g], self.received[g]
        for channel, out, into in self.null[i]:
            sent[channel] += out
            received[channel] += into

    def take(self, i: int, g: int) -> None:
        self.size[g] -= 1
        self.n_used -= self.size[g] == 0
        sent, received = self.sent[g], self.received[g]
        for channel, out, into in self.null[i]:
            sent[channel] -= out
            received[channel] -= into

    def gain(self, i: int, g: int, weight: float) -> float:
        """Give what node i, in no group now, adds by joining g, to which it has links of `weight`."""
        sent, received = self.sent[g], self.received[g]
        for channel, out, into in self.null[i]:
            weight -= 0.5 * (out * received[channel] + into * sent[channel])
        return weight

    def few(self) -> bool:
        return self.n_used <= _FEW

    def used(self) -> list[int]:
        return [g for g, size in enumerate(self.size) if size]

    def empty(self) -> int:
        return self.size.index(0)


def _connected(problem: Problem, groups: Ints) -> Ints:
    """Split groups that positive links do not hold together, unless common enemies do."""
    inside = (problem.weight > 0) & (groups[problem.row] == groups[problem.column])
    held = (problem.weight[inside], (problem.row[inside], problem.column[inside]))
    graph = sp.coo_array(held, shape=(problem.n, problem.n))
    parts: Ints = csgraph.connected_components(graph, directed=False)[1].astype(np.int64)
    groups, quality = groups.copy(), problem.quality(groups)
    for group in range(int(groups.max(initial=-1)) + 1):
        split = np.where(groups == group, parts + len(groups), groups)
        reached = problem.quality(_relabelled(split))
        if reached >= quality - _GAIN:
            groups, quality = split, reached
    return _relabelled(groups)


def _relabelled(groups: Ints) -> Ints:
    # labels in the order of first appearance, so that equal partitions have equal arrays
    _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]
