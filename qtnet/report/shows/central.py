"""The exhibit of the centralities."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.centrality import draw_centrality, prepare_centrality
from qtnet.report.figures.layered import layers_by_ties
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import documents_source

__all__ = ["show_centrality"]


def show_centrality(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show the centralities over all technologies, and in each."""
    frame = prepare_centrality(inputs.centrality, inputs.network, names)
    layers = layers_by_ties(inputs.network) if len(inputs.network) else []
    parts = {layer: prepare_centrality(inputs.centrality, inputs.network, names, layer=layer) for layer in layers}

    def draw(part: pd.DataFrame, narrow: bool) -> go.Figure:
        return draw_centrality(part, columns=2 if narrow else max(1, part["panel"].nunique()))

    return exhibit_of(
        "centrality",
        frame,
        lambda narrow: draw(frame, narrow),
        title="How central each actor is, by several readings of the word",
        reading="Dots are estimates, bars their 95 % intervals from resampled documents and uncertain facts. Actors in "
        "the order of the first panel; at most 14.",
        alt=_leaders_alt(frame),
        source=documents_source(inputs),
        reason="No centrality was computed.",
        table=inputs.centrality,
        variants=tuple(
            Variant(key=layer, label=layer_label(layer), wide=draw(part, False), narrow=draw(part, True))
            for layer, part in parts.items()
            if len(part)
        ),
    )


def _leaders_alt(frame: pd.DataFrame) -> str:
    first = frame[frame["panel"] == frame["panel"].iloc[0]].head(3) if len(frame) else frame
    told = [f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(first)]
    return f"{frame['panel'].iloc[0]}: {', '.join(told)}." if told else ""
