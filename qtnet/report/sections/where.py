"""The section that answers: Where do the ties run."""

from __future__ import annotations

from qtnet.report.figures.places import prepare_links, prepare_places
from qtnet.report.sections.section import Context, Section
from qtnet.report.shows.places import show_map
from qtnet.report.words.where import where_more, where_sentence

__all__ = ["where_section"]


def where_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    places = prepare_places(inputs.network, inputs.network_actors, context.blocs, context.names)
    links = prepare_links(inputs.network, inputs.network_actors)
    return Section(
        key="where",
        title="Where do the ties run?",
        answer=where_sentence(places, links),
        more=where_more(places, links),
        exhibits=(show_map(inputs, context.blocs, context.names),),
    )
