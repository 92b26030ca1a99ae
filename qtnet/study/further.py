"""What a study asks beyond its headline: over time, what would change it, how layers and blocs hang together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast, get_args

import numpy as np
import pandas as pd

from qtnet.inference.bipolarity import (
    BipolarityHistory,
    BipolarityInfluence,
    bipolarity,
    bipolarity_influence,
    bipolarity_over_time,
)
from qtnet.inference.bipolarity.hanging import Unit
from qtnet.inference.bipolarity.nulls import BipolarityNull
from qtnet.inference.blocs import BlocCount, BlocsBootstrap, blocs_bootstrap, number_of_blocs
from qtnet.inference.extraction_noise import measured_noise
from qtnet.metrics.blocs.history import BlocHistory, bloc_history
from qtnet.metrics.layers import (
    LayerPairs,
    actor_overlap,
    degree_rank_correlation,
    edge_similarity,
    layer_distance,
)
from qtnet.network import build_network
from qtnet.network.build import Level
from qtnet.network.weights import Scheme
from qtnet.network.windows import Window, time_windows, window_choice
from qtnet.report.collected.presets import Preset
from qtnet.report.inputs import MOST_UNITS
from qtnet.study.presets import presets

if TYPE_CHECKING:
    from qtnet.study.stages import StudyRun

__all__ = ["Further", "further"]

#: Draws of the other schemes of weights and of the windows: they are shown beside the headline, not instead of it.
_MOST_DRAWS = 199

Streams = Mapping[str, np.random.SeedSequence]


@dataclass(frozen=True, kw_only=True, eq=False)
class Further:
    """Further results of a study; what was not asked for is empty.

    Attributes
    ----------
    windows, history, bloc_history
        Windows of time that hold ties, bipolarity in each, and the blocs of each.
    influence
        What the numbers hang on: documents, actors, ties.
    schemes
        Components of bipolarity under each scheme of weights, the study's own among them.
    similarity
        How alike the layers are, by several measures.
    support
        Blocs in resampled corpora.
    bloc_count
        How many blocs stand out from chance.
    presets
        The network and its numbers under other choices of level, status and confidence.
    """

    windows: tuple[Window, ...] = ()
    history: BipolarityHistory | None = None
    bloc_history: BlocHistory | None = None
    influence: tuple[BipolarityInfluence, ...] = ()
    schemes: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    similarity: tuple[LayerPairs, ...] = ()
    support: BlocsBootstrap | None = None
    bloc_count: BlocCount | None = None
    presets: tuple[Preset, ...] = field(default=(), repr=False)


def further(run: StudyRun, *, streams: Streams, jobs: int, tell: Callable[[str], None]) -> Further:
    """Compute what the study file asks for beyond the headline.

    Parameters
    ----------
    run
        The study with its main results.
    streams
        Seeds by the names ``windows``, ``change``, ``support``, ``presets`` and ``bloc_count``.
    jobs
        Processes; the results do not depend on it.
    tell
        Called with one line per stage.
    """
    windows = _windows(run)
    history, bloc_past = None, None
    if windows:
        tell(f"bipolarity and blocs in {len(windows)} window{'s' * (len(windows) != 1)} of time")
        first, second = streams["windows"].spawn(2)
        history = _history(run, windows, rng=first, jobs=jobs)
        bloc_past = bloc_history(windows, rng=second, restarts=run.config.blocs.restarts)
    tell("what would change the answer")
    first, second = streams["change"].spawn(2)
    hangs = _influence(run, rng=first, jobs=jobs)
    schemes = _schemes(run, rng=second, jobs=jobs)
    tell("blocs in resampled corpora")
    support = _support(run, rng=streams["support"], jobs=jobs)
    net = run.network
    counted = None
    if run.config.blocs.nulls:
        tell(f"number of blocs against {run.config.blocs.nulls} null draws")
        counted = number_of_blocs(net, rng=streams["bloc_count"], draws=run.config.blocs.nulls, jobs=jobs)
    found: tuple[Preset, ...] = ()
    if run.config.report.presets:
        tell("presets of the page")
        found = presets(run, rng=streams["presets"])
    return Further(
        windows=windows,
        history=history,
        bloc_history=bloc_past,
        influence=hangs,
        schemes=schemes,
        similarity=(edge_similarity(net), actor_overlap(net), degree_rank_correlation(net), layer_distance(net)),
        support=support,
        bloc_count=counted,
        presets=found,
    )


def _windows(run: StudyRun) -> tuple[Window, ...]:
    """Cut the network into windows of time and keep those with ties; none where no tie has a year."""
    asked, net = run.config.bipolarity.windows, run.network
    if not asked or not net.evidence["year"].notna().any():
        return ()
    return tuple(window for window in time_windows(net, **window_choice(asked)) if len(window.network.ties))


def _history(
    run: StudyRun, windows: tuple[Window, ...], *, rng: np.random.SeedSequence, jobs: int
) -> BipolarityHistory:
    chosen = run.config.bipolarity
    return bipolarity_over_time(
        run.network,
        rng=rng,
        poles=run.bipolarity.poles,
        windows=windows,
        nulls=min(chosen.nulls, _MOST_DRAWS),
        draws=min(chosen.draws, _MOST_DRAWS),
        null=cast(BipolarityNull, chosen.null),
        noise=measured_noise() if chosen.noise else None,
        jobs=jobs,
    )


def _influence(run: StudyRun, *, rng: np.random.SeedSequence, jobs: int) -> tuple[BipolarityInfluence, ...]:
    """Leave out documents, actors and ties, each kind only where there are at least two of it."""
    net, poles = run.network, run.bipolarity.poles
    tied = set(net.ties["source"]) | set(net.ties["target"])
    sizes = {"documents": net.evidence["doc"].nunique(), "actors": len(tied - set(poles)), "ties": _pairs(run)}
    asked = [unit for unit in get_args(Unit) if unit in run.config.bipolarity.influence and sizes[unit] > 1]
    seed = int(np.random.default_rng(rng).integers(2**63))
    return tuple(
        bipolarity_influence(net, poles=poles, of=unit, rng=seed, most=MOST_UNITS, jobs=jobs) for unit in asked
    )


def _pairs(run: StudyRun) -> int:
    ties = run.network.ties
    ends = [frozenset(pair) for pair in zip(ties["source"], ties["target"], strict=True)]
    return len(set(zip(ends, ties["layer"], ties["sign"], strict=True)))


def _schemes(run: StudyRun, *, rng: np.random.SeedSequence, jobs: int) -> dict[str, pd.DataFrame]:
    """Give the components under every scheme of weights, those of the study as they are."""
    chosen, own = run.config.bipolarity, run.config.network
    if not chosen.schemes:
        return {}
    found: dict[str, pd.DataFrame] = {}
    for scheme, stream in zip(get_args(Scheme), rng.spawn(len(get_args(Scheme))), strict=True):
        if scheme == own.weight:
            found[scheme] = run.bipolarity.components
            continue
        net = build_network(
            run.facts,
            level=cast(Level, own.level),
            aspects=own.aspects,
            weight=scheme,
            status=own.status,
            min_confidence=own.min_confidence,
        )
        if len(net.ties) and set(run.bipolarity.poles) <= set(net.ids):
            found[scheme] = bipolarity(
                net,
                rng=stream,
                poles=run.bipolarity.poles,
                nulls=min(chosen.nulls, _MOST_DRAWS),
                draws=min(chosen.draws, _MOST_DRAWS),
                null=cast(BipolarityNull, chosen.null),
                noise=measured_noise() if chosen.noise else None,
                jobs=jobs,
            ).components
    return found


def _support(run: StudyRun, *, rng: np.random.SeedSequence, jobs: int) -> BlocsBootstrap:
    chosen = run.config.blocs
    return blocs_bootstrap(
        run.network,
        rng=rng,
        draws=chosen.draws,
        restarts=chosen.restarts,
        resolution=chosen.resolution,
        coupling=chosen.coupling,
        jobs=jobs,
    )
