"""How alike the technologies are: one small matrix per measure, the fuller the colour the more alike."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.labels import layer_label, metric_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import INK, MUTED, PAPER, SEQUENTIAL, TEMPLATE

__all__ = ["draw_similarity", "prepare_similarity"]

#: Measures that are 0 for layers that are the same.
_DISTANCES = ("layer_distance",)
_ORDER = ("edge_similarity", "actor_overlap", "degree_rank_correlation", "layer_distance")
_LABEL = 20  # letters of a technology's name along the sides
_LETTER = 6.6  # pixels of a letter of such a name
_SLANT = -50  # degrees
_HEAD = 44  # pixels above a matrix, for its name
_LIGHT_TEXT = 0.55  # on cells darker than this, text has the colour of the page


def prepare_similarity(similarity: pd.DataFrame, layers: list[str]) -> pd.DataFrame:
    """Keep each pair of `layers` once and measure by measure; `alike` is 0 to 1, whatever the measure's direction.

    Examples
    --------
    >>> pair = {"layer_a": "ai", "layer_b": "chips", "metric": "layer_distance", "estimate": 0.25, "n": 4, "reason": ""}
    >>> prepare_similarity(pd.DataFrame([pair]), ["chips", "ai"])[["layer_a", "layer_b", "alike"]].values.tolist()
    [['ai', 'chips', 0.75]]
    """
    place = {layer: k for k, layer in enumerate(layers)}
    metrics = sorted(set(similarity["metric"]), key=lambda m: (_ORDER.index(m) if m in _ORDER else len(_ORDER), m))
    found: dict[tuple[int, int, int], Row] = {}
    for row in rows(similarity):
        if row["layer_a"] in place and row["layer_b"] in place and row["layer_a"] != row["layer_b"]:
            high, low = sorted((place[row["layer_a"]], place[row["layer_b"]]))
            estimate = float(row["estimate"])
            alike = 1 - estimate if row["metric"] in _DISTANCES else max(0.0, estimate)
            kept = {"metric": row["metric"], "layer_a": layers[low], "layer_b": layers[high], "alike": round(alike, 4)}
            kept |= {"estimate": estimate, "n": row["n"], "reason": str(row["reason"] or "")}
            found.setdefault((metrics.index(row["metric"]), low, high), kept)
    columns = ["metric", "layer_a", "layer_b", "estimate", "alike", "n", "reason"]
    return pd.DataFrame([found[key] for key in sorted(found)], columns=columns)


def draw_similarity(frame: pd.DataFrame, layers: list[str], *, narrow: bool = False) -> go.Figure:
    """Draw the lower triangles; each cell says its number, an undefined one a dash."""
    metrics = list(dict.fromkeys(frame["metric"]))
    columns = 1 if narrow else min(len(metrics), 4 if len(layers) <= 7 else 2)
    lines = -(-len(metrics) // columns)
    below = _room(layers)
    tall = (34 if narrow else 31) * (len(layers) - 1) + _HEAD + below
    layout: dict[str, Any] = {"template": TEMPLATE, "height": lines * tall, "annotations": []}
    traces: list[go.Heatmap | go.Scatter] = []
    for number, metric in enumerate(metrics):
        axis = "" if number == 0 else str(number + 1)
        part = frame[frame["metric"] == metric]
        area = _area(number, columns, lines, tall, below)
        traces += [_cells(part, layers, axis), _numbers(part, layers, axis, small=not narrow and len(layers) > 6)]
        layout |= _axes(layers, axis, area, first=number % columns == 0)
        layout["annotations"].append(_head(str(metric), area))
    return go.Figure(traces, {**layout, "margin": {"l": 24, "r": 8, "t": 0, "b": 0}})


def _room(layers: list[str]) -> int:
    """Give the pixels that the longest slanted name needs below a matrix."""
    longest = max((len(plain(layer_label(layer), _LABEL)) for layer in layers[:-1]), default=0)
    return round(longest * _LETTER * math.sin(math.radians(-_SLANT))) + 18


def _area(number: int, columns: int, lines: int, tall: int, below: int) -> tuple[list[float], list[float]]:
    across = number % columns / columns
    top = 1 - number // columns / lines
    ends = [round(top - (tall - below) / tall / lines, 4), round(top - _HEAD / tall / lines, 4)]
    return [round(across + 0.004, 4), round(across + 1 / columns - 0.022, 4)], ends


def _cells(part: pd.DataFrame, layers: list[str], axis: str) -> go.Heatmap:
    place = {layer: k for k, layer in enumerate(layers)}
    z: list[list[float | None]] = [[None] * (len(layers) - 1) for _ in layers[1:]]
    text = [[""] * (len(layers) - 1) for _ in layers[1:]]
    for row in rows(part):
        down, across = place[str(row["layer_a"])] - 1, place[str(row["layer_b"])]
        z[down][across] = row["alike"] if np.isfinite(row["alike"]) else None
        text[down][across] = _hover(row)
    return go.Heatmap(
        z=z,
        text=text,
        x=list(range(len(layers) - 1)),
        y=list(range(len(layers) - 1)),
        zmin=0,
        zmax=1,
        colorscale=[[k / (len(SEQUENTIAL) - 1), colour] for k, colour in enumerate(SEQUENTIAL)],
        showscale=False,
        xgap=2,
        ygap=2,
        hovertemplate="%{text}<extra></extra>",
        hoverongaps=False,
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _numbers(part: pd.DataFrame, layers: list[str], axis: str, *, small: bool) -> go.Scatter:
    place = {layer: k for k, layer in enumerate(layers)}
    known = [np.isfinite(value) for value in part["estimate"]]
    return go.Scatter(
        x=[place[layer] for layer in part["layer_b"]],
        y=[place[layer] - 1 for layer in part["layer_a"]],
        mode="text",
        text=[number_text(value) if k else "–" for value, k in zip(part["estimate"], known, strict=True)],
        textfont={
            "size": 10 if small else 11,
            "color": [
                PAPER if k and alike > _LIGHT_TEXT else INK if k else MUTED
                for alike, k in zip(part["alike"], known, strict=True)
            ],
        },
        hovertext=[_hover(row) for row in rows(part)],
        hovertemplate="%{hovertext}<extra></extra>",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _hover(row: Row) -> str:
    pair = f"<b>{plain(layer_label(str(row['layer_a'])), 40)} and {plain(layer_label(str(row['layer_b'])), 40)}</b>"
    label, reading = metric_label(str(row["metric"]))
    if not np.isfinite(row["estimate"]):
        return f"{pair}<br>{label}: undefined, {plain(row['reason'] or 'no reason is recorded')}"
    return f"{pair}<br>{label}: {number_text(row['estimate'])}<br>{reading}; {row['n']} in either"


def _axes(layers: list[str], axis: str, area: tuple[list[float], list[float]], *, first: bool) -> dict[str, object]:
    labels = [plain(layer_label(layer), _LABEL) for layer in layers]
    size = len(layers) - 1
    ticks = {"tickvals": list(range(size)), "tickfont": {"size": 11, "color": INK}, "showgrid": False}
    return {
        f"xaxis{axis}": {
            **ticks,
            "domain": area[0],
            "anchor": f"y{axis}",
            "ticktext": labels[:-1],
            "tickangle": _SLANT,
            "ticklabeloverflow": "allow",
            "range": [-0.5, size - 0.5],
            "automargin": False,
        },
        f"yaxis{axis}": {
            **ticks,
            "domain": area[1],
            "anchor": f"x{axis}",
            "ticktext": labels[1:],
            "showticklabels": first,
            "range": [size - 0.5, -0.5],
        },
    }


def _head(metric: str, area: tuple[list[float], list[float]]) -> dict[str, object]:
    label, reading = metric_label(metric)
    return {
        "x": area[0][0],
        "y": area[1][1],
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{plain(label, 40)}</b><br>{plain(reading, 60)}",
        "font": {"size": 12, "color": INK},
    }
