"""A better partition from several: the best is shaken and crossed with the others.

Searches from scratch find the best partition of some networks once in a hundred times. Where two good partitions agree,
they are likely right: the search between them, with what they both put together as its nodes, is short and often ends
above both (Ovelgönne & Geyer-Schulz 2013 call the nodes core groups).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qtnet.metrics.blocs.merging import merged
from qtnet.metrics.blocs.problem import Problem
from qtnet.metrics.blocs.search import best_partition
from qtnet.network.arrays import Ints

__all__ = ["Searches", "many_searches"]

_GAIN = 1e-12  # smaller gains of quality are rounding
_SHAKEN = 0.2  # share of nodes that are thrown into other groups


@dataclass(frozen=True, eq=False)
class Searches:
    """Partitions that searches from scratch found, shape (restarts, n), and the best that came of them."""

    runs: Ints
    best: Ints
    quality: float


def many_searches(problem: Problem, *, restarts: int, rng: np.random.Generator) -> Searches:
    """Search from scratch many times; then shake the best, and cross it with each of the others.

    Parameters
    ----------
    problem
        Links and null model.
    restarts
        Number of searches from scratch.
    rng
        Source of randomness.
    """
    runs = np.array([best_partition(problem, rng=rng) for _ in range(restarts)])
    qualities = np.array([problem.quality(run) for run in runs])
    order = np.argsort(-np.round(qualities, 12), kind="stable")  # equals in order, whatever the machine's rounding
    best, quality = runs[order[0]], float(qualities[order[0]])
    for other in order[1:]:
        best, quality = _better(problem, best, quality, best_partition(problem, rng=rng, start=_shaken(best, rng)))
        best, quality = _better(problem, best, quality, _crossed(problem, best, runs[other], rng))
    return Searches(runs, best, quality)


def _shaken(groups: Ints, rng: np.random.Generator) -> Ints:
    thrown = rng.random(len(groups)) < _SHAKEN
    shaken: Ints = np.where(thrown, rng.integers(0, groups.max(initial=0) + 1, len(groups)), groups)
    return shaken


def _crossed(problem: Problem, first: Ints, second: Ints, rng: np.random.Generator) -> Ints:
    n = int(second.max(initial=-1)) + 1
    cores, core = np.unique(first * n + second, return_inverse=True)
    if len(cores) == n and len(cores) == int(first.max(initial=-1)) + 1:
        return first  # equal partitions
    found = best_partition(merged(problem, core.astype(np.int64), len(cores)), rng=rng)[core]
    return best_partition(problem, rng=rng, start=found)


def _better(problem: Problem, best: Ints, quality: float, found: Ints) -> tuple[Ints, float]:
    reached = problem.quality(found)
    return (found, reached) if reached > quality + _GAIN else (best, quality)
