"""The section that answers: Who pays whom."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.money import show_flows, show_totals
from qtnet.report.words.money import money_more, money_sentence

__all__ = ["money_section"]


def money_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="money",
        title="Who pays whom?",
        answer=money_sentence(inputs.funding_totals),
        more=money_more(
            inputs.funding_totals,
            inputs.funding_flows,
            context.names,
            inputs.funding,
            inputs.quality,
            inputs.unseen,
            inputs.commitments,
        ),
        exhibits=(
            show_flows(inputs, context.names, context.amounts),
            show_totals(inputs, context.names, context.amounts),
        ),
    )
