"""How blocs change from technology to technology, or from window to window: one band per actor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.figures.positions import beside
from qtnet.report.labels import plain, short_name, wrapped
from qtnet.report.rows import Row, rows
from qtnet.report.theme import FAINT, INK, LAYER_COLOURS, MUTED, PAPER, TEMPLATE, bloc_mark, see_through

__all__ = ["bloc_letter", "draw_alluvial", "prepare_alluvial"]

_LETTERS = 26
_STAGES = {False: 9, True: 5}  # columns that a screen and a phone have room for
_GAP = 0.9  # between two blocs of a column, in bands
_THIN = 0.22  # width of a band without a tie
_BAR = 0.07  # half the width of a column, in columns
_STEPS = np.linspace(0, 1, 11)
_SMOOTH = 3 * _STEPS**2 - 2 * _STEPS**3


def prepare_alluvial(states: pd.DataFrame, stages: Sequence[str], actors: Sequence[str]) -> pd.DataFrame:
    """Place every actor in every stage: bloc by bloc, those without a tie last and thin.

    Parameters
    ----------
    states
        One row per stage and actor with a tie: ``stage, actor, bloc, facts``.
    stages, actors
        In the order of the figure: from left to right, and from top to bottom in the first column.

    Returns
    -------
    pd.DataFrame
        ``stage, actor, bloc, low, high, facts``; bloc 0 is without a tie.

    Examples
    --------
    >>> states = pd.DataFrame({"stage": ["a", "a"], "actor": ["JP", "US"], "bloc": [1, 2], "facts": [(), ()]})
    >>> prepare_alluvial(states, ["a"], ["US", "JP"])[["actor", "low", "high"]].values.tolist()
    [['JP', 0.0, 1.0], ['US', 1.9, 2.9]]
    """
    known = {(row["stage"], row["actor"]): row for row in rows(states)}
    before = {actor: float(k) for k, actor in enumerate(actors)}
    found: list[Row] = []
    for stage in stages:
        own: list[Row] = [
            {
                "stage": stage,
                "actor": actor,
                "bloc": int(known[stage, actor]["bloc"]) if (stage, actor) in known else 0,
                "facts": tuple(known[stage, actor]["facts"]) if (stage, actor) in known else (),
            }
            for actor in actors
        ]
        # Within a bloc the order of the column before is kept, so that bands cross only where actors change.
        own.sort(key=lambda row: (row["bloc"] == 0, row["bloc"], before[row["actor"]]))
        at = 0.0
        for number, row in enumerate(own):
            at += _GAP if number and own[number - 1]["bloc"] != row["bloc"] else 0.0
            wide = 1.0 if row["bloc"] else _THIN
            found.append({**row, "low": round(at, 4), "high": round(at + wide, 4)})
            before[row["actor"]] = at
            at += wide
    return pd.DataFrame(found, columns=["stage", "actor", "bloc", "low", "high", "facts"])


def draw_alluvial(
    frame: pd.DataFrame,
    labels: Mapping[str, str],
    names: Mapping[str, str],
    *,
    lettered: bool = False,
    narrow: bool = False,
) -> go.Figure:
    """Draw the columns from left to right; `labels` names the stages.

    With `lettered` blocs have letters and colours of their own, because they are not the blocs of the other figures.
    """
    most = _STAGES[narrow]
    stages = list(dict.fromkeys(frame["stage"]))
    # Technologies come with the largest first, windows with the latest last.
    stages = stages[-most:] if lettered else stages[:most]
    shown = frame[frame["stage"].isin(stages)]
    deep = float(shown["high"].max())
    column = {stage: float(k) for k, stage in enumerate(stages)}
    traces = [*_bands(shown, column, lettered), *_columns(shown, column, lettered)]
    traces += [_touch(shown, column, labels, names, lettered), _names(shown, column, names, narrow=narrow)]
    traces.append(_numbers(shown, column, lettered))
    return go.Figure(
        traces,
        {
            "template": TEMPLATE,
            "height": round((106 if narrow else 66) + deep * (14 if narrow else 18)),
            "margin": {"l": 4, "r": 44 if narrow else 8, "t": 96 if narrow else 54, "b": 8},
            "meta": {"linked": "actor"},
            "xaxis": {
                "side": "top",
                "range": beside(len(stages), left=92 if narrow else 160, right=8 if narrow else 40, narrow=narrow),
                "tickvals": list(range(len(stages))),
                "ticktext": [
                    plain(labels.get(stage, stage), 18) if narrow else wrapped(plain(labels.get(stage, stage), 40), 15)
                    for stage in stages
                ],
                "tickangle": -60 if narrow else 0,
                "ticklabeloverflow": "allow",
                "tickfont": {"size": 10 if narrow else 12, "color": INK},
                "showgrid": False,
                "automargin": False,
            },
            "yaxis": {"visible": False, "range": [deep + 0.3, -0.3]},
        },
    )


def _bands(shown: pd.DataFrame, column: Mapping[str, float], lettered: bool) -> list[go.Scatter]:
    """Give one trace per bloc of the left end: filled bands, each one item."""
    at = {(row["stage"], row["actor"]): row for row in rows(shown)}
    stages = list(column)
    items: dict[int, list[tuple[Row, Row]]] = {}
    for left, right in pairwise(stages):
        for actor in dict.fromkeys(shown["actor"]):
            ends = at[left, actor], at[right, actor]
            items.setdefault(min(end["bloc"] for end in ends) and ends[0]["bloc"], []).append(ends)
    return [_band_trace(items[bloc], _colour(bloc, lettered), column) for bloc in sorted(items)]


def _band_trace(items: list[tuple[Row, Row]], colour: str, column: Mapping[str, float]) -> go.Scatter:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for left, right in items:
        start, end = column[left["stage"]] + _BAR, column[right["stage"]] - _BAR
        x = (start + (end - start) * _STEPS).round(3).tolist()
        low = (left["low"] + (right["low"] - left["low"]) * _SMOOTH).round(3).tolist()
        high = (left["high"] + (right["high"] - left["high"]) * _SMOOTH).round(3).tolist()
        xs += [*x, *x[::-1], None]
        ys += [*low, *high[::-1], None]
    return go.Scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=see_through(colour, 0.34),
        line={"color": PAPER, "width": 0.5},
        hoverinfo="skip",
        meta={"ends": [[str(left["actor"])] for left, _ in items], "stride": 2 * len(_STEPS) + 1},
    )


def _columns(shown: pd.DataFrame, column: Mapping[str, float], lettered: bool) -> list[go.Scatter]:
    """Give one trace per bloc: its block in every column."""
    drawn = []
    for bloc, own in shown[shown["bloc"] > 0].groupby("bloc"):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for stage, block in own.groupby("stage", sort=False):
            left, right = round(column[str(stage)] - _BAR, 3), round(column[str(stage)] + _BAR, 3)
            low, high = float(block["low"].min()), float(block["high"].max())
            xs += [left, right, right, left, left, None]
            ys += [low, low, high, high, low, None]
        colour = _colour(int(str(bloc)), lettered)
        drawn.append(
            go.Scatter(
                x=xs,
                y=ys,
                mode="lines",
                fill="toself",
                fillcolor=colour,
                line={"color": colour, "width": 0},
                hoverinfo="skip",
            )
        )
    return drawn


def _touch(
    shown: pd.DataFrame,
    column: Mapping[str, float],
    labels: Mapping[str, str],
    names: Mapping[str, str],
    lettered: bool,
) -> go.Scatter:
    """Give invisible marks on the columns: what the pointer touches."""
    told = shown[shown["bloc"] > 0]
    return go.Scatter(
        x=[column[str(stage)] for stage in told["stage"]],
        y=((told["low"] + told["high"]) / 2).round(3).tolist(),
        mode="markers",
        marker={"size": 14, "symbol": "square", "opacity": 0},
        text=[_hover(row, labels, names, lettered) for row in rows(told)],
        hovertemplate="%{text}<extra></extra>",
        customdata=[[actor] for actor in told["actor"]],
        meta={"facts": [MarkFacts(facts) for facts in told["facts"]], "stride": 1},
    )


def _hover(row: Row, labels: Mapping[str, str], names: Mapping[str, str], lettered: bool) -> str:
    actor, stage, facts = str(row["actor"]), str(row["stage"]), len(row["facts"])
    read = f"<br>{facts} {'fact' if facts == 1 else 'facts'}: click to read" if facts else ""
    called = f"bloc {_called(row['bloc'], lettered)}: {plain(labels.get(stage, stage), 40)}"
    return f"<b>{plain(names.get(actor, actor), 40)}</b><br>{called}{read}"


def bloc_letter(bloc: int) -> str:
    """Give the letter of a bloc whose number would be taken for that of another figure; beyond Z the number.

    Examples
    --------
    >>> bloc_letter(1), bloc_letter(27)
    ('A', '27')
    """
    return chr(ord("A") + bloc - 1) if bloc <= _LETTERS else str(bloc)


def _called(bloc: int, lettered: bool) -> str:
    return bloc_letter(bloc) if lettered else str(bloc)


def _colour(bloc: int, lettered: bool) -> str:
    if bloc < 1:
        return FAINT
    return LAYER_COLOURS[(bloc - 1) % len(LAYER_COLOURS)] if lettered else bloc_mark(bloc)[0]


def _names(shown: pd.DataFrame, column: Mapping[str, float], names: Mapping[str, str], *, narrow: bool) -> go.Scatter:
    """Name each actor at the left of the first column in which it has a tie."""
    first = shown[shown["bloc"] > 0].drop_duplicates("actor")
    later = [column[str(stage)] > 0 for stage in first["stage"]]
    return go.Scatter(
        x=[round(column[str(stage)] - _BAR - 0.02, 3) for stage in first["stage"]],
        y=((first["low"] + first["high"]) / 2).round(3).tolist(),
        mode="text",
        text=[
            plain(short_name(str(a), names, codes=narrow and inside, width=14 if narrow or inside else 22))
            for a, inside in zip(first["actor"], later, strict=True)
        ],
        textposition="middle left",
        textfont={"size": 10 if narrow else 12, "color": [MUTED if inside else INK for inside in later]},
        hoverinfo="skip",
        customdata=[[actor] for actor in first["actor"]],
        cliponaxis=False,
    )


def _numbers(shown: pd.DataFrame, column: Mapping[str, float], lettered: bool) -> go.Scatter:
    """Write the number, or letter, of each bloc into its block."""
    told: list[dict[str, Any]] = [
        {"x": column[str(stage)], "y": round(float(own["low"].min() + own["high"].max()) / 2, 3), "bloc": bloc}
        for (stage, bloc), own in shown[shown["bloc"] > 0].groupby(["stage", "bloc"], sort=False)
    ]
    return go.Scatter(
        x=[row["x"] for row in told],
        y=[row["y"] for row in told],
        mode="text",
        text=[_called(int(row["bloc"]), lettered) for row in told],
        textfont={"size": 11, "color": PAPER},
        hoverinfo="skip",
    )
