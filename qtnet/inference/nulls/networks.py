"""Null networks: any null model of `NULLS` as networks that every metric reads.

A `NullModel` is made once from a network; all its draws start from there, in one process or in many. Null ties have a
weight and no evidence: no document, no year, confidence 1. `without_evidence` does the same to the data, so that a
statistic sees both alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.inference.nulls.catalogue import NullName, find_null
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws, null_sentence
from qtnet.inference.nulls.permutations import exchanged_signs, relabelled_actors, relabelled_layers
from qtnet.inference.nulls.rewiring import WithinLayers, across_layers, within_layers
from qtnet.inference.nulls.strengths import StrengthsKept, strengths_kept
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import TieArrays, collapse
from qtnet.parallel import Seed

__all__ = ["Drawing", "NullModel", "null_model", "null_networks", "without_evidence"]

#: Null ties that are held at a time.
_HELD = 2**21


class Drawing(Protocol):
    """What makes the draws of a null model."""

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw lists of ties."""


@dataclass(frozen=True, kw_only=True, eq=False)
class NullModel:
    """A null model of one network.

    Attributes
    ----------
    name
        One of `NULLS`.
    sentence
        What chance does and what stays, in words, with the layers in which it does otherwise.
    data
        The network without evidence.
    drawing
        What makes the draws: chains of swaps, or permutations.
    """

    name: NullName
    sentence: str
    data: MultilayerNetwork = field(repr=False)
    drawing: Drawing = field(repr=False)
    _loops: TieArrays = field(repr=False)
    _evidence: pd.DataFrame = field(repr=False)

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw lists of ties; those of an actor with itself are not among them."""
        if draws < 1:
            raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
        return self.drawing.edges(draws=draws, rng=rng)

    def networks(self, *, draws: int, rng: Seed) -> Iterator[MultilayerNetwork]:
        """Draw networks, one after the other; of large networks few are held at a time."""
        generator, actors = np.random.default_rng(rng), self.data.actors
        batch = max(1, _HELD // max(len(self._evidence), 1))
        for start in range(0, max(draws, 1), batch):
            drawn = self.edges(draws=min(batch, draws - start), rng=generator)
            for draw in range(len(drawn)):
                yield _network(self.data, actors, _joined(drawn.ties(draw), self._loops), self._evidence)


def null_model(net: MultilayerNetwork, null: NullName = "configuration", *, rng: Seed) -> NullModel:
    """Make a null model of a network.

    Parameters
    ----------
    net
        The network; ties of an actor with itself stay as they are in every draw.
    null
        A name of `list_nulls`.
    rng
        Source of what is drawn once for all draws: the hub of a chain, the frequencies of ties.

    Raises
    ------
    UnknownNameError
        If there is no such null model.
    """
    find_null(null)
    ties, evidence = net.tie_arrays, _no_evidence(len(net.tie_arrays))
    loops = ties.source == ties.target
    source, sentence = _source(ties.take(~loops), net, null, rng)
    return NullModel(
        name=null,
        sentence=sentence,
        data=_network(net, net.actors, ties, evidence),
        drawing=source,
        _loops=ties.take(loops),
        _evidence=evidence,
    )


def null_networks(
    net: MultilayerNetwork, null: NullName = "configuration", *, draws: int, rng: Seed
) -> list[MultilayerNetwork]:
    """Draw networks from a null model.

    Parameters
    ----------
    net
        The data.
    null
        A name of `list_nulls`: what chance does, and what stays exactly.
    draws
        Number of networks, at least 1.
    rng
        Source of randomness.

    Returns
    -------
    list of MultilayerNetwork
        Same actors, layers and number of ties; no evidence but the weights.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": list("abcd"), "target": list("bcda"), "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> drawn = null_networks(net, draws=3, rng=1)
    >>> [one.adjacency(sign=1).sum(axis=0).tolist() for one in drawn] == [[2.0] * 4] * 3
    True
    """
    generator = np.random.default_rng(rng)
    return list(null_model(net, null, rng=generator).networks(draws=draws, rng=generator))


def without_evidence(net: MultilayerNetwork) -> MultilayerNetwork:
    """Give the network with one piece of evidence per tie, as null networks have it."""
    return _network(net, net.actors, net.tie_arrays, _no_evidence(len(net.tie_arrays)))


@dataclass(frozen=True, eq=False)
class _Permuted:
    ties: TieArrays
    n_actors: int
    null: NullName

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        chosen = {"signs": exchanged_signs, "layers": relabelled_layers, "actors": relabelled_actors}[self.null]
        return chosen(self.ties, self.n_actors, draws=draws, rng=np.random.default_rng(rng))


def _source(ties: TieArrays, net: MultilayerNetwork, null: NullName, rng: Seed) -> tuple[Drawing, str]:
    n, words = net.n_actors, find_null(null).sentence
    if not len(ties):
        return _Permuted(ties, n, "signs"), words
    if null in ("configuration", "dyads"):
        within = within_layers(ties, n, rng=rng, kind="dyads" if null == "dyads" else None)
        return within, words if null == "dyads" else words + _frozen(within, net.layers)
    if null == "strengths":
        kept = strengths_kept(ties, n, rng=rng)
        return kept, words + _missed(kept) + _fixed(kept.topology, net.layers)
    if null == "across":
        return across_layers(ties, n, net.n_layers, rng=rng), words
    return _Permuted(ties, n, null), words


def _frozen(within: WithinLayers, layers: tuple[str, ...]) -> str:
    if not within.frozen:
        return ""
    names = ", ".join(layers[n] for n in within.frozen)
    most = max(model.admissible for model in within.models if model.admissible < LEAST_ADMISSIBLE)
    return f"; in {names} {null_sentence('dyads', most)}"


def _fixed(within: WithinLayers, layers: tuple[str, ...]) -> str:
    names = ", ".join(layers[n] for n in within.frozen)
    return f"; in {names} hardly any tie can move, so that only weights vary" if names else ""


def _missed(kept: StrengthsKept) -> str:
    return f" (up to {kept.off:.1%} off: not every total can be met)" if kept.off > 1e-6 else ""


def _no_evidence(n_ties: int) -> pd.DataFrame:
    own = [f"tie{number}" for number in range(n_ties)]
    plain = {"fact": own, "doc": "", "event": own, "confidence": 1.0, "status": "", "year": np.nan}
    return pd.DataFrame(plain, index=range(n_ties))


def _joined(ties: TieArrays, loops: TieArrays) -> TieArrays:
    if not len(loops):
        return ties
    names = ("source", "target", "layer", "sign", "directed", "weight")
    return TieArrays(*(np.concatenate([getattr(ties, name), getattr(loops, name)]) for name in names))


def _network(
    net: MultilayerNetwork, actors: pd.DataFrame, ends: TieArrays, evidence: pd.DataFrame
) -> MultilayerNetwork:
    ties, contributions = collapse(ends, evidence, n_actors=net.n_actors, n_layers=net.n_layers)
    return MultilayerNetwork(
        actors=actors,
        layers=net.layers,
        aspects=net.aspects,
        ties=ties,
        evidence=contributions,
        dropped={},
        corpus=("",) if len(ties) else (),
        expected_weights=net.expected_weights,
    )
