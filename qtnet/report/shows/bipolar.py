"""The exhibits of the bipolarity index: its profile, and chance."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.null import draw_null, prepare_null, usable_text
from qtnet.report.figures.profile import beyond_text, draw_profile, layer_order, prepare_profile
from qtnet.report.figures.since import draw_since, prepare_since
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, layers_named, metric_label
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import bars_said, documents_source
from qtnet.report.words.coverage import coverage_said
from qtnet.report.words.sentences import count
from qtnet.results import MULTILAYER

__all__ = ["show_null", "show_profile", "show_since"]


def show_profile(inputs: ReportInputs, facts: Mapping[str, tuple[str, ...]]) -> Exhibit:
    """Show components and headline per technology."""
    frame = prepare_profile(inputs.bipolarity, facts)
    return exhibit_of(
        "profile",
        frame,
        lambda narrow: draw_profile(frame, columns=2 if narrow else max(1, frame["panel"].nunique())),
        title="The bipolarity profile",
        reading="TBI is high only if two poles hold the capability (C) and relations follow the divide: cooperation "
        "stays inside (S), hostility runs across (H), no third bloc is needed (D), and all technologies split alike "
        f"(X). {bars_said(frame, 'Bars are 95 % intervals.')}{beyond_text(frame)}"
        + coverage_said(inputs, inputs.bipolarity),
        alt=_profile_alt(frame),
        source=documents_source(inputs) + (f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""),
        reason="No bipolarity was computed.",
        table=frame.assign(
            layer=[layer_label(str(layer)) for layer in frame["layer"]],
            metric=[metric_label(str(metric))[0] for metric in frame["metric"]],
        ),
    )


def show_null(inputs: ReportInputs) -> Exhibit:
    """Show the observed values against chance."""
    frame = prepare_null(inputs.bipolarity, inputs.null_draws)
    null = layers_named(inputs.null, inputs.network["layer"])
    return exhibit_of(
        "null",
        frame,
        lambda narrow: draw_null(frame, narrow=narrow),
        title="The index against chance",
        reading="Grey hills: what the index would be by chance alone. Dots: what was observed, with its interval. A "
        f"dot well to the right of its hill is more than chance. {_first_sentence(null)}".strip()
        + _few_draws(inputs, frame),
        alt=_null_alt(frame),
        source=documents_source(inputs),
        legend=(("estimate", "observed, with 95 % interval"), ("null", "chance alone")),
        reason="The index is not defined in any technology; the answer above gives the reasons.",
    )


def show_since(inputs: ReportInputs) -> Exhibit:
    """Show the index in windows of time, over all technologies and in each that has a tie with a year."""
    frame = prepare_since(inputs.windows)
    return exhibit_of(
        "since",
        frame,
        lambda narrow: draw_since(frame, narrow=narrow),
        title="The index over time",
        reading="Each stroke is the index of the years it spans, with its 95 % interval; the grey stroke is the mean "
        "of chance. Below: how many ties the documents date to these years. Ties without a year are in no window."
        + coverage_said(inputs, inputs.windows[inputs.windows["metric"] == "TBI"])
        + _several(frame, inputs),
        alt=_since_alt(frame),
        source=f"{documents_source(inputs)} {_undated(inputs)}",
        legend=(("estimate", "observed, with 95 % interval"), ("null", "mean of chance alone")),
        reason="No tie has a year, or no windows of time were asked for.",
        table=frame.drop(columns=["start", "end"]),
        variants=tuple(
            Variant(
                key=layer,
                label=layer_label(layer),
                wide=draw_since(own),
                narrow=draw_since(own, narrow=True),
            )
            for layer, own in _dated(inputs)
        ),
    )


def _dated(inputs: ReportInputs) -> list[tuple[str, pd.DataFrame]]:
    layers = [layer for layer in layer_order(inputs.bipolarity) if layer != MULTILAYER]
    frames = [(layer, prepare_since(inputs.windows, layer=layer)) for layer in layers]
    return [(layer, own) for layer, own in frames if own["n_ties"].sum() > 0]


def _several(frame: pd.DataFrame, inputs: ReportInputs) -> str:
    """Say that a tie may stand in several windows, where they overlap or some tie has facts of several years."""
    spans = sorted(zip(frame["start"], frame["end"], strict=True))
    if any(later[0] <= earlier[1] for earlier, later in pairwise(spans)):
        return " The windows overlap: a tie may stand in several."
    dated = int(inputs.network["year"].notna().sum()) if "year" in inputs.network else 0
    several = int(frame["n_ties"].sum()) > dated
    return " A tie with facts of several years stands in several windows." if several else ""


def _undated(inputs: ReportInputs) -> str:
    without = int(inputs.network["year"].isna().sum()) if "year" in inputs.network else 0
    if not without:
        return "Every tie has a year."
    return f"{without} of {count(len(inputs.network), 'tie')} {'has' if without == 1 else 'have'} no year."


def _since_alt(frame: pd.DataFrame) -> str:
    known = frame[frame["estimate"].notna()]
    if known.empty:
        return f"In none of {count(len(frame), 'window')} is the index defined."
    told = "; ".join(f"{r['window']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(known))
    return f"TBI by window: {told}."


def _first_sentence(text: str) -> str:
    first = text.split(". ")[0].rstrip(".")
    return first[:1].upper() + first[1:] + "." if first else ""


def _few_draws(inputs: ReportInputs, frame: pd.DataFrame) -> str:
    """Say of each technology in the figure how few draws of chance have an index."""
    told = [(layer_label(layer), usable_text(inputs.null_draws, layer)) for layer in frame["layer"]]
    return "".join(f" {label}: {text}." for label, text in told if text)


def _profile_alt(frame: pd.DataFrame) -> str:
    top = frame[frame["metric"] == "TBI"].head(4)
    told = [f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(top)]
    return f"TBI: {'; '.join(told)}."


def _null_alt(frame: pd.DataFrame) -> str:
    return "; ".join(
        f"{layer_label(r['layer'])}: observed {r['estimate']:.2f}, chance {r['null_low']:.2f} to {r['null_high']:.2f}"
        for r in rows(frame.head(4))
    ) + "."  # fmt: skip
