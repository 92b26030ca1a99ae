"""Null models that rewire all layers of a network: within each layer, or across them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from qtnet.inference.nulls.chain import SwapTies, swapped
from qtnet.inference.nulls.configuration import SignedModel, exchanged, layer_model
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws
from qtnet.inference.nulls.ties import swap_ties, tie_kinds
from qtnet.network.arrays import TieArrays
from qtnet.parallel import Seed

__all__ = ["AcrossLayers", "WithinLayers", "across_layers", "within_layers"]

#: Swaps proposed per tie across layers, where nearly all are free because ties spread over many places; and at least.
_PROPOSALS, _SHORTEST = 20, 1000


@dataclass(frozen=True, eq=False)
class WithinLayers:
    """One model per layer with ties; `layer` holds their numbers."""

    layer: tuple[int, ...]
    models: tuple[SignedModel, ...]

    @property
    def frozen(self) -> tuple[int, ...]:
        """Layers in which swaps are not free enough."""
        models = zip(self.layer, self.models, strict=True)
        return tuple(n for n, model in models if model.admissible < LEAST_ADMISSIBLE)

    def longer(self, factor: int) -> WithinLayers:
        """Give the model with chains so many times as long."""
        return replace(self, models=tuple(model.longer(factor) for model in self.models))

    def further(self, rng: np.random.Generator) -> WithinLayers:
        """Give the model with its hubs one chain further on."""
        return replace(self, models=tuple(model.further(rng) for model in self.models))

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw the ties of all layers, layer by layer."""
        generator = np.random.default_rng(rng)
        parts = [model.edges(draws=draws, rng=generator) for model in self.models]
        layers = [np.full(part.tail.shape, n) for n, part in zip(self.layer, parts, strict=True)]
        return EdgeDraws(
            tail=np.concatenate([part.tail for part in parts], axis=1),
            head=np.concatenate([part.head for part in parts], axis=1),
            layer=np.concatenate(layers, axis=1),
            weight=np.concatenate([part.weight for part in parts], axis=1),
            sign=np.concatenate([part.sign for part in parts]),
            directed=np.concatenate([part.directed for part in parts]),
            accepted=float(np.mean([part.accepted for part in parts])),
        )


def within_layers(
    ties: TieArrays, n_actors: int, *, rng: Seed, kind: Literal["configuration", "dyads"] | None = None
) -> WithinLayers:
    """Make the signed configuration model of each layer, or permute its pairs of actors.

    Kept exactly, per layer: each actor's number of ties of either sign, sent and received where they are directed; the
    weights of either sign; that two signs stay off the same pair where they do so in the data. Where fewer than 2 % of
    swaps are free pairs of active actors are permuted instead, which keeps what each pair carries; `kind` asks for one
    of the two in all layers.
    """
    generator, found = np.random.default_rng(rng), np.unique(ties.layer).tolist()
    parts = [ties.take(ties.layer == layer) for layer in found]
    return WithinLayers(tuple(found), tuple(layer_model(p, n_actors, rng=generator, kind=kind) for p in parts))


@dataclass(frozen=True, eq=False)
class AcrossLayers:
    """Swaps of ties of one kind, whatever their layers."""

    steps: int
    _hub: SwapTies = field(repr=False)
    _ties: TieArrays = field(repr=False)

    def longer(self, factor: int) -> AcrossLayers:
        """Give the model with chains so many times as long."""
        return replace(self, steps=factor * self.steps)

    def further(self, rng: np.random.Generator) -> AcrossLayers:
        """Give the model with its hub one chain further on."""
        tail, head, _ = swapped(self._hub, steps=self.steps, draws=1, rng=rng)
        return replace(self, _hub=replace(self._hub, tail=tail[0], head=head[0]))

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw the ties of all layers."""
        generator, ties = np.random.default_rng(rng), self._ties
        tail, head, made = swapped(self._hub, steps=self.steps, draws=draws, rng=generator)
        group = ties.layer * 4 + tie_kinds(ties.sign, ties.directed)
        return EdgeDraws(
            tail=tail,
            head=head,
            layer=np.broadcast_to(ties.layer, tail.shape),
            weight=exchanged(ties.weight, group, draws, generator),
            sign=ties.sign,
            directed=ties.directed,
            accepted=made.sum() / (draws * self.steps) if self.steps else np.nan,
        )


def across_layers(ties: TieArrays, n_actors: int, n_layers: int, *, rng: Seed) -> AcrossLayers:
    """Make the model in which a tie of one layer and a tie of another exchange ends too.

    Kept exactly: each actor's number of ties of either sign over all layers, sent and received where they are directed;
    each layer's number of ties of either sign, and their weights; that two signs stay off the same pair in layers where
    they do so in the data. Not kept: how active an actor is in which layer.
    """
    hub, order = swap_ties(ties, n_actors=n_actors, n_layers=n_layers)
    steps = max(_SHORTEST, _PROPOSALS * len(ties)) if len(ties) else 0
    tail, head, _ = swapped(hub, steps=steps, draws=1, rng=np.random.default_rng(rng))
    return AcrossLayers(steps, replace(hub, tail=tail[0], head=head[0]), ties.take(order))
