"""The section that answers: Who stands where, who hedges, who bridges."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.frustrated import show_frustrated
from qtnet.report.shows.standing import show_alignment, show_bridges
from qtnet.report.words import sentences as say
from qtnet.report.words.bridges import bridges_sentence

__all__ = ["hedgers_section"]


def hedgers_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="hedgers",
        title="Who stands where, who hedges, who bridges?",
        answer=say.hedgers_sentence(inputs.alignment, inputs.network, context.names, poles=inputs.poles),
        more=bridges_sentence(inputs.bridges, inputs.network, inputs.ties, context.names, poles=inputs.poles),
        exhibits=(
            show_alignment(inputs, context.names),
            show_bridges(inputs, context.names),
            show_frustrated(inputs, context.names),
        ),
    )
