"""Where the ties run: the world, and closer views of the regions in which many actors stand.

Plain scatter polygons, as Plotly's own maps fetch their outlines from the net. The Equal Earth projection keeps sizes
comparable; ties of cooperation bow to the north, hostile ones to the south, so that both can be seen between a pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.names_beside import Mark, placed_names, spaced
from qtnet.report.figures.outlines import Window, land, project
from qtnet.report.figures.ties import REACH, Curve, line_traces, middle_trace, width_class
from qtnet.report.labels import distinct_names, layer_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, GRID, INK, MUTED, PAPER, TEMPLATE, TIES, bloc_mark, see_through

__all__ = ["MOST_ASIDE", "crosses_edge", "draw_map", "regions_shown"]

_WORLD = Window(-2460, 2690, -1030, 1335)
_ROUND = _WORLD.right - _WORLD.left  # from one edge round the globe to the other
_ASIDE = (-2290.0, 340.0, -640.0)  # first place aside, step to the next, height: in the empty South Pacific
MOST_ASIDE = 5  # places for which there is room aside

#: Closer views: name, west, east, south, north in degrees.
_REGIONS: Final = (("Europe", -12.0, 33.0, 36.0, 62.0), ("Asia", 66.0, 148.0, -8.0, 46.0))
_CROWD = 4  # places in a region from which on it is shown closer

_WIDE, _NARROW = 930, 358  # pixels of the drawing on a screen and on a phone
_HEAD = 24  # pixels above a closer view, for its name
_BULGE = 0.22  # how far a tie bows, in shares of its length
_POINTS = 13  # of a tie as drawn; across the Pacific the middle one is the gap


class _Panel(NamedTuple):
    """A view of a part of the map: where it stands on the drawing, in pixels from the left and from the top."""

    name: str
    window: Window
    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels per map unit."""
        return self.width / (self.window.right - self.window.left)


def regions_shown(places: pd.DataFrame) -> list[str]:
    """Give the regions that are shown closer, because many places with ties lie there."""
    tied = places[places["weight"] > 0]
    return [
        name
        for name, *bounds in _REGIONS
        if sum(_region(bounds).holds(x, y) for x, y in zip(tied["x"], tied["y"], strict=True)) >= _CROWD
    ]


def draw_map(places: pd.DataFrame, links: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw the world and the closer views."""
    panels, height = _panels(regions_shown(places), narrow=narrow)
    spots = _aside(places)
    drawn = _curves(links, spots)
    traces: list[go.Scatter] = []
    layout: dict[str, Any] = {"template": TEMPLATE, "height": height, "annotations": [], "shapes": []}
    width = _NARROW if narrow else _WIDE
    for number, panel in enumerate(panels):
        axis = "" if number == 0 else str(number + 1)
        elsewhere = [other.window for other in panels[1:]] if number == 0 else []
        inside = [curve for curve in drawn if number == 0 or _touches(curve, panel.window)]
        traces += [*_ground(panel, spots, axis), *line_traces(inside, axis=axis, thin=0.75 if narrow else 0.85)]
        touched = [curve for curve in inside if not any(_inside(curve, window) for window in elsewhere)]
        traces += [middle_trace(touched, axis=axis), _marks(spots, panel, elsewhere, axis, narrow=narrow)]
        layout |= _axes(panel, axis, width, height)
        if number:
            layout["annotations"].append(_head(panel, width, height))
            layout["shapes"].append(_frame(panel, width, height))
    aside = spots[spots["aside"]]
    if len(aside):
        layout["annotations"].append(_aside_head(narrow=narrow))
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    still = {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "hoverdistance": REACH}
    return go.Figure(traces, {**layout, **still, "meta": {"linked": "actor", "filtered": True}})


def _region(bounds: list[float]) -> Window:
    west, east, south, north = bounds
    middle = (south + north) / 2
    corners = project([west, east, (west + east) / 2, (west + east) / 2], [middle, middle, south, north])
    return Window(float(corners[0, 0]), float(corners[1, 0]), float(corners[2, 1]), float(corners[3, 1]))


def _panels(regions: list[str], *, narrow: bool) -> tuple[list[_Panel], int]:
    """Give the world on top and the regions below, side by side on a screen, one above the other on a phone."""
    width, gap = (_NARROW, 10) if narrow else (_WIDE, 16)
    tall = width * (_WORLD.top - _WORLD.bottom) / (_WORLD.right - _WORLD.left)
    panels, down = [_Panel("The world", _WORLD, 0, 0, width, tall)], tall
    beside = 1 if narrow else max(1, len(regions))
    each = (width - gap * (beside - 1)) / beside
    high = 330.0 if narrow or beside > 1 else 380.0
    bounds = {name: own for name, *own in _REGIONS}
    for number, name in enumerate(regions):
        top = down + _HEAD + (number * (high + _HEAD + gap) if narrow else 0) + gap
        window = _fitted(_region(bounds[name]), each / high)
        panels.append(_Panel(name, window, 0 if narrow else number * (each + gap), top, each, high))
    return panels, int(panels[-1].top + panels[-1].height) + 2


def _fitted(window: Window, shape: float) -> Window:
    """Widen a window to a shape, its width over its height, so that the map is not stretched."""
    wide, high = window.right - window.left, window.top - window.bottom
    x, y = (window.left + window.right) / 2, (window.bottom + window.top) / 2
    wide, high = max(wide, high * shape), max(high, wide / shape)
    return Window(round(x - wide / 2), round(x + wide / 2), round(y - high / 2), round(y + high / 2))


def _aside(places: pd.DataFrame) -> pd.DataFrame:
    """Put the heaviest places that the map does not have aside, and leave the others out."""
    missing = places["x"].isna()
    first, step, height = _ASIDE
    order = missing.cumsum() - 1
    spots = places.assign(
        aside=missing,
        x=places["x"].where(~missing, first + step * order),
        y=places["y"].where(~missing, height),
    )
    return spots[~missing | (order < MOST_ASIDE)].reset_index(drop=True)


def _curves(links: pd.DataFrame, spots: pd.DataFrame) -> list[Curve]:
    at = {str(p["place"]): (float(p["x"]), float(p["y"])) for p in rows(spots)}
    names = dict(zip(spots["place"], spots["name"], strict=True))
    # By area of the eye: of roots the middle class is not empty where one tie outweighs all.
    widths = width_class(links["weight"] ** 0.5)
    found = []
    for link, width in zip(rows(links), widths, strict=True):
        if link["source"] in at and link["target"] in at:
            xs, ys = _arc(at[link["source"]], at[link["target"]], north=int(link["sign"]) > 0)
            found.append(
                Curve(link["sign"], int(width), xs, ys, _link_text(link, names), link["facts"], False, link["ends"])
            )
    return found


def crosses_edge(first: float, second: float) -> bool:
    """Tell whether the way between two places is shorter over the edge of the map, across the Pacific.

    Examples
    --------
    >>> crosses_edge(-1440, 1700), crosses_edge(-1440, 70)
    (True, False)
    """
    return abs(first - second) > _ROUND / 2


def _arc(start: tuple[float, float], end: tuple[float, float], *, north: bool) -> tuple[list[float], list[float]]:
    """Give a curve between two places that bows to the north, or to the south.

    One across the Pacific leaves the map at its right edge and comes back at the left one, with a gap between.
    """
    west, east = sorted([start, end])
    if not crosses_edge(west[0], east[0]):
        x, y = _bow(west, east, np.linspace(0, 1, _POINTS), north=north)
        return x.tolist(), y.tolist()
    beyond = (west[0] + _ROUND, west[1])
    dense = np.linspace(0, 1, 400)
    leaves = float(np.interp(_WORLD.right, _bow(east, beyond, dense, north=north)[0], dense))
    half = _POINTS // 2
    right = _bow(east, beyond, np.linspace(0, leaves, half), north=north)
    left = _bow(east, beyond, np.linspace(leaves, 1, half), north=north)
    return (
        [*right[0].tolist(), np.nan, *(left[0] - _ROUND).tolist()],
        [*right[1].tolist(), np.nan, *left[1].tolist()],
    )


def _bow(
    start: tuple[float, float], end: tuple[float, float], t: np.ndarray, *, north: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Give the places on a bow from a western to an eastern place at the shares `t` of the way."""
    (x0, y0), (x1, y1) = start, end
    side = _BULGE if north else -_BULGE
    middle_x, middle_y = (x0 + x1) / 2 - side * (y1 - y0), (y0 + y1) / 2 + side * (x1 - x0)
    x = (1 - t) ** 2 * x0 + 2 * t * (1 - t) * middle_x + t**2 * x1
    y = (1 - t) ** 2 * y0 + 2 * t * (1 - t) * middle_y + t**2 * y1
    return x.round().astype(int), y.round().astype(int)


def _link_text(link: Row, names: Mapping[str, str]) -> str:
    ends = [plain(names[link[end]], 40) for end in ("source", "target")]
    technologies = [plain(layer_label(layer), 30) for layer in link["technologies"]]
    facts = len(link["facts"])
    return (
        f"<b>{ends[0]} – {ends[1]}</b><br>{TIES[int(link['sign'])][0]} in {'<br>'.join(technologies[:4])}"
        f"{f'<br>and {len(technologies) - 4} more' if len(technologies) > 4 else ''}<br>"
        f"weight {number_text(float(link['weight']))}<br>{facts} {'fact' if facts == 1 else 'facts'}: click to read"
    )


def _touches(curve: Curve, window: Window) -> bool:
    return any(window.holds(x, y) for x, y in _ends(curve))


def _inside(curve: Curve, window: Window) -> bool:
    """Tell whether both ends lie in a closer view: there the tie can be touched, on the world marks would hide it."""
    return all(window.holds(x, y) for x, y in _ends(curve))


def _ends(curve: Curve) -> list[tuple[float, float]]:
    return [(curve.x[k], curve.y[k]) for k in (0, -1)]


def _ground(panel: _Panel, spots: pd.DataFrame, axis: str) -> list[go.Scatter]:
    """Give the land, the home countries of actors a little darker."""
    own = {str(place) for place in spots["place"]}
    window = panel.window
    # A page wider or narrower than planned shows more than the window.
    room = Window(*(v + s * 0.25 * (window.right - window.left) for v, s in zip(window, (-1, 1, -1, 1), strict=True)))
    shared = {
        "mode": "lines",
        "fill": "toself",
        "line": {"color": PAPER, "width": 0.7},
        "hoverinfo": "skip",
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
    }
    others, homes = land(without=own, window=room), land(only=own, window=room)
    return [
        go.Scatter(x=others[0], y=others[1], fillcolor=GRID, **shared),
        go.Scatter(x=homes[0], y=homes[1], fillcolor=see_through(FAINT, 0.6), **shared),
    ]


def _marks(spots: pd.DataFrame, panel: _Panel, elsewhere: list[Window], axis: str, *, narrow: bool) -> go.Scatter:
    """Give a mark for each place, named where the name has room and no closer view names it."""
    top = float(spots["weight"].max()) or 1.0
    # The heavy first: small marks lie on top of them.
    inside = spots[[panel.window.holds(x, y) for x, y in zip(spots["x"], spots["y"], strict=True)]]
    sizes = [round((5 if narrow else 6) + (9 if narrow else 15) * (w / top) ** 0.5, 1) for w in inside["weight"]]
    scale, font = panel.scale, 11 if narrow else 12
    marks, sides = [], ["top center"] * len(inside)
    shorts = distinct_names([str(name) for name in inside["name"]], 16)
    for place, short, size in zip(rows(inside), shorts, sizes, strict=True):
        named = place["weight"] > 0 and not any(view.holds(place["x"], place["y"]) for view in elsewhere)
        x, y = (place["x"] - panel.window.left) * scale, (place["y"] - panel.window.bottom) * scale
        marks.append(Mark(_short(place, short) if named else "", x, y, size / 2))
    texts = [""] * len(inside)
    for name in placed_names(marks, size=font, width=panel.width, height=panel.height):
        texts[name.mark], sides[name.mark] = spaced(plain(marks[name.mark].name), name.side), name.side
    looks = [bloc_mark(int(bloc)) for bloc in inside["bloc"]]
    return go.Scatter(
        x=inside["x"].tolist(),
        y=inside["y"].tolist(),
        mode="markers+text",
        marker={
            "size": sizes,
            "color": [colour for colour, _ in looks],
            "symbol": [symbol for _, symbol in looks],
            "opacity": 1,
            "line": {"color": PAPER, "width": 1},
        },
        text=texts,
        textposition=sides,
        textfont={"size": font, "color": INK},
        hovertext=[_place_text(place) for place in rows(inside)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={
            "facts": [MarkFacts(facts) for facts in inside["facts"]],
            "ends": [list(actors) for actors in inside["actors"]],
            "stride": 1,
            "kind": "actors",
        },
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        cliponaxis=False,
    )


def _short(place: Row, short: str) -> str:
    """Give the code of a place with a long name, or the name cut where there is no short code."""
    return short if len(str(place["name"])) <= 16 or len(str(place["place"])) > 5 else str(place["place"])


def _place_text(place: Row) -> str:
    members = [plain(name, 40) for name in place["members"]]
    several = members if members != [plain(place["name"], 40)] else []
    lines = [f"<b>{plain(place['name'], 40)}</b>", *several[:6]]
    if len(several) > 6:
        lines.append(f"and {len(several) - 6} more")
    ties = "1 tie" if place["ties"] == 1 else f"{place['ties']} ties"
    lines.append(f"{ties}, weight {number_text(float(place['weight']))}")
    if place["at_home"]:
        lines.append(f"{place['at_home']} of them at home: no line")
    return "<br>".join(lines)


def _axes(panel: _Panel, axis: str, width: int, height: int) -> dict[str, object]:
    window = panel.window
    shared = {"visible": False, "constrain": "range"}
    return {
        f"xaxis{axis}": {
            **shared,
            "range": [window.left, window.right],
            "domain": [panel.left / width, min(1.0, (panel.left + panel.width) / width)],
            "anchor": f"y{axis}",
        },
        f"yaxis{axis}": {
            **shared,
            "range": [window.bottom, window.top],
            "domain": [max(0.0, 1 - (panel.top + panel.height) / height), 1 - panel.top / height],
            "anchor": f"x{axis}",
            "scaleanchor": f"x{axis}",
        },
    }


def _head(panel: _Panel, width: int, height: int) -> dict[str, object]:
    return {
        "x": panel.left / width,
        "y": 1 - panel.top / height,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{panel.name}</b> closer",
        "font": {"size": 12, "color": INK},
    }


def _frame(panel: _Panel, width: int, height: int) -> dict[str, object]:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": panel.left / width,
        "x1": min(1.0, (panel.left + panel.width) / width),
        "y0": max(0.0, 1 - (panel.top + panel.height) / height),
        "y1": 1 - panel.top / height,
        "line": {"color": FAINT, "width": 1},
    }


def _aside_head(*, narrow: bool) -> dict[str, object]:
    return {
        "x": _ASIDE[0] - 60,
        "y": _ASIDE[2] + (330 if narrow else 190),
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": "not one place",
        "font": {"size": 10 if narrow else 11, "color": MUTED},
    }
