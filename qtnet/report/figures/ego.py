"""One actor and its partners: a star of its ties, and beside it in which technology each tie is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.ties import REACH, curves, line_traces, middle_trace, width_class
from qtnet.report.labels import layer_label, plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import (
    COOPERATIVE,
    FAINT,
    GRID,
    HOSTILE,
    INK,
    MUTED,
    PAPER,
    TEMPLATE,
    TIES,
    bloc_mark,
)

__all__ = ["draw_ego", "partners_of", "prepare_ego"]

_COLUMNS = ["actor", "partner", "layer", "sign", "weight", "direction", "facts"]
_MARKS = {1: ("square", COOPERATIVE), -1: ("x", HOSTILE)}
_REACH = 1.42  # half the width of the star in radii, with room for names


def prepare_ego(network: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Give the ties of one actor seen from it: one row per partner, technology, sign and direction.

    Examples
    --------
    >>> tie = {"source": "US", "target": "CN", "layer": "chips", "sign": -1, "weight": 2.0, "directed": True}
    >>> prepare_ego(pd.DataFrame([{**tie, "facts": ("f1",)}]), "CN")[["partner", "direction"]].values.tolist()
    [['US', 'from']]
    """
    mine = network[(network["source"] == actor) | (network["target"] == actor)]
    found = []
    for tie in rows(mine):
        out = tie["source"] == actor
        kept = {name: tie[name] for name in ("layer", "sign", "weight", "facts")}
        direction = ("to" if out else "from") if tie["directed"] else ""
        found.append(
            {"actor": actor, "partner": tie["target"] if out else tie["source"], **kept, "direction": direction}
        )
    frame = pd.DataFrame(found, columns=_COLUMNS)
    return frame.sort_values(["partner", "layer", "sign", "direction"]).reset_index(drop=True)


def partners_of(frame: pd.DataFrame, blocs: Mapping[str, int], *, top: int = 18) -> list[str]:
    """Give the `top` heaviest partners, those of one bloc together."""
    weight = frame.groupby("partner")["weight"].sum()
    heavy = sorted(weight.index, key=lambda p: (-weight[p], p))[:top]
    return sorted((str(p) for p in heavy), key=lambda p: (blocs.get(p, 0), -weight[p], p))


def draw_ego(
    frame: pd.DataFrame,
    between: pd.DataFrame,
    layers: Sequence[str],
    blocs: Mapping[str, int],
    names: Mapping[str, str],
    *,
    narrow: bool = False,
) -> go.Figure:
    """Draw the star and the matrix of one actor; `between` are the network's ties, for those among its partners."""
    actor = str(frame["actor"].iloc[0])
    partners = partners_of(frame, blocs)
    own = frame[frame["partner"].isin(partners)]
    shown = [layer for layer in layers if layer in set(own["layer"])]
    star, grid = _room(len(partners), narrow=narrow)
    return go.Figure(
        [
            *_star(own, between, actor, partners, blocs, names, narrow=narrow),
            *_grid(own, partners, shown, blocs, names),
        ],
        {
            "template": TEMPLATE,
            "height": star + grid if narrow else max(star, grid),
            "margin": {"l": 4, "r": 34 if narrow else 12, "t": 4, "b": 4},
            "meta": {"linked": "actor", "filtered": True},
            "hoverdistance": REACH,
            **_axes(partners, shown, names, star, grid, narrow=narrow),
        },
    )


def _room(partners: int, *, narrow: bool) -> tuple[int, int]:
    """Give the heights of star and matrix in pixels."""
    return (310, 128 + 21 * partners) if narrow else (400, 128 + 25 * partners)


def _places(partners: Sequence[str]) -> dict[str, tuple[float, float]]:
    angle = np.pi / 2 - 2 * np.pi * (np.arange(len(partners)) + 0.5) / max(1, len(partners))
    return {p: (round(float(np.cos(a)), 3), round(float(np.sin(a)), 3)) for p, a in zip(partners, angle, strict=True)}


def _star(
    own: pd.DataFrame,
    between: pd.DataFrame,
    actor: str,
    partners: Sequence[str],
    blocs: Mapping[str, int],
    names: Mapping[str, str],
    *,
    narrow: bool,
) -> list[go.Scatter]:
    at = {**_places(partners), actor: (0.0, 0.0)}
    drawn = curves(_summed(own, actor), at, names, lambda x, y: (x, y))
    return [
        _among(between, partners, at),
        *line_traces(drawn, thin=0.9 if narrow else 1.1),
        middle_trace(drawn),
        _actors(own, actor, partners, at, blocs, names),
        _labels(actor, partners, at, names, narrow=narrow),
    ]


def _summed(own: pd.DataFrame, actor: str) -> pd.DataFrame:
    """Add up the ties of each partner over technologies and directions, sign by sign."""
    summed = [
        {
            "source": actor,
            "target": partner,
            "sign": sign,
            "weight": float(part["weight"].sum()),
            "directed": False,
            "facts": tuple(sorted({fact for facts in part["facts"] for fact in facts})),
            "layer": part["layer"].iloc[0]
            if part["layer"].nunique() == 1
            else f"{part['layer'].nunique()} technologies",
        }
        for (partner, sign), part in own.groupby(["partner", "sign"])
    ]
    frame = pd.DataFrame(summed)
    return frame.assign(width=width_class(frame["weight"]))


def _among(between: pd.DataFrame, partners: Sequence[str], at: Mapping[str, tuple[float, float]]) -> go.Scatter:
    """Draw the ties of the partners with each other faintly, as the ground the actor stands on."""
    inside = between[between["source"].isin(partners) & between["target"].isin(partners)]
    pairs = sorted({tuple(sorted(pair)) for pair in zip(inside["source"], inside["target"], strict=True)})
    return go.Scatter(
        x=[x for a, b in pairs for x in (at[a][0], at[b][0], None)],
        y=[y for a, b in pairs for y in (at[a][1], at[b][1], None)],
        mode="lines",
        line={"color": FAINT, "width": 0.8},
        opacity=0.7,
        hoverinfo="skip",
    )


def _actors(
    own: pd.DataFrame,
    actor: str,
    partners: Sequence[str],
    at: Mapping[str, tuple[float, float]],
    blocs: Mapping[str, int],
    names: Mapping[str, str],
) -> go.Scatter:
    everyone = [actor, *partners]
    marks = [bloc_mark(blocs.get(a, 0)) for a in everyone]
    facts = [
        MarkFacts(sorted({fact for facts in own.loc[(own["partner"] == a) | (a == actor), "facts"] for fact in facts}))
        for a in everyone
    ]
    return go.Scatter(
        x=[at[a][0] for a in everyone],
        y=[at[a][1] for a in everyone],
        mode="markers",
        marker={
            "size": [19, *[11] * len(partners)],
            "color": [colour for colour, _ in marks],
            "symbol": [symbol for _, symbol in marks],
            "opacity": 1,
            "line": {"color": PAPER, "width": 1.5},
        },
        hovertext=[
            f"<b>{plain(names.get(a, a), 40)}</b><br>bloc {blocs.get(a, 0) or '–'}<br>{len(f)} facts"
            for a, f in zip(everyone, facts, strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        customdata=[[a] for a in everyone],
        meta={"facts": facts, "stride": 1, "kind": "actors"},
        cliponaxis=False,
    )


def _labels(
    actor: str,
    partners: Sequence[str],
    at: Mapping[str, tuple[float, float]],
    names: Mapping[str, str],
    *,
    narrow: bool,
) -> go.Scatter:
    everyone = [*partners, actor]
    away = [1.1] * len(partners) + [1.0]
    return go.Scatter(
        x=[round(at[a][0] * far, 3) for a, far in zip(everyone, away, strict=True)],
        y=[round(at[a][1] * far - (0.17 if a == actor else 0.0), 3) for a, far in zip(everyone, away, strict=True)],
        mode="text",
        text=[f"<b>{plain(names.get(a, a), 22)}</b>" if a == actor else plain(names.get(a, a), 14) for a in everyone],
        textposition=[_side(*at[a]) for a in everyone],
        textfont={"size": 10 if narrow else 12, "color": INK},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _side(x: float, y: float) -> str:
    if abs(x) < 0.12:
        return "middle center" if y == 0 else "top center" if y > 0 else "bottom center"
    return "middle right" if x > 0 else "middle left"


def _grid(
    own: pd.DataFrame,
    partners: Sequence[str],
    layers: Sequence[str],
    blocs: Mapping[str, int],
    names: Mapping[str, str],
) -> list[go.Scatter]:
    top = float(own["weight"].max()) or 1.0
    traces = []
    for sign, (symbol, colour) in _MARKS.items():
        part = own[own["sign"] == sign]
        traces.append(
            go.Scatter(
                x=[layers.index(layer) for layer in part["layer"]],
                y=[partners.index(partner) for partner in part["partner"]],
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": (6 + 11 * np.sqrt(part["weight"].to_numpy(dtype=float) / top)).round(1).tolist(),
                    "color": colour,
                    "opacity": 0.85,
                    "line": {"color": PAPER, "width": 1},
                },
                text=[_hover(row, names) for row in rows(part)],
                hovertemplate="%{text}<extra></extra>",
                meta={
                    "facts": [MarkFacts(facts) for facts in part["facts"]],
                    "ends": [[a, b] for a, b in zip(part["actor"], part["partner"], strict=True)],
                    "stride": 1,
                },
                xaxis="x2",
                yaxis="y2",
                cliponaxis=False,
            )
        )
    return traces


def _hover(row: Row, names: Mapping[str, str]) -> str:
    ends = [plain(names.get(row[end], row[end]), 40) for end in ("actor", "partner")]
    arrow = {"to": "→", "from": "←", "": "–"}[row["direction"]]
    facts = len(row["facts"])
    kind = f"{TIES[int(row['sign'])][0]} in {plain(layer_label(str(row['layer'])), 40)}"
    return (
        f"<b>{ends[0]} {arrow} {ends[1]}</b><br>{kind}<br>"
        f"weight {number_text(float(row['weight']))}; {facts} {'fact' if facts == 1 else 'facts'}: click to read"
    )


def _axes(
    partners: Sequence[str], layers: Sequence[str], names: Mapping[str, str], star: int, grid: int, *, narrow: bool
) -> dict[str, Any]:
    whole = star + grid if narrow else max(star, grid)
    across = ([0.0, 1.0], [0.3, 1.0]) if narrow else ([0.0, 0.46], [0.63, 0.97])
    down = (
        ([grid / whole, 1.0], [0.0, (grid - 118) / whole])
        if narrow
        else ([1 - star / whole, 1.0], [1 - (grid - 4) / whole, 1 - 118 / whole])
    )
    bare = {"visible": False, "range": [-_REACH, _REACH]}
    wide = _REACH * (1.3 if narrow else 1.36)
    return {
        "xaxis": {**bare, "range": [-wide, wide], "domain": across[0]},
        "yaxis": {**bare, "range": [-1.25, 1.25], "domain": [round(d, 4) for d in down[0]]},
        "xaxis2": {
            "domain": across[1],
            "anchor": "y2",
            "side": "top",
            "range": [-0.6, max(len(layers), 3) - 0.4],
            "tickvals": list(range(len(layers))),
            "ticktext": [plain(layer_label(layer), 24) for layer in layers],
            "tickangle": -50,
            "ticklabeloverflow": "allow",
            "tickfont": {"size": 10 if narrow else 12, "color": INK},
            "gridcolor": GRID,
            "automargin": False,
        },
        "yaxis2": {
            "domain": [round(d, 4) for d in down[1]],
            "anchor": "x2",
            "range": [len(partners) - 0.5, -0.5],
            "tickvals": list(range(len(partners))),
            "ticktext": [plain(names.get(p, p), 14 if narrow else 20) for p in partners],
            "tickfont": {"size": 11 if narrow else 12, "color": INK if not narrow else MUTED},
            "gridcolor": GRID,
            "automargin": False,
        },
    }
