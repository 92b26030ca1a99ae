"""Which blocs: how often two actors fall into the same one, and how firm the place of each is."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.matrix import Grid, lay_out, tree_lines
from qtnet.paper.figures.style import SMALL
from qtnet.report.figures.coassignment import firmness, prepare_coassignment
from qtnet.report.figures.positions import heaviest
from qtnet.report.figures.tree import Tree, bloc_runs, grow_tree
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, GRID, INK, MUTED, SEQUENTIAL

__all__ = ["coassignment_figure"]

_TOP: Final = 40  # rows; beyond that neither names nor cells can be read
_TREE, _FIRM = 10.0, 16.0  # millimetres


def coassignment_figure(context: Context) -> PaperFigure:
    """Show the matrix of co-assignment with its tree, and the agreement and support of each actor's place."""
    inputs = context.inputs
    tied = heaviest(inputs.network, len(inputs.network_actors))[:_TOP] if len(inputs.network) else []
    tree = grow_tree(inputs.coassignment, context.blocs, tied)
    frame = prepare_coassignment(inputs.coassignment, tree.order)
    firm = firmness(inputs.blocs, inputs.bloc_support, tree.order)
    supported = bool(firm["support"].notna().any())
    data = firm.assign(
        name=[context.names.get(actor, actor) for actor in firm["actor"]],
        bloc=[context.blocs.get(actor, 0) for actor in firm["actor"]],
    ).join(frame.reset_index(drop=True))
    return PaperFigure(
        key="coassignment",
        title="How often two actors fall into the same bloc.",
        reading="Cells: share of repeated searches on the same ties that put two actors together; the tree joins "
        "first what they put together most often, boxes are the blocs. Right: how often an actor stands with its bloc, "
        "over repeated searches (dots)" + (" and over resampled documents (open diamonds)." if supported else "."),
        alt=_alt(firm, context, supported=supported),
        data=data,
        drawing=_draw(frame, firm, tree, context) if len(frame) > 1 else None,
        reason="No two actors are tied.",
    )


def _draw(frame: pd.DataFrame, firm: pd.DataFrame, tree: Tree, context: Context) -> Figure:
    order = [str(actor) for actor in frame.index]
    grid = lay_out(order, context.names, context.blocs, right=_TREE + _FIRM + 7.0, below=9.0)
    shades = LinearSegmentedColormap.from_list("qtnet", list(SEQUENTIAL))
    n = len(order)
    grid.axes.pcolormesh(
        [k - 0.5 for k in range(n + 1)], [k - 0.5 for k in range(n + 1)], frame.to_numpy(dtype=float), cmap=shades,
        vmin=0, vmax=1, edgecolors="white", linewidth=0.4,
    )  # fmt: skip
    for _, first, last in bloc_runs(order, context.blocs):
        for colour, width in (("white", 2.4), (INK, 0.9)):
            grid.axes.add_patch(
                Rectangle((first - 0.5, first - 0.5), last - first + 1, last - first + 1, fill=False,
                          edgecolor=colour, linewidth=width, clip_on=False, zorder=3)
            )  # fmt: skip
    right = grid.left + grid.side + 1.0
    tree_lines(grid.sheet.panel(right, grid.top, _TREE, grid.side), tree, n)
    _firm(grid.sheet.panel(right + _TREE + 2.0, grid.top, _FIRM, grid.side), firm)
    _scale(grid)
    return grid.sheet.figure


def _firm(axes: Axes, firm: pd.DataFrame) -> None:
    axes.set_xlim(-0.03, 1.03)
    axes.set_ylim(len(firm) - 0.5, -0.5)
    for place, row in enumerate(rows(firm)):
        axes.axhline(place, color=GRID, linewidth=0.5, linestyle=(0, (1, 2)), zorder=0)
        if row["agreement"] == row["agreement"]:
            axes.plot([row["agreement"]], [place], marker="o", markersize=3.0, color=ESTIMATE, clip_on=False)
        if row["support"] == row["support"]:
            axes.plot(
                [row["support"]], [place], marker="D", markersize=3.2, markerfacecolor="white", clip_on=False,
                markeredgecolor=ESTIMATE, markeredgewidth=0.8,
            )  # fmt: skip
    axes.set_yticks([])
    axes.set_xticks([0, 0.5, 1], ["0", "", "100 %"])
    axes.set_xlabel("with its bloc", color=MUTED)


def _scale(grid: Grid) -> None:
    """Draw the scale of the cells under the matrix."""
    room = grid.sheet.bare(grid.left, grid.top + grid.side + 2.2, grid.side, 5.5)
    step = min(26.0, grid.side / 2) / len(SEQUENTIAL)
    for k, colour in enumerate(SEQUENTIAL):
        room.add_patch(Rectangle((k * step, 0), step, 1.8, facecolor=colour, edgecolor="none"))
    room.text(0, 2.4, "never", size=SMALL, color=MUTED, va="top")
    room.text(step * len(SEQUENTIAL), 2.4, "always together", size=SMALL, color=MUTED, va="top", ha="center")


def _alt(firm: pd.DataFrame, context: Context, *, supported: bool) -> str:
    kind, called = ("support", "resampled documents") if supported else ("agreement", "repeated searches")
    known = firm.dropna(subset=[kind]).sort_values([kind, "actor"])
    if known.empty:
        return f"Matrix of {len(firm)} actors ordered by tree."
    least = known.iloc[0]
    return (
        f"Matrix of {len(firm)} actors in {len({context.blocs.get(a, 0) for a in firm['actor']})} blocs. Over {called} "
        f"an actor stands with its bloc in {known[kind].mean():.0%} on average, least "
        f"{context.names.get(str(least['actor']), str(least['actor']))} with {least[kind]:.0%}."
    )
