"""Presets that a reader of the page may switch to: other levels, statuses and confidences, with Python's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

import numpy as np
import pandas as pd

from qtnet.config import NetworkConfig
from qtnet.facts import Facts
from qtnet.inference.bipolarity import Bipolarity
from qtnet.metrics.bipolarity.profile import profile
from qtnet.metrics.blocs import blocs
from qtnet.metrics.blocs.matching import step
from qtnet.metrics.centrality import centrality
from qtnet.network import MultilayerNetwork
from qtnet.report.collected.presets import Preset
from qtnet.results import MULTILAYER, ActorScores, Partition, tidy
from qtnet.study.steps.networks import network_of
from qtnet.study.steps.streams import stream

__all__ = ["Choice", "choices", "presets"]

#: Which facts count, from few to all, and in words.
STATUSES = (
    (("active",), "active facts"),
    (("active", "announced"), "active and announced facts"),
    (("active", "announced", "proposed", "past"), "facts of every status"),
)
CONFIDENCES = (0.0, 0.5, 0.7)
_LEVELS: dict[str, str] = {"country": "Countries", "actor": "Actors"}
#: Searches for blocs in a preset: it is a view beside the study, whose own blocs are searched more often.
_RESTARTS = 20


@dataclass(frozen=True, kw_only=True, eq=False)
class Choice:
    """Which facts count, and the network of those; one choice is the study's own."""

    level: str
    status: tuple[str, ...]
    min_confidence: float
    own: bool = False
    network: MultilayerNetwork = field(repr=False)


def choices(facts: Facts, network: MultilayerNetwork, *, chosen: NetworkConfig) -> tuple[Choice, ...]:
    """Give the study's own choice first, then those that differ from it and from each other.

    Choices that give the same facts at the same level are one, choices without a tie are none.
    """
    own = Choice(
        level=chosen.level, status=chosen.status, min_confidence=chosen.min_confidence, own=True, network=network
    )
    found, seen = [own], {(own.level, _facts(network))}
    for level, (status, _), confidence in product(_LEVELS, STATUSES, CONFIDENCES):
        if (level, {*status}, confidence) == (own.level, {*own.status}, own.min_confidence):
            continue
        net = network_of(facts, chosen=replace(chosen, level=level, status=status, min_confidence=confidence))
        if len(net.ties) and (level, _facts(net)) not in seen:
            seen.add((level, _facts(net)))
            found.append(Choice(level=level, status=status, min_confidence=confidence, network=net))
    return tuple(found)


def presets(
    choices: tuple[Choice, ...],
    centrality: tuple[ActorScores, ...],
    blocs: Partition,
    bipolarity: Bipolarity,
    *,
    metrics: tuple[str, ...],
    resolution: float,
    coupling: float,
    seed: int,
) -> tuple[Preset, ...]:
    """Measure the networks of other choices; the study's own keeps its numbers, the only ones with intervals."""
    found: list[Preset] = []
    for choice, rng in zip(choices, stream(seed, "presets").spawn(len(choices)), strict=True):
        search, start = rng.spawn(2)
        if choice.own:
            partition, frames = blocs.blocs(), [*(each.to_frame() for each in centrality), bipolarity.components]
        else:
            partition = _blocs(choice.network, rng=search, resolution=resolution, coupling=coupling)
            frames = [*_centralities(choice.network, metrics), _components(choice.network, bipolarity.poles, start)]
        before = [preset.blocs for preset in found if preset.level == choice.level][:1]
        found.append(_preset(choice, frames, _matched(partition, before[0]) if before else partition))
    return tuple(found)


def _facts(net: MultilayerNetwork) -> frozenset[str]:
    return frozenset(map(str, net.evidence["fact"]))


def _blocs(net: MultilayerNetwork, *, rng: np.random.SeedSequence, resolution: float, coupling: float) -> pd.Series:
    return blocs(net, rng=rng, restarts=_RESTARTS, resolution=resolution, coupling=coupling).blocs()


def _centralities(net: MultilayerNetwork, metrics: tuple[str, ...]) -> Iterator[pd.DataFrame]:
    """Measure the actors over all layers; what they are in each layer the page tells of the study's own choice only."""
    for name in metrics:
        yield centrality(net, name).to_frame()


def _components(net: MultilayerNetwork, poles: tuple[str, str], rng: np.random.SeedSequence) -> pd.DataFrame:
    """Give the components for the poles of the study, or why they are undefined here."""
    if missing := [pole for pole in poles if pole not in net.ids]:
        reason = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} no actor here"
        return tidy([{"metric": "TBI", "layer": layer, "reason": reason} for layer in (*net.layers, MULTILAYER)])
    return profile(net, poles=poles, rng=np.random.default_rng(rng)).to_frame()


def _preset(choice: Choice, metrics: list[pd.DataFrame], partition: pd.Series) -> Preset:
    return Preset(
        key="-".join([choice.level, *choice.status, f"{choice.min_confidence:g}"]),
        label=_label(choice),
        level=choice.level,
        status=choice.status,
        min_confidence=choice.min_confidence,
        own=choice.own,
        network=choice.network,
        metrics=tidy(pd.concat(metrics, ignore_index=True)),
        blocs=partition,
    )


def _label(choice: Choice) -> str:
    known = {frozenset(status): words for status, words in STATUSES}
    counted = known.get(frozenset(choice.status), f"{', '.join(choice.status)} facts")
    sure = f", confidence at least {choice.min_confidence:g}" if choice.min_confidence > 0 else ""
    return f"{_LEVELS[choice.level]}, {counted}{sure}"


def _matched(found: pd.Series, before: pd.Series) -> pd.Series:
    """Give blocs the numbers of those in which most members were before, and the others numbers of their own."""
    actors = sorted({*found.index, *before.index})
    old, new = (_codes(each.reindex(actors)) for each in (before, found))
    numbers = {int(code): int(number) for code, number in zip(old, before.reindex(actors).fillna(0), strict=True)}
    names = {int(to): numbers[place] for place, to in enumerate(step(old, new).successor) if to >= 0}
    free = max([0, *numbers.values()]) + 1
    for code in range(int(new.max(initial=-1)) + 1):
        if code not in names:
            names[code], free = free, free + 1
    matched = pd.Series([names.get(int(code), np.nan) for code in new], index=actors, dtype=float)
    return matched.reindex(found.index)


def _codes(numbers: pd.Series) -> np.ndarray:
    """Count blocs from 0 without gaps, -1 for none."""
    values = numbers.to_numpy(dtype=float)
    codes, known = np.full(len(values), -1, dtype=np.int64), np.isfinite(values)
    codes[known] = np.unique(values[known], return_inverse=True)[1]
    return codes
