"""Who stands where between the poles: one dot with its interval per actor, hedgers in the middle."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.evidence import facts_by_end
from qtnet.report.factsets import MarkFacts
from qtnet.report.labels import plain
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.theme import ESTIMATE, GRID, INK, INTERVAL, MUTED, PAPER, SHADE, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["BETWEEN", "draw_alignment", "prepare_alignment"]

#: Above this share of resamples between the poles an actor is said to stand there, in all figures and words.
BETWEEN = 0.5
MIDDLE = 1 / 3  # |x| up to here counts as between the poles: DESIGN's bound for the class probabilities


def prepare_alignment(
    alignment: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str], *, layer: str = MULTILAYER, top: int = 40
) -> pd.DataFrame:
    """Give the actors of one layer that the propagation reached, by falling alignment; unreached ones are left out."""
    part = alignment[(alignment["layer"] == layer) & (alignment["reason"] != "unreached")].dropna(subset=["estimate"])
    of_actor = facts_by_end(network)
    engaged = part.assign(size=[len(of_actor.get(str(a), ())) for a in part["actor"]])
    kept = engaged.sort_values(["size", "actor"], ascending=[False, True]).head(top)
    ordered = kept.sort_values(["estimate", "actor"], ascending=[False, True]).reset_index(drop=True)
    return ordered.assign(
        name=[names.get(str(a), str(a)) for a in ordered["actor"]],
        facts=pd.Series([of_actor.get(str(a), ()) for a in ordered["actor"]], dtype=object),
    )


def draw_alignment(frame: pd.DataFrame, poles: tuple[str, str], *, narrow: bool = False) -> go.Figure:
    """Draw the axis from the second pole (−1, left) to the first (+1, right)."""
    count = len(frame)
    places = [count - 1 - k for k in range(count)]
    figure = go.Figure(layout={"template": TEMPLATE, "height": 84 + 24 * count})
    figure.add_trace(_dots(frame, places))
    figure.add_shape(
        type="rect", x0=-MIDDLE, x1=MIDDLE, y0=-0.7, y1=count - 0.3, fillcolor=SHADE, line={"width": 0}, layer="below"
    )
    left, right = (plain(pole, 18) for pole in (poles[1], poles[0]))
    heads = (
        (-1.0, "left", f"<b>◀ {left}</b>"),
        *([] if narrow else [(0.0, "center", "between the poles")]),
        (1.0, "right", f"<b>{right} ▶</b>"),
    )
    for x, anchor, text in heads:
        figure.add_annotation(
            x=x, y=1, yref="paper", yanchor="bottom", xanchor=anchor, text=text, showarrow=False,
            font={"size": 12 if narrow else 13, "color": MUTED if anchor == "center" else INK},
        )  # fmt: skip
    figure.update_layout(
        xaxis={"range": [-1.06, 1.06], "tickvals": [-1, -0.5, 0, 0.5, 1], "title": {"text": "alignment"}},
        yaxis={
            "tickvals": places,
            "ticktext": [plain(name, 18 if narrow else 30) for name in frame["name"]],
            "range": [-0.7, count - 0.3],
            "gridcolor": GRID,
            "griddash": "dot",
            "tickfont": {"size": 12 if narrow else 13, "color": INK},
        },
        margin={"l": 8, "r": 12, "t": 30, "b": 40},
    )
    return figure


def _dots(frame: pd.DataFrame, places: list[int]) -> go.Scatter:
    hedger = frame["p_hedger"].fillna(0) > BETWEEN
    above = (frame["ci_high"] - frame["estimate"]).clip(lower=0).fillna(0).round(4)
    below = (frame["estimate"] - frame["ci_low"]).clip(lower=0).fillna(0).round(4)
    return go.Scatter(
        x=frame["estimate"].round(4).tolist(),
        y=places,
        mode="markers",
        marker={
            "size": 11,
            "color": [PAPER if own else ESTIMATE for own in hedger],
            "symbol": ["diamond" if own else "circle" for own in hedger],
            "line": {"color": ESTIMATE, "width": 2},
        },
        error_x={
            "type": "data",
            "array": above.tolist(),
            "arrayminus": below.tolist(),
            "color": INTERVAL,
            "thickness": 4,
            "width": 0,
        },
        hovertext=[_hover(row) for row in rows(frame)],
        hovertemplate="%{hovertext}<extra></extra>",
        meta={"facts": [MarkFacts(facts) for facts in frame["facts"]], "stride": 1},
        cliponaxis=False,
    )


def _hover(row: Row) -> str:
    numbers = {c: float(row[c]) for c in ("estimate", "ci_low", "ci_high", "p_pole_a", "p_pole_b", "p_hedger")}
    shown = estimate_text(numbers["estimate"], numbers["ci_low"], numbers["ci_high"])
    classes = (
        f"P(left) {numbers['p_pole_b']:.2f}, P(between) {numbers['p_hedger']:.2f}, P(right) {numbers['p_pole_a']:.2f}"
    )
    return f"<b>{plain(row['name'], 40)}</b><br>alignment {shown}<br>{classes}"
