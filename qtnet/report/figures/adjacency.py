"""Who is tied to whom, as a matrix ordered by bloc: cooperation as squares, hostility as crosses, a tree beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.gathered import is_gathered
from qtnet.report.figures.tree import Tree, bloc_runs, draw_tree, tree_axis
from qtnet.report.labels import layer_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.theme import COOPERATIVE, FAINT, GRID, HOSTILE, INK, PAPER, SHADE, TEMPLATE, TIES, bloc_mark

__all__ = ["draw_adjacency", "matrix_order", "prepare_adjacency"]

_SYMBOLS = {1: "square", -1: "x"}
_NAMED_COLUMNS = 20  # on a phone; more names would cover each other, and the rows name them in the same order
_COLOURS = {1: COOPERATIVE, -1: HOSTILE}


def matrix_order(ties: pd.DataFrame, tree: Tree, blocs: Mapping[str, int]) -> list[str]:
    """Give the actors with a tie: those of the tree in its order, then the marks of several actors by bloc."""
    tied = set(ties["source"]) | set(ties["target"])
    leaves = [actor for actor in tree.order if actor in tied]
    return leaves + sorted(tied - set(leaves), key=lambda actor: (blocs.get(actor, 0), actor))


def prepare_adjacency(ties: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Give one row per cell and sign: who acts, towards whom, the weight over all layers, the layers, the facts.

    A tie without direction stands in both cells of its pair.

    Examples
    --------
    >>> tie = {"source": "JP", "target": "US", "layer": "ai", "sign": 1, "weight": 2.0, "directed": False}
    >>> prepare_adjacency(pd.DataFrame([{**tie, "facts": ("f1",)}]), ["JP", "US"])[["actor", "partner"]].values.tolist()
    [['JP', 'US'], ['US', 'JP']]
    """
    cells: dict[tuple[int, int, int], list[dict[str, Any]]] = {}
    place = {actor: k for k, actor in enumerate(order)}
    for tie in rows(ties):
        if tie["source"] in place and tie["target"] in place:
            ends = place[str(tie["source"])], place[str(tie["target"])]
            for row, column in {ends} if tie["directed"] else {ends, ends[::-1]}:
                cells.setdefault((int(tie["sign"]), row, column), []).append(tie)
    found = [
        {
            "actor": order[row],
            "partner": order[column],
            "sign": sign,
            "weight": round(math.fsum(float(tie["weight"]) for tie in own), 6),
            "layers": tuple(sorted({str(tie["layer"]) for tie in own})),
            "facts": tuple(sorted({str(fact) for tie in own for fact in tie["facts"]})),
        }
        for (sign, row, column), own in sorted(cells.items(), key=lambda cell: (-cell[0][0], *cell[0][1:]))
    ]
    return pd.DataFrame(found, columns=["actor", "partner", "sign", "weight", "layers", "facts"])


def draw_adjacency(
    frame: pd.DataFrame,
    order: Sequence[str],
    tree: Tree,
    blocs: Mapping[str, int],
    names: Mapping[str, str],
    *,
    narrow: bool = False,
) -> go.Figure:
    """Draw the matrix; the size of a mark is the weight of the tie."""
    top = _scale(frame)
    most = min(12.0, 240 / len(order)) if narrow else min(20.0, 740 / len(order))
    traces = [_cells(frame[frame["sign"] == sign], order, sign, top, names, most=most) for sign in (1, -1)]
    traces += [_bloc_marks(order, blocs, names), draw_tree(tree, axis="2")]
    side, head = (16, 96) if narrow else (25, 132)
    return go.Figure(
        traces,
        {
            "template": TEMPLATE,
            "height": head + side * max(4, len(order)) + 12,
            "margin": {"l": 8, "r": 4, "t": head, "b": 12},
            "shapes": _frames(order, blocs),
            "meta": {"linked": "actor", "filtered": True},
            **_axes(order, tree, names, narrow=narrow),
        },
    )


def _cells(
    part: pd.DataFrame, order: Sequence[str], sign: int, top: float, names: Mapping[str, str], *, most: float
) -> go.Scatter:
    place = {actor: k for k, actor in enumerate(order)}
    share = np.sqrt(np.minimum(1.0, part["weight"].to_numpy(dtype=float) / (top or 1.0)))
    return go.Scatter(
        x=[place[a] for a in part["partner"]],
        y=[place[a] for a in part["actor"]],
        mode="markers",
        marker={
            "symbol": _SYMBOLS[sign],
            "size": np.maximum(3.0, 0.25 * most + 0.75 * most * share).round(1).tolist(),
            "color": _COLOURS[sign],
            "line": {"color": PAPER, "width": 0 if sign > 0 else 0.8},
            "opacity": 1,
        },
        text=[_hover(row, names) for row in rows(part)],
        hovertemplate="%{text}<extra></extra>",
        meta={
            "facts": [MarkFacts(facts) for facts in part["facts"]],
            "ends": [[a, b] for a, b in zip(part["actor"], part["partner"], strict=True)],
            "stride": 1,
        },
    )


def _scale(frame: pd.DataFrame) -> float:
    """Give the weight of the largest mark: marks of several actors must not make those of one invisible."""
    alone = [not is_gathered(a) and not is_gathered(b) for a, b in zip(frame["actor"], frame["partner"], strict=True)]
    weights = frame.loc[alone, "weight"] if any(alone) else frame["weight"]
    return float(weights.max()) if len(weights) else 1.0


def _hover(cell: Mapping[str, Any], names: Mapping[str, str]) -> str:
    ends = [plain(names.get(cell[end], cell[end]), 40) for end in ("actor", "partner")]
    layers = [plain(layer_label(layer), 40) for layer in cell["layers"]]
    told = ", ".join(layers[:4]) + (f" and {len(layers) - 4} more" if len(layers) > 4 else "")
    facts = len(cell["facts"])
    return (
        f"<b>{ends[0]} and {ends[1]}</b><br>{TIES[cell['sign']][0]} in {told}<br>"
        f"weight {number_text(cell['weight'])}; {facts} {'fact' if facts == 1 else 'facts'}: click to read"
    )


def _bloc_marks(order: Sequence[str], blocs: Mapping[str, int], names: Mapping[str, str]) -> go.Scatter:
    marks = [bloc_mark(blocs.get(actor, 0)) for actor in order]
    return go.Scatter(
        x=[-1] * len(order),
        y=list(range(len(order))),
        mode="markers",
        marker={
            "size": 8,
            "color": [colour for colour, _ in marks],
            "symbol": [symbol for _, symbol in marks],
            "opacity": 1,
        },
        text=[f"{plain(names.get(a, a), 40)}: " + (f"bloc {blocs[a]}" if blocs.get(a) else "no bloc") for a in order],
        hovertemplate="%{text}<extra></extra>",
        customdata=[["" if is_gathered(actor) else actor] for actor in order],
        meta={"kind": "actors"},
        cliponaxis=False,
    )


def _frames(order: Sequence[str], blocs: Mapping[str, int]) -> list[dict[str, object]]:
    """Shade the square of each bloc on the diagonal, and mark the cells of an actor with itself."""
    shapes: list[dict[str, object]] = []
    for _, first, last in bloc_runs(order, blocs):
        ends = {"x0": first - 0.5, "x1": last + 0.5, "y0": first - 0.5, "y1": last + 0.5}
        line = {"color": FAINT, "width": 1}
        shapes.append({"type": "rect", "layer": "below", "fillcolor": SHADE, "line": line, **ends})
    return shapes


def _axes(order: Sequence[str], tree: Tree, names: Mapping[str, str], *, narrow: bool) -> dict[str, object]:
    labels = [plain(names.get(actor, actor), 14 if narrow else 20) for actor in order]
    size, wide = (10 if narrow else 12), (0.87 if narrow else 0.92)
    everywhere = list(range(len(order)))
    ticks = {"tickvals": everywhere, "ticktext": labels, "tickfont": {"size": size, "color": INK}, "gridcolor": GRID}
    return {
        "xaxis": {
            **ticks,
            "side": "top",
            "tickangle": -60,
            "showticklabels": not narrow or len(order) <= _NAMED_COLUMNS,
            "domain": [0, wide],
            "range": [-1.6, len(order) - 0.4],
            "automargin": False,
        },
        "yaxis": {**ticks, "range": [len(order) - 0.4, -0.6]},
        "xaxis2": tree_axis(tree, [wide + 0.005, 1]),
    }
