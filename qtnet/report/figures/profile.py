"""Is it bipolar: components and headline of the bipolarity profile, per technology."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.figures.dots import DOT_COLUMNS, draw_dots
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text, number_text, p_text
from qtnet.report.rows import keyed, rows
from qtnet.results import MULTILAYER

__all__ = ["beyond_text", "draw_profile", "layer_order", "prepare_profile", "within_limits"]

#: Intervals are drawn down to here, unless an estimate is lower;
#: an arrow says that they go on, hover and reading how far.
LOWEST = -0.5

_COMPONENTS = ("TBI", "C", "S", "H", "D", "X")


def layer_order(frame: pd.DataFrame) -> list[str]:
    """Give the layers, the whole network first, then by falling TBI, undefined ones last."""
    tbi = {layer: row["estimate"] for layer, row in keyed(frame[frame["metric"] == "TBI"], "layer").items()}
    layers = [str(layer) for layer in dict.fromkeys(frame["layer"])]

    def place(layer: str) -> tuple[bool, bool, float, str]:
        value = float(tbi.get(layer, float("nan")))
        return layer != MULTILAYER, value != value, 0.0 if value != value else -value, layer

    return sorted(layers, key=place)


def prepare_profile(bipolarity: pd.DataFrame, facts: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """Give one dot per layer and component; `facts` are those of each layer."""
    dots = []
    for metric in _COMPONENTS:
        part = keyed(bipolarity[bipolarity["metric"] == metric], "layer")
        for layer in layer_order(bipolarity):
            if layer not in part or (metric == "X" and layer != MULTILAYER):
                continue
            value = part[layer]
            shown = estimate_text(value["estimate"], value["ci_low"], value["ci_high"])
            label, reading = metric_label(metric)
            chance = f"\nagainst chance: {p_text(value['p_value'])}" if metric == "TBI" else ""
            dots.append(
                {
                    "row": layer_label(layer),
                    "panel": label,
                    "hover": f"{layer_label(layer)}\n{label}: {shown}\n{reading}{chance}",
                    "facts": facts.get(layer, ()),
                    "layer": layer,
                    "metric": metric,
                    **{c: value[c] for c in ("estimate", "ci_low", "ci_high", "p_value", "n", "reason")},
                }
            )
    return pd.DataFrame(dots, columns=[*DOT_COLUMNS, "p_value", "n", "layer", "metric"])


def draw_profile(frame: pd.DataFrame, *, columns: int) -> go.Figure:
    """Draw one panel per component, all from 0 to 1 (separation and hostility may fall below 0)."""
    notes = {metric_label(m)[0]: metric_label(m)[1] for m in _COMPONENTS}
    shown, limits = within_limits(frame)
    return draw_dots(shown, columns=columns, limits=limits, notes=notes, first_strong=True)


def within_limits(frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[float, float]]:
    """Cut intervals at the lowest value that is drawn, so that one wide interval does not flatten all panels.

    The column `beyond` says how far a cut interval goes; `draw_dots` ends it with an arrow.
    """
    low = min(0.0, float(frame[["estimate", "ci_low"]].min().min())) if len(frame) else 0.0
    lowest = min(max(low, LOWEST), float(frame["estimate"].min()) if frame["estimate"].notna().any() else 0.0)
    beyond = frame["ci_low"].where(frame["ci_low"] < lowest)
    shown = frame.assign(ci_low=frame["ci_low"].clip(lower=lowest), beyond=beyond)
    return shown, (round(min(lowest, 0.0) - 0.04, 3), 1.04)


def beyond_text(frame: pd.DataFrame) -> str:
    """Say which intervals go on beyond the axis, where an arrow ends them; empty where none does."""
    cut = within_limits(frame)[0].dropna(subset=["beyond"])
    if cut.empty:
        return ""
    told = ", ".join(f"{row['panel']}, {row['row']}: to {number_text(row['beyond'])}" for row in rows(cut))
    return f" An arrow: the interval goes on beyond the axis ({told})."
