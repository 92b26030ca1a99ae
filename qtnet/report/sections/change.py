"""The section that answers: What would change the answer."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.change import show_influence, show_schemes, show_sensitivity
from qtnet.report.words.change import change_details, change_sentence

__all__ = ["change_section"]


def change_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="change",
        title="What would change the answer?",
        answer=change_sentence(inputs.influence, inputs.bipolarity, exploratory=inputs.exploratory),
        more=change_details(
            inputs.influence, inputs.schemes, inputs.sensitivity, poles=inputs.poles, names=context.names
        ),
        exhibits=(show_influence(inputs), show_schemes(inputs), show_sensitivity(inputs)),
    )
