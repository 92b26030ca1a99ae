"""Figures of bipolarity: against chance, by component, who stands where, and who bridges."""

from __future__ import annotations

import pandas as pd

from qtnet.display.sketches import Sketch
from qtnet.inference.bipolarity.result import Bipolarity
from qtnet.report.figures.alignment import draw_alignment, prepare_alignment
from qtnet.report.figures.bridges import draw_bridges, prepare_bridges
from qtnet.report.figures.null import draw_null, prepare_null
from qtnet.report.figures.profile import draw_profile, prepare_profile
from qtnet.results import MULTILAYER

__all__ = ["against_chance", "alignment", "bridges", "profile"]

_TOP = 30  # actors on the axis between the poles
_TIES = pd.DataFrame(columns=["source", "target", "layer", "facts"])  # a result holds no quotations


def against_chance(found: Bipolarity) -> Sketch | None:
    """Draw the observed index over what networks tied by chance give."""
    frame = prepare_null(found.components, found.null_draws)
    if frame.empty:
        return None
    return Sketch(
        f"Bipolarity against chance, {found.poles[0]}–{found.poles[1]}{_exploratory(found)}",
        "Grey: the index in networks tied by chance. Dot and line: the documents and their 95 % interval. "
        "Only a dot beyond the grey tells of more than chance.",
        lambda narrow: draw_null(frame, narrow=narrow),
    )


def profile(found: Bipolarity) -> Sketch | None:
    """Draw the components of the index, a panel to each."""
    frame = prepare_profile(found.components, {})
    if frame["estimate"].isna().all():
        return None
    return Sketch(
        f"Profile of bipolarity, {found.poles[0]}–{found.poles[1]}{_exploratory(found)}",
        "Each panel is a component of the index, with 95 % intervals; all must be high for two blocs.",
        lambda narrow: draw_profile(frame, columns=2 if narrow else 3),
    )


def alignment(found: Bipolarity) -> Sketch | None:
    """Draw who stands where between the poles."""
    whole = found.alignment[found.alignment["layer"] == MULTILAYER]
    first = whole.sort_values(["engagement", "actor"], ascending=[False, True]).head(_TOP)
    frame = prepare_alignment(first, _TIES, {}, top=_TOP)
    if frame.empty:
        return None
    return Sketch(
        f"Alignment between {found.poles[1]} (−1) and {found.poles[0]} (+1){_exploratory(found)}",
        "Dot and line: position over all layers and its 95 % interval; diamonds stand between the poles in most "
        "resampled corpora.",
        lambda narrow: draw_alignment(frame, found.poles, narrow=narrow),
    )


def bridges(found: Bipolarity) -> Sketch | None:
    """Draw who is tied to both poles."""
    frame = prepare_bridges(found.alignment, found.bridges, {}, {})
    if frame.empty:
        return None
    return Sketch(
        f"Tied to both poles{_exploratory(found)}",
        "Across: alignment. Up: how much evidence ties an actor to both. Diamonds: hedgers; circles with a line: "
        "bridges; triangles: outsiders.",
        lambda narrow: draw_bridges(frame, found.poles, narrow=narrow),
    )


def _exploratory(found: Bipolarity) -> str:
    return " (exploratory)" if found.exploratory else ""
