"""All methods paragraphs of a run, in the order of a paper; what a run did not do is not described."""

from __future__ import annotations

from qtnet.paper.methods.data import corpus_paragraph, money_paragraph, network_paragraph
from qtnet.paper.methods.measures import (
    balance_paragraph,
    bipolarity_paragraph,
    blocs_paragraph,
    centrality_paragraph,
)
from qtnet.paper.methods.pieces import Paragraph
from qtnet.paper.methods.sureness import (
    chance_paragraph,
    choices_paragraph,
    intervals_paragraph,
    limits_paragraph,
    repeat_paragraph,
)
from qtnet.report.inputs import ReportInputs
from qtnet.report.sections.section import Context

__all__ = ["cited_methods", "methods_paragraphs"]

_STORY = (
    corpus_paragraph,
    network_paragraph,
    centrality_paragraph,
    blocs_paragraph,
    balance_paragraph,
    bipolarity_paragraph,
    chance_paragraph,
    intervals_paragraph,
    choices_paragraph,
    money_paragraph,
    repeat_paragraph,
    limits_paragraph,
)


def methods_paragraphs(inputs: ReportInputs) -> tuple[Paragraph, ...]:
    """Give the paragraphs that describe what a run did."""
    context = Context.of(inputs)
    return tuple(paragraph for write in _STORY if (paragraph := write(context)) is not None)


def cited_methods(inputs: ReportInputs) -> tuple[str, ...]:
    """Give the keys of the publications that the paragraphs cite, sorted: the methods that the run used."""
    return tuple(sorted({key for paragraph in methods_paragraphs(inputs) for key in paragraph.cited} - {"qtnet"}))
