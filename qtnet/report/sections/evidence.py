"""The section that answers: What are the sentences."""

from __future__ import annotations

from qtnet.report.carried import carried_facts
from qtnet.report.sections.section import Context, Section
from qtnet.report.words import sentences as say

__all__ = ["evidence_section"]


def evidence_section(context: Context) -> Section:
    """Build the section."""
    count = len(context.inputs.ties) + len(context.inputs.funding)
    carried = carried_facts(context.inputs)
    answer = f"All {count:,} facts, each with the words it rests on."
    if carried is not None:
        answer = (
            f"{len(carried):,} of {count:,} facts, each with the words it rests on: of each pair, sign and technology "
            "the surest. Numbers and figures rest on all; facts/ties.csv and facts/funding.csv hold them."
        )
    answer += " Choose a row to read it in its paragraph."
    return Section(key="evidence", title="What are the sentences?", answer=[say.Part(answer)])
