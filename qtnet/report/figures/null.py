"""Is it more than chance: the observed TBI of each technology against the draws of its null model."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, plain
from qtnet.report.rounding import estimate_text, number_text, p_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.theme import ESTIMATE, INK, INTERVAL, MUTED, NULL, TEMPLATE

__all__ = ["chance_mean", "draw_null", "prepare_null", "usable_text"]

_BINS = 32
_RIDGE = 0.62  # of the height of a row
_SMALL = 0.01  # below it a p-value needs four decimals


def prepare_null(bipolarity: pd.DataFrame, null_draws: pd.DataFrame) -> pd.DataFrame:
    """Give one row per layer whose TBI is defined: observed value, interval, p-value, and the null in bins."""
    observed = keyed(bipolarity[bipolarity["metric"] == "TBI"], "layer")
    found = []
    for layer in layer_order(bipolarity):
        draws = null_draws.loc[null_draws["layer"] == layer, "TBI"].dropna().to_numpy(dtype=float)
        if layer not in observed or np.isnan(observed[layer]["estimate"]) or len(draws) == 0:
            continue
        value = observed[layer]
        low, high = np.quantile(draws, [0.025, 0.975]).round(4)
        counts, _ = np.histogram(draws, bins=_BINS, range=(0.0, 1.0))
        found.append(
            {
                "layer": layer,
                **{c: value[c] for c in ("estimate", "ci_low", "ci_high", "p_value")},
                "null_low": low,
                "null_mean": round(chance_mean(value, null_draws), 4),
                "null_high": high,
                "draws": len(draws),
                "of_draws": int((null_draws["layer"] == layer).sum()),
                "bins": tuple(int(c) for c in counts),
            }
        )
    columns = ["layer", "estimate", "ci_low", "ci_high", "p_value"]
    return pd.DataFrame(found, columns=[*columns, "null_low", "null_mean", "null_high", "draws", "of_draws", "bins"])


def chance_mean(tbi: Row, null_draws: pd.DataFrame) -> float:
    """Give the mean of TBI under chance, which TBI* takes away: the row's own, else that of the draws."""
    own = float(tbi.get("null_mean", np.nan))
    return own if np.isfinite(own) else float(null_draws.loc[null_draws["layer"] == tbi["layer"], "TBI"].mean())


def usable_text(null_draws: pd.DataFrame, layer: str) -> str:
    """Say how many draws of chance have an index, and how low p can come with so few; empty where all have one.

    Examples
    --------
    >>> draws = pd.DataFrame({"layer": "ai", "TBI": [0.1, 0.4, float("nan"), float("nan")]})
    >>> usable_text(draws, "ai"), usable_text(draws.head(2), "ai")
    ('only 2 of 4 random networks are defined; p cannot fall below 0.33', '')
    """
    drawn = null_draws.loc[null_draws["layer"] == layer, "TBI"]
    known = int(drawn.notna().sum())
    if known == len(drawn):
        return ""
    least = 1 / (known + 1)
    if not known:
        return f"none of {len(drawn)} random networks is defined"
    return (
        f"only {known} of {len(drawn)} random networks {'is' if known == 1 else 'are'} defined; "
        f"p cannot fall below {number_text(least, 2 if least >= _SMALL else 4)}"
    )


def draw_null(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw a grey ridge of chance per layer, and the observed value with its interval under it."""
    figure = go.Figure(layout={"template": TEMPLATE, "height": 70 + 74 * len(frame)})
    edges = np.linspace(0, 1, _BINS + 1)
    for place, row in enumerate(rows(frame.iloc[::-1])):
        _ridge(figure, np.array(row["bins"], dtype=float), edges, place, row)
        _observed(figure, row, place, narrow=narrow)
    labels = [plain(layer_label(layer), 28) for layer in frame["layer"].iloc[::-1]]
    figure.update_layout(
        xaxis={
            "range": [-0.01, 1.01],
            "title": {"text": "TBI" if narrow else "technological bipolarity index (TBI), 0 to 1"},
            "automargin": True,
        },
        yaxis={
            "tickvals": [place + 0.12 for place in range(len(frame))],
            "ticktext": [f"<b>{label}</b>" if layer == "(all)" else label
                         for label, layer in zip(labels, frame["layer"].iloc[::-1], strict=True)],
            "range": [-0.42, len(frame) - 0.05],
            "showgrid": False,
            "tickfont": {"size": 11 if narrow else 13, "color": INK},
        },
        margin={"l": 8, "r": 62 if narrow else 128, "t": 8, "b": 40},
    )  # fmt: skip
    return figure


def _ridge(figure: go.Figure, counts: np.ndarray, edges: np.ndarray, place: int, row: Row) -> None:
    heights = counts / counts.max() * _RIDGE
    x = np.repeat(edges, 2)
    y = np.concatenate([[0.0], np.repeat(heights, 2), [0.0]]) + place
    low, high = row["null_low"], row["null_high"]
    drawn = f"{row['draws']} defined of {row['of_draws']}" if row["draws"] < row["of_draws"] else str(row["draws"])
    text = f"chance alone: {low:.2f} to {high:.2f}<br>(95 % of {drawn} null draws, mean {row['null_mean']:.2f})"
    figure.add_trace(
        go.Scatter(
            x=x.round(4).tolist(),
            y=y.round(4).tolist(),
            mode="lines",
            fill="toself",
            fillcolor=NULL,
            line={"width": 0, "color": NULL},
            text=text,
            hoverinfo="text",
            hoveron="fills",
        )
    )


def _observed(figure: go.Figure, row: Row, place: int, *, narrow: bool) -> None:
    estimate, low, high = (float(row[c]) for c in ("estimate", "ci_low", "ci_high"))
    below = place - 0.16
    if low == low and high == high:
        line = {"color": INTERVAL, "width": 4}
        figure.add_trace(
            go.Scatter(x=[round(low, 4), round(high, 4)], y=[below] * 2, mode="lines", line=line, hoverinfo="skip")
        )
    shown = estimate_text(estimate, low, high)
    figure.add_trace(
        go.Scatter(
            x=[round(estimate, 4)],
            y=[below],
            mode="markers",
            marker={"size": 11, "color": ESTIMATE},
            hovertext=[f"observed TBI {shown}<br>{p_text(float(row['p_value']))}"],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    chance = p_text(float(row["p_value"]))
    figure.add_annotation(
        x=1.0,
        xref="paper",
        y=place + 0.02,
        text=plain(chance) if narrow else f"<b>{plain(shown)}</b><br>{plain(chance)}",
        xanchor="left",
        xshift=8,
        align="left",
        showarrow=False,
        font={"size": 11 if narrow else 12, "color": MUTED},
    )
