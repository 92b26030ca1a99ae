"""The story of the page: sections named by the reader's question, each with its answer, figures and tables."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from qtnet.report import sentences as say
from qtnet.report.chance_words import chance_sentence
from qtnet.report.counting import count_table
from qtnet.report.evidence import actor_names, ordered, original_amount
from qtnet.report.exhibit import Exhibit, Table, table_of
from qtnet.report.figures.coassignment import actor_blocs, bloc_table
from qtnet.report.figures.positions import heaviest
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label
from qtnet.report.money_words import money_sentence
from qtnet.report.quality_shows import show_confidence, show_quality, show_reliability, show_unseen
from qtnet.report.quality_words import quality_sentence
from qtnet.report.shows import (
    show_alignment,
    show_blocs,
    show_centrality,
    show_flows,
    show_layered,
    show_multiples,
    show_null,
    show_profile,
    show_sensitivity,
    show_totals,
)
from qtnet.results import MULTILAYER

__all__ = ["Context", "NamedTable", "Section", "sections"]


#: A difference of sums that shows when they are written with two decimals.
_VISIBLE = 0.01


@dataclass(frozen=True, kw_only=True, eq=False)
class Context:
    """What several sections need: inputs, names, blocs, the facts of each layer, amounts as written."""

    inputs: ReportInputs
    names: dict[str, str]
    blocs: dict[str, int]
    layer_facts: dict[str, tuple[str, ...]]
    amounts: dict[str, str]

    @classmethod
    def of(cls, inputs: ReportInputs) -> Context:
        """Gather the context of a page."""
        network = inputs.network
        layers = {str(layer): part for layer, part in network.groupby("layer")}
        facts = {layer: ordered(f for own in part["facts"] for f in own) for layer, part in layers.items()}
        money = inputs.funding.to_dict("records")
        return cls(
            inputs=inputs,
            names=actor_names(inputs),
            blocs=actor_blocs(inputs.blocs),
            layer_facts={**facts, MULTILAYER: ordered(f for own in network["facts"] for f in own)},
            amounts={str(r["funding"]): original_amount({str(k): v for k, v in r.items()}) for r in money},
        )


@dataclass(frozen=True, kw_only=True)
class NamedTable:
    """A table that stands for itself."""

    key: str
    title: str
    reading: str
    table: Table


@dataclass(frozen=True, kw_only=True)
class Section:
    """One question with its answer in words, its figures and its tables."""

    key: str
    title: str
    answer: say.Sentence
    exhibits: tuple[Exhibit, ...] = field(default=(), repr=False)
    tables: tuple[NamedTable, ...] = field(default=(), repr=False)


def sections(context: Context) -> tuple[Section, ...]:
    """Build the sections in the order of the page."""
    return (
        _about(context),
        _central(context),
        _blocs(context),
        _bipolar(context),
        _hedgers(context),
        _money(context),
        _evidence(context),
        _quality(context),
    )


def _about(context: Context) -> Section:
    inputs = context.inputs
    answer = say.size_sentence(
        len(inputs.documents), inputs.ties, inputs.funding, inputs.network, len(inputs.network_actors)
    )
    return Section(
        key="about",
        title="What is this, and how sure is it?",
        answer=answer,
        tables=(
            NamedTable(
                key="documents",
                title="The documents",
                reading="Every number on this page rests on these texts and no others.",
                table=table_of(_documents(inputs)),
            ),
        ),
    )


def _documents(inputs: ReportInputs) -> pd.DataFrame:
    facts = pd.concat([inputs.ties[["doc", "tie"]].set_axis(["doc", "fact"], axis=1),
                       inputs.funding[["doc", "funding"]].set_axis(["doc", "fact"], axis=1)])  # fmt: skip
    own = {str(doc): tuple(sorted(part["fact"])) for doc, part in facts.groupby("doc")}
    documents = inputs.documents
    return pd.DataFrame(
        {
            "title": [t or d for t, d in zip(documents["title"], documents["doc"], strict=True)],
            "date": documents["date"],
            "publisher": documents["source"],
            "characters": documents["chars"],
            "facts": [own.get(str(doc), ()) for doc in documents["doc"]],
        }
    )


def _central(context: Context) -> Section:
    inputs = context.inputs
    return Section(
        key="central",
        title="Who is central?",
        answer=say.central_sentence(inputs.centrality, inputs.network, context.names, len(inputs.documents)),
        exhibits=(
            show_layered(inputs, context.blocs, context.names),
            show_multiples(inputs, context.blocs, context.names),
            show_centrality(inputs, context.names),
        ),
    )


def _blocs(context: Context) -> Section:
    inputs = context.inputs
    order = heaviest(inputs.network, len(inputs.network_actors))
    return Section(
        key="blocs",
        title="Which blocs are there?",
        answer=say.blocs_sentence(inputs.blocs, context.names, order),
        exhibits=(show_blocs(inputs, context.blocs, context.names),),
        tables=(
            NamedTable(
                key="bloc-table",
                title="The blocs and their members",
                reading="Agreement is the mean share of repeated searches on the same ties in which a member stands "
                "with its bloc. It does not say how the blocs would change with other documents.",
                table=table_of(bloc_table(inputs.blocs, context.names, order)),
            ),
        ),
    )


def _bipolar(context: Context) -> Section:
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


def _hedgers(context: Context) -> Section:
    inputs = context.inputs
    return Section(
        key="hedgers",
        title="Who stands where, and who hedges?",
        answer=say.hedgers_sentence(inputs.alignment, inputs.network, context.names),
        exhibits=(show_alignment(inputs, context.names),),
        tables=(_frustrated(context),),
    )


def _frustrated(context: Context) -> NamedTable:
    ties = context.inputs.frustrated_ties
    shown = pd.DataFrame(
        {
            "technology": [layer_label(str(layer)) for layer in ties["layer"]],
            "tie": [
                f"{context.names.get(str(a), str(a))} – {context.names.get(str(b), str(b))}"
                for a, b in zip(ties["source"], ties["target"], strict=True)
            ],
            "sign": ["cooperation across" if int(s) > 0 else "hostility inside" for s in ties["sign"]],
            "weight": ties["weight"].astype(float).round(3).tolist(),
            "facts": ties["facts"].tolist(),
        }
    )
    return NamedTable(
        key="frustrated",
        title="Ties that cross the best division into two camps",
        reading=_camps(context.inputs.frustration, float(ties["weight"].sum())),
        table=table_of(shown),
    )


def _camps(frustration: pd.DataFrame, listed: float) -> str:
    whole = frustration[frustration["layer"] == MULTILAYER]
    if whole.empty or pd.isna(whole.iloc[0]["estimate"]):
        return "Cooperation between the camps, and hostility inside one of them."
    row = whole.iloc[0]
    proof = " This is proved to be the least possible." if str(row.get("certificate", "")).startswith("optimal") else ""
    netted = (
        f" The ties below add up to {listed:.2f}: for the total, cooperation and hostility of the same two actors in a "
        "technology are set against each other first, and only what is left counts."
    )
    return (
        "Cooperation between two camps, or hostility inside one, does not fit a world of two camps. The one division "
        f"of all technologies that fits best leaves a weight of {row['estimate']:.2f} over.{proof}"
        f"{netted if abs(listed - row['estimate']) >= _VISIBLE else ''}{_own_camps(frustration)}"
    )


def _own_camps(frustration: pd.DataFrame) -> str:
    """Say what each technology leaves over when it is divided for itself."""
    own = frustration[(frustration["layer"] != MULTILAYER) & frustration["estimate"].notna()]
    if own.empty:
        return ""
    left = own[own["estimate"] > 0]
    told = [f"{layer_label(str(a))} {v:.2f}" for a, v in zip(left["layer"], left["estimate"], strict=True)]
    if len(left) < len(own):
        told.append("the others 0" if told else "each 0")
    return f" Divided each for itself, the technologies leave: {', '.join(told)}."


def _money(context: Context) -> Section:
    inputs = context.inputs
    return Section(
        key="money",
        title="Who pays whom?",
        answer=money_sentence(
            inputs.funding_totals, inputs.funding_flows, context.names, inputs.funding, inputs.quality
        ),
        exhibits=(show_flows(inputs, context.names, context.amounts), show_totals(inputs, context.amounts)),
    )


def _evidence(context: Context) -> Section:
    count = len(context.inputs.ties) + len(context.inputs.funding)
    answer = f"All {count:,} facts, each with the words it rests on. Choose a row to read it in its paragraph."
    return Section(key="evidence", title="What are the sentences?", answer=[say.Part(answer)])


def _quality(context: Context) -> Section:
    inputs = context.inputs
    unseen = (show_unseen(inputs), show_reliability(inputs)) if len(inputs.unseen) else ()
    return Section(
        key="quality",
        title="How good is the extraction?",
        answer=quality_sentence(inputs.quality, inputs.quality_reason, inputs.unseen),
        exhibits=(*unseen, show_quality(inputs), show_confidence(inputs)),
        tables=(
            NamedTable(
                key="counts",
                title="What was read, found and dropped",
                reading="Nothing is lost silently: every drop has its reason.",
                table=table_of(count_table(inputs.counts)),
            ),
        ),
    )
