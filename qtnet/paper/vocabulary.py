"""What every family of numbers needs: the inputs, names, facts, and how each name is written in a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from qtnet.paper.keys import slugs
from qtnet.report.evidence import facts_of_actor
from qtnet.report.inputs import ReportInputs
from qtnet.report.rows import Row
from qtnet.report.sections.section import Context
from qtnet.report.words.chance import named_poles
from qtnet.results import MULTILAYER

__all__ = ["Vocabulary"]

_ACTORS = ("actor", "source", "target", "funder", "recipient")
_LAYERS = ("layer", "layer_a", "layer_b", "domain")


@dataclass(frozen=True, kw_only=True, eq=False)
class Vocabulary:
    """The inputs of a page with the names and keys of what they speak of.

    Parameters
    ----------
    inputs
        What the page shows.
    names
        Name of each actor, as the page writes it.
    layer_facts
        Facts of each technology, and of all.
    actors, layers
        Part of a key for each actor and each technology.
    """

    inputs: ReportInputs
    names: Mapping[str, str] = field(repr=False)
    layer_facts: Mapping[str, tuple[str, ...]] = field(repr=False)
    actors: Mapping[str, str] = field(repr=False)
    layers: Mapping[str, str] = field(repr=False)
    _found: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, inputs: ReportInputs) -> Vocabulary:
        """Gather the names of a run."""
        context = Context.of(inputs)
        return cls(
            inputs=inputs,
            names=context.names,
            layer_facts=context.layer_facts,
            actors=slugs(_named(inputs, _ACTORS)),
            layers=slugs({MULTILAYER, *_named(inputs, _LAYERS)}),
        )

    def name(self, actor: str) -> str:
        """Give the name of an actor."""
        return self.names.get(actor, actor)

    def facts(self, actor: str, layer: str) -> tuple[str, ...]:
        """Give the facts of an actor's ties in one technology, or in all; found once for its many numbers."""
        if (actor, layer) not in self._found:
            within = None if layer == MULTILAYER else layer
            self._found[actor, layer] = facts_of_actor(self.inputs.network, actor, within)
        return self._found[actor, layer]

    def reason(self, row: Row) -> str:
        """Give the reason of a row, with the names of the poles for their codes."""
        return named_poles(str(row["reason"] or ""), {pole: self.name(pole) for pole in self.inputs.poles})

    def setting(self, section: str, name: str) -> str:
        """Give a setting of the study as text; empty where the study does not record it."""
        found = self.inputs.config.get(section, {})
        value = found.get(name, "") if isinstance(found, Mapping) else ""
        return str(value)


def _named(inputs: ReportInputs, columns: tuple[str, ...]) -> set[str]:
    """Give what stands in columns of these names in any frame."""
    frames = [value for value in vars(inputs).values() if isinstance(value, pd.DataFrame)]
    found = (frame[column] for frame in frames for column in columns if column in frame.columns)
    return {str(name) for values in found for name in values.dropna().unique() if str(name)}
