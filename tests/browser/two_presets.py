"""The invented study with a second way to count, for pages on which the reader switches."""

from dataclasses import replace

import pandas as pd

from qtnet.results import MULTILAYER, tidy


def with_presets(inputs):
    """The invented study with two presets: its own, and one that counts only its sure ties."""
    sure = inputs.network[inputs.network["confidence"] >= 0.8]
    actors = inputs.network_actors.assign(bloc=5)
    kept = inputs.centrality[inputs.centrality["layer"] == MULTILAYER]
    metrics = kept.assign(estimate=kept["estimate"] / 2, ci_low=float("nan"), ci_high=float("nan"))
    status = ("active", "announced")
    rows = [
        {"key": "own", "label": "countries, active and announced", "level": "country", "status": status,
         "min_confidence": 0.0, "n_ties": len(inputs.network), "n_facts": len(inputs.ties), "own": True},
        {"key": "sure", "label": "countries, only sure facts", "level": "country", "status": status,
         "min_confidence": 0.8, "n_ties": len(sure), "n_facts": 9, "own": False},
    ]  # fmt: skip
    return replace(
        inputs,
        presets=pd.DataFrame(rows),
        preset_ties=sure.assign(preset="sure").reset_index(drop=True),
        preset_actors=actors.assign(preset="sure"),
        preset_metrics=pd.concat([metrics, tidy([{"metric": "C", "layer": MULTILAYER, "estimate": 0.4}])]).assign(
            preset="sure"
        ),
    )
