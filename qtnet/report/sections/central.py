"""The section that answers: Who is central."""

from __future__ import annotations

from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.central import show_centrality, show_slopes
from qtnet.report.shows.ego import show_ego
from qtnet.report.shows.network import show_layered, show_multiples
from qtnet.report.words.central import central_more, central_sentence

__all__ = ["central_section"]


def central_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="central",
        title="Who is central?",
        answer=central_sentence(inputs.centrality, inputs.network, context.names, len(inputs.documents)),
        more=central_more(inputs.centrality, context.names),
        exhibits=(
            show_layered(inputs, context.blocs, context.names),
            show_multiples(inputs, context.blocs, context.names),
            show_centrality(inputs, context.names),
            show_slopes(inputs, context.blocs, context.names),
            show_ego(inputs, context.blocs, context.names),
        ),
    )
