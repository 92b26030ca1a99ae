"""Estimates with intervals as dots on lines, in one or several panels that share their rows.

The frame has one row per dot: `row`, `panel` (labels), `estimate`, `ci_low`, `ci_high`, `hover` (text), `facts`
(tuple of fact ids), `reason` (why an estimate is undefined), `actor` where a dot belongs to one, and `beyond` where an
interval is cut at `ci_low` and goes on to there. Rows and panels appear in the order of the frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import distinct_names, plain, wrapped
from qtnet.report.rounding import number_text
from qtnet.report.theme import ESTIMATE, FAINT, GRID, INK, INTERVAL, MUTED, TEMPLATE

__all__ = ["DOT_COLUMNS", "draw_dots"]

DOT_COLUMNS = ("row", "panel", "estimate", "ci_low", "ci_high", "hover", "facts", "reason")

_ROW_HEIGHT = 25  # pixels
_PANEL_HEAD = 38  # and a line more for each of the note
_NOTE_LINE = 16
_NOTE_LETTERS = 14  # of a line of a note on a phone, where panels are narrow
_GAPS = {1: 0.0, 2: 0.07}  # between panels, in shares of the width: on a phone two stand side by side


@dataclass(frozen=True)
class _Grid:
    """Where panels stand, in fractions of the drawing area."""

    columns: int
    lines: int
    rows: int
    head: int

    @property
    def height(self) -> int:
        return self.lines * (self.rows * _ROW_HEIGHT + self.head + 30) + 10

    def area(self, panel: int) -> tuple[list[float], list[float]]:
        column, line = panel % self.columns, panel // self.columns
        width, gap = 1 / self.columns, _GAPS.get(self.columns, 0.03)
        tall, head = 1 / self.lines, self.head / self.height
        left = column * width + (gap if column else 0)
        top = 1 - line * tall - head
        return [left, (column + 1) * width], [top - tall + head + 30 / self.height, top]


def draw_dots(
    frame: pd.DataFrame,
    *,
    columns: int,
    limits: tuple[float, float] | None = None,
    notes: dict[str, str] | None = None,
    first_strong: bool = False,
) -> go.Figure:
    """Draw the frame; `limits` fixes the horizontal axis of all panels, `notes` puts a line under a panel's name."""
    rows, panels = list(dict.fromkeys(frame["row"])), list(dict.fromkeys(frame["panel"]))
    told = {panel: _note((notes or {}).get(panel, ""), columns) for panel in panels}
    deepest = max((note.count("<br>") + 1 for note in told.values()), default=1)
    grid = _Grid(columns, -(-len(panels) // columns), len(rows), _PANEL_HEAD + _NOTE_LINE * deepest)
    traces: list[go.Scatter] = []
    layout: dict[str, Any] = {"template": TEMPLATE, "height": grid.height, "annotations": [], "shapes": []}
    for number, panel in enumerate(panels):
        part = frame[frame["panel"] == panel]
        traces += _marks(part, rows, number)
        layout |= _axes(part, rows, number, grid, limits=limits, first_strong=first_strong)
        layout["annotations"].append(_head(panel, told[panel], number, grid))
        layout["shapes"].append(_rule(number, grid))
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    linked = {"meta": {"linked": "actor"}} if "actor" in frame.columns else {}
    return go.Figure(traces, {**layout, **linked, "margin": {"l": 8, "r": 12, "t": 4, "b": 8}})


def _note(note: str, columns: int) -> str:
    """Break the line under a panel's name where two panels share a phone."""
    return wrapped(plain(note, 60), _NOTE_LETTERS) if columns == 2 else plain(note, 60)


def _marks(part: pd.DataFrame, rows: list[str], number: int) -> list[go.Scatter]:
    axis = "" if number == 0 else str(number + 1)
    places = {row: len(rows) - 1 - k for k, row in enumerate(rows)}
    missing = part[part["estimate"].isna()]
    dots = _dots(part[part["estimate"].notna()], places, axis)
    cut = part[part["beyond"].notna()] if "beyond" in part.columns else part.iloc[:0]
    arrows = [_arrows(cut, places, axis)] if len(cut) else []
    return [dots, *arrows, *([_undefined(missing, places, axis)] if len(missing) else [])]


def _axes(
    part: pd.DataFrame,
    rows: list[str],
    number: int,
    grid: _Grid,
    *,
    limits: tuple[float, float] | None,
    first_strong: bool,
) -> dict[str, object]:
    axis = "" if number == 0 else str(number + 1)
    across, down = grid.area(number)
    names = [plain(name) for name in distinct_names(rows, 26)]
    ticks = [f"<b>{name}</b>" if first_strong and k == 0 else name for k, name in enumerate(names)]
    return {
        f"xaxis{axis}": {
            "domain": across,
            "anchor": f"y{axis}",
            "range": list(limits) if limits else _range(part[part["estimate"].notna()]),
            "nticks": 3 if grid.columns == 2 else 4,
            "tickfont": {"size": 11, "color": MUTED},
            "automargin": False,
        },
        f"yaxis{axis}": {
            "domain": down,
            "anchor": f"x{axis}",
            "range": [-0.7, len(rows) - 0.3],
            "tickvals": [len(rows) - 1 - k for k in range(len(rows))],
            "ticktext": ticks,
            "showticklabels": number % grid.columns == 0,
            "tickfont": {"size": 13, "color": INK},
            "gridcolor": GRID,
            "griddash": "dot",
        },
    }


def _dots(shown: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    values, low, high = (shown[name].to_numpy(dtype=float) for name in ("estimate", "ci_low", "ci_high"))
    above, below = (np.nan_to_num(np.maximum(side, 0.0)).round(5) for side in (high - values, values - low))
    return go.Scatter(
        x=values.round(5).tolist(),
        y=[places[row] for row in shown["row"]],
        mode="markers",
        marker={"color": ESTIMATE, "size": 10, "line": {"width": 0}},
        error_x={
            "type": "data",
            "array": above.tolist(),
            "arrayminus": below.tolist(),
            "color": INTERVAL,
            "thickness": 4,
            "width": 0,
        },
        text=[plain(text, 300).replace("\n", "<br>") for text in shown["hover"]],
        hovertemplate="%{text}<extra></extra>",
        customdata=[[actor] for actor in shown["actor"]] if "actor" in shown.columns else None,
        meta={"facts": [MarkFacts(facts) for facts in shown["facts"]], "stride": 1},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )


def _arrows(cut: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    """End an interval that goes on beyond the axis with an arrow."""
    return go.Scatter(
        x=cut["ci_low"].round(5).tolist(),
        y=[places[row] for row in cut["row"]],
        mode="markers",
        marker={"symbol": "triangle-left", "size": 10, "color": MUTED, "line": {"width": 0}},
        hovertext=[f"the interval goes on to {number_text(value)}" for value in cut["beyond"]],
        hovertemplate="%{hovertext}<extra></extra>",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )


def _undefined(missing: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    return go.Scatter(
        x=[0.0] * len(missing),
        y=[places[row] for row in missing["row"]],
        mode="text",
        text=["undefined"] * len(missing),
        textposition="middle right",
        textfont={"size": 11, "color": MUTED},
        hovertext=[plain(reason or "undefined", 200) for reason in missing["reason"]],
        hovertemplate="%{hovertext}<extra></extra>",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )


def _range(shown: pd.DataFrame) -> list[float]:
    if shown.empty:
        return [0.0, 1.0]
    low = min(0.0, float(shown[["estimate", "ci_low"]].min().min()))
    high = max(0.0, float(shown[["estimate", "ci_high"]].max().max()))
    room = (high - low or 1.0) * 0.06
    return [round(low - room, 5) if low < 0 else 0.0, round(high + room, 5)]


def _head(panel: str, note: str, number: int, grid: _Grid) -> dict[str, object]:
    across, down = grid.area(number)
    return {
        "x": across[0],
        "y": down[1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{plain(panel, 40)}</b>" + (f"<br>{note}" if note else ""),
        "font": {"size": 12, "color": INK},
    }


def _rule(number: int, grid: _Grid) -> dict[str, object]:
    across, down = grid.area(number)
    ends = {"x0": across[0], "x1": across[1], "y0": down[1], "y1": down[1]}
    return {"type": "line", "xref": "paper", "yref": "paper", "line": {"color": FAINT, "width": 1}, **ends}
