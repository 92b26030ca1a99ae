"""The index against chance: what each technology has, over what its null model gives."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import DOUBLE, SINGLE, SMALL, Sheet, fitted, text_width
from qtnet.report.figures.null import prepare_null, usable_text
from qtnet.report.labels import layer_label
from qtnet.report.rounding import estimate_text, p_text
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, FAINT, INK, MUTED, NULL
from qtnet.results import MULTILAYER

__all__ = ["null_figure"]

_ROW: Final = 11.0  # millimetres
_RIDGE: Final = 0.6  # of a row


def null_figure(context: Context) -> PaperFigure:
    """Show for each technology the draws of chance as a ridge, and the observed value below it."""
    inputs = context.inputs
    frame = prepare_null(inputs.bipolarity, inputs.null_draws)
    few = "".join(
        f" {layer_label(layer)}: {text}." for layer in frame["layer"] if (text := usable_text(inputs.null_draws, layer))
    )
    exploratory = f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""
    told = "; ".join(
        f"{layer_label(r['layer'])} observed {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}, chance "
        f"{r['null_low']:.2f} to {r['null_high']:.2f}, {p_text(float(r['p_value']))}"
        for r in rows(frame)
    )
    return PaperFigure(
        key="null",
        title="The bipolarity index against chance.",
        reading="Grey: the index in random networks, its mean marked by a stroke. Dots: what was observed, with its "
        f"95 % interval. p is one-sided.{few}{exploratory}",
        alt=f"Ridges of chance with the observed index below each. {told}.",
        data=frame.drop(columns=["bins"]),
        drawing=_draw(frame) if len(frame) else None,
        reason="The index is not defined in any technology.",
    )


def _draw(frame: pd.DataFrame) -> Figure:
    labels = [fitted(layer_label(layer), 36.0) for layer in frame["layer"]]
    said = [_said(row) for row in rows(frame)]
    left = 3.0 + max(text_width(label, bold=True) for label in labels)
    right = 3.0 + max(text_width(line, SMALL, bold=True) for lines in said for line in lines)
    width = SINGLE if SINGLE - left - right > 26 else DOUBLE * 2 / 3
    tall = _ROW * len(frame)
    sheet = Sheet(width, tall + 10.5)
    axes = sheet.panel(left, 1.5, width - left - right, tall)
    axes.set_xlim(-0.01, 1.01)
    axes.set_ylim(len(frame) - 0.36, -0.64)
    for place, row in enumerate(rows(frame)):
        _ridge_and_dot(axes, row, place)
        for line, text in enumerate(said[place]):
            axes.annotate(
                text,
                (1, place + 0.02),
                xycoords=("axes fraction", "data"),
                xytext=(5, 0.5 - 8 * line),
                textcoords="offset points",
                va="baseline",
                size=SMALL,
                weight="bold" if line == 0 else "normal",
                color=INK if line == 0 else MUTED,
            )
    axes.set_yticks([place - 0.06 for place in range(len(frame))], labels)
    for tick, layer in zip(axes.get_yticklabels(), frame["layer"], strict=True):
        tick.set_fontweight("bold" if layer == MULTILAYER else "normal")
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"])
    axes.set_xlabel("technological bipolarity index (TBI)", color=MUTED)
    return sheet.figure


def _said(row: Row) -> list[str]:
    return [
        estimate_text(float(row["estimate"]), float(row["ci_low"]), float(row["ci_high"])),
        p_text(float(row["p_value"])),
    ]


def _ridge_and_dot(axes: Axes, row: Row, place: int) -> None:
    counts = np.array(row["bins"], dtype=float)
    edges = np.linspace(0, 1, len(counts) + 1)
    heights = counts / counts.max() * _RIDGE
    axes.stairs(place - heights, edges, baseline=place, fill=True, color=NULL, linewidth=0, zorder=1)
    axes.plot([0, 1], [place, place], color=FAINT, linewidth=0.5, zorder=2)
    mean = float(row["null_mean"])
    axes.plot([mean, mean], [place, place - _RIDGE], color=MUTED, linewidth=0.8, zorder=3)
    below, low, high = place + 0.18, float(row["ci_low"]), float(row["ci_high"])
    if low == low and high == high:
        axes.plot([low, high], [below, below], color=ESTIMATE, linewidth=0.9, zorder=3)
        axes.plot(
            [low, high], [below, below], linestyle="none", marker="|", color=ESTIMATE, markersize=3.2,
            markeredgewidth=0.7, clip_on=False,
        )  # fmt: skip
    axes.plot(
        [float(row["estimate"])], [below], marker="o", color=ESTIMATE, markersize=4.4, markeredgecolor="white",
        markeredgewidth=0.4, clip_on=False, zorder=4,
    )  # fmt: skip
