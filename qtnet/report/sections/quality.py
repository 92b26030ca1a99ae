"""The section that answers: How good is the extraction."""

from __future__ import annotations

from qtnet.report.exhibit import table_of
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.shows.quality import show_confidence, show_quality, show_reliability, show_unseen
from qtnet.report.words.counting import count_table
from qtnet.report.words.quality import quality_more, quality_sentence

__all__ = ["quality_section"]


def quality_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    known = (inputs.quality, inputs.quality_reason, inputs.unseen, inputs.unread)
    unseen = (show_unseen(inputs), show_reliability(inputs)) if len(inputs.unseen) else ()
    return Section(
        key="quality",
        title="How good is the extraction?",
        answer=quality_sentence(*known),
        more=quality_more(*known),
        exhibits=(*unseen, show_quality(inputs), show_confidence(inputs)),
        tables=(
            NamedTable(
                key="counts",
                title="What was read, found and dropped",
                reading="Nothing is lost silently: every drop has its reason.",
                table=table_of(count_table(inputs.counts)),
            ),
        ),
    )
