"""Presets of the page: the same network under other choices of level, status and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from qtnet.network import MultilayerNetwork
from qtnet.report.inputs import no_rows

__all__ = ["Preset", "preset_frames"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Preset:
    """One choice with its network and numbers.

    `metrics` has the columns of results; only the study's `own` choice has intervals. `blocs` gives the bloc of each
    actor of the network, numbered alike over the presets of a level.
    """

    key: str
    label: str
    level: str
    status: tuple[str, ...]
    min_confidence: float
    own: bool
    network: MultilayerNetwork = field(repr=False)
    metrics: pd.DataFrame = field(repr=False)
    blocs: pd.Series = field(repr=False)


def preset_frames(presets: Sequence[Preset]) -> dict[str, pd.DataFrame]:
    """Give the four frames of the presets by name."""
    if not presets:
        return {name: no_rows(name) for name in ("presets", "preset_metrics", "preset_ties", "preset_actors")}
    return {
        "presets": pd.DataFrame([_about(preset) for preset in presets]),
        "preset_metrics": pd.concat([_defined(p.metrics).assign(preset=p.key) for p in presets], ignore_index=True),
        "preset_ties": pd.concat([_first(p.network.ties, p.key) for p in presets], ignore_index=True),
        "preset_actors": pd.concat([_first(_actors(p), p.key) for p in presets], ignore_index=True),
    }


def _defined(metrics: pd.DataFrame) -> pd.DataFrame:
    """Leave out actors for whom a metric is undefined: an actor without a row has no such number."""
    return metrics[metrics["estimate"].notna() | (metrics["actor"] == "")]


def _about(preset: Preset) -> dict[str, object]:
    names = ("key", "label", "level", "status", "min_confidence")
    facts = {str(fact) for fact in preset.network.evidence["fact"]}
    counts = {"n_ties": len(preset.network.ties), "n_facts": len(facts)}
    return {name: getattr(preset, name) for name in names} | counts | {"own": preset.own}


def _actors(preset: Preset) -> pd.DataFrame:
    return preset.network.actors.assign(bloc=preset.blocs.reindex(preset.network.ids).to_numpy(dtype=float))


def _first(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    named = frame.copy()
    named.insert(0, "preset", key)
    return named
