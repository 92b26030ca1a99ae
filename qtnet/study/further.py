"""What a study asks beyond its headline: over time, what would change it, how layers and blocs hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

import pandas as pd

from qtnet.config import StudyConfig
from qtnet.inference.bipolarity import BipolarityHistory, BipolarityInfluence
from qtnet.inference.blocs import BlocCount, BlocsBootstrap
from qtnet.metrics.blocs.history import BlocHistory
from qtnet.metrics.layers import LayerPairs
from qtnet.network.weights import Scheme
from qtnet.network.windows import Window
from qtnet.report.collected.presets import Preset

__all__ = ["Further", "further_of"]


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


def further_of(study: StudyConfig, found: Mapping[str, Any]) -> Further:
    """Gather the further results of a study from those of its steps."""
    schemes = {}
    if study.bipolarity.schemes:
        others = {**found["schemes"], study.network.weight: found["bipolarity"].components}
        schemes = {scheme: others[scheme] for scheme in get_args(Scheme) if scheme in others}
    return Further(
        windows=found["windows"],
        history=found.get("bipolarity over time"),
        bloc_history=found.get("blocs over time"),
        influence=found.get("influence", ()),
        schemes=schemes,
        similarity=found["similarity"],
        support=found["bloc support"],
        bloc_count=found.get("bloc count"),
        presets=found.get("presets", ()),
    )
