"""What would change the answer: the index under every other setting of the method, one row per choice."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.labels import plain
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.theme import ESTIMATE, GRID, INK, TEMPLATE, see_through
from qtnet.results import MULTILAYER

__all__ = ["draw_sensitivity", "prepare_sensitivity", "split_by_poles"]

_CHOICES = {
    "tau": "pull needed to align (τ)",
    "lambda": "weight of hostility (λ)",
    "capability": "capability",
    "poles": "other poles",
}


#: Names for a phone; the other two need none.
_SHORT = {_CHOICES["tau"]: "τ ", _CHOICES["lambda"]: "λ "}


def prepare_sensitivity(sensitivity: pd.DataFrame, poles: Sequence[str]) -> pd.DataFrame:
    """Give one dot per setting and choice over all technologies: columns ``choice, value, TBI, setting``.

    Settings with other poles answer another question: they stand in rows of their own and in no other.
    """
    own, other = split_by_poles(sensitivity, poles)
    choices = [name for name in _CHOICES if name in own.columns and own[name].nunique() > 1]
    placed = [(name, row) for name in choices for row in rows(own.sort_values(name, kind="stable"))]
    placed += [("poles", row) for row in rows(other)]
    dots = [
        {
            "choice": _CHOICES[name],
            "value": _value(row[name]),
            "TBI": round(float(row["TBI"]), 4),
            "setting": ", ".join(f"{choice} {_value(row[choice])}" for choice in _CHOICES if choice in row),
        }
        for name, row in placed
    ]
    return pd.DataFrame(dots, columns=["choice", "value", "TBI", "setting"])


def split_by_poles(sensitivity: pd.DataFrame, poles: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the settings with an index over all technologies: those with the study's own poles, and those with others.

    Examples
    --------
    >>> frame = pd.DataFrame({"layer": MULTILAYER, "poles": ["US–CN", "US–JP"], "TBI": [0.1, 0.8]})
    >>> [part["TBI"].tolist() for part in split_by_poles(frame, ("US", "CN"))]
    [[0.1], [0.8]]
    """
    if "TBI" not in sensitivity:
        return sensitivity, sensitivity.iloc[:0]
    whole = sensitivity[sensitivity["layer"] == MULTILAYER] if "layer" in sensitivity.columns else sensitivity
    known = whole.dropna(subset=["TBI"])
    if "poles" not in known:
        return known, known.iloc[:0]
    own = known["poles"] == "–".join(poles)
    return known[own], known[~own]


def _value(value: object) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def draw_sensitivity(frame: pd.DataFrame, *, narrow: bool = False) -> go.Figure:
    """Draw all settings with one value of one choice in one row."""
    labels = list(dict.fromkeys(zip(frame["choice"], frame["value"], strict=True)))
    place = {label: len(labels) - 1 - k for k, label in enumerate(labels)}
    firsts = dict(reversed(labels))
    figure = go.Figure(
        go.Scatter(
            x=frame["TBI"].tolist(),
            y=[place[label] for label in zip(frame["choice"], frame["value"], strict=True)],
            mode="markers",
            marker={"symbol": "line-ns", "size": 15, "line": {"width": 2, "color": see_through(ESTIMATE, 0.55)}},
            hovertext=[f"TBI {number_text(row['TBI'])}<br>{plain(row['setting'])}" for row in rows(frame)],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    ticks = [
        f"<b>{plain(choice)}</b>  {plain(value, 18)}"
        if firsts[choice] == value and not narrow
        else (_SHORT.get(choice, "") if narrow else "") + plain(value, 18)
        for choice, value in labels
    ]
    figure.update_layout(
        template=TEMPLATE,
        height=70 + 25 * len(labels),
        xaxis={"range": [-0.02, 1.02], "title": {"text": "TBI over all technologies"}},
        yaxis={
            "tickvals": [place[label] for label in labels],
            "ticktext": ticks,
            "range": [-0.7, len(labels) - 0.3],
            "gridcolor": GRID,
            "griddash": "dot",
            "tickfont": {"size": 12, "color": INK},
        },
        margin={"l": 8, "r": 12, "t": 8, "b": 40},
    )
    return figure
