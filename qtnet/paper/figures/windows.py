"""The index in windows of time, over the number of ties that each window rests on."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import HEAD, SINGLE, SMALL, Sheet, text_width
from qtnet.report.figures.since import prepare_since
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, GRID, INTERVAL, MUTED, NULL
from qtnet.report.words.sentences import count

__all__ = ["windows_figure"]

_GAP = 0.12  # years between two windows


def windows_figure(context: Context) -> PaperFigure:
    """Show each window as a stroke over its years, and its ties as a bar."""
    inputs = context.inputs
    frame = prepare_since(inputs.windows)
    undated = int(inputs.network["year"].isna().sum()) if "year" in inputs.network else 0
    exploratory = f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""
    return PaperFigure(
        key="windows",
        title="The bipolarity index over time, all technologies.",
        reading="Above: each stroke is the index of the years it spans, with its 95 % interval; grey strokes are the "
        "mean of chance, and a dash is an index that is not defined. Below: ties with a statement of these years; a "
        f"tie with statements of several years may stand in several windows. Of {count(len(inputs.network), 'tie')} "
        f"{undated} without a year {'is' if undated == 1 else 'are'} in no window.{_partial_text(frame)}{exploratory}",
        alt=_alt(frame),
        data=frame,
        drawing=_draw(frame) if len(frame) else None,
        reason="No tie has a year, or no windows of time were asked for.",
    )


def _draw(frame: pd.DataFrame) -> Figure:
    tall = 26.0 if frame["estimate"].notna().any() else 6.0  # no index, no axis for it
    sheet = Sheet(SINGLE, 32.0 + tall)
    left, wide = 9.0, SINGLE - 11.0
    above, below = sheet.panel(left, 6.0, wide, tall), sheet.panel(left, 12.5 + tall, wide, 11.0)
    span = int(frame["start"].min()), int(frame["end"].max()) + 1
    for axes in (above, below):
        axes.set_xlim(span[0] - 0.4, span[1] + 0.4)
        axes.xaxis.set_major_locator(MaxNLocator(7, integer=True))
        axes.tick_params(axis="y", labelsize=SMALL)
        axes.grid(axis="y", color=GRID, linewidth=0.5)
    _index(above, frame, wide / (span[1] - span[0] + 0.8))
    middles = [_middle(row) for row in rows(frame)]
    widths = [row["end"] + 1 - row["start"] - 2 * _GAP for row in rows(frame)]
    bars = below.bar(middles, frame["n_ties"].tolist(), width=widths, color=INTERVAL, linewidth=0)
    if _missing_years(frame):
        bars[-1].set(hatch="////", edgecolor="white")
    below.yaxis.set_major_locator(MaxNLocator(2, integer=True))
    below.set_ylim(0, max(1.0, float(frame["n_ties"].max()) * 1.3))
    for x, ties in zip(middles, frame["n_ties"], strict=True):
        below.annotate(str(ties), (x, ties), xytext=(0, 1.5), textcoords="offset points", ha="center", size=SMALL)
    below.set_xlabel("year of the ties", color=MUTED)
    for number, (top, head) in enumerate(((1.0, "bipolarity index (TBI)"), (7.5 + tall, "ties with a year"))):
        sheet.letter(left - 7.5, top, number)
        sheet.text(left, top + 0.2, head, size=HEAD, weight="bold")
    return sheet.figure


def _index(axes: Axes, frame: pd.DataFrame, year: float) -> None:
    """Draw the index of each window; `year` is the width of a year in millimetres."""
    axes.set_ylim(-0.04, 1.06)
    known = bool(frame["estimate"].notna().any())
    axes.set_yticks([0, 0.5, 1] if known else [], ["0", "0.5", "1"] if known else [])
    axes.set_xticklabels([])
    for row in rows(frame):
        ends = [row["start"] + _GAP, row["end"] + 1 - _GAP]
        if row["null_mean"] == row["null_mean"]:
            axes.plot(ends, [row["null_mean"]] * 2, color=NULL, linewidth=2.2, solid_capstyle="butt")
        if row["estimate"] != row["estimate"]:
            room = year * (row["end"] + 1 - row["start"])
            said = "undefined" if room > text_width("undefined", SMALL) + 0.5 else "–"
            axes.annotate(said, (_middle(row), 0.03), ha="center", va="bottom", size=SMALL, color=MUTED)
            continue
        axes.plot(ends, [row["estimate"]] * 2, color=ESTIMATE, linewidth=1.4, clip_on=False)
        if row["ci_low"] == row["ci_low"] and row["ci_high"] == row["ci_high"]:
            axes.plot([_middle(row)] * 2, [row["ci_low"], row["ci_high"]], color=ESTIMATE, linewidth=0.9)
        axes.plot(
            [_middle(row)], [row["estimate"]], marker="o", color=ESTIMATE, markersize=4.2, markeredgecolor="white",
            markeredgewidth=0.4, clip_on=False, zorder=4,
        )  # fmt: skip


def _missing_years(frame: pd.DataFrame) -> int:
    """Count the years by which the last window is shorter than the first; 0 where windows grow from one beginning."""
    if len(frame) < 2 or frame["start"].iloc[0] == frame["start"].iloc[-1]:
        return 0
    spans = frame["end"] - frame["start"]
    return max(0, int(spans.iloc[0] - spans.iloc[-1]))


def _partial_text(frame: pd.DataFrame) -> str:
    missing = _missing_years(frame)
    if not missing:
        return ""
    last = frame.iloc[-1]
    years = int(last["end"] - last["start"]) + 1
    return f" The last window, hatched, is partial: {years} of {years + missing} years."


def _middle(row: Row) -> float:
    return (float(row["start"]) + float(row["end"]) + 1) / 2


def _alt(frame: pd.DataFrame) -> str:
    told = [
        f"{row['window']} "
        + (
            estimate_text(row["estimate"], row["ci_low"], row["ci_high"])
            if row["estimate"] == row["estimate"]
            else f"undefined ({row['reason']})"
        )
        + f", {count(int(row['n_ties']), 'tie')}"
        for row in rows(frame)
    ]
    return f"Bipolarity index by window of time: {'; '.join(told)}."
