"""The section that answers: Is it bipolar, in which technologies, since when, and is that more than chance."""

from __future__ import annotations

from qtnet.report.exhibit import table_of
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.shows.bipolar import show_null, show_profile, show_since
from qtnet.report.words.chance import chance_details, chance_sentence
from qtnet.report.words.coverage import bias_said, coverage_said
from qtnet.report.words.sentences import Part
from qtnet.report.words.since import since_sentence
from qtnet.report.words.verdicts import verdict_table
from qtnet.results import MULTILAYER

__all__ = ["bipolar_section"]


def bipolar_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    poles = {pole: context.names.get(pole, pole) for pole in inputs.poles}
    facts = context.layer_facts
    return Section(
        key="bipolar",
        title="Is it bipolar, in which technologies, since when, and is that more than chance?",
        answer=chance_sentence(inputs.bipolarity, inputs.null_draws, facts, inputs.exploratory, poles=poles),
        more=chance_details(inputs.bipolarity, inputs.null_draws, inputs.verdicts, facts, poles=poles),
        further=(since_sentence(inputs.windows, inputs.network), _cautions(context)),
        exhibits=(show_profile(inputs, facts), show_null(inputs), show_since(inputs)),
        tables=(_verdicts(context, poles),) if len(inputs.verdicts) else (),
    )


def _cautions(context: Context) -> list[Part]:
    """Warn where the interval of the index is known to hold too rarely, and of what extraction does to the index."""
    frame = context.inputs.bipolarity
    of_index = frame[(frame["layer"] == MULTILAYER) & frame["metric"].isin(["TBI", "TBI*"])]
    told = (coverage_said(context.inputs, of_index) + bias_said(context.inputs)).strip()
    return [Part(told)] if told else []


def _verdicts(context: Context, poles: dict[str, str]) -> NamedTable:
    return NamedTable(
        key="verdicts",
        title="What can be said of each technology",
        reading="A technology is called bipolar only if its index is above chance after adjusting for the number of "
        "technologies (Benjamini–Hochberg, 5 %), the interval of TBI* lies above 0, and there is enough evidence: at "
        "least 100 documents and 30 independent hostile events.",
        table=table_of(verdict_table(context.inputs.verdicts, context.layer_facts, poles, context.inputs.null_draws)),
    )
