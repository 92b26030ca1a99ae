"""The section that answers: Is it bipolar, and is that more than chance."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.bipolar import show_null, show_profile
from qtnet.report.shows.change import show_sensitivity
from qtnet.report.words.chance import chance_sentence

__all__ = ["bipolar_section"]


def bipolar_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="bipolar",
        title="Is it bipolar, in which technologies, and is that more than chance?",
        answer=chance_sentence(
            inputs.bipolarity,
            inputs.null_draws,
            context.layer_facts,
            inputs.exploratory,
            poles={pole: context.names.get(pole, pole) for pole in inputs.poles},
        ),
        exhibits=(show_profile(inputs, context.layer_facts), show_null(inputs), show_sensitivity(inputs)),
    )
