"""The exhibits of the centralities: by several readings, and over the technologies."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.centrality import draw_centrality, prepare_centrality
from qtnet.report.figures.layered import layers_by_ties
from qtnet.report.figures.slopes import draw_slopes, prepare_slopes
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, metric_label, unit_of
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import bars_said, documents_source

__all__ = ["show_centrality", "show_slopes"]


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
        reading=bars_said(
            frame,
            "Dots are estimates, bars their 95 % intervals from resampled documents and uncertain facts. Wide bars "
            "that overlap are places that other documents would swap.",
        )
        + " Actors in the order of the first panel; at most 14.",
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


def show_slopes(inputs: ReportInputs, blocs: Mapping[str, int], names: Mapping[str, str]) -> Exhibit:
    """Show whose rank changes from technology to technology."""
    layers = layers_by_ties(inputs.network) if len(inputs.network) else []
    # One actor alone has no rank, and two stand at both ends of one tie.
    told = [layer for layer in layers if _actors(inputs.network, layer) > 2]
    frame = prepare_slopes(inputs.centrality, inputs.network, told)
    left_out = [layer_label(layer) for layer in layers if layer not in told]
    more = f" Not drawn, for want of a third actor: {', '.join(left_out)}." if left_out else ""
    metric = str(frame["metric"].iloc[0]) if len(frame) else ""
    unit = unit_of(metric)
    return exhibit_of(
        "slopes",
        frame,
        lambda narrow: draw_slopes(frame, blocs, names, narrow=narrow),
        title="Whose place changes with the technology",
        reading=f"Numbers are ranks by {metric_label(metric)[0]}{f' ({unit})' if unit else ''} among the actors with a "
        f"tie in the technology; “3=” shares a place. Lines are coloured by bloc, and dotted where an actor has no tie "
        f"in between. Ranks carry no interval here; the hover gives it. At most 12 actors; a phone shows the largest "
        f"technologies.{more}",
        alt=_slopes_alt(frame, names),
        source=documents_source(inputs),
        reason="No two actors can be ranked.",
        table=frame.drop(columns=["slot"]).assign(actor=[names.get(actor, actor) for actor in frame["actor"]]),
    )


def _actors(network: pd.DataFrame, layer: str) -> int:
    own = network[network["layer"] == layer]
    return len(set(own["source"]) | set(own["target"]))


def _slopes_alt(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    first = frame[frame["slot"] == 0]
    told = [f"{layer_label(r['layer'])} {names.get(str(r['actor']), str(r['actor']))}" for r in rows(first)]
    return f"First by technology: {'; '.join(told)}."
