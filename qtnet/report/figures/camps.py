"""Two camps and what does not fit them: cooperation across, hostility inside.

Each camp is a column of actors, the heaviest on top. Ties that fit the division are thin and grey, those that do not
have the colour and dash of their sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end, ordered
from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.ties import REACH, Curve, line_traces, middle_trace, width_class
from qtnet.report.labels import layer_label, plain, shorten
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, INK, PAPER, TEMPLATE, TIES

__all__ = ["draw_camps", "left_out", "prepare_camps", "prepare_misfits"]

_MOST = 14  # actors of a camp that can be told apart; those with a tie that does not fit come first
_FEW = 2  # actors beyond that are drawn too: a figure without one or two only raises the question who they are
_ROW = 30  # pixels between two actors
_HEAD = 44  # pixels above the columns for their names
_BOW = 0.075  # how far a tie inside a camp bows per row between its ends, in shares of the way to the other camp
_DEEPEST = 0.36
_APART = 0.22  # rows by which cooperation and hostility of the same two actors part in the middle


def prepare_camps(
    camps: pd.DataFrame, misfits: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str]
) -> pd.DataFrame:
    """Give the actors that are drawn: those with a tie that does not fit, then the heaviest.

    Returns
    -------
    pd.DataFrame
        `actor`, `name`, `side` (0 left, 1 right; the heaviest actor stands left), `place` (row in its camp, 0 on top),
        `settled` (in this camp under every equally good division), `weight` (of its ties) and `facts`.
    """
    involved = {str(actor) for actor in (*misfits["source"], *misfits["target"])}
    ends = pd.concat([network[[end, "weight"]].set_axis(["actor", "weight"], axis=1) for end in ("source", "target")])
    weights = ends.groupby("actor")["weight"].sum()
    told = [
        {
            "actor": actor,
            "name": names.get(actor, actor),
            "side": int(row["side"]),
            "settled": bool(row["settled"]),
            "weight": float(weights.get(actor, 0.0)),
            "involved": actor in involved,
        }
        for row in rows(camps[camps["side"].notna()])
        if (actor := str(row["actor"]))
    ]
    frame = pd.DataFrame(told, columns=["actor", "name", "side", "settled", "weight", "involved"])
    frame = frame.sort_values(["weight", "actor"], ascending=[False, True], ignore_index=True)
    if len(frame):
        frame["side"] = (frame["side"] != frame["side"].iloc[0]).astype(int)
    first = frame.sort_values("involved", ascending=False, kind="stable")
    chosen = first.groupby("side").head(_MOST).index
    if len(frame) - len(chosen) <= _FEW:
        chosen = first.index
    frame = frame.loc[sorted(chosen)].drop(columns="involved")
    of_actor = facts_by_end(network)
    facts = pd.Series([of_actor.get(actor, ()) for actor in frame["actor"]], index=frame.index, dtype=object)
    return frame.assign(facts=facts, place=frame.groupby("side").cumcount()).reset_index(drop=True)


def left_out(camps: pd.DataFrame, drawn: pd.DataFrame) -> int:
    """Count the actors of the camps for which there is no room."""
    return int(camps["side"].notna().sum()) - len(drawn)


def prepare_misfits(ties: pd.DataFrame) -> pd.DataFrame:
    """Give one row per pair and sign over all technologies: what runs between two actors and does not fit.

    Returns
    -------
    pd.DataFrame
        `source`, `target`, `sign`, `weight`, `technologies` and `facts`, the heaviest first.
    """
    told = [
        {
            "source": str(source),
            "target": str(target),
            "sign": sign,
            "weight": float(part["weight"].sum()),
            "technologies": tuple(sorted({str(layer) for layer in part["layer"]})),
            "facts": ordered(fact for facts in part["facts"] for fact in facts),
        }
        for (source, target), pair in _unordered(ties).groupby(["source", "target"], sort=True)
        for sign, part in ((s, pair[pair["sign"] == s]) for s in sorted({int(s) for s in pair["sign"]}))
    ]
    frame = pd.DataFrame(told, columns=["source", "target", "sign", "weight", "technologies", "facts"])
    return frame.sort_values(["weight", "source", "target"], ascending=[False, True, True], ignore_index=True)


def draw_camps(
    actors: pd.DataFrame, misfits: pd.DataFrame, network: pd.DataFrame, *, narrow: bool = False
) -> go.Figure:
    """Draw the two columns; `network` gives the ties that fit, in grey."""
    at = {str(a["actor"]): (float(a["side"]), -float(a["place"])) for a in rows(actors)}
    names = dict(zip(actors["actor"], actors["name"], strict=True))
    odd = {fact for facts in misfits["facts"] for fact in facts}
    near = network[network["source"].isin(at) & network["target"].isin(at)]
    # As a series: an empty list of truth values would take away the columns instead of no row.
    fits = pd.Series([not odd & set(facts) for facts in near["facts"]], index=near.index, dtype=bool)
    fitting = prepare_misfits(near[fits])
    drawn = _curves(misfits, at, names)
    tallest = int(actors["place"].max())
    side = 0.95 if narrow else 0.75
    layout: dict[str, Any] = {
        "template": TEMPLATE,
        "height": _HEAD + 16 + _ROW * (tallest + 1),
        "xaxis": {"visible": False, "range": [-side, 1 + side]},
        "yaxis": {"visible": False, "range": [-tallest - 0.7, (_HEAD + 8) / _ROW]},
        "annotations": [_head(actors[actors["side"] == camp], camp, narrow=narrow) for camp in (0, 1)],
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverdistance": REACH,
        "meta": {"linked": "actor", "filtered": True},
    }
    thin = 0.75 if narrow else 1.0
    traces = [_grey(_curves(fitting, at, names), sign) for sign in (1, -1)]
    traces += [*line_traces(drawn, thin=thin), middle_trace(drawn), _marks(actors, narrow=narrow)]
    # Plotly checks a figure whenever it is changed, so it is made in one go.
    return go.Figure(traces, layout)


def _unordered(ties: pd.DataFrame) -> pd.DataFrame:
    """Give ties with their ends in code-point order."""
    turned = ties["source"] > ties["target"]
    return ties.assign(
        source=ties["source"].where(~turned, ties["target"]), target=ties["target"].where(~turned, ties["source"])
    )


def _curves(ties: pd.DataFrame, at: Mapping[str, tuple[float, float]], names: Mapping[str, str]) -> list[Curve]:
    found = []
    for tie, width in zip(rows(ties), width_class(ties["weight"] ** 0.5), strict=True):
        ends = str(tie["source"]), str(tie["target"])
        if ends[0] in at and ends[1] in at:
            xs, ys = _curve(at[ends[0]], at[ends[1]], int(tie["sign"]))
            found.append(Curve(tie["sign"], int(width), xs, ys, _hover(tie, names), tie["facts"], False, ends))
    return found


def _curve(start: tuple[float, float], end: tuple[float, float], sign: int) -> tuple[list[float], list[float]]:
    """Give a bow: inside a camp towards the other, between camps a little up for cooperation, down for hostility."""
    (x0, y0), (x1, y1) = start, end
    t = np.linspace(0, 1, 13)
    bow = 4 * t * (1 - t)
    inside = min(_DEEPEST, 0.05 + _BOW * abs(y1 - y0)) * (1 if x0 == 0 else -1) if x0 == x1 else 0.0
    x = (1 - t) * x0 + t * x1 + bow * inside
    y = (1 - t) * y0 + t * y1 + (bow * _APART * sign if x0 != x1 else 0.0)
    return x.round(3).tolist(), y.round(3).tolist()


def _hover(tie: Row, names: Mapping[str, str]) -> str:
    technologies = [plain(layer_label(layer), 30) for layer in tie["technologies"]]
    facts = len(tie["facts"])
    return (
        f"<b>{plain(names[tie['source']], 40)} – {plain(names[tie['target']], 40)}</b><br>"
        f"{TIES[int(tie['sign'])][0]} in {', '.join(technologies[:3])}"
        f"{f' and {len(technologies) - 3} more' if len(technologies) > 3 else ''}<br>"
        f"weight {number_text(float(tie['weight']))}<br>{facts} {'fact' if facts == 1 else 'facts'}: click to read"
    )


def _grey(drawn: list[Curve], sign: int) -> go.Scatter:
    some = [curve for curve in drawn if curve.sign == sign]
    return go.Scatter(
        x=[x for curve in some for x in (*curve.x, None)],
        y=[y for curve in some for y in (*curve.y, None)],
        mode="lines",
        line={"color": FAINT, "width": 1, "dash": TIES[sign][2], "shape": "spline"},
        hoverinfo="skip",
        meta={
            "facts": [MarkFacts(curve.facts) for curve in some],
            "ends": [list(curve.ends) for curve in some],
            "stride": 14,
        },
    )


def _marks(actors: pd.DataFrame, *, narrow: bool) -> go.Scatter:
    size = 11 if narrow else 13
    return go.Scatter(
        x=actors["side"].tolist(),
        y=[-int(place) for place in actors["place"]],
        mode="markers+text",
        marker={
            "size": 10,
            "color": INK,
            "symbol": ["circle" if settled else "circle-open" for settled in actors["settled"]],
            "opacity": 1,
            "line": {"width": 1.5, "color": [PAPER if settled else INK for settled in actors["settled"]]},
        },
        text=[
            f"{plain(shorten(name, 15 if narrow else 30))}\u00a0" if side == 0
            else f"\u00a0{plain(shorten(name, 15 if narrow else 30))}"
            for name, side in zip(actors["name"], actors["side"], strict=True)
        ],
        textposition=["middle left" if side == 0 else "middle right" for side in actors["side"]],
        textfont={"size": size, "color": INK},
        hovertext=[
            f"<b>{plain(a['name'], 40)}</b><br>weight of its ties {number_text(a['weight'])}"
            f"{'' if a['settled'] else '<br>could as well stand in the other camp'}"
            for a in rows(actors)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={
            "facts": [MarkFacts(facts) for facts in actors["facts"]],
            "ends": [[actor] for actor in actors["actor"]],
            "stride": 1,
            "kind": "actors",
        },
        cliponaxis=False,
    )  # fmt: skip


def _head(camp: pd.DataFrame, side: int, *, narrow: bool) -> dict[str, object]:
    leader = plain(shorten(str(camp["name"].iloc[0]), 18 if narrow else 40)) if len(camp) else "nobody"
    return {
        "x": side,
        "y": 1,
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "top",
        "showarrow": False,
        "text": f"the camp of<br><b>{leader}</b>",
        "font": {"size": 12, "color": INK},
    }
