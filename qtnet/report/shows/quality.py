"""The exhibits on the quality of the extraction: on unseen documents, on those of the study, and how sure it is."""

from __future__ import annotations

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.quality import draw_confidence, draw_quality, prepare_confidence, prepare_quality
from qtnet.report.figures.reliability import draw_reliability, prepare_reliability
from qtnet.report.inputs import ReportInputs
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import rows
from qtnet.report.words.quality import trust_text

__all__ = ["show_confidence", "show_quality", "show_reliability", "show_unseen"]

_SOURCE = "Annotated documents that come with qtnet, each part judged by weights that were trained on the other parts."


def show_unseen(inputs: ReportInputs) -> Exhibit:
    """Show the scores of the extraction on documents that its weights never saw."""
    frame = prepare_quality(inputs.unseen)
    return exhibit_of(
        "unseen",
        frame,
        lambda narrow: draw_quality(frame, columns=1 if narrow else 3),
        title="Agreement with annotation on unseen documents, from easy to strict",
        reading="Each row asks for more: the right pair of actors and sign, then also the kind of tie, the technology, "
        "the status. Bars are 95 % intervals over documents. Expect no more than this of your own documents.",
        alt="; ".join(f"{r['row']} {r['panel'].lower()} {r['estimate']:.2f}" for r in rows(frame) if r["panel"] != "F1")
        + ".",
        source=_SOURCE,
        reason="No figures on unseen documents come with these results.",
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
        reason="No figures on unseen documents come with these results.",
    )


def show_quality(inputs: ReportInputs) -> Exhibit:
    """Show the scores of the extraction."""
    frame = prepare_quality(inputs.quality)
    return exhibit_of(
        "scores",
        frame,
        lambda narrow: draw_quality(frame, columns=1 if narrow else 3),
        title="Agreement with the annotation of this study, from easy to strict",
        reading="Each row asks for more: the right pair of actors and sign, then also the kind of tie, the technology, "
        "the status. Bars are 95 % intervals over documents. "
        "This is no held-out test: the rules were developed with documents of this kind.",
        alt="; ".join(f"{row} F1 {value:.2f}" for row, value, panel in
                      zip(frame["row"], frame["estimate"], frame["panel"], strict=True) if panel == "F1") + ".",
        source="Annotated documents of this study, compared fact by fact.",
        reason=inputs.quality_reason or "The extraction was not scored in this study.",
    )  # fmt: skip


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
