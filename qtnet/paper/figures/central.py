"""How central each actor is, by every centrality of the study."""

from __future__ import annotations

import pandas as pd

from qtnet.paper.figures.dots import draw_dots
from qtnet.paper.figures.figure import PaperFigure
from qtnet.report.figures.centrality import prepare_centrality
from qtnet.report.labels import metric_label, unit_of
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context

__all__ = ["centrality_figure"]


def centrality_figure(context: Context) -> PaperFigure:
    """Show the leading actors over all technologies, one panel for each centrality."""
    frame = prepare_centrality(context.inputs.centrality, context.inputs.network, context.names)
    panels = dict(zip(frame["panel"], frame["metric"], strict=True))
    notes = {panel: metric_label(metric)[1] for panel, metric in panels.items()}
    units = {panel: unit_of(metric) for panel, metric in panels.items()}
    return PaperFigure(
        key="centrality",
        title="Centrality of the leading actors over all technologies.",
        reading="Dots are estimates, lines their 95 % intervals from resampled documents and uncertain facts. Actors "
        f"stand in the order of the first panel; at most {frame['row'].nunique() if len(frame) else 14} are shown.",
        alt=_alt(frame),
        data=frame.drop(columns=["hover"]),
        drawing=draw_dots(frame, notes=notes, units=units) if len(frame) else None,
        reason="No centrality was computed.",
    )


def _alt(frame: pd.DataFrame) -> str:
    told = []
    for panel, part in frame.groupby("panel", sort=False):
        leaders = rows(part.dropna(subset=["estimate"]).sort_values("estimate", ascending=False, kind="stable").head(3))
        named = (f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in leaders)
        told.append(f"{panel}: {', '.join(named)}")
    return f"Dot plot with intervals, {frame['row'].nunique()} actors. Highest by {'; by '.join(told)}."
