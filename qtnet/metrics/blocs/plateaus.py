"""Plateaus: the intervals of a parameter on which one partition is the best of all that were found.

What a partition is worth is a straight line in the parameter: from its worth at two values the best of all partitions
found is known everywhere between.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from qtnet.metrics.blocs.groupings import adjusted_mutual_information
from qtnet.metrics.blocs.polishing import many_searches
from qtnet.metrics.blocs.problem import Problem
from qtnet.metrics.blocs.stability import actor_blocs, by_size, state_strength
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints
from qtnet.results import MULTILAYER, tidy

__all__ = ["plateaus"]

#: Partitions that agree so well belong to one plateau, if they have as many blocs.
SAME = 0.95
_ROUNDS = 6  # rounds of searches where partitions take over; two or three find no more


def plateaus(
    net: MultilayerNetwork,
    values: Floats,
    problem_at: Callable[[float], tuple[Problem, Ints, Ints]],
    *,
    restarts: int,
    rng: np.random.Generator | np.random.SeedSequence | int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Search at every value, and give the plateaus between the first and the last, and the blocs of each.

    Where one partition takes over from another, a third may be better than both, so the searches are repeated there
    until nothing better is found.

    Parameters
    ----------
    net
        The network.
    values
        Values of the parameter, rising.
    problem_at
        Gives the modularity problem at a value, with layer and actor of its nodes, which are the same at all.
    restarts
        Searches from scratch at each value.
    rng
        Seed or generator.
    """
    generator = np.random.default_rng(rng)
    (first, layer, actor), (last, _, _) = problem_at(values[0]), problem_at(values[-1])
    pool, todo, done = np.empty((0, first.n), dtype=np.int64), list(values), set(values)
    for _ in range(_ROUNDS):
        found = [many_searches(problem_at(value)[0], restarts=restarts, rng=generator) for value in todo]
        pool = np.unique(np.vstack([pool, *(np.vstack([s.runs, s.best]) for s in found)]), axis=0)
        score = np.array([[problem.quality(states) * problem.total for states in pool] for problem in (first, last)])
        best, borders = _envelope(score, values[0], values[-1])
        pool, score = pool[best], score[:, best]
        todo = [value for value in borders.tolist() if value not in done]
        done.update(todo)
        if not todo:
            break
    strength = state_strength(net.tie_arrays, net.n_layers, net.n_actors)
    labels = [by_size(states, actor_blocs(states, layer, actor, strength)) for states in pool]
    return _joined(net.ids, labels, borders, score, np.array([first.total, last.total]))


def _envelope(score: Floats, low: float, high: float) -> tuple[list[int], Floats]:
    """Give the lines that are highest somewhere between `low` and `high`, where they have `score`, and the borders.

    Examples
    --------
    >>> lines, borders = _envelope(np.array([[2.0, 1.0], [0.0, 1.0]]), 0.0, 4.0)
    >>> lines, borders.tolist()
    ([0, 1], [0.0, 2.0, 4.0])
    """
    slope = (score[1] - score[0]) / (high - low)
    slack = 1e-9 * (1 + np.abs(score).max())
    same = slack / (high - low)
    at, value = low, score[0]
    lines, borders = [], [low]
    while True:
        # of those that are equal here, the one that is ahead hereafter; of these, the first
        leaders = np.flatnonzero(value >= value.max() - slack)
        line = int(leaders[np.flatnonzero(slope[leaders] >= slope[leaders].max() - same)[0]])
        lines.append(line)
        steeper = np.flatnonzero(slope > slope[line] + same)
        crossing = at + (value[line] - value[steeper]) / (slope[steeper] - slope[line])
        if crossing.min(initial=high) >= high:
            return lines, np.array([*borders, high])
        at = float(crossing.min())
        value = score[0] + slope * (at - low)
        borders.append(at)


def _joined(
    ids: tuple[str, ...], labels: list[tuple[Ints, Ints]], borders: Floats, score: Floats, totals: Floats
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join neighbouring partitions that are the same to the reader; the one in the middle stands for the plateau."""
    rows: list[dict[str, object]] = []
    members = []
    for number, group in enumerate(_groups([states for states, _ in labels]), 1):
        low, high = float(borders[group[0]]), float(borders[group[-1] + 1])
        middle = float(np.sqrt(low * high))
        one = next(k for k in group if borders[k + 1] >= middle)
        states, actors = labels[one]
        share = (middle - borders[0]) / (borders[-1] - borders[0])
        reached, total = (ends[0] + share * (ends[1] - ends[0]) for ends in (score[:, one], totals))
        rows.append(
            {
                "metric": "blocs",
                "layer": MULTILAYER,
                "estimate": states.max(),
                "n": len(states),
                "plateau": number,
                "low": low,
                "high": high,
                "width": high / low,
                "partitions": len(group),
                "quality": float(reached / total),
            }
        )
        known = actors > 0
        frame = pd.DataFrame({"metric": "blocs", "layer": MULTILAYER, "actor": ids, "plateau": number})
        reason = np.where(known, "", "no ties")
        members.append(frame.assign(estimate=np.where(known, actors, np.nan), reason=reason))
    return _with_choice(tidy(rows)), tidy(pd.concat(members, ignore_index=True))


def _groups(partitions: list[Ints]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number, states in enumerate(partitions):
        if groups and _is_same(partitions[groups[-1][-1]], states):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_same(first: Ints, second: Ints) -> bool:
    same = first.max() == second.max()
    return bool(same) and adjusted_mutual_information(first.tolist(), second.tolist()) >= SAME


def _with_choice(frame: pd.DataFrame) -> pd.DataFrame:
    """Mark the widest plateau with more than one bloc and fewer blocs than states, the first of equals."""
    divides = (frame["estimate"] > 1) & (frame["estimate"] < frame["n"])
    width = frame["width"].where(divides).round(9)
    return frame.assign(chosen=(width == width.max()) & ~(width == width.max()).shift(fill_value=False).cummax())
