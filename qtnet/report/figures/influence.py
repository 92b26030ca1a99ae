"""What the answer hangs on: the index with everything, and without one document, actor or tie at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import metric_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, FAINT, GRID, INK, INTERVAL, MUTED, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["draw_influence", "prepare_influence"]

#: The headline, and a part of it that is never clipped: it moves where the headline stays at 0.
METRICS = ("TBI", "J")
_ROW = 26  # pixels
_COLUMNS = ["label", "metric", "estimate", "without", "change", "reason", "item", "facts"]


def prepare_influence(influence: pd.DataFrame, kind: str, *, top: int = 15) -> pd.DataFrame:
    """Give the most influential items of a kind in their order, one row per item and number."""
    own = influence[(influence["kind"] == kind) & (influence["layer"] == MULTILAYER)]
    kept = list(dict.fromkeys(own["item"]))[:top]
    own = own[own["item"].isin(kept) & own["metric"].isin(METRICS)]
    place = {item: number for number, item in enumerate(kept)}
    metric = {name: number for number, name in enumerate(METRICS)}
    order = np.lexsort((own["metric"].map(metric), own["item"].map(place)))
    return own.iloc[order][_COLUMNS].reset_index(drop=True)


def draw_influence(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw a line from the value with everything to the value without each item; on a phone one number only."""
    shown = [_moving(frame)] if narrow else list(METRICS)
    items = list(dict.fromkeys(frame["item"]))
    places = {item: len(items) - 1 - k for k, item in enumerate(items)}
    labels = dict(zip(frame["item"], frame["label"], strict=True))
    height = 74 + _ROW * (2 if narrow else 1) * len(items)
    traces: list[go.Scatter] = []
    layout: dict[str, Any] = {"template": TEMPLATE, "height": height, "annotations": [], "shapes": []}
    for number, metric in enumerate(shown):
        part = frame[frame["metric"] == metric]
        axis = "" if number == 0 else str(number + 1)
        traces += [_lines(part, places, axis), _dots(part, places, axis), _undefined(part, places, axis)]
        width = 1 / len(shown)
        across = [number * width + (0.04 if number else 0), (number + 1) * width]
        layout |= {
            f"xaxis{axis}": {"domain": across, "range": _range(part), "nticks": 5, "anchor": f"y{axis}"},
            f"yaxis{axis}": _rows(places, labels, number, narrow=narrow) | {"anchor": f"x{axis}"},
        }
        layout["shapes"] += _reference(part, axis, len(items))
        layout["annotations"].append(_head(metric, across[0]))
    if narrow:
        layout["annotations"] += [_label(labels[item], place) for item, place in places.items()]
    return go.Figure(traces, {**layout, "margin": {"l": 8, "r": 12, "t": 30, "b": 30}})


def _moving(frame: pd.DataFrame) -> str:
    """Give the number to show where there is room for one: the headline unless nothing moves it."""
    tbi = frame[frame["metric"] == "TBI"]
    moves = tbi["change"].abs().fillna(0).gt(1e-9).any() or (tbi["reason"] == "undefined without it").any()
    return "TBI" if moves or "J" not in set(frame["metric"]) else "J"


def _lines(part: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows(part.dropna(subset=["estimate", "without"])):
        x += [round(float(row["estimate"]), 4), round(float(row["without"]), 4), None]
        y += [places[row["item"]]] * 2 + [None]
    line = {"color": INTERVAL, "width": 4}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", xaxis=f"x{axis}", yaxis=f"y{axis}")


def _dots(part: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    known = part.dropna(subset=["without"])
    return go.Scatter(
        x=known["without"].astype(float).round(4).tolist(),
        y=[places[item] for item in known["item"]],
        mode="markers",
        marker={"size": 10, "color": ESTIMATE},
        hovertext=[_hover(row) for row in rows(known)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(own) for own in known["facts"]], "stride": 1},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )


def _undefined(part: pd.DataFrame, places: dict[str, int], axis: str) -> go.Scatter:
    lost = part[part["without"].isna()]
    return go.Scatter(
        x=[_range(part)[0]] * len(lost),
        y=[places[item] for item in lost["item"]],
        mode="text",
        text=["undefined"] * len(lost),
        textposition="middle right",
        textfont={"size": 11, "color": MUTED},
        hovertext=[f"<b>{plain(row['label'], 60)}</b><br>{plain(row['reason'])}" for row in rows(lost)],
        hovertemplate="%{hovertext}<extra></extra>",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _hover(row: Row) -> str:
    name = metric_label(str(row["metric"]))[0]
    return (
        f"<b>{plain(row['label'], 60)}</b><br>{plain(name)} with everything {number_text(row['estimate'])}<br>"
        f"without it {number_text(row['without'])}"
    )


def _range(part: pd.DataFrame) -> list[float]:
    values = part[["estimate", "without"]].to_numpy(dtype=float)
    known = values[np.isfinite(values)]
    low, high = (min(0.0, float(known.min())), max(0.0, float(known.max()))) if known.size else (0.0, 1.0)
    high = max(high, low + 0.2)  # a small change must not look large
    room = (high - low) * 0.06
    return [round(low - room, 4), round(high + room, 4)]


def _rows(places: dict[str, int], labels: dict[str, str], number: int, *, narrow: bool) -> dict[str, Any]:
    return {
        "tickvals": list(places.values()),
        "ticktext": [plain(labels[item], 44) for item in places],
        "showticklabels": number == 0 and not narrow,
        "range": [-0.6, len(places) - (0.3 if narrow else 0.4)],
        "gridcolor": GRID,
        "griddash": "dot",
        "tickfont": {"size": 12, "color": INK},
    }


def _reference(part: pd.DataFrame, axis: str, count: int) -> list[dict[str, Any]]:
    known = part["estimate"].dropna()
    if known.empty:
        return []
    x = round(float(known.iloc[0]), 4)
    line = {"color": FAINT, "width": 2, "dash": "dash"}
    ends = {"x0": x, "x1": x, "y0": -0.6, "y1": count - 0.4}
    return [{"type": "line", "xref": f"x{axis}", "yref": f"y{axis}", "line": line, "layer": "below", **ends}]


def _head(metric: str, x: float) -> dict[str, Any]:
    name, reading = metric_label(metric)
    text = f"<b>{plain(name)}</b>" + (f"  {plain(reading, 60)}" if reading else "")
    place = {"x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "font": {"size": 12, "color": INK}}


def _label(label: str, place: int) -> dict[str, Any]:
    at = {"x": 0, "xref": "paper", "xanchor": "left", "y": place + 0.18, "yanchor": "bottom"}
    return {**at, "text": plain(label, 48), "showarrow": False, "font": {"size": 11, "color": INK}}
