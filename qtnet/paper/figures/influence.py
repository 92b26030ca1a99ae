"""What the index hangs on: its value without one document, actor or tie at a time."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from qtnet.paper.figures.dots import say_undefined
from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import DOUBLE, HEAD, SMALL, Sheet, fitted, row_lines
from qtnet.report.figures.influence import METRICS, prepare_influence
from qtnet.report.inputs import MOST_UNITS
from qtnet.report.labels import metric_label
from qtnet.report.rounding import number_text
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, INTERVAL, MUTED

__all__ = ["influence_figure"]

_KINDS: Final = {"document": "One document left out", "actor": "One actor left out", "tie": "One tie left out"}
_ROW: Final = 3.7  # millimetres
_NAMES: Final = 62.0
_GAP: Final = 6.0
_TOP: Final = 6  # items of each kind


def influence_figure(context: Context) -> PaperFigure:
    """Show the items of each kind that move the index most."""
    inputs = context.inputs
    frames = {kind: prepare_influence(inputs.influence, kind, top=_TOP) for kind in _KINDS}
    told = {kind: frame for kind, frame in frames.items() if len(frame)}
    data = pd.concat([frame.assign(kind=kind) for kind, frame in told.items()]) if told else frames["document"]
    return PaperFigure(
        key="influence",
        title="What the bipolarity index hangs on.",
        reading="Each dot is the value without one item, the dashed line the value with everything; the "
        f"{_TOP} items of each kind that move it most. J is never cut off at 0, so that it moves where the index "
        f"cannot. Of many items the {MOST_UNITS} with most weight were left out in turn. Exploratory.",
        alt=_alt(told),
        data=data,
        drawing=_draw(told) if told else None,
        reason="It was not asked what the index hangs on, or there are fewer than two items to leave out.",
    )


def _draw(frames: dict[str, pd.DataFrame]) -> Figure:
    heights = {kind: _ROW * frame["item"].nunique() for kind, frame in frames.items()}
    sheet = Sheet(DOUBLE, 8.0 + math.fsum(heights.values()) + 6.0 * len(frames) + 5.0)
    left = _NAMES + 3.0
    wide = (DOUBLE - left - 2.0 - _GAP) / 2
    ends = [_limits(pd.concat([f[f["metric"] == metric] for f in frames.values()])) for metric in METRICS]
    for number, metric in enumerate(METRICS):
        name, reading = metric_label(metric)
        sheet.text(left + number * (wide + _GAP), 1.0, name, size=HEAD, weight="bold")
        sheet.text(left + number * (wide + _GAP), 4.2, fitted(reading, wide, SMALL), size=SMALL, color=MUTED)
    top = 9.0
    for order, (kind, frame) in enumerate(frames.items()):
        sheet.letter(1.0, top - 0.1, order)
        sheet.text(5.0, top, _KINDS[kind], weight="bold")
        for number, metric in enumerate(METRICS):
            axes = sheet.panel(left + number * (wide + _GAP), top + 4.0, wide, heights[kind])
            _panel(axes, frame, metric, ends[number], named=number == 0, last=order == len(frames) - 1)
        top += heights[kind] + 6.0
    return sheet.figure


def _panel(axes: Axes, frame: pd.DataFrame, metric: str, ends: tuple[float, float], *, named: bool, last: bool) -> None:
    items = list(dict.fromkeys(frame["item"]))
    labels = dict(zip(frame["item"], frame["label"], strict=True))
    own = frame[frame["metric"] == metric]
    axes.set_xlim(*ends)
    axes.set_ylim(len(items) - 0.5, -0.5)
    row_lines(axes, len(items))
    if own["estimate"].notna().any():
        axes.axvline(float(own["estimate"].dropna().iloc[0]), color=MUTED, linewidth=0.7, linestyle=(0, (3, 2)))
    for row in rows(own):
        place = items.index(row["item"])
        if row["without"] != row["without"]:
            say_undefined(axes, place, right=True)
            continue
        axes.plot([row["estimate"], row["without"]], [place, place], color=INTERVAL, linewidth=1.4, zorder=2)
        axes.plot(
            [row["without"]], [place], marker="o", color=ESTIMATE, markersize=4.0, markeredgecolor="white",
            markeredgewidth=0.4, clip_on=False, zorder=4,
        )  # fmt: skip
    axes.set_yticks(range(len(items)), [fitted(labels[item], _NAMES) if named else "" for item in items])
    axes.xaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    if not last:
        axes.set_xticklabels([])


def _limits(part: pd.DataFrame) -> tuple[float, float]:
    values = part[["estimate", "without"]].to_numpy(dtype=float)
    known = values[np.isfinite(values)]
    low = min(0.0, float(known.min())) if known.size else 0.0
    high = max(low + 0.2, float(known.max())) if known.size else 1.0
    return low - 0.05 * (high - low), high + 0.06 * (high - low)


def _alt(frames: dict[str, pd.DataFrame]) -> str:
    told = []
    for kind, frame in frames.items():
        tbi = rows(frame[frame["metric"] == "TBI"].head(3))
        named = ", ".join(f"{r['label']} {_value(r['without'])}" for r in tbi)
        told.append(f"{_KINDS[kind].lower()}: {named}")
    first = rows(next(iter(frames.values())))[0] if frames else {}
    return f"TBI with everything {_value(first['estimate'])}. {'; '.join(told)}." if frames else ""


def _value(value: float) -> str:
    return number_text(float(value)) if value == value else "undefined"
