"""The section that answers: Which blocs are there."""

from __future__ import annotations

from qtnet.report.exhibit import table_of
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.figures.positions import heaviest
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layers_named
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.shows.blocs import show_adjacency, show_coassignment
from qtnet.report.shows.layers import show_bloc_layers, show_bloc_windows, show_similarity
from qtnet.report.words.bloc_count import counted_table
from qtnet.report.words.blocs import blocs_more, blocs_sentence

__all__ = ["blocs_section"]


def blocs_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    order = heaviest(inputs.network, len(inputs.network_actors))
    # Without windows there is nothing over time, and nothing to say about it here.
    windows = (show_bloc_windows(inputs, context.names),) if len(inputs.window_blocs) else ()
    return Section(
        key="blocs",
        title="Which blocs are there?",
        answer=blocs_sentence(inputs.blocs, context.names, order, inputs.bloc_support, inputs.bloc_count),
        more=blocs_more(inputs.blocs, context.names, inputs.bloc_support),
        exhibits=(
            show_adjacency(inputs, context.blocs, context.names),
            show_coassignment(inputs, context.blocs, context.names),
            show_bloc_layers(inputs, context.names),
            show_similarity(inputs),
            *windows,
        ),
        tables=(
            NamedTable(
                key="bloc-table",
                title="The blocs and their members",
                reading="Agreement is the mean share of repeated searches on the same ties in which a member stands "
                "with its bloc. It does not say how the blocs would change with other documents.",
                table=table_of(bloc_table(inputs.blocs, context.names, order)),
            ),
            *_against_chance(inputs),
        ),
    )


def _against_chance(inputs: ReportInputs) -> tuple[NamedTable, ...]:
    """Give the table of the test, where the study asked for it."""
    if inputs.bloc_count.empty:
        return ()
    null = layers_named(str(inputs.bloc_count["null"].iloc[0]), inputs.network["layer"])
    return (
        NamedTable(
            key="bloc-count",
            title="How many blocs stand out from chance?",
            reading="Each further bloc needs an eigenvalue of the network’s modularity matrix larger than chance gives "
            f"at its rank (parallel analysis). Chance: {null}. That some blocs stand out does not say that they are "
            "hostile to each other, nor which of the blocs above they are.",
            table=table_of(counted_table(inputs.bloc_count)),
        ),
    )
