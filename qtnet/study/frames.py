"""The further results of a study as the frames of its page."""

from __future__ import annotations

import pandas as pd

from qtnet.report.collected.layers import bloc_count_frame, similarity_frame, support_frame
from qtnet.report.collected.over_time import window_bloc_frame, window_frame
from qtnet.report.collected.presets import preset_frames
from qtnet.report.collected.robustness import influence_frame, scheme_frame
from qtnet.study.stages import StudyRun

__all__ = ["further_frames"]


def further_frames(run: StudyRun) -> dict[str, pd.DataFrame]:
    """Give the frames by the names of `ReportInputs`; what was not computed is left out."""
    found, net = run.further, run.network
    documents, actors = run.facts.documents, net.actors
    frames = {
        "influence": influence_frame(
            found.influence,
            net,
            titles=dict(zip(documents["doc"].astype(str), documents["title"].astype(str), strict=True)),
            names=dict(zip(actors["actor"], actors["name"], strict=True)),
        ),
        "schemes": scheme_frame(found.schemes),
        "layer_similarity": similarity_frame(found.similarity, net),
        **preset_frames(found.presets),
    }
    if found.history is not None:
        frames["windows"] = window_frame(found.history, found.windows)
    if found.bloc_history is not None:
        frames["window_blocs"] = window_bloc_frame(found.bloc_history, found.windows)
    if found.support is not None:
        frames["bloc_support"] = support_frame(found.support)
    if found.bloc_count is not None:
        frames["bloc_count"] = bloc_count_frame(found.bloc_count)
    return frames
