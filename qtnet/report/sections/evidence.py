"""The section that answers: What are the sentences."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.words import sentences as say

__all__ = ["evidence_section"]


def evidence_section(context: Context) -> Section:
    """Build the section."""
    count = len(context.inputs.ties) + len(context.inputs.funding)
    answer = f"All {count:,} facts, each with the words it rests on. Choose a row to read it in its paragraph."
    return Section(key="evidence", title="What are the sentences?", answer=[say.Part(answer)])
