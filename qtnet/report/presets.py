"""The figures that follow the reader's choice of level, statuses and confidence: drawn here, switched by the page.

The metrics of a preset were computed with the study; nothing is computed in the browser. A figure that is not listed
in `_FOLLOWING` stays with the study's own choice, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from qtnet.report.exhibit import Exhibit
from qtnet.report.inputs import ReportInputs, no_rows
from qtnet.report.sections.section import Context
from qtnet.report.shows.bipolar import show_profile
from qtnet.report.shows.central import show_centrality
from qtnet.report.shows.network import show_multiples
from qtnet.results import FRAME_COLUMNS, MULTILAYER

__all__ = ["preset_exhibits", "preset_inputs"]

#: Draw an exhibit from the context of a preset, by the key of the exhibit. The layered network does not follow: drawn
#: for eighteen presets it would take 150 kB and half a second each.
_FOLLOWING: dict[str, Callable[[Context], Exhibit]] = {
    "multiples": lambda context: show_multiples(context.inputs, context.blocs, context.names),
    "centrality": lambda context: show_centrality(context.inputs, context.names),
    "profile": lambda context: show_profile(context.inputs, context.layer_facts),
}


def preset_exhibits(inputs: ReportInputs) -> dict[str, dict[str, Exhibit]]:
    """Draw the figures that follow a preset, by key of the exhibit and of the preset; none for the study's own."""
    found: dict[str, dict[str, Exhibit]] = {key: {} for key in _FOLLOWING}
    for preset in inputs.presets.loc[~inputs.presets["own"].astype(bool), "key"]:
        context = Context.of(preset_inputs(inputs, str(preset)))
        for key, draw in _FOLLOWING.items():
            found[key][str(preset)] = draw(context)
    return found


def preset_inputs(inputs: ReportInputs, preset: str) -> ReportInputs:
    """Give the inputs of a page whose network, actors, blocs and metrics are those of a preset."""
    metrics, ties, actors = (
        frame[frame["preset"] == preset].drop(columns="preset").reset_index(drop=True)
        for frame in (inputs.preset_metrics, inputs.preset_ties, inputs.preset_actors)
    )
    of_actors = metrics["actor"].fillna("").astype(str) != ""
    centrality = metrics[of_actors & (metrics["layer"] == MULTILAYER)]
    return replace(
        inputs,
        network=ties,
        network_actors=actors.drop(columns="bloc"),
        centrality=centrality.reset_index(drop=True),
        bipolarity=metrics[~of_actors].reset_index(drop=True),
        blocs=_blocs(actors),
        presets=no_rows("presets"),
        # How many events there are was counted in the study's own choice only.
        exploratory_reason=f"{inputs.exploratory_reason} (counted in the study’s own choice)"
        if inputs.exploratory_reason
        else "",
    )


def _blocs(actors: pd.DataFrame) -> pd.DataFrame:
    known = actors[actors["bloc"].notna()]
    blank = dict.fromkeys((*FRAME_COLUMNS, "stability"), np.nan)
    return pd.DataFrame(
        {
            **blank,
            "metric": "bloc",
            "layer": MULTILAYER,
            "window": "",
            "reason": "",
            "actor": known["actor"].tolist(),
            "estimate": known["bloc"].astype(float).tolist(),
        },
        index=range(len(known)),
    )
