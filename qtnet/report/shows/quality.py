"""The exhibits on the quality of the extraction: on unseen documents, on those of the study, and how sure it is."""

from __future__ import annotations

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.quality import draw_confidence, draw_quality, prepare_confidence, prepare_quality
from qtnet.report.figures.reliability import draw_reliability, prepare_reliability
from qtnet.report.inputs import ReportInputs
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.words.quality import trust_text

__all__ = ["show_confidence", "show_quality", "show_reliability", "show_unseen"]

_SOURCE = "Annotated documents that come with qtnet, each part judged by weights that were trained on the other parts."
_NO_UNSEEN = "No figures on unseen documents come with these results."


def show_unseen(inputs: ReportInputs) -> Exhibit:
    """Show the scores of the extraction on documents that its weights never saw, and that nobody read for its rules."""
    which = str(inputs.unread["which"].iloc[0]) if len(inputs.unread) else ""
    told = f"Unread: only the documents that nobody read while the rules were written ({which}). " if which else ""
    return _scores(
        "unseen",
        prepare_quality(inputs.unseen, inputs.unread),
        title="Agreement with annotation on unseen documents, from easy to strict",
        aside=f"{told}Expect no more{' than these' if which else ''} of your own documents.",
        source=_SOURCE,
        reason=_NO_UNSEEN,
    )


def show_reliability(inputs: ReportInputs) -> Exhibit:
    """Show whether the confidence of ties can be trusted, on documents that the weights never saw."""
    frame = prepare_reliability(inputs.reliability)
    return exhibit_of(
        "reliability",
        frame,
        lambda _narrow: draw_reliability(frame),
        title="Can the confidence be trusted?",
        reading=f"{trust_text(frame)} Each dot is a class of confidence with its 95 % interval, which takes the ties "
        "as independent; larger dots hold more ties. On the dotted line the share that is "
        "right is what the confidence says; below it the extraction is too sure of itself.",
        alt="; ".join(
            f"confidence {r['confidence']:.2f}: {estimate_text(r['right'], r['ci_low'], r['ci_high'])} right "
            f"(n {r['n']:.0f})"
            for r in rows(frame)
        )
        + ".",
        source=_SOURCE,
        reason=_NO_UNSEEN,
    )


def show_quality(inputs: ReportInputs) -> Exhibit:
    """Show the scores of the extraction on the documents of the study."""
    return _scores(
        "scores",
        prepare_quality(inputs.quality),
        title="Agreement with the annotation of this study, from easy to strict",
        aside="This is no held-out test: the rules were developed with documents of this kind.",
        source="Annotated documents of this study, compared fact by fact.",
        reason=inputs.quality_reason or "The extraction was not scored in this study.",
    )


def show_confidence(inputs: ReportInputs) -> Exhibit:
    """Show how sure the extraction is of its facts."""
    frame = prepare_confidence(inputs.ties, inputs.funding)
    return exhibit_of(
        "confidence",
        frame,
        lambda _narrow: draw_confidence(frame),
        title="How sure the extraction is of each fact",
        reading="Confidence is the probability that the extraction gives to a fact of being right. Choose a bar to "
        "read its facts.",
        alt=f"{int(frame['facts_counted'].sum())} facts by confidence in steps of 0.05.",
        source="Confidence of each fact; it enters every interval on this page.",
    )


def _scores(
    key: str,
    frame: pd.DataFrame,
    *,
    title: str,
    aside: str,
    source: str,
    reason: str,
) -> Exhibit:
    """Show scores from the easiest level to the strictest."""
    told = [f"{r['row']} F1 {r['estimate']:.2f}" for r in rows(frame) if r["panel"] == "F1"]
    return exhibit_of(
        key,
        frame,
        lambda narrow: draw_quality(frame, columns=1 if narrow else 3),
        title=title,
        reading="Each row asks for more: the right pair of actors and sign, then also the kind of tie, the technology, "
        f"the status. Bars are 95 % intervals over documents. {aside}",
        alt="; ".join(told) + ".",
        source=source,
        reason=reason,
    )
