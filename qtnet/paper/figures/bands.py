"""How blocs change from technology to technology: one band per actor."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from textwrap import wrap
from typing import Final

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon, Rectangle

from qtnet.paper.figures.figure import PaperFigure
from qtnet.paper.figures.style import DOUBLE, SMALL, TEXT, Sheet, fitted, text_width
from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.alluvial import prepare_alluvial
from qtnet.report.figures.layered import layers_by_ties
from qtnet.report.figures.positions import heaviest
from qtnet.report.labels import layer_label
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.report.theme import FAINT, INK, MUTED, bloc_mark
from qtnet.results import MULTILAYER

__all__ = ["alluvial_figure"]

_STAGES: Final = 9
_ACTORS: Final = 40
_NAMES: Final = 30.0  # millimetres
_BAR: Final = 2.6
_STEPS: Final = np.linspace(0, 1, 25)
_SMOOTH: Final = 3 * _STEPS**2 - 2 * _STEPS**3


def alluvial_figure(context: Context) -> PaperFigure:
    """Show in which bloc each actor stands over all technologies and in each."""
    inputs = context.inputs
    known = set(inputs.blocs["actor"])
    tied = heaviest(inputs.network, len(inputs.network_actors)) if len(inputs.network) else []
    actors = [actor for actor in tied if actor in known][:_ACTORS]
    states = _states(context, actors)
    stages = [MULTILAYER, *(layers_by_ties(inputs.network) if len(inputs.network) else [])][:_STAGES]
    frame = prepare_alluvial(states, stages, actors) if len(states) else states
    return PaperFigure(
        key="blocs",
        title="The blocs, technology by technology.",
        reading="Each band is an actor, each block a bloc with its number; a band grows thin where the actor has no "
        "tie. All technologies were searched together, so a number means the same bloc everywhere: a band that changes "
        "its block stands with others in that technology.",
        alt=_alt(frame, context.names),
        data=frame,
        drawing=_draw(frame, context.names) if len(frame) else None,
        reason="There are no ties, so there are no blocs.",
    )


def _states(context: Context, actors: list[str]) -> pd.DataFrame:
    inputs = context.inputs
    ends: dict[str, set[str]] = {
        str(layer): set(own["source"]) | set(own["target"]) for layer, own in inputs.network.groupby("layer")
    }
    ends[MULTILAYER] = set(inputs.network["source"]) | set(inputs.network["target"])
    own = inputs.blocs[inputs.blocs["actor"].isin(actors) & inputs.blocs["estimate"].notna()]
    told = [
        {
            "stage": str(row["layer"]),
            "actor": str(row["actor"]),
            "bloc": int(row["estimate"]),
            "facts": facts_of_actor(inputs.network, row["actor"], None if row["layer"] == MULTILAYER else row["layer"]),
        }
        for row in rows(own)
        if row["actor"] in ends.get(str(row["layer"]), set())
    ]
    return pd.DataFrame(told, columns=["stage", "actor", "bloc", "facts"])


def _draw(frame: pd.DataFrame, names: Mapping[str, str]) -> Figure:
    stages = list(dict.fromkeys(frame["stage"]))
    deep = float(frame["high"].max())
    unit = min(3.4, 170.0 / deep)  # millimetres of a band
    labels = {str(a): fitted(names.get(str(a), str(a)), _NAMES) for a in dict.fromkeys(frame["actor"])}
    left = 2.5 + max(text_width(label) for label in labels.values()) + 1.5
    step = (DOUBLE - left - 12.0) / max(1, len(stages) - 1)
    heads = {stage: wrap(layer_label(str(stage)), max(9, int(step / 1.5))) for stage in stages}
    top = 2.0 + 2.9 * max(map(len, heads.values())) + 1.0
    sheet = Sheet(DOUBLE, top + deep * unit + 2.0)
    room = sheet.bare(0.0, 0.0, sheet.width, sheet.height)
    at = {stage: left + 1.3 + step * k for k, stage in enumerate(stages)}
    shown = frame.assign(low=top + unit * frame["low"], high=top + unit * frame["high"])
    _bands(room, shown, at)
    _blocks(room, shown, at)
    for stage, lines in heads.items():
        for number, words in enumerate(reversed(lines)):
            weight = "bold" if stage == MULTILAYER else "normal"
            place = min(max(at[stage], text_width(words) / 2 + 1), DOUBLE - text_width(words) / 2 - 1)
            room.text(place, top - 1.6 - 2.9 * number, words, ha="center", va="baseline", size=TEXT, weight=weight)
    _names(room, shown, at, labels)
    return sheet.figure


def _bands(room: Axes, shown: pd.DataFrame, at: Mapping[str, float]) -> None:
    known = {(row["stage"], row["actor"]): row for row in rows(shown)}
    for left, right in pairwise(at):
        for actor in dict.fromkeys(shown["actor"]):
            ends = known[left, actor], known[right, actor]
            bloc = ends[0]["bloc"] if all(end["bloc"] for end in ends) else 0
            room.add_patch(_band(ends, at[left] + _BAR / 2, at[right] - _BAR / 2, _colour(bloc), thin=bloc == 0))


def _band(ends: tuple[Row, Row], start: float, stop: float, colour: str, *, thin: bool) -> Polygon:
    x = start + (stop - start) * _STEPS
    low = ends[0]["low"] + (ends[1]["low"] - ends[0]["low"]) * _SMOOTH
    high = ends[0]["high"] + (ends[1]["high"] - ends[0]["high"]) * _SMOOTH
    points = np.concatenate([np.column_stack([x, low]), np.column_stack([x, high])[::-1]])
    return Polygon(
        points, closed=True, facecolor=colour, alpha=0.5 if thin else 0.38, edgecolor="white", linewidth=0.3,
        zorder=1 if thin else 2,
    )  # fmt: skip


def _blocks(room: Axes, shown: pd.DataFrame, at: Mapping[str, float]) -> None:
    for (stage, bloc), own in shown[shown["bloc"] > 0].groupby(["stage", "bloc"], sort=False):
        low, high = float(own["low"].min()), float(own["high"].max())
        left = at[str(stage)] - _BAR / 2
        room.add_patch(
            Rectangle((left, low), _BAR, high - low, facecolor=_colour(int(str(bloc))), linewidth=0, zorder=3)
        )
        room.text(
            at[str(stage)], (low + high) / 2, str(bloc), ha="center", va="center_baseline", size=SMALL, color="white",
            weight="bold", zorder=4,
        )  # fmt: skip

    for row in rows(shown[shown["bloc"] == 0]):
        left = at[str(row["stage"])] - _BAR / 2
        thin = Rectangle((left, row["low"]), _BAR, row["high"] - row["low"], facecolor=FAINT, alpha=0.5, linewidth=0)
        room.add_patch(thin)


def _names(room: Axes, shown: pd.DataFrame, at: Mapping[str, float], labels: Mapping[str, str]) -> None:
    """Name each actor at the left of the first column in which it has a tie."""
    for row in rows(shown[shown["bloc"] > 0].drop_duplicates("actor")):
        first = row["stage"] == next(iter(at))
        room.text(
            at[str(row["stage"])] - _BAR / 2 - 1.0, (row["low"] + row["high"]) / 2, labels[str(row["actor"])],
            ha="right", va="center_baseline", size=TEXT if first else SMALL, color=INK if first else MUTED, zorder=4,
        )  # fmt: skip


def _colour(bloc: int) -> str:
    return FAINT if bloc < 1 else bloc_mark(bloc)[0]


def _alt(frame: pd.DataFrame, names: Mapping[str, str]) -> str:
    told = frame[frame["bloc"] > 0] if len(frame) else frame
    movers = [
        names.get(str(actor), str(actor))
        for actor, own in (told.groupby("actor", sort=False) if len(told) else [])
        if own["bloc"].nunique() > 1
    ]
    said = f"{len(movers)} change their bloc: {', '.join(movers[:8])}" if movers else "none changes its bloc"
    return f"Bands of {told['actor'].nunique() if len(told) else 0} actors over technologies; {said}."
