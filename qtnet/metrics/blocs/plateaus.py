"""Plateaus: the intervals of a parameter on which one partition is the best of all that were found.

In: searches on a grid of the parameter, and two problems that say what each partition is worth at either end. Since
what it is worth is a straight line between, the best partition is known everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def plateaus(
    net: MultilayerNetwork,
    values: Floats,
    problems: Sequence[tuple[Problem, Ints, Ints]],
    *,
    restarts: int,
    rng: np.random.Generator | np.random.SeedSequence | int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Search at every value, and give the plateaus between the first and the last, and the blocs of each.

    Parameters
    ----------
    net
        The network.
    values
        Values of the parameter, rising.
    problems
        The modularity problem at each value, with layer and actor of its nodes, which are the same in all.
    restarts
        Searches from scratch at each value.
    rng
        Seed or generator.
    """
    generator = np.random.default_rng(rng)
    found = [many_searches(problem, restarts=restarts, rng=generator) for problem, _, _ in problems]
    pool = np.unique(np.concatenate([np.vstack([s.runs, s.best[None, :]]) for s in found]), axis=0)
    ends = [problems[0][0], problems[-1][0]]
    score = np.array([[problem.quality(states) * problem.total for states in pool] for problem in ends])
    best, borders = _envelope(score, values[0], values[-1])
    _, layer, actor = problems[0]
    strength = state_strength(net.tie_arrays, net.n_layers, net.n_actors)
    blocs = [by_size(pool[k], actor_blocs(pool[k], layer, actor, strength))[1] for k in best]
    return _joined(net.ids, blocs, borders, score[:, best], np.array([problem.total for problem in ends]))


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
    ids: tuple[str, ...], blocs: list[Ints], borders: Floats, score: Floats, totals: Floats
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Join neighbouring partitions that are the same to the reader; the one in the middle stands for the plateau."""
    rows: list[dict[str, object]] = []
    members = []
    for number, group in enumerate(_groups(blocs), 1):
        low, high = float(borders[group[0]]), float(borders[group[-1] + 1])
        middle = float(np.sqrt(low * high))
        one = next(k for k in group if borders[k + 1] >= middle)
        share = (middle - borders[0]) / (borders[-1] - borders[0])
        reached, total = (ends[0] + share * (ends[1] - ends[0]) for ends in (score[:, one], totals))
        known = blocs[one] > 0
        rows.append(
            {
                "metric": "blocs",
                "layer": MULTILAYER,
                "estimate": len(np.unique(blocs[one][known])),
                "n": int(known.sum()),
                "plateau": number,
                "low": low,
                "high": high,
                "width": high / low,
                "partitions": len(group),
                "quality": float(reached / total),
            }
        )
        actors = pd.DataFrame({"metric": "blocs", "layer": MULTILAYER, "actor": ids, "plateau": number})
        reason = np.where(known, "", "no ties")
        members.append(actors.assign(estimate=np.where(known, blocs[one], np.nan), reason=reason))
    return _with_choice(tidy(rows)), tidy(pd.concat(members, ignore_index=True))


def _groups(blocs: list[Ints]) -> list[list[int]]:
    groups: list[list[int]] = []
    for number, labels in enumerate(blocs):
        if groups and _is_same(blocs[groups[-1][-1]], labels):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _is_same(first: Ints, second: Ints) -> bool:
    active = first > 0
    if len(np.unique(first[active])) != len(np.unique(second[active])):
        return False
    return adjusted_mutual_information(first[active].tolist(), second[active].tolist()) >= SAME


def _with_choice(frame: pd.DataFrame) -> pd.DataFrame:
    """Mark the widest plateau with more than one bloc and fewer blocs than actors, the first of equals."""
    divides = (frame["estimate"] > 1) & (frame["estimate"] < frame["n"])
    width = frame["width"].where(divides).round(9)
    return frame.assign(chosen=(width == width.max()) & ~(width == width.max()).shift(fill_value=False).cummax())
