"""Estimates with intervals as dots on lines, in panels side by side that share their rows."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan
from textwrap import wrap
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from qtnet.paper.figures.style import DOUBLE, HEAD, SMALL, Sheet, fitted, row_lines, text_width
from qtnet.report.rows import rows
from qtnet.report.theme import ESTIMATE, INK, MUTED

__all__ = ["draw_dots", "interval_marks", "say_undefined"]

_ROW: Final = 3.7  # millimetres
_NAMES: Final = 40.0  # the most for the names of rows
_GAP: Final = 4.5
_LINE: Final = 2.7
_LEAST: Final = 17.0  # the least width of a panel; with more of them there are several lines of panels


def draw_dots(
    frame: pd.DataFrame,
    *,
    notes: Mapping[str, str],
    units: Mapping[str, str] | None = None,
    limits: tuple[float, float] | None = None,
    strong: str = "",
) -> Figure:
    """Draw a frame with the columns of `qtnet.report.figures.dots`, at the width of a page.

    Parameters
    ----------
    notes
        A few words under the name of each panel.
    units
        What the axis of each panel counts.
    limits
        Ends of all axes; each panel has its own when not given.
    strong
        The row whose name is bold.
    """
    names, panels = list(dict.fromkeys(frame["row"])), list(dict.fromkeys(frame["panel"]))
    labels = [fitted(str(name), _NAMES, bold=name == strong) for name in names]
    left = 3.0 + max(text_width(label, bold=name == strong) for label, name in zip(labels, names, strict=True))
    columns = max(1, min(len(panels), int((DOUBLE - left - 2.0 + _GAP) / (_LEAST + _GAP))))
    lines = -(-len(panels) // columns)
    wide = (DOUBLE - left - 2.0 - _GAP * (columns - 1)) / columns
    told = {panel: wrap(notes.get(panel, ""), max(8, int(wide / 1.08))) for panel in panels}
    axis = {panel: wrap((units or {}).get(panel, ""), max(8, int(wide / 1.08))) for panel in panels}
    head = 5.0 + _LINE * max(map(len, told.values()))
    below = 5.6 + _LINE * max(map(len, axis.values()))
    tall = _ROW * len(names)
    sheet = Sheet(DOUBLE, lines * (head + tall + below) + 1.0)
    for number, panel in enumerate(panels):
        at = left + (number % columns) * (wide + _GAP), (number // columns) * (head + tall + below)
        part = frame[frame["panel"] == panel]
        axes = sheet.panel(at[0], at[1] + head, wide, tall)
        _heads(sheet, panel, told[panel], at, number)
        interval_marks(axes, part, {name: place for place, name in enumerate(names)})
        axes.set_xlim(*(limits or _limits(part)))
        axes.xaxis.set_major_locator(MaxNLocator(3 if limits is None or wide < 24 else 4, steps=[1, 2, 2.5, 5, 10]))
        axes.set_xlabel("\n".join(axis[panel]), color=MUTED)
        _rows(axes, labels, names, strong, first=number % columns == 0)
    return sheet.figure


def interval_marks(axes: Axes, part: pd.DataFrame, places: Mapping[str, int]) -> None:
    """Draw dots with their intervals; an interval that goes on beyond the axis ends in an arrow."""
    row_lines(axes, len(places))
    told = [{**row, "place": places[row["row"]]} for row in rows(part)]
    known = [row for row in told if row["estimate"] == row["estimate"]]
    spans = [row for row in known if row["ci_low"] == row["ci_low"] and row["ci_high"] == row["ci_high"]]
    cut = [row for row in spans if row.get("beyond", nan) == row.get("beyond", nan)]
    lines = [[(row["ci_low"], row["place"]), (row["ci_high"], row["place"])] for row in spans]
    axes.add_collection(LineCollection(lines, colors=ESTIMATE, linewidths=0.9, zorder=2))
    caps = [(row["ci_high"], row["place"]) for row in spans]
    caps += [(row["ci_low"], row["place"]) for row in spans if row not in cut]
    _marks(axes, caps, marker="|", size=3.2, edge=0.7, colour=ESTIMATE)
    _marks(axes, [(row["ci_low"], row["place"]) for row in cut], marker="<", size=3.6, edge=0.0, colour=ESTIMATE)
    _marks(axes, [(row["estimate"], row["place"]) for row in known], marker="o", size=4.0, edge=0.4, colour="white")
    for row in told:
        if row["estimate"] != row["estimate"]:
            say_undefined(axes, row["place"])


def say_undefined(axes: Axes, place: float, *, right: bool = False) -> None:
    """Write at the left end of a row, or at the right, that its value is undefined."""
    axes.annotate(
        "undefined",
        (1 if right else 0, place),
        xycoords=("axes fraction", "data"),
        xytext=(-2 if right else 2, 0),
        ha="right" if right else "left",
        textcoords="offset points",
        va="center_baseline",
        size=SMALL,
        color=MUTED,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )


def _marks(axes: Axes, at: list[tuple[float, float]], *, marker: str, size: float, edge: float, colour: str) -> None:
    axes.plot(
        [x for x, _ in at],
        [y for _, y in at],
        linestyle="none",
        marker=marker,
        markersize=size,
        markerfacecolor=ESTIMATE,
        markeredgecolor=colour,
        markeredgewidth=edge,
        clip_on=False,
        zorder=4 if marker == "o" else 3,
    )


def _rows(axes: Axes, labels: list[str], names: list[str], strong: str, *, first: bool) -> None:
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels if first else [""] * len(labels))
    for tick, name in zip(axes.get_yticklabels(), names, strict=True):
        tick.set_fontweight("bold" if name == strong else "normal")
        tick.set_color(INK)


def _heads(sheet: Sheet, panel: str, told: list[str], at: tuple[float, float], number: int) -> None:
    sheet.letter(at[0] - 3.2, at[1] + 0.6, number)
    sheet.text(at[0], at[1] + 0.7, panel, size=HEAD, weight="bold")
    for line, words in enumerate(told):
        sheet.text(at[0], at[1] + 4.0 + _LINE * line, words, size=SMALL, color=MUTED)


def _limits(part: pd.DataFrame) -> tuple[float, float]:
    known = part[part["estimate"].notna()]
    if known.empty:
        return 0.0, 1.0
    low = min(0.0, float(known[["estimate", "ci_low"]].min().min()))
    high = max(0.0, float(known[["estimate", "ci_high"]].max().max()))
    room = (high - low or 1.0) * 0.06
    return (low - room if low < 0 else -room / 2), high + room
