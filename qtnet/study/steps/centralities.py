"""One centrality of a study, over all layers and in each, with intervals."""

from __future__ import annotations

from functools import partial
from typing import get_args

from qtnet.inference.bootstrap import with_intervals
from qtnet.metrics.centrality import centrality
from qtnet.metrics.scopes import Scope
from qtnet.network import MultilayerNetwork
from qtnet.results import ActorScores
from qtnet.study.steps.streams import stream

__all__ = ["SCOPES", "central"]

#: Over all layers, and in each.
SCOPES: tuple[Scope, ...] = get_args(Scope)[:2]


def central(
    network: MultilayerNetwork, *, metric: str, place: int, draws: int, seed: int, jobs: int
) -> tuple[ActorScores, ...]:
    """Compute one centrality; `place` is where it stands in the study's list, which tells its random numbers."""
    rng = stream(seed, "centrality").spawn(place + 1)[place]
    return tuple(
        with_intervals(
            network, partial(centrality, name=metric, scope=scope), draws=draws, rng=rng, kind="both", jobs=jobs
        )
        for scope in SCOPES
    )
