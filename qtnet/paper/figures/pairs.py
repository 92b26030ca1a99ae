"""Who is tied to whom, as a matrix ordered by bloc: cooperation as squares, hostility as crosses."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.matrix import lay_out, tree_lines
from qtnet.paper.figures.style import SMALL
from qtnet.report.figures.adjacency import matrix_order, prepare_adjacency
from qtnet.report.figures.gathered import gather, is_gathered
from qtnet.report.figures.positions import heaviest
from qtnet.report.figures.tree import Tree, bloc_runs, grow_tree
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.shows.blocs import adjacency_alt
from qtnet.report.theme import COOPERATIVE, FAINT, GRID, HOSTILE, INK, SHADE

__all__ = ["adjacency_figure"]

_TOP: Final = 40
_TREE: Final = 10.0  # millimetres
_MARKERS: Final = {1: ("s", COOPERATIVE), -1: ("X", HOSTILE)}


def adjacency_figure(context: Context) -> PaperFigure:
    """Show the signed ties of the heaviest actors as a matrix."""
    inputs = context.inputs
    drawn = gather(inputs.network, context.blocs, context.names, top=_TOP, inside=True)
    tree = grow_tree(inputs.coassignment, context.blocs, heaviest(drawn.ties, 2 * len(drawn.ties)))
    order = matrix_order(drawn.ties, tree, drawn.blocs)
    frame = prepare_adjacency(drawn.ties, order)
    named = {end: [drawn.names.get(a, a) for a in frame[end]] for end in ("actor", "partner")}
    return PaperFigure(
        key="adjacency",
        title="Every tie, ordered by bloc.",
        reading="The row acts, the column is acted on; a tie without direction stands in both cells. Squares are "
        "cooperation, crosses hostility, larger with more weight; shaded boxes are blocs. The tree joins first what "
        f"repeated searches for blocs put together most often.{drawn.said}",
        alt=adjacency_alt(frame, drawn.blocs),
        data=frame.assign(**named),
        drawing=_draw(frame, order, tree, drawn.blocs, drawn.names) if len(frame) else None,
        reason="No tie joins two actors of this network.",
    )


def _draw(frame: pd.DataFrame, order: list[str], tree: Tree, blocs: dict[str, int], names: dict[str, str]) -> Figure:
    grid = lay_out(order, names, blocs, right=_TREE + 3.0, below=6.0)
    axes, count = grid.axes, len(order)
    for _, first, last in bloc_runs(order, blocs):
        box = Rectangle(
            (first - 0.5, first - 0.5), last - first + 1, last - first + 1, facecolor=SHADE, edgecolor=FAINT,
            linewidth=0.6, zorder=0, clip_on=False,
        )  # fmt: skip
        axes.add_patch(box)
    for k in range(count + 1):
        axes.axhline(k - 0.5, color=GRID, linewidth=0.4, zorder=1)
        axes.axvline(k - 0.5, color=GRID, linewidth=0.4, zorder=1)
    _cells(axes, frame, {actor: k for k, actor in enumerate(order)}, grid.cell)
    tree_lines(grid.sheet.panel(grid.left + grid.side + 1.0, grid.top, _TREE, grid.side), tree, count)
    room = grid.sheet.bare(grid.left, grid.top + grid.side + 1.5, grid.side, 4.0)
    at = 1.2
    for sign, words in ((1, "cooperation"), (-1, "hostility")):
        marker, colour = _MARKERS[sign]
        room.plot([at], [1.8], marker=marker, color=colour, markersize=4.6, markeredgewidth=0)
        room.text(at + 2.2, 1.8, words, size=SMALL, va="center_baseline", color=INK)
        at += 20.0
    return grid.sheet.figure


def _cells(axes: Axes, frame: pd.DataFrame, place: dict[str, int], cell: float) -> None:
    """Draw the marks, their area by the weight; hostility on top."""
    most = 0.86 * cell / 25.4 * 72
    # marks of several actors must not make those of one invisible
    single = [not is_gathered(a) and not is_gathered(b) for a, b in zip(frame["actor"], frame["partner"], strict=True)]
    top = float(frame.loc[single, "weight"].max() if any(single) else frame["weight"].max()) or 1.0
    for sign in (1, -1):
        marker, colour = _MARKERS[sign]
        part = frame[frame["sign"] == sign]
        share = np.sqrt(np.minimum(1.0, part["weight"].to_numpy(dtype=float) / top))
        for row, size in zip(rows(part), np.maximum(0.3, share) * most, strict=True):
            axes.plot(
                [place[row["partner"]]], [place[row["actor"]]], marker=marker, color=colour, markersize=float(size),
                markeredgecolor="white", markeredgewidth=0.4 if sign < 0 else 0.0, zorder=2 if sign > 0 else 3,
            )  # fmt: skip
