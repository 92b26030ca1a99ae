"""The search for the best partition: local moves, refinement, merging, as in Louvain and Leiden.

Nodes move to the group that gains most; groups are then rebuilt from single nodes, merging only along positive links,
so that no group falls apart (the step that Leiden adds to Louvain); the rebuilt groups become the nodes of a smaller
problem. Rounds are repeated until none improves. Everything random comes from the order in which nodes are visited.

Without signs, only linked nodes can gain from standing together. With signs, nodes may also gain from common enemies,
to whom no link leads; such groups are tried wherever the groups are few.
"""

from __future__ import annotations

import numpy as np

from qtnet.metrics.blocs.merging import merged, parts, relabelled
from qtnet.metrics.blocs.moves import move, refine
from qtnet.metrics.blocs.problem import Problem
from qtnet.network.arrays import Ints

__all__ = ["best_partition"]

_GAIN = 1e-12  # smaller gains of quality are rounding
_ROUNDS = 20  # two or three suffice; the bound guards against rounding


def best_partition(problem: Problem, *, rng: np.random.Generator, start: Ints | None = None) -> Ints:
    """Give a partition of high modularity, labels 0, 1, …; no group can be split along missing links without loss.

    Parameters
    ----------
    problem
        Links and null model.
    rng
        Source of the order in which nodes are visited.
    start
        Groups to start from, labels less than the number of nodes; single nodes without it.
    """
    best, quality = np.arange(problem.n) if start is None else start, -np.inf
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
        order, groups = rng.permutation(problem.n), groups.copy()
        move(problem.links, problem.null, order, groups, problem.n)
        fine, n_fine = relabelled(refine(problem.links, problem.null, order, groups))
        if n_fine == problem.n:
            return relabelled(groups[node])[0]
        coarse = np.empty(n_fine, dtype=np.int64)
        coarse[fine] = groups
        problem, groups, node = merged(problem, fine, n_fine), relabelled(coarse)[0], fine[node]


def _connected(problem: Problem, groups: Ints) -> Ints:
    """Split groups that positive links do not hold together, unless common enemies do."""
    part = parts(problem.links, groups)
    if part.max(initial=-1) == groups.max(initial=-1):
        return groups
    whole = np.empty(part.max() + 1, dtype=np.int64)
    whole[part] = groups
    change = np.bincount(whole, problem.shares(part)) - problem.shares(groups)
    split = change >= -_GAIN * problem.total
    return relabelled(np.where(split[groups], part, part.max() + 1 + groups))[0] if split.any() else groups
