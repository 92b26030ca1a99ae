"""Ties as curves: the traces that layered network and small multiples share.

Curves of one sign and one width are one trace, because a browser draws ten traces fast and a thousand slowly. Each
trace carries `meta.facts`, the facts of each tie, and `meta.stride`, the points per tie: the page finds the quotations
of a clicked point with them and hides the ties that a filter excludes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.positions import chord
from qtnet.report.labels import layer_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import TIES

__all__ = ["REACH", "Curve", "curves", "hover_text", "line_traces", "middle_trace", "width_class"]

WIDTHS = (1.2, 2.2, 4.0)  # pixels, for the lightest third of the weights, the middle and the heaviest

#: Pixels from a tie within which the pointer touches it; of several the nearest.
REACH = 9

Project = Callable[[float, float], tuple[float, float]]


class Curve(NamedTuple):
    """One tie as drawn; NaN in `x` and `y` is a gap."""

    sign: int
    width: int
    x: list[float]
    y: list[float]
    hover: str
    facts: tuple[str, ...]
    directed: bool
    ends: tuple[str, ...]


def width_class(weights: pd.Series) -> pd.Series:
    """Give each weight its class 0, 1 or 2: up to one third of the largest, up to two thirds, above.

    Examples
    --------
    >>> width_class(pd.Series([1.0, 2.0, 3.0])).tolist()
    [0, 1, 2]
    """
    top = weights.max()
    shares = weights / top if len(weights) and top > 0 else weights * 0.0
    return (shares > 1 / 3 + 1e-9).astype(int) + (shares > 2 / 3 + 1e-9).astype(int)


def curves(
    ties: pd.DataFrame, places: Mapping[str, tuple[float, float]], names: Mapping[str, str], project: Project
) -> list[Curve]:
    """Give the ties of one layer as curves; `ties` has a column `width`."""
    found = []
    for tie in rows(ties):
        if tie["source"] not in places or tie["target"] not in places:
            continue
        # A cooperative and a hostile tie of the same pair part ways, and so do the two directions of one sign.
        side = 1 if tie["source"] <= tie["target"] else -1
        bend = 0.07 * tie["sign"] * side + (0.04 if tie["directed"] else 0.0)
        xs, ys = chord(places[tie["source"]], places[tie["target"]], bend=bend)
        drawn = [project(x, y) for x, y in zip(xs, ys, strict=True)]
        found.append(
            Curve(
                int(tie["sign"]),
                int(tie["width"]),
                [x for x, _ in drawn],
                [y for _, y in drawn],
                hover_text(tie, names),
                tuple(tie["facts"]),
                bool(tie["directed"]),
                (str(tie["source"]), str(tie["target"])),
            )
        )
    return found


def hover_text(tie: Row, names: Mapping[str, str]) -> str:
    """Say what a tie is, in four short lines."""
    ends = [plain(names.get(str(tie[end]), str(tie[end])), 40) for end in ("source", "target")]
    facts = len(tie["facts"])
    return (
        f"<b>{ends[0]} {'→' if tie['directed'] else '–'} {ends[1]}</b><br>"
        f"{TIES[int(tie['sign'])][0]} in {plain(layer_label(str(tie['layer'])))}<br>"
        f"weight {number_text(float(tie['weight']))}<br>"
        f"{facts} {'fact' if facts == 1 else 'facts'}: click to read"
    )


def line_traces(drawn: Iterable[Curve], *, axis: str = "", thin: float = 1.0) -> list[go.Scatter]:
    """Give one trace per sign and width; hostile ties last, so that they lie on top."""
    drawn = list(drawn)
    traces: list[go.Scatter] = []
    for sign in (1, -1):
        for width, pixels in enumerate(WIDTHS):
            some = [curve for curve in drawn if (curve.sign, curve.width) == (sign, width)]
            if some:
                traces.append(_lines(some, sign, pixels * thin, axis))
    return traces


def _lines(some: list[Curve], sign: int, pixels: float, axis: str) -> go.Scatter:
    _, colour, dash = TIES[sign]
    return go.Scatter(
        x=[x for curve in some for x in (*curve.x, None)],
        y=[y for curve in some for y in (*curve.y, None)],
        mode="lines",
        line={"color": colour, "width": round(pixels, 2), "dash": dash},
        opacity=0.62,
        hoverinfo="skip",
        meta={**_items(some), "stride": len(some[0].x) + 1},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def middle_trace(drawn: Iterable[Curve], *, axis: str = "") -> go.Scatter:
    """Give invisible markers along the ties: what the pointer touches."""
    drawn = list(drawn)
    # Browsers count every point within a marker as equally near: small markers let the nearest tie win.
    at = (3, 4, 5, 6, 7, 8, 9)
    return go.Scatter(
        x=[curve.x[k] for curve in drawn for k in at],
        y=[curve.y[k] for curve in drawn for k in at],
        mode="markers",
        marker={"size": 4, "opacity": 0},
        text=[curve.hover for curve in drawn for _ in at],
        hovertemplate="%{text}<extra></extra>",
        meta={**_items(drawn), "stride": len(at), "kind": "ties"},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _items(drawn: list[Curve]) -> dict[str, object]:
    """Give facts and actors of each tie, for clicks, filters and the selection of an actor."""
    return {"facts": [MarkFacts(curve.facts) for curve in drawn], "ends": [list(curve.ends) for curve in drawn]}
