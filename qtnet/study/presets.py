"""Presets that a reader of the page may switch to: other levels, statuses and confidences, with Python's numbers."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

import numpy as np
import pandas as pd

from qtnet.metrics.bipolarity.profile import profile
from qtnet.metrics.blocs import blocs
from qtnet.metrics.blocs.matching import step
from qtnet.metrics.centrality import centrality
from qtnet.metrics.scopes import Scope
from qtnet.network import MultilayerNetwork, build_network
from qtnet.network.build import Level
from qtnet.network.weights import Scheme
from qtnet.report.collected.presets import Preset
from qtnet.results import MULTILAYER, tidy

if TYPE_CHECKING:
    from qtnet.study.stages import StudyRun

__all__ = ["presets"]

#: Which facts count, from few to all, and in words.
STATUSES = (
    (("active",), "active facts"),
    (("active", "announced"), "active and announced facts"),
    (("active", "announced", "proposed", "past"), "facts of every status"),
)
CONFIDENCES = (0.0, 0.5, 0.7)
_LEVELS: dict[str, str] = {"country": "Countries", "actor": "Actors"}
_SCOPES: tuple[Scope, ...] = get_args(Scope)[:2]
#: Searches for blocs in a preset: it is a view beside the study, whose own blocs are searched more often.
_RESTARTS = 20


class _Choice(NamedTuple):
    level: str
    status: tuple[str, ...]
    min_confidence: float


def presets(run: StudyRun, *, rng: np.random.SeedSequence) -> tuple[Preset, ...]:
    """Build the presets of a study: its own choice first, then those that differ from it and from each other.

    Parameters
    ----------
    run
        The study with its main results, which are the numbers of its own preset.
    rng
        Seed of the searches for blocs and D.

    Returns
    -------
    tuple of Preset
        Choices that give the same facts at the same level are one preset, choices without a tie are none. Only the
        study's own has intervals.
    """
    own = _Choice(run.config.network.level, run.config.network.status, run.config.network.min_confidence)
    grid = [_Choice(*each) for each in product(_LEVELS, (status for status, _ in STATUSES), CONFIDENCES)]
    networks = {own: run.network}
    seen = {(own.level, _facts(run.network))}
    for choice in grid:
        if _same(choice, own):
            continue
        net = _network(run, choice)
        facts = (choice.level, _facts(net))
        if len(net.ties) and facts not in seen:
            seen.add(facts)
            networks[choice] = net
    found: list[Preset] = []
    for choice, net, stream in zip(networks, networks.values(), rng.spawn(len(networks)), strict=True):
        found.append(_preset(run, choice, net, [p for p in found if p.level == choice.level][:1], stream))
    return tuple(found)


def _same(one: _Choice, other: _Choice) -> bool:
    return one._replace(status=()) == other._replace(status=()) and set(one.status) == set(other.status)


def _facts(net: MultilayerNetwork) -> frozenset[str]:
    return frozenset(map(str, net.evidence["fact"]))


def _network(run: StudyRun, choice: _Choice) -> MultilayerNetwork:
    return build_network(
        run.facts,
        level=cast(Level, choice.level),
        aspects=run.config.network.aspects,
        weight=cast(Scheme, run.config.network.weight),
        status=choice.status,
        min_confidence=choice.min_confidence,
    )


def _preset(
    run: StudyRun, choice: _Choice, net: MultilayerNetwork, first: list[Preset], rng: np.random.SeedSequence
) -> Preset:
    own = net is run.network
    search, start = rng.spawn(2)
    if own:
        partition, metrics = run.blocs.blocs(), [each.to_frame() for each in run.centrality]
        metrics.append(run.bipolarity.components)
    else:
        chosen = run.config.blocs
        partition = blocs(
            net, rng=search, restarts=_RESTARTS, resolution=chosen.resolution, coupling=chosen.coupling
        ).blocs()
        metrics = [
            centrality(net, name, scope=scope).to_frame() for name in run.config.centrality.metrics for scope in _SCOPES
        ]
        metrics.append(_components(run, net, start))
    return Preset(
        key="-".join([choice.level, *choice.status, f"{choice.min_confidence:g}"]),
        label=_label(choice),
        level=choice.level,
        status=choice.status,
        min_confidence=choice.min_confidence,
        own=own,
        network=net,
        metrics=tidy(pd.concat(metrics, ignore_index=True)),
        blocs=_matched(partition, first[0].blocs) if first else partition,
    )


def _components(run: StudyRun, net: MultilayerNetwork, rng: np.random.SeedSequence) -> pd.DataFrame:
    """Give the components for the poles of the study, or why they are undefined here."""
    poles = run.bipolarity.poles
    if missing := [pole for pole in poles if pole not in net.ids]:
        reason = f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} no actor here"
        return tidy([{"metric": "TBI", "layer": layer, "reason": reason} for layer in (*net.layers, MULTILAYER)])
    return profile(net, poles=poles, rng=np.random.default_rng(rng)).to_frame()


def _label(choice: _Choice) -> str:
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
