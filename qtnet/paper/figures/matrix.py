"""Matrices of actors ordered by a tree: who is tied to whom, and how often two actors fall into one bloc."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from qtnet.paper.figures.marks import bloc_look
from qtnet.paper.figures.style import DOUBLE, SINGLE, TEXT, Sheet, fitted, text_width
from qtnet.report.figures.tree import Tree
from qtnet.report.theme import MUTED

__all__ = ["Grid", "lay_out", "tree_lines"]

_LARGEST, _SMALLEST = 4.4, 2.55  # sides of a cell in millimetres
_NAMES: Final = 30.0
_WIDTHS: Final = (SINGLE, 120.0, DOUBLE)


@dataclass(frozen=True, eq=False)
class Grid:
    """A sheet with a matrix: its axes, the side of a cell, and where the right edge of the matrix stands."""

    sheet: Sheet
    axes: Axes
    cell: float
    left: float
    top: float
    side: float


def lay_out(
    order: Sequence[str], names: Mapping[str, str], blocs: Mapping[str, int], *, right: float, below: float
) -> Grid:
    """Place a matrix with names at the left and above, on the least of three widths that leaves cells readable.

    Parameters
    ----------
    right, below
        Millimetres that the caller needs at the right of the matrix and under it.
    """
    labels = [fitted(names.get(actor, actor), _NAMES) for actor in order]
    longest = max(text_width(label) for label in labels)
    left, top = longest + 5.5, 0.86 * longest + 3.0
    width = next((w for w in _WIDTHS if (w - left - right) / len(order) >= _SMALLEST + 0.6), DOUBLE)
    cell = min(_LARGEST, (width - left - right) / len(order))
    side = cell * len(order)
    sheet = Sheet(width, top + side + below)
    axes = sheet.panel(left, top, side, side)
    axes.spines["bottom"].set_visible(False)
    axes.set_xlim(-0.5, len(order) - 0.5)
    axes.set_ylim(len(order) - 0.5, -0.5)
    axes.xaxis.tick_top()
    size = TEXT if cell > 2.9 else 6.0
    axes.set_xticks(range(len(order)), labels, rotation=60, ha="left", va="bottom", rotation_mode="anchor", size=size)
    axes.set_yticks(range(len(order)), labels, size=size)
    axes.tick_params(length=0, pad=2)
    axes.tick_params(axis="y", pad=2 + 2.4 / 25.4 * 72)
    for place, actor in enumerate(order):
        mark = bloc_look(blocs.get(actor, 0), min(4.4, cell * 1.5), actor)
        axes.plot([-0.5 - 1.6 / cell], [place], clip_on=False, **mark)
    return Grid(sheet, axes, cell, left, top, side)


def tree_lines(axes: Axes, tree: Tree, count: int) -> None:
    """Draw the joints of a tree as brackets, its leaves along the rows of a matrix."""
    arms: pd.DataFrame = tree.arms
    lines = []
    for _, own in arms.groupby("joint"):
        height = float(own["height"].iloc[0])
        lines += [[(float(s), float(a)), (height, float(a))] for s, a in zip(own["start"], own["at"], strict=True)]
        lines.append([(height, float(own["at"].min())), (height, float(own["at"].max()))])
    axes.add_collection(LineCollection(lines, colors=MUTED, linewidths=0.6))
    axes.set_axis_off()
    axes.set_xlim(-0.01, (float(arms["height"].max()) if len(arms) else 1.0) * 1.05 or 1.0)
    axes.set_ylim(count - 0.5, -0.5)
