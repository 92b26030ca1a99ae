"""A dendrogram of actors by how often they fall into the same bloc, and the order of its leaves.

The tree is drawn from the shares alone (average linkage); it is only turned at its joints so that blocs with a small
number come first. Where blocs and tree disagree, the blocs do not stand together, and a reader should see it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from qtnet.report.theme import MUTED

__all__ = ["Tree", "bloc_runs", "draw_tree", "grow_tree", "tree_axis"]

_ARMS = ["joint", "height", "at", "start"]
_NO_BLOC = 10_000  # behind all blocs


class Tree(NamedTuple):
    """Leaves from top to bottom, and the arms of the joints.

    `arms` has one row per arm, columns ``joint, height, at, start``: the arm lies at leaf position `at`, begins at the
    height `start` of what it carries and ends at the `height` of its joint: the share of searches in which the groups
    that meet there do *not* stand together, on average. Groups that meet at one height share one joint.
    """

    order: tuple[str, ...]
    arms: pd.DataFrame


def grow_tree(coassignment: pd.DataFrame, blocs: Mapping[str, int], actors: Sequence[str]) -> Tree:
    """Join actors by average linkage of one minus the share of searches in which they stand together.

    Examples
    --------
    >>> names = ["CN", "JP", "US"]
    >>> shares = pd.DataFrame([[1, 0, 0.9], [0, 1, 0], [0.9, 0, 1]], index=names, columns=names)
    >>> grow_tree(shares, {"JP": 1, "CN": 2, "US": 2}, names).order
    ('JP', 'CN', 'US')
    """
    place = {actor: k for k, actor in enumerate(actors)}
    known = sorted(actor for actor in actors if actor in coassignment.index)
    if len(known) < 2:
        return Tree(tuple(known), pd.DataFrame(columns=_ARMS))
    apart = 1.0 - coassignment.loc[known, known].to_numpy(dtype=float)
    apart = np.clip((apart + apart.T) / 2, 0.0, None)
    np.fill_diagonal(apart, 0.0)
    merges = linkage(squareform(apart, checks=False), method="average")
    groups = [_Group(members=[actor]) for actor in known]
    for left, right, height in merges[:, :3].tolist():
        groups.append(_joined([groups[int(left)], groups[int(right)]], round(height, 4), blocs, place))
    order = groups[-1].members
    return Tree(tuple(order), _arms(groups[-1], {actor: float(k) for k, actor in enumerate(order)}))


@dataclass(frozen=True, kw_only=True)
class _Group:
    """Actors in order; the groups that meet in it, and at what height."""

    members: list[str]
    parts: tuple[_Group, ...] = ()
    height: float = 0.0


def _joined(pair: list[_Group], height: float, blocs: Mapping[str, int], place: Mapping[str, int]) -> _Group:
    """Join two groups; one that itself met at the same height gives its parts, for their order means nothing."""
    parts = [part for group in pair for part in (group.parts if group.parts and group.height == height else (group,))]
    parts.sort(key=lambda part: _rank(part.members, blocs, place))
    return _Group(members=[actor for part in parts for actor in part.members], parts=tuple(parts), height=height)


def _rank(members: list[str], blocs: Mapping[str, int], place: Mapping[str, int]) -> tuple[float, int, str]:
    """Put groups of low-numbered blocs first, then those whose actors the caller names early."""
    numbers = [blocs.get(actor, 0) or _NO_BLOC for actor in members]
    return float(np.mean(numbers)), min(place[actor] for actor in members), members[0]


def _arms(root: _Group, leaf: Mapping[str, float]) -> pd.DataFrame:
    at: dict[int, float] = {}
    found: list[dict[str, float]] = []
    joints = 0
    for group in _from_the_leaves(root):
        if not group.parts:
            at[id(group)] = leaf[group.members[0]]
            continue
        own = [at[id(part)] for part in group.parts]
        found += [
            {"joint": joints, "height": group.height, "at": where, "start": part.height}
            for where, part in zip(own, group.parts, strict=True)
        ]
        at[id(group)], joints = (own[0] + own[-1]) / 2, joints + 1
    return pd.DataFrame(found, columns=_ARMS)


def _from_the_leaves(root: _Group) -> list[_Group]:
    """Give every group after its parts, without recursion: a tree of a thousand actors may be a thousand deep."""
    order, waiting = [], [root]
    while waiting:
        group = waiting.pop()
        order.append(group)
        waiting += group.parts
    return order[::-1]


def bloc_runs(order: Sequence[str], blocs: Mapping[str, int]) -> list[tuple[int, int, int]]:
    """Give bloc, first and last position of each run of neighbours of one bloc.

    Examples
    --------
    >>> bloc_runs(["JP", "US", "CN"], {"JP": 1, "US": 1, "CN": 2})
    [(1, 0, 1), (2, 2, 2)]
    """
    runs: list[tuple[int, int, int]] = []
    for k, actor in enumerate(order):
        bloc = blocs.get(actor, 0)
        if runs and runs[-1][0] == bloc:
            runs[-1] = (bloc, runs[-1][1], k)
        else:
            runs.append((bloc, k, k))
    return runs


def draw_tree(tree: Tree, *, axis: str) -> go.Scatter:
    """Draw the joints as brackets on the axes ``x{axis}`` (height) and ``y`` (leaf, shared with the matrix)."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for _, arms in tree.arms.groupby("joint"):
        height = float(arms["height"].iloc[0])
        for start, at in zip(arms["start"], arms["at"], strict=True):
            xs += [round(float(start), 4), height, None]
            ys += [round(float(at), 4), round(float(at), 4), None]
        xs += [height, height, None]
        ys += [round(float(arms["at"].min()), 4), round(float(arms["at"].max()), 4), None]
    return go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": MUTED, "width": 1.2}, hoverinfo="skip", xaxis=f"x{axis}", yaxis="y"
    )


def tree_axis(tree: Tree, domain: list[float]) -> dict[str, object]:
    """Give the axis of heights, its root at the right."""
    deepest = float(tree.arms["height"].max()) if len(tree.arms) else 1.0
    return {"domain": domain, "anchor": "y", "range": [-0.01, (deepest or 1.0) * 1.05], "visible": False}
