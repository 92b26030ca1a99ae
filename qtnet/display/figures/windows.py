"""Figures over time: a number in each window, with its interval and what chance gives."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from qtnet.display.sketches import Sketch
from qtnet.inference.bipolarity.history import BipolarityHistory
from qtnet.inference.trends.series import WindowSeries
from qtnet.report.labels import metric_label
from qtnet.report.theme import ESTIMATE, INTERVAL, NULL, TEMPLATE
from qtnet.results import MULTILAYER

__all__ = ["history", "series"]


def history(found: BipolarityHistory) -> Sketch | None:
    """Draw the index in every window over the mean of what chance gives."""
    frame = found.components
    whole = frame[(frame["metric"] == "TBI") & (frame["layer"] == MULTILAYER)]
    if whole["estimate"].isna().all():
        return None
    return Sketch(
        f"Bipolarity over time, {found.poles[0]}–{found.poles[1]}",
        "Dots: TBI over all layers and its 95 % interval. Grey: its mean in networks tied by chance.",
        lambda narrow: _over_windows(whole, "TBI", limits=(-0.03, 1.03)),
    )


def series(found: WindowSeries) -> Sketch | None:
    """Draw the number in every window."""
    frame = found.to_frame()
    if frame["estimate"].notna().sum() < 2:
        return None
    label = metric_label(found.metric)[0]
    reading = "A gap is a window in which it is undefined." if frame["estimate"].isna().any() else ""
    return Sketch(f"{label} over time", reading, lambda narrow: _over_windows(frame, label, limits=None))


def _over_windows(frame: pd.DataFrame, label: str, *, limits: tuple[float, float] | None) -> go.Figure:
    windows = [str(window) for window in frame["window"]]
    figure = go.Figure(layout={"template": TEMPLATE, "height": 320, "margin": {"t": 12}})
    if "null_mean" in frame:
        line = {"color": NULL, "shape": "hvh", "width": 1}
        figure.add_scatter(x=windows, y=frame["null_mean"].tolist(), fill="tozeroy", mode="lines", line=line)
    above = (frame["ci_high"] - frame["estimate"]).clip(lower=0).tolist()
    below = (frame["estimate"] - frame["ci_low"]).clip(lower=0).tolist()
    bars = {"type": "data", "symmetric": False, "array": above, "arrayminus": below, "color": INTERVAL, "width": 0}
    figure.add_scatter(
        x=windows, y=frame["estimate"].tolist(), mode="lines+markers" if limits is None else "markers",
        marker={"color": ESTIMATE, "size": 9}, line={"color": ESTIMATE}, error_y=bars | {"thickness": 3},
    )  # fmt: skip
    figure.update_xaxes(type="category").update_yaxes(title_text=label)
    return figure.update_yaxes(range=list(limits)) if limits else figure
