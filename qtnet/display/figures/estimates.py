"""Estimates as dots on their intervals: what every result can show, and who is central."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.display.frames import key_text, layer_name, row_keys
from qtnet.display.sketches import Sketch
from qtnet.inference.chance.result import PermutationTest
from qtnet.inference.dyadic.result import DyadicRegression
from qtnet.inference.dyadic.table import INTERCEPT
from qtnet.report.figures.dots import DOT_COLUMNS, draw_dots
from qtnet.report.labels import metric_label
from qtnet.report.rounding import estimate_text, p_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, NULL, TEMPLATE
from qtnet.results import MULTILAYER, ActorScores, Result

__all__ = ["chance", "coefficients", "estimates", "ranking"]

_TOP = 15  # rows
_PANELS = 4


def estimates(found: Result) -> Sketch | None:
    """Draw every estimate of a result that has more than one, a panel to each measure."""
    frame = found.to_frame()
    known = frame[frame["estimate"].notna()]
    if len(known) < 2:
        return None
    measures = list(dict.fromkeys(known["metric"]))[:_PANELS]
    varying = [key for key in row_keys(known) if key != "metric"]
    by = varying or ["metric"]
    alone = "estimate, 95 % interval" if known["ci_low"].notna().any() else "estimate"
    if not varying:
        dots = _dots(known.head(_TOP), by, panel="").assign(panel=alone)
    else:
        order = list(dict.fromkeys(_label(row, by) for row in rows(known)))[:_TOP]
        dots = _dots(known[known["metric"].isin(measures)], by, panel=None)
        dots = dots[dots["row"].isin(order)]
    return Sketch(_titled(known), "", lambda narrow: draw_dots(dots, columns=_columns(dots, narrow)))


def ranking(found: ActorScores) -> Sketch | None:
    """Draw the first actors of the whole network, else of the first layers."""
    known = found.frame[found.frame["estimate"].notna()]
    layers = [MULTILAYER] if (known["layer"] == MULTILAYER).any() else _fullest(known)
    part = known[known["layer"].isin(layers)]
    if part.empty:
        return None
    first = part.groupby("actor")["estimate"].sum().reset_index()
    order = first.sort_values(["estimate", "actor"], ascending=[False, True])["actor"].head(_TOP).tolist()
    shown = pd.concat(
        [part[(part["layer"] == layer) & (part["actor"] == actor)] for actor in order for layer in layers]
    )
    dots = _dots(shown, ["actor"], panel="layer")
    label, reading = metric_label(found.metric)
    said = f"{label}: {reading}. " if reading else ""
    many = f"the first {len(order)} of {part['actor'].nunique()} actors" if len(first) > len(order) else "all actors"
    return Sketch(
        f"{label}, {many}", said + _intervals(part), lambda narrow: draw_dots(dots, columns=_columns(dots, narrow))
    )


def coefficients(found: DyadicRegression) -> Sketch | None:
    """Draw the coefficients but the constant, on the scale of logarithms, with a line at no effect."""
    frame = found.to_frame()
    known = frame[frame["estimate"].notna() & (frame["metric"] != INTERCEPT)]
    if known.empty:
        return None
    scale = "odds ratio" if found.family == "logit" else "rate ratio"
    names = known["metric"].head(_TOP).tolist()
    dots = _dots(known.head(_TOP), ["metric"], panel="").assign(row=names, panel=f"logarithm of the {scale}")
    return Sketch(
        "Who is tied, other things equal",
        f"{_intervals(known)} 0 is no difference; 0.7 is about twice as much, −0.7 half.",
        lambda narrow: draw_dots(dots, columns=1),
    )


def chance(found: PermutationTest) -> Sketch | None:
    """Draw the observed number over what chance gives."""
    draws = found.draws[np.isfinite(found.draws)]
    if not draws.size or not np.isfinite(found.estimate):
        return None
    label = metric_label(found.metric)[0]
    reading = f"Grey: {len(draws)} {found.drawn}. Line: the data; {p_text(found.p_value)}."
    return Sketch(f"{label} against chance", reading, lambda narrow: _histogram(draws, found.estimate, label))


def _fullest(frame: pd.DataFrame) -> list[str]:
    """Give the layers in which most actors are not 0."""
    active = frame[frame["estimate"] != 0].groupby("layer").size()
    return sorted((str(layer) for layer in active.index), key=lambda layer: (-int(active[layer]), layer))[:_PANELS]


def _histogram(draws: np.ndarray, estimate: float, label: str) -> go.Figure:
    counts, edges = np.histogram(draws, bins=30)
    bars = go.Bar(
        x=((edges[:-1] + edges[1:]) / 2).round(6).tolist(),
        y=counts.tolist(),
        width=np.diff(edges).round(6).tolist(),
        marker={"color": NULL},
        hovertemplate="%{x:.3g}: %{y} draws<extra></extra>",
    )
    mark = go.Scatter(
        x=[round(estimate, 6)] * 2,
        y=[0, int(counts.max())],
        mode="lines",
        line={"color": ESTIMATE, "width": 3},
        hovertemplate="the data: %{x:.3g}<extra></extra>",
    )
    axes = {"xaxis": {"title": {"text": label}}, "yaxis": {"title": {"text": "draws"}}}
    return go.Figure([bars, mark], {"template": TEMPLATE, "height": 280, "bargap": 0, "margin_t": 12, **axes})


def _dots(frame: pd.DataFrame, by: list[str], *, panel: str | None) -> pd.DataFrame:
    """Give the dots; `panel` is a column, nothing for one panel, or None for one to each measure."""
    told = [
        {
            "row": _label(row, by),
            "panel": metric_label(row["metric"])[0] if panel is None else layer_name(row[panel]) if panel else "",
            "hover": f"{_label(row, by)}\n{estimate_text(row['estimate'], row['ci_low'], row['ci_high'])}",
            "facts": (),
            **{column: row[column] for column in ("estimate", "ci_low", "ci_high", "reason")},
        }
        for row in rows(frame)
    ]
    return pd.DataFrame(told, columns=list(DOT_COLUMNS))


def _label(row: Row, by: list[str]) -> str:
    parts = [key_text(key, row[key]) for key in by if row[key]]
    return " · ".join(parts)


def _columns(dots: pd.DataFrame, narrow: bool) -> int:
    panels = int(dots["panel"].nunique())
    return min(panels, 2 if narrow else _PANELS)


def _titled(frame: pd.DataFrame) -> str:
    measures = list(dict.fromkeys(frame["metric"]))
    return metric_label(measures[0])[0] if len(measures) == 1 else "Estimates"


def _intervals(frame: pd.DataFrame) -> str:
    return "Dots are estimates, lines their 95 % intervals." if frame["ci_low"].notna().any() else "Dots are estimates."
