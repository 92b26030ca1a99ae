"""The section that answers: When was what agreed."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.time import show_money_years, show_years
from qtnet.report.words.time import time_more, time_sentence

__all__ = ["time_section"]


def time_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="time",
        title="When was what agreed?",
        answer=time_sentence(inputs.ties),
        more=time_more(inputs.ties, inputs.commitments),
        exhibits=(show_years(inputs, context.names), show_money_years(inputs, context.names, context.amounts)),
    )
