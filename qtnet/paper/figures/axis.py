"""Where actors stand between the poles."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import SINGLE, SMALL, Sheet, fitted, row_lines, text_width
from qtnet.report.figures.alignment import BETWEEN, MIDDLE, prepare_alignment
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, MUTED, SHADE

__all__ = ["alignment_figure"]

_ROW: Final = 3.7  # millimetres
_NAMES: Final = 32.0


def alignment_figure(context: Context) -> PaperFigure:
    """Show actors from the second pole at the left to the first at the right."""
    inputs, names = context.inputs, context.names
    frame = prepare_alignment(inputs.alignment, inputs.network, names)
    poles = (names.get(inputs.poles[0], inputs.poles[0]), names.get(inputs.poles[1], inputs.poles[1]))
    exploratory = f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""
    return PaperFigure(
        key="alignment",
        title=f"Actors between {poles[1]} and {poles[0]}, over all technologies.",
        reading="Right: pulled by ties of cooperation and hostility towards the one pole, left: towards the other. "
        "Lines are 95 % intervals. Open diamonds stand between the poles in more than half of the resamples; the "
        "shaded middle is where the value itself lies between them. Actors without any path to a pole are left "
        f"out.{exploratory}",
        alt=_alt(frame, poles),
        data=frame,
        drawing=_draw(frame, poles) if len(frame) else None,
        reason="No actor is tied to a pole.",
    )


def _draw(frame: pd.DataFrame, poles: tuple[str, str]) -> Figure:
    labels = [fitted(str(name), _NAMES) for name in frame["name"]]
    left = 3.0 + max(text_width(label) for label in labels)
    wide, tall = SINGLE - left - 3.0, _ROW * len(frame)
    sheet = Sheet(SINGLE, tall + 14.5)
    axes = sheet.panel(left, 5.5, wide, tall)
    axes.set_xlim(-1.04, 1.04)
    axes.set_ylim(len(frame) - 0.5, -0.5)
    axes.axvspan(-MIDDLE, MIDDLE, color=SHADE, linewidth=0, zorder=0)
    row_lines(axes, len(frame))
    axes.axvline(0, color=MUTED, linewidth=0.4, zorder=1)
    for place, row in enumerate(rows(frame)):
        _mark(axes, row, place)
    axes.set_yticks(range(len(frame)), labels)
    axes.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    axes.set_xlabel("alignment", color=MUTED)
    half = wide * 0.36
    sheet.text(left, 1.2, f"◀ {fitted(poles[1], half, bold=True)}", weight="bold")
    sheet.text(SINGLE - 3.0, 1.2, f"{fitted(poles[0], half, bold=True)} ▶", weight="bold", ha="right")
    sheet.text(left + wide / 2, 1.5, "between", size=SMALL, color=MUTED, ha="center")
    return sheet.figure


def _mark(axes: Axes, row: Row, place: int) -> None:
    estimate, low, high = float(row["estimate"]), float(row["ci_low"]), float(row["ci_high"])
    between = row["p_hedger"] == row["p_hedger"] and row["p_hedger"] > BETWEEN
    if low == low and high == high:
        axes.plot([low, high], [place, place], color=ESTIMATE, linewidth=0.9, zorder=2)
    axes.plot(
        [estimate],
        [place],
        marker="D" if between else "o",
        markersize=3.9 if between else 4.2,
        markerfacecolor="white" if between else ESTIMATE,
        markeredgecolor=ESTIMATE if between else "white",
        markeredgewidth=0.9 if between else 0.4,
        clip_on=False,
        zorder=4,
    )


def _alt(frame: pd.DataFrame, poles: tuple[str, str]) -> str:
    told = [
        f"{r['name']} {estimate_text(float(r['estimate']), float(r['ci_low']), float(r['ci_high']))}"
        for r in rows(frame)
    ]
    return f"{len(frame)} actors from {poles[1]} (−1) to {poles[0]} (+1): {'; '.join(told)}."
