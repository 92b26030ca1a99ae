"""The bipolarity profile: headline and components per technology."""

from __future__ import annotations

from qtnet.paper.figures.dots import draw_dots
from qtnet.paper.figures.figure import PaperFigure
from qtnet.report.figures.profile import beyond_text, prepare_profile, within_limits
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

__all__ = ["profile_figure"]


def profile_figure(context: Context) -> PaperFigure:
    """Show headline and components, one panel each."""
    inputs = context.inputs
    frame = prepare_profile(inputs.bipolarity, context.layer_facts)
    shown, limits = within_limits(frame)
    notes = {panel: metric_label(metric)[1] for panel, metric in zip(frame["panel"], frame["metric"], strict=True)}
    exploratory = f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""
    told = "; ".join(
        f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}"
        for r in rows(frame[frame["metric"] == "TBI"])
    )
    return PaperFigure(
        key="bipolarity",
        title="The bipolarity profile of each technology.",
        reading="TBI is high only if two poles hold the capability (C) and relations follow the divide: cooperation "
        "stays inside (S), hostility runs across (H), no third bloc is needed (D), and all technologies split alike "
        f"(X). Dots are estimates, lines their 95 % intervals.{beyond_text(frame)}{exploratory}",
        alt=f"Dot plot with intervals. Bipolarity index TBI: {told}.".replace("–", "undefined"),
        data=frame.drop(columns=["hover"]),
        drawing=draw_dots(shown, notes=notes, limits=limits, strong=layer_label(MULTILAYER)) if len(frame) else None,
        reason="No bipolarity was computed.",
    )
