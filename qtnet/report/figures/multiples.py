"""Small multiples of the network: one circle per technology, places shared, so that the eye can compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end
from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.gathered import Gathered, is_gathered, tie_note
from qtnet.report.figures.layered import mark_symbol
from qtnet.report.figures.positions import circle, heaviest
from qtnet.report.figures.ties import REACH, Curve, curves, line_traces, middle_trace
from qtnet.report.labels import layer_label, plain, short_name
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, INK, MUTED, PAPER, TEMPLATE, TIES, bloc_mark

__all__ = ["MOST_PANELS", "draw_multiples"]

MOST_PANELS = 12  # further technologies have the fewest ties

_REACH = 1.3  # half the width of a panel in radii, with room for labels


def draw_multiples(shown: Gathered, *, columns: int) -> go.Figure:
    """Draw one panel per layer, the layer with most ties first; arrowheads show the direction of directed ties."""
    ties, blocs, names = shown.ties, shown.blocs, shown.names
    layers = sorted(shown.counts, key=lambda layer: (-shown.counts[layer][0], layer))[:MOST_PANELS]
    places = rows(circle(heaviest(ties, 2 * len(ties)), blocs))
    at = {str(p["actor"]): (float(p["x"]), float(p["y"])) for p in places}
    lines = -(-len(layers) // columns)
    traces: list[go.Scatter] = []
    layout: dict[str, Any] = {"template": TEMPLATE, "height": lines * (270 if columns > 2 else 218) + 8}
    for number, layer in enumerate(layers):
        axis = "" if number == 0 else str(number + 1)
        part = ties[ties["layer"] == layer]
        drawn = curves(part, at, names, lambda x, y: (x, y))
        traces += [*line_traces(drawn, axis=axis, thin=0.75), _arrowheads(drawn, axis), middle_trace(drawn, axis=axis)]
        traces += _actors(part, places, names, axis, most=16 if columns > 2 else 12)
        layout |= _axes(axis, number, columns, lines)
    heads = [_head(layer, tie_note(shown.counts[layer]), k, columns, lines) for k, layer in enumerate(layers)]
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    return go.Figure(
        traces,
        {
            **layout,
            "annotations": heads,
            "margin": {"l": 0, "r": 0, "t": 4, "b": 0},
            "hoverdistance": REACH,
            "meta": {"linked": "actor", "filtered": True},
        },
    )


def _axes(axis: str, number: int, columns: int, lines: int) -> dict[str, object]:
    column, top = number % columns, 1 - number // columns / lines
    shared = {"visible": False, "range": [-_REACH, _REACH]}
    across = [column / columns + 0.005, (column + 1) / columns - 0.005]
    down = [max(0.0, top - 1 / lines), top - 0.14 / lines]
    return {
        f"xaxis{axis}": {**shared, "domain": across, "anchor": f"y{axis}"},
        f"yaxis{axis}": {**shared, "domain": down, "anchor": f"x{axis}", "scaleanchor": f"x{axis}"},
    }


def _head(layer: str, note: str, number: int, columns: int, lines: int) -> dict[str, object]:
    return {
        "x": number % columns / columns + 0.008,
        "y": 1 - number // columns / lines,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{plain(layer_label(layer), 26)}</b><br>{note}",
        "font": {"size": 12, "color": INK},
    }


def _arrowheads(drawn: list[Curve], axis: str) -> go.Scatter:
    directed = [curve for curve in drawn if curve.directed]
    at = 8
    turns = [
        round(90 - float(np.degrees(np.arctan2(c.y[at + 1] - c.y[at - 1], c.x[at + 1] - c.x[at - 1]))), 1)
        for c in directed
    ]
    return go.Scatter(
        x=[curve.x[at] for curve in directed],
        y=[curve.y[at] for curve in directed],
        mode="markers",
        marker={
            "symbol": "triangle-up",
            "size": 8,
            "angle": turns,
            "color": [TIES[curve.sign][1] for curve in directed],
        },
        hoverinfo="skip",
        meta={"facts": [MarkFacts(curve.facts) for curve in directed], "stride": 1},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _actors(
    part: pd.DataFrame, places: list[Row], names: Mapping[str, str], axis: str, *, most: int
) -> list[go.Scatter]:
    active = set(part["source"]) | set(part["target"])
    shown = [place for place in places if place["actor"] in active]
    labelled = set(heaviest(part, most))
    return [
        _idle([place for place in places if place["actor"] not in active], axis),
        _marks(shown, part, names, axis),
        _labels([place for place in shown if place["actor"] in labelled], names, axis),
    ]


def _idle(idle: list[Row], axis: str) -> go.Scatter:
    return go.Scatter(
        x=[place["x"] for place in idle],
        y=[place["y"] for place in idle],
        mode="markers",
        marker={"size": 4, "color": FAINT},
        hoverinfo="skip",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _marks(shown: list[Row], part: pd.DataFrame, names: Mapping[str, str], axis: str) -> go.Scatter:
    actors = [str(place["actor"]) for place in shown]
    marks = [bloc_mark(int(place["bloc"])) for place in shown]
    of_actor = facts_by_end(part)
    facts = [of_actor.get(actor, ()) for actor in actors]
    return go.Scatter(
        x=[place["x"] for place in shown],
        y=[place["y"] for place in shown],
        mode="markers",
        marker={
            "size": 9,
            "color": [colour for colour, _ in marks],
            "symbol": [mark_symbol(actor, symbol) for actor, (_, symbol) in zip(actors, marks, strict=True)],
            "line": {"color": PAPER, "width": 1},
        },
        hovertext=[
            f"<b>{plain(names.get(a, a), 40)}</b><br>{len(f)} facts: click to read"
            for a, f in zip(actors, facts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[["" if is_gathered(actor) else actor] for actor in actors],
        meta={"facts": [MarkFacts(f) for f in facts], "stride": 1, "kind": "actors"},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )


def _labels(shown: list[Row], names: Mapping[str, str], axis: str) -> go.Scatter:
    return go.Scatter(
        x=[round(1.17 * place["x"], 4) for place in shown],
        y=[round(1.17 * place["y"], 4) for place in shown],
        mode="text",
        text=[plain(short_name(str(place["actor"]), names, codes=True, width=10)) for place in shown],
        textfont={"size": 11, "color": MUTED},
        hoverinfo="skip",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )
