"""Whether the confidence of extraction can be trusted: stated against found, by weights fitted anew."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import SINGLE, SMALL, Sheet
from qtnet.report.figures.reliability import prepare_reliability
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import ESTIMATE, GRID, INK, MUTED

__all__ = ["reliability_figure"]


def reliability_figure(context: Context) -> PaperFigure:
    """Show the share of ties that is right in each class of confidence."""
    frame = prepare_reliability(context.inputs.reliability)
    told = "; ".join(
        f"confidence {r['confidence']:.2f}: {estimate_text(r['right'], r['ci_low'], r['ci_high'])} (n {r['n']:.0f})"
        for r in rows(frame)
    )
    return PaperFigure(
        key="reliability",
        title="Reliability of the confidence that extraction gives to ties.",
        reading="Share of ties that is right (pair and mode) in each class of confidence, on annotated documents, part "
        "by part by weights fitted again without that part; the weights that the package carries are fitted to all of "
        "them. Lines are 95 % Wilson intervals, which take ties as independent; numbers are ties. On "
        "the dashed line confidence is what it says; below it the extraction is too sure of itself.",
        alt=f"Reliability diagram: {told}.",
        data=frame.drop(columns=["hover"]),
        drawing=_draw(frame) if len(frame) else None,
        reason="No figures on unseen documents come with these results.",
    )


def _draw(frame: pd.DataFrame) -> Figure:
    sheet = Sheet(SINGLE, 74.0)
    axes = sheet.panel(11.0, 2.0, 74.0, 62.0)
    axes.spines["left"].set_visible(True)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.grid(color=GRID, linewidth=0.5)
    axes.plot([0, 1], [0, 1], color=MUTED, linewidth=0.7, linestyle=(0, (3, 2)))
    axes.plot(frame["confidence"].tolist(), frame["right"].tolist(), color=ESTIMATE, linewidth=0.7, zorder=2)
    most = max(float(frame["n"].max()), 1.0)
    for row in rows(frame):
        x, y = float(row["confidence"]), float(row["right"])
        axes.plot([x, x], [row["ci_low"], row["ci_high"]], color=ESTIMATE, linewidth=0.9, zorder=2)
        size = 3.0 + 5.0 * (float(row["n"]) / most) ** 0.5
        axes.plot(
            [x], [y], marker="o", color=ESTIMATE, markersize=size, markeredgecolor="white", markeredgewidth=0.5,
            clip_on=False, zorder=4,
        )  # fmt: skip
        axes.annotate(
            f"{row['n']:.0f}", (x, y), xytext=(size / 2 + 2.5, -size / 2 - 3), textcoords="offset points", size=SMALL,
            color=INK, bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4}, zorder=3,
        )  # fmt: skip
    ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
    axes.set_xticks(ticks, ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    axes.set_yticks(ticks, ["0", "0.2", "0.4", "0.6", "0.8", "1"], size=SMALL)
    axes.set_xlabel("mean confidence of the ties", color=MUTED)
    axes.set_ylabel("share that is right", color=MUTED)
    return sheet.figure
