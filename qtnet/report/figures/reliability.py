"""Whether confidence can be trusted: share of ties that is right in each bin of confidence, against the diagonal."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from qtnet.errors import InputError
from qtnet.report.rows import rows
from qtnet.report.theme import ESTIMATE, INTERVAL, MUTED, NULL, TEMPLATE
from qtnet.writing import write_file

__all__ = ["draw_reliability", "prepare_reliability", "wilson", "write_reliability"]

_SMALLEST, _LARGEST = 8, 28  # diameters of the markers in pixels
_SETTINGS = {"displayModeBar": False, "showSendToCloud": False}
_LOW = 0.1  # shares below have their number above the dot: below it the axis would cut it off


def prepare_reliability(reliability: pd.DataFrame) -> pd.DataFrame:
    """Give one row per bin that holds facts: bounds, `n`, mean `confidence`, share `right`, its interval, hover words.

    The interval is Wilson's of 95 %: `ci_low`, `ci_high`. It takes the facts as independent.

    Parameters
    ----------
    reliability
        Columns `low`, `high`, `n`, `confidence`, `right`, as `qtnet score` gives them.
    """
    frame = reliability[reliability["n"] > 0].reset_index(drop=True)
    ends = [wilson(float(row["right"]), float(row["n"])) for row in rows(frame)]
    bounds = pd.DataFrame(ends, columns=["ci_low", "ci_high"], dtype=float)
    hover = [
        f"confidence {row['low']:.1f} to {row['high']:.1f}, {row['confidence']:.2f} on average<br>"
        f"{row['right']:.0%} of {row['n']:.0f} ties are right [{low:.2f}, {high:.2f}]"
        for row, (low, high) in zip(rows(frame), ends, strict=True)
    ]
    kept = frame[["low", "high", "n", "confidence", "right"]].join(bounds)
    return kept.assign(hover=pd.Series(hover, dtype=str))


def wilson(share: float, n: float, z: float = 1.959964) -> tuple[float, float]:
    """Give the interval of Wilson for a share of `n` observations.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the American
    Statistical Association 22, 209–212.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(0.5, 10)]
    [0.237, 0.763]
    """
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def draw_reliability(frame: pd.DataFrame) -> go.Figure:
    """Draw the bins as dots, their area by the number of facts; on the diagonal confidence is what it says."""
    figure = go.Figure(layout={"template": TEMPLATE, "height": 380})
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", line={"color": NULL, "width": 1.5, "dash": "dot"}, hoverinfo="skip"
    )
    most = max(frame["n"].max(), 1) if len(frame) else 1
    sizes = [_SMALLEST + (_LARGEST - _SMALLEST) * (n / most) ** 0.5 for n in frame["n"]]
    figure.add_scatter(
        x=frame["confidence"].tolist(),
        y=frame["right"].tolist(),
        mode="lines+markers+text",
        line={"color": ESTIMATE, "width": 1},
        marker={"color": ESTIMATE, "size": sizes, "opacity": 0.85},
        text=[f"n {n:.0f}" for n in frame["n"]],
        textposition=["top right" if right < _LOW else "bottom right" for right in frame["right"]],
        textfont={"color": MUTED, "size": 11},
        error_y={
            "type": "data",
            "symmetric": False,
            "array": (frame["ci_high"] - frame["right"]).round(4).tolist(),
            "arrayminus": (frame["right"] - frame["ci_low"]).round(4).tolist(),
            "color": INTERVAL,
            "thickness": 2,
            "width": 4,
        },
        hovertext=frame["hover"].tolist(),
        hovertemplate="%{hovertext}<extra></extra>",
    )
    axis = {"range": [-0.02, 1.05], "showgrid": True, "dtick": 0.2}
    figure.update_xaxes(**axis, title={"text": "mean confidence of the ties"})
    figure.update_yaxes(**axis, title={"text": "share that is right (pair and mode)"})
    return figure


def write_reliability(reliability: pd.DataFrame, path: Path) -> Path:
    """Write the diagram as one HTML file that opens without a network.

    Raises
    ------
    InputError
        If the name does not end in ``.html``.
    """
    if path.suffix.lower() != ".html":
        raise InputError(f"{path}: the reliability diagram is written as .html, not '{path.suffix}'")
    figure = draw_reliability(prepare_reliability(reliability))
    figure.update_layout(width=460, height=420)
    page = figure.to_html(include_plotlyjs=True, full_html=True, div_id="reliability", config=_SETTINGS)
    return write_file(path, page)
