"""The exhibits of what would change the answer: left-out items, other weights, other settings."""

from __future__ import annotations

import pandas as pd

from qtnet.report.exhibit import Exhibit, Variant, exhibit_of
from qtnet.report.figures.influence import draw_influence, prepare_influence
from qtnet.report.figures.profile import beyond_text
from qtnet.report.figures.schemes import draw_schemes, prepare_schemes
from qtnet.report.figures.sensitivity import draw_sensitivity, prepare_sensitivity, split_by_poles
from qtnet.report.inputs import MOST_UNITS, ReportInputs
from qtnet.report.rounding import estimate_text, number_text
from qtnet.report.rows import rows
from qtnet.report.shows.sources import documents_source
from qtnet.report.words.sentences import count

__all__ = ["show_influence", "show_schemes", "show_sensitivity"]

#: What is left out, one at a time.
KINDS = {"document": "One document", "actor": "One actor", "tie": "One tie"}


def show_influence(inputs: ReportInputs) -> Exhibit:
    """Show how far the index moves without one document, one actor, one tie."""
    kinds = [kind for kind in KINDS if (inputs.influence["kind"] == kind).any()]
    frames = [prepare_influence(inputs.influence, kind) for kind in kinds] or [prepare_influence(inputs.influence, "")]
    frame = frames[0]
    return exhibit_of(
        "influence",
        frame,
        lambda narrow: draw_influence(frame, narrow=narrow),
        title="What the index hangs on",
        reading="Each dot is the value when one item is left out, the dashed line the value with everything. The items "
        "that move the index most come first. J stands beside it because it is never cut off at 0: it moves where the "
        "index cannot.",
        alt=_influence_alt(frame),
        source=f"{documents_source(inputs)} Of many documents, actors or ties the {MOST_UNITS} with most weight are "
        "left out in turn. No interval is drawn here. Exploratory.",
        reason="It was not asked what the index hangs on, or there are fewer than two items to leave out.",
        table=inputs.influence.drop(columns=["item", "layer"]).round(4),
        choice="Left out",
        whole=KINDS[kinds[0]] if kinds else "",
        variants=tuple(
            Variant(key=kind, label=KINDS[kind], wide=draw_influence(own), narrow=draw_influence(own, narrow=True))
            for kind, own in zip(kinds[1:], frames[1:], strict=True)
        ),
    )


def show_schemes(inputs: ReportInputs) -> Exhibit:
    """Show the profile under other schemes of weights."""
    frame = prepare_schemes(inputs.schemes)
    return exhibit_of(
        "schemes",
        frame,
        lambda narrow: draw_schemes(frame, columns=2 if narrow else max(1, frame["panel"].nunique())),
        title="If ties were weighed otherwise",
        reading="The same facts with other weights: every statement alike, statements that name money more, or money "
        f"alone. Bars are 95 % intervals.{beyond_text(frame)}",
        alt="TBI " + "; ".join(
            f"{r['row']} {estimate_text(r['estimate'], r['ci_low'], r['ci_high'])}"
            for r in rows(frame[frame["metric"] == "TBI"])
        ) + ".",
        source=documents_source(inputs),
        reason="Other schemes of weights were not tried.",
    )  # fmt: skip


def _influence_alt(frame: pd.DataFrame) -> str:
    tbi = rows(frame[frame["metric"] == "TBI"].head(3))
    told = [f"without {r['label']} {estimate_text(r['without'])}" for r in tbi]
    return f"TBI with everything {estimate_text(tbi[0]['estimate'])}; {'; '.join(told)}." if tbi else ""


def show_sensitivity(inputs: ReportInputs) -> Exhibit:
    """Show how the index moves with the settings of the method."""
    frame = prepare_sensitivity(inputs.sensitivity, inputs.poles)
    return exhibit_of(
        "sensitivity",
        frame,
        lambda narrow: draw_sensitivity(frame, narrow=narrow),
        title="Under other settings of the method",
        reading="Each stroke is the index over all technologies under another setting; a row holds the settings that "
        "share one choice: the pull needed to align (τ), the weight of hostility (λ), the measure of capability. "
        "Where a row lies apart from its neighbours, that choice matters. Other poles ask another question: they stand "
        "in rows of their own, and in no other.",
        alt=_sensitivity_alt(inputs),
        source="The same facts, other settings; no interval is drawn here.",
        reason="The index is not defined under any other setting, or no other setting was tried.",
        table=inputs.sensitivity.round(4),
    )


def _sensitivity_alt(inputs: ReportInputs) -> str:
    own, other = split_by_poles(inputs.sensitivity, inputs.poles)
    told = []
    if len(own):
        low, high = number_text(own["TBI"].min()), number_text(own["TBI"].max())
        span = f"stays at {low}" if low == high else f"runs from {low} to {high}"
        told.append(f"Over {count(len(own), 'setting')} the index {span}.")
    told += [f"With other poles ({row['poles']}) it is {row['TBI']:.2f}." for row in rows(other)]
    return " ".join(told)
