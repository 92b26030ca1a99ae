"""The exhibits of the bipolarity index: its profile, and chance."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.null import draw_null, prepare_null
from qtnet.report.figures.profile import draw_profile, prepare_profile
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, layers_named
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import documents_source

__all__ = ["show_null", "show_profile"]


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
        "(X). Bars are 95 % intervals.",
        alt=_profile_alt(frame),
        source=documents_source(inputs) + (f" Exploratory: {inputs.exploratory_reason}." if inputs.exploratory else ""),
        reason="No bipolarity was computed.",
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
        f"dot well to the right of its hill is more than chance. {_first_sentence(null)}".strip(),
        alt=_null_alt(frame),
        source=documents_source(inputs),
        legend=(("estimate", "observed, with 95 % interval"), ("null", "chance alone")),
        reason="The index is not defined in any technology; the answer above gives the reasons.",
    )


def _first_sentence(text: str) -> str:
    first = text.split(". ")[0].rstrip(".")
    return first[:1].upper() + first[1:] + "." if first else ""


def _profile_alt(frame: pd.DataFrame) -> str:
    top = frame[frame["metric"] == "TBI"].head(4)
    told = [f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}" for r in rows(top)]
    return f"TBI: {'; '.join(told)}."


def _null_alt(frame: pd.DataFrame) -> str:
    return "; ".join(
        f"{layer_label(r['layer'])}: observed {r['estimate']:.2f}, chance {r['null_low']:.2f} to {r['null_high']:.2f}"
        for r in rows(frame.head(4))
    ) + "."  # fmt: skip
