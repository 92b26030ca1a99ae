"""The layered network: one plane per technology, the same actor at the same place in every plane."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end
from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.gathered import Gathered, is_gathered, tie_note
from qtnet.report.figures.positions import circle, heaviest
from qtnet.report.figures.ties import REACH, Curve, curves, line_traces, middle_trace
from qtnet.report.labels import layer_label, plain, short_name
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, GRID, INK, MUTED, PAPER, PLANE, TEMPLATE, bloc_mark

__all__ = ["MOST_PLANES", "draw_layered", "layers_by_ties", "mark_symbol"]

#: From a mark to its name, in radii.
_AWAY = {
    "middle right": (0.05, 0.0),
    "middle left": (-0.05, 0.0),
    "top center": (0.0, 0.06),
    "bottom center": (0.0, -0.07),
}
MOST_PLANES = 8  # further technologies are in the small multiples

_FLAT = 0.36  # height of a circle seen from the side
_DEEP = 1.42  # half the depth of a plane in radii, so that names at its edges lie on it
_GAPS = {False: 1.12, True: 1.44}  # between two planes, in radii; a phone has each name above its plane
_THREADS = 6  # actors whose copies in the planes are joined


def layers_by_ties(ties: pd.DataFrame) -> list[str]:
    """Give the layers, the one with most ties first."""
    sizes = ties.groupby("layer").size()
    return sorted((str(layer) for layer in sizes.index), key=lambda layer: (-sizes[layer], layer))


def draw_layered(drawn: Gathered, *, narrow: bool = False) -> go.Figure:
    """Draw the planes from top to bottom by falling number of ties; at most `MOST_PLANES`."""
    ties, blocs, names = drawn.ties, drawn.blocs, drawn.names
    layers = sorted(drawn.counts, key=lambda layer: (-drawn.counts[layer][0], layer))[:MOST_PLANES]
    places = circle(heaviest(ties, 2 * len(ties)), blocs)
    at = {str(p["actor"]): (float(p["x"]), float(p["y"])) for p in rows(places)}
    figure = go.Figure(
        layout={"template": TEMPLATE, "height": (34 if narrow else 30) + len(layers) * (132 if narrow else 140)}
    )
    down = [level * _GAPS[narrow] for level in range(len(layers))]
    _threads(figure, ties, layers, at, down)
    for depth, layer in zip(down, layers, strict=True):
        part = ties[ties["layer"] == layer]
        _plane(figure, layer, tie_note(drawn.counts[layer]), depth, narrow=narrow)
        lines = curves(part, at, names, lambda x, y, d=depth: _project(x, y, d))  # type: ignore[misc]
        _marks(figure, lines, part, places, depth, layer, names, narrow=narrow)
    left = -1.88 if narrow else -2.6
    figure.update_layout(
        xaxis={"visible": False, "range": [left + (0.1 if narrow else 0), 1.75 if narrow else 1.7]},
        yaxis={"visible": False, "range": [-max(down, default=0.0) - 0.62, 0.86 if narrow else 0.62]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        meta={"linked": "actor", "filtered": True},
        hoverdistance=REACH,
    )
    return figure


def _project(x: float, y: float, depth: float) -> tuple[float, float]:
    return round(x + 0.22 * y, 3), round(_FLAT * y - depth, 3)


def _plane(figure: go.Figure, layer: str, note: str, depth: float, *, narrow: bool) -> None:
    corners = [_project(x, y, depth) for x, y in ((-1.38, -_DEEP), (1.38, -_DEEP), (1.38, _DEEP), (-1.38, _DEEP))]
    figure.add_trace(
        go.Scatter(
            x=[x for x, _ in [*corners, corners[0]]],
            y=[y for _, y in [*corners, corners[0]]],
            mode="lines",
            fill="toself",
            fillcolor=PLANE,
            line={"color": GRID, "width": 1},
            hoverinfo="skip",
        )
    )
    name = plain(layer_label(layer), 30)
    figure.add_annotation(
        x=-1.62 if narrow else -2.6,
        y=-depth + (0.54 if narrow else 0.0),
        xanchor="left",
        yanchor="bottom" if narrow else "middle",
        align="left",
        showarrow=False,
        text=f"<b>{name}</b>  {note}" if narrow else f"<b>{name}</b><br>{note}",
        font={"size": 12 if narrow else 14, "color": INK},
    )


def _threads(
    figure: go.Figure, ties: pd.DataFrame, layers: list[str], at: Mapping[str, tuple[float, float]], down: list[float]
) -> None:
    """Join the copies of the heaviest actors from plane to plane."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for actor in heaviest(ties, _THREADS):
        mine = ties[(ties["source"] == actor) | (ties["target"] == actor)]
        present = [depth for depth, layer in zip(down, layers, strict=True) if layer in set(mine["layer"])]
        for depth in present:
            x, y = _project(*at[actor], depth)
            xs.append(x)
            ys.append(y)
        xs.append(None)
        ys.append(None)
    line = {"color": FAINT, "width": 1, "dash": "dot"}
    figure.add_trace(go.Scatter(x=xs, y=ys, mode="lines", line=line, hoverinfo="skip"))


def _marks(
    figure: go.Figure,
    drawn: list[Curve],
    part: pd.DataFrame,
    places: pd.DataFrame,
    depth: float,
    layer: str,
    names: Mapping[str, str],
    *,
    narrow: bool,
) -> None:
    figure.add_traces(line_traces(drawn, thin=0.8 if narrow else 1.0))
    if drawn:
        figure.add_trace(middle_trace(drawn))
    active = set(part["source"]) | set(part["target"])
    figure.add_trace(_idle(places[~places["actor"].isin(active)], depth))
    shown = places[places["actor"].isin(active)]
    figure.add_trace(_actors(shown, part, depth, layer, names))
    figure.add_trace(_labels(shown, part, depth, names, narrow=narrow))


def _idle(places: pd.DataFrame, depth: float) -> go.Scatter:
    spots = [_project(float(p["x"]), float(p["y"]), depth) for p in rows(places)]
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        marker={"size": 4, "color": FAINT},
        hoverinfo="skip",
    )


def _actors(places: pd.DataFrame, part: pd.DataFrame, depth: float, layer: str, names: Mapping[str, str]) -> go.Scatter:
    spots = [_project(float(p["x"]), float(p["y"]), depth) for p in rows(places)]
    actors = [str(a) for a in places["actor"]]
    marks = [bloc_mark(int(bloc)) for bloc in places["bloc"]]
    weight = _weights(part)
    top = max(weight.values(), default=1.0) or 1.0
    of_actor = facts_by_end(part)
    facts = [of_actor.get(actor, ()) for actor in actors]
    return go.Scatter(
        x=[x for x, _ in spots],
        y=[y for _, y in spots],
        mode="markers",
        marker={
            "size": [round(7 + 9 * (weight[a] / top) ** 0.5, 1) for a in actors],
            "color": [colour for colour, _ in marks],
            "symbol": [mark_symbol(actor, symbol) for actor, (_, symbol) in zip(actors, marks, strict=True)],
            "opacity": 1,
            "line": {"color": PAPER, "width": 1},
        },
        hovertext=[
            f"<b>{plain(names.get(a, a), 40)}</b><br>bloc {bloc}<br>{len(f)} facts in {plain(layer_label(layer))}"
            for a, bloc, f in zip(actors, places["bloc"], facts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[["" if is_gathered(actor) else actor] for actor in actors],
        meta={"facts": [MarkFacts(f) for f in facts], "stride": 1, "kind": "actors"},
        cliponaxis=False,
    )


def _weights(part: pd.DataFrame) -> dict[str, float]:
    """Give the summed weight of the ties of each actor that has one."""
    found: dict[str, float] = {}
    for source, target, weight in zip(part["source"], part["target"], part["weight"], strict=True):
        for end in {str(source), str(target)}:
            found[end] = found.get(end, 0.0) + float(weight)
    return found


def mark_symbol(actor: str, symbol: str) -> str:
    """Give a mark that stands for several actors a dot in an open symbol."""
    return f"{symbol.removesuffix('-open')}-open-dot" if is_gathered(actor) else symbol


def _labels(
    places: pd.DataFrame, part: pd.DataFrame, depth: float, names: Mapping[str, str], *, narrow: bool
) -> go.Scatter:
    """Name the heaviest actors beside their marks; names that would touch are moved apart."""
    order = heaviest(part, 12 if narrow else 22)
    labels: list[Row] = []
    for place in rows(places[places["actor"].isin(order)]):
        x, y = float(place["x"]), float(place["y"])
        side = _side(x, y)
        px, py = _project(x, y, depth)
        away = _AWAY[side]
        label = {
            "x": px + away[0] * (1.7 if narrow else 1),
            "y": py + away[1] * (1.45 if narrow else 1),
            "side": side,
            "name": short_name(str(place["actor"]), names, codes=narrow),
            "order": order.index(str(place["actor"])),
        }
        labels.append(label)
    line = 0.135 if narrow else 0.105
    _move_apart(labels, least=line)
    labels = _uncovered(labels, line=line, letter=0.058 if narrow else 0.027)
    return go.Scatter(
        x=[round(label["x"], 3) for label in labels],
        y=[round(label["y"], 3) for label in labels],
        mode="text",
        text=[plain(label["name"]) for label in labels],
        textposition=[label["side"] for label in labels],
        textfont={"size": 10 if narrow else 11, "color": MUTED},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _move_apart(labels: list[Row], *, least: float) -> None:
    """Keep names on the same side at least a line apart, moving half up and half down."""
    for side in ("middle left", "middle right"):
        column = sorted((label for label in labels if label["side"] == side), key=lambda label: label["y"])
        for _ in range(20):
            for lower, upper in itertools.pairwise(column):
                overlap = least - (upper["y"] - lower["y"])
                if overlap > 0:
                    lower["y"] -= overlap / 2
                    upper["y"] += overlap / 2


def _uncovered(labels: list[Row], *, line: float, letter: float) -> list[Row]:
    """Keep the names that cover no name of a heavier actor."""
    kept: list[tuple[float, float, float]] = []
    shown = []
    for label in sorted(labels, key=lambda label: label["order"]):
        wide = letter * len(label["name"])
        left = label["x"] - {"middle left": wide, "middle right": 0.0}.get(label["side"], wide / 2)
        free = all(
            left > other + width or left + wide < other or abs(label["y"] - y) > line * 0.9 for other, width, y in kept
        )
        if free:
            kept.append((left, wide, label["y"]))
            shown.append(label)
    return shown


def _side(x: float, y: float) -> str:
    if abs(x) > 0.55:
        return "middle right" if x > 0 else "middle left"
    return "top center" if y > 0 else "bottom center"
