"""The exhibits of the centralities: by several readings, and over the technologies."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
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
from qtnet.report.words.coverage import coverage_said

__all__ = ["show_centrality", "show_slopes", "told_centrality"]

_ONE_DOCUMENT = "no interval: one document"
_OF_RESAMPLES = ("std_error", "ci_low", "ci_high", "rank_low", "rank_high", "p_first", "p_top")


def show_centrality(inputs: ReportInputs, names: Mapping[str, str]) -> Exhibit:
    """Show the centralities over all technologies, and in each."""
    told = told_centrality(inputs)
    frame = prepare_centrality(told, inputs.network, names)
    known = set(told["layer"])
    layers = [layer for layer in layers_by_ties(inputs.network) if layer in known] if len(inputs.network) else []
    parts = {layer: prepare_centrality(told, inputs.network, names, layer=layer) for layer in layers}

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
        + coverage_said(inputs, told)
        + " Actors in the order of the first panel; at most 14.",
        alt=_leaders_alt(frame),
        source=documents_source(inputs),
        reason="No centrality was computed.",
        table=_table(told, names) if len(told) else told,
        variants=tuple(
            Variant(key=layer, label=layer_label(layer), wide=draw(part, False), narrow=draw(part, True))
            for layer, part in parts.items()
            if len(part)
        ),
    )


def told_centrality(inputs: ReportInputs) -> pd.DataFrame:
    """Leave out who has no tie in a technology, and intervals where one document tells all of it.

    Resampling one document changes nothing but whether it is there: the interval would have no width.
    """
    network, given = inputs.network, inputs.centrality
    if network.empty or given.empty:
        return given
    documents = {str(f): str(d) for f, d in zip(inputs.ties["tie"], inputs.ties["doc"], strict=True)}
    documents |= {str(f): str(d) for f, d in zip(inputs.funding["funding"], inputs.funding["doc"], strict=True)}
    tied, alone = {}, set()
    for layer, own in network.groupby("layer"):
        tied[str(layer)] = set(own["source"]) | set(own["target"])
        if len({documents.get(str(fact), str(fact)) for facts in own["facts"] for fact in facts}) == 1:
            alone.add(str(layer))
    kept = [
        layer not in tied or actor in tied[layer] for layer, actor in zip(given["layer"], given["actor"], strict=True)
    ]
    frame = given[kept].reset_index(drop=True)
    single = frame["layer"].isin(alone) & frame["ci_low"].notna()
    bounds = [column for column in _OF_RESAMPLES if column in frame.columns]
    remarks = [_ONE_DOCUMENT if own else reason for own, reason in zip(single, frame["reason"], strict=True)]
    return frame.assign(**{column: frame[column].mask(single) for column in bounds}, reason=remarks)


def _table(frame: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Give names for codes, and the ranks of the interval as whole numbers that hold it."""
    ends = {"rank_low": np.floor, "rank_high": np.ceil}
    return frame.assign(
        metric=[metric_label(str(metric))[0] for metric in frame["metric"]],
        layer=[layer_label(str(layer)) for layer in frame["layer"]],
        actor=[names.get(str(actor), str(actor)) for actor in frame["actor"]],
        **{column: outward(frame[column]) for column, outward in ends.items() if column in frame.columns},
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
