"""Bipolarity of a study: the headline, in windows of time, under other weights, and what it hangs on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

import numpy as np
import pandas as pd

from qtnet.inference.bipolarity import (
    Bipolarity,
    BipolarityHistory,
    BipolarityInfluence,
    bipolarity,
    bipolarity_influence,
    bipolarity_over_time,
)
from qtnet.inference.bipolarity.hanging import Unit
from qtnet.inference.bipolarity.nulls import BipolarityNull
from qtnet.inference.extraction_noise import measured_noise
from qtnet.network import MultilayerNetwork
from qtnet.network.weights import Scheme
from qtnet.network.windows import Window
from qtnet.study.steps.streams import stream

__all__ = ["hanging", "headline", "over_time", "under_schemes"]

Poles = tuple[str, str]


def headline(
    network: MultilayerNetwork,
    poles: Poles | None,
    *,
    nulls: int,
    draws: int,
    null: str,
    noise: bool,
    seed: int,
    jobs: int,
) -> Bipolarity:
    """Measure bipolarity against its null model, with intervals."""
    return bipolarity(
        network,
        rng=stream(seed, "bipolarity"),
        poles=poles,
        nulls=nulls,
        draws=draws,
        null=cast(BipolarityNull, null),
        noise=measured_noise() if noise else None,
        jobs=jobs,
    )


def over_time(
    network: MultilayerNetwork,
    windows: tuple[Window, ...],
    poles: Poles,
    *,
    nulls: int,
    draws: int,
    null: str,
    noise: bool,
    seed: int,
    jobs: int,
) -> BipolarityHistory | None:
    """Measure bipolarity in each window; nothing where there is no window."""
    if not windows:
        return None
    return bipolarity_over_time(
        network,
        rng=stream(seed, "windows").spawn(2)[0],
        poles=poles,
        windows=windows,
        nulls=nulls,
        draws=draws,
        null=cast(BipolarityNull, null),
        noise=measured_noise() if noise else None,
        jobs=jobs,
    )


def hanging(
    network: MultilayerNetwork, poles: Poles, *, influence: tuple[str, ...], most: int, seed: int, jobs: int
) -> tuple[BipolarityInfluence, ...]:
    """Leave out documents, actors and ties, each kind only where there are at least two of it."""
    tied = set(network.ties["source"]) | set(network.ties["target"])
    sizes = {
        "documents": network.evidence["doc"].nunique(),
        "actors": len(tied - set(poles)),
        "ties": _pairs(network.ties),
    }
    asked = [unit for unit in get_args(Unit) if unit in influence and sizes[unit] > 1]
    start = int(np.random.default_rng(stream(seed, "change").spawn(2)[0]).integers(2**63))
    return tuple(bipolarity_influence(network, poles=poles, of=unit, rng=start, most=most, jobs=jobs) for unit in asked)


def under_schemes(
    networks: Mapping[str, MultilayerNetwork],
    poles: Poles,
    *,
    nulls: int,
    draws: int,
    null: str,
    noise: bool,
    seed: int,
    jobs: int,
) -> dict[str, pd.DataFrame]:
    """Give the components of bipolarity under each of the other schemes of weights."""
    schemes = get_args(Scheme)
    streams = dict(zip(schemes, stream(seed, "change").spawn(2)[1].spawn(len(schemes)), strict=True))
    return {
        scheme: bipolarity(
            net,
            rng=streams[scheme],
            poles=poles,
            nulls=nulls,
            draws=draws,
            null=cast(BipolarityNull, null),
            noise=measured_noise() if noise else None,
            jobs=jobs,
        ).components
        for scheme, net in networks.items()
    }


def _pairs(ties: pd.DataFrame) -> int:
    """Count ties of one sign between two actors in one layer, whatever their direction."""
    ends = [frozenset(pair) for pair in zip(ties["source"], ties["target"], strict=True)]
    return len(set(zip(ends, ties["layer"], ties["sign"], strict=True)))
