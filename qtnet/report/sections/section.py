"""A section of the page, and what several sections need."""

from __future__ import annotations

from dataclasses import dataclass, field

from qtnet.report.evidence import actor_names, ordered, original_amount
from qtnet.report.exhibit import Exhibit, Table
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.inputs import ReportInputs
from qtnet.report.words import sentences as say
from qtnet.results import MULTILAYER

__all__ = ["Context", "NamedTable", "Section"]


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
    """One question with its answer in one sentence, what more there is to say, its figures and its tables."""

    key: str
    title: str
    answer: say.Sentence
    more: say.Sentence = ()
    further: tuple[say.Sentence, ...] = ()
    exhibits: tuple[Exhibit, ...] = field(default=(), repr=False)
    tables: tuple[NamedTable, ...] = field(default=(), repr=False)

    @property
    def paragraphs(self) -> tuple[say.Sentence, ...]:
        """What more there is to say, and what comes after it."""
        return tuple(paragraph for paragraph in (self.more, *self.further) if paragraph)
