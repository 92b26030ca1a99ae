"""Since when: the index in windows of time against chance, and how many dated ties each window rests on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import plain
from qtnet.report.rounding import estimate_text, p_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, INK, INTERVAL, MUTED, NULL, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["SINCE_COLUMNS", "draw_since", "prepare_since"]

SINCE_COLUMNS = (
    "window",
    "start",
    "end",
    "estimate",
    "ci_low",
    "ci_high",
    "null_mean",
    "p_value",
    "q_value",
    "verdict",
    "n_ties",
    "n_documents",
    "n",
    "reason",
    "facts",
)
#: Of the height: the index above, the ties below; and where no window has an index.
_PARTS = ((0.36, 1.0), (0.0, 0.22))
_SILENT = ((0.78, 1.0), (0.0, 0.52))
#: Windows are drawn a little shorter than they are, so that neighbours stand apart.
_GAP = 0.12  # years


def prepare_since(windows: pd.DataFrame, *, layer: str = MULTILAYER) -> pd.DataFrame:
    """Give one row per window of a layer in the order of time; an undefined index keeps its reason."""
    own = windows[(windows["layer"] == layer) & (windows["metric"] == "TBI")].copy()
    for column in SINCE_COLUMNS:
        if column not in own:
            own[column] = "" if column == "verdict" else float("nan")
    ordered = own.sort_values(["start", "end"], kind="stable")[list(SINCE_COLUMNS)]
    return ordered.astype({"start": int, "end": int, "n_ties": int, "n_documents": int}).reset_index(drop=True)


def draw_since(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw each window as a stroke over its years, chance as a grey stroke, and the ties as bars below."""
    known, silent = frame[frame["estimate"].notna()], frame[frame["estimate"].isna()]
    traces = [_strokes(frame, "null_mean", NULL, 5), _intervals(known), _strokes(known, "estimate", ESTIMATE, 5)]
    traces += [_dots(known), _undefined(silent, narrow=narrow), _bars(frame)]
    first, last = int(frame["start"].min()), int(frame["end"].max()) + 1
    room = max(0.5, (last - first) * 0.02)
    shared: dict[str, Any] = {"range": [first - room, last + room], "tickformat": "d", "nticks": 5 if narrow else 10}
    size = 11 if narrow else 12
    index, ties = _SILENT if known.empty else _PARTS
    height = 240 if known.empty else 340 if narrow else 380
    values = {"range": [-0.04, 1.04], "tickvals": [0, 0.5, 1]} if len(known) else {"range": [0, 0.4], "tickvals": []}
    layout = {
        "template": TEMPLATE,
        "height": height,
        "barmode": "overlay",
        "xaxis": {**shared, "anchor": "y", "matches": "x2", "showticklabels": False},
        "xaxis2": {**shared, "anchor": "y2", "title": {"text": "year of the ties"}},
        "yaxis": {"domain": index, **values, "automargin": True},
        "yaxis2": {"domain": ties, "rangemode": "tozero", "nticks": 3, "anchor": "x2", "automargin": True},
        "annotations": [
            _head("<b>TBI</b>, 0 to 1" if narrow else "<b>bipolarity index (TBI)</b>, 0 to 1", index[1], size),
            _head("<b>ties with a year</b>", ties[1], size),
        ],
        "margin": {"l": 8, "r": 12, "t": 26, "b": 40},
        "meta": {"filtered": False},
    }
    return go.Figure(traces, layout)


def _strokes(frame: pd.DataFrame, column: str, colour: str, width: int) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows(frame.dropna(subset=[column])):
        x += [row["start"] + _GAP, row["end"] + 1 - _GAP, None]
        y += [round(float(row[column]), 4)] * 2 + [None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip")


def _intervals(known: pd.DataFrame) -> go.Scatter:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows(known.dropna(subset=["ci_low", "ci_high"])):
        x += [_middle(row)] * 2 + [None]
        y += [round(float(row["ci_low"]), 4), round(float(row["ci_high"]), 4), None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": INTERVAL, "width": 4}, hoverinfo="skip")


def _dots(known: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=[_middle(row) for row in rows(known)],
        y=known["estimate"].astype(float).round(4).tolist(),
        mode="markers",
        marker={"size": 10, "color": ESTIMATE},
        hovertext=[_hover(row) for row in rows(known)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(own) for own in known["facts"]], "stride": 1},
        cliponaxis=False,
    )


def _undefined(silent: pd.DataFrame, *, narrow: bool) -> go.Scatter:
    return go.Scatter(
        x=[_middle(row) for row in rows(silent)],
        y=[0.04] * len(silent),
        mode="text",
        text=["–" if narrow or len(silent) > 12 else "undefined"] * len(silent),
        textposition="top center",
        textfont={"size": 11, "color": MUTED},
        hovertext=[f"<b>{plain(row['window'])}</b><br>undefined: {plain(row['reason'], 160)}" for row in rows(silent)],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
    )


def _bars(frame: pd.DataFrame) -> go.Bar:
    told = [
        f"<b>{plain(row['window'])}</b><br>{row['n_ties']} tie{'' if row['n_ties'] == 1 else 's'} from "
        f"{row['n_documents']} document{'' if row['n_documents'] == 1 else 's'}"
        for row in rows(frame)
    ]
    return go.Bar(
        x=[_middle(row) for row in rows(frame)],
        y=frame["n_ties"].tolist(),
        width=[row["end"] + 1 - row["start"] - 2 * _GAP for row in rows(frame)],
        marker={"color": INTERVAL, "line": {"width": 0}},
        hovertext=told,
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(own) for own in frame["facts"]], "stride": 1},
        xaxis="x2",
        yaxis="y2",
    )


def _middle(row: Row) -> float:
    return round((float(row["start"]) + float(row["end"]) + 1) / 2, 3)


def _hover(row: Row) -> str:
    shown = estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
    chance = f"<br>by chance {row['null_mean']:.2f} on average" if row["null_mean"] == row["null_mean"] else ""
    which = ("adjusted ", row["q_value"]) if row["q_value"] == row["q_value"] else ("", row["p_value"])
    test = f"<br>{which[0]}{p_text(float(which[1]))}" if which[1] == which[1] else ""
    return f"<b>{plain(row['window'])}</b><br>TBI {shown}{chance}{test}"


def _head(text: str, y: float, size: int) -> dict[str, Any]:
    place = {"x": 0, "y": y, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return {**place, "text": text, "showarrow": False, "yshift": 4, "font": {"size": size, "color": INK}}
