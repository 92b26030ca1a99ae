"""Figures of blocs: how often two actors stand together, and how blocs pass from layer to layer or year to year."""

from __future__ import annotations

import pandas as pd

from qtnet.display.sketches import Sketch
from qtnet.metrics.blocs.history import BlocHistory
from qtnet.report.figures.alluvial import draw_alluvial, prepare_alluvial
from qtnet.report.figures.coassignment import actor_blocs, draw_coassignment, firmness, prepare_coassignment
from qtnet.report.figures.tree import grow_tree
from qtnet.results import Partition

__all__ = ["alluvial", "together"]

_TOP = 40  # rows of a matrix that can be read
_BANDS = 26  # actors whose bands can be told apart


def together(found: Partition) -> Sketch | None:
    """Draw how often two actors fall into the same bloc over repeated searches, with its tree."""
    blocs = actor_blocs(found.frame)
    tied = sorted(blocs, key=lambda actor: (blocs[actor], actor))[:_TOP]
    if len(tied) < 2:
        return None
    actors = list(found.actors)
    shares = pd.DataFrame(found.coassignment, index=actors, columns=actors)
    tree = grow_tree(shares, blocs, tied)
    frame = prepare_coassignment(shares, tree.order)
    firm = firmness(found.frame, pd.DataFrame(), tree.order)
    more = f" {_TOP} of {len(blocs)} actors are drawn." if len(blocs) > _TOP else ""
    reading = (
        "Cells of full colour: together in every search on the same ties. Boxes are blocs. Dots at the right: how "
        f"often an actor stands with its bloc. Whether other documents would agree is another question.{more}"
    )
    return Sketch(
        "How often two actors fall into the same bloc",
        reading,
        lambda narrow: draw_coassignment(frame, firm, tree, blocs, {}, narrow=narrow),
    )


def alluvial(found: BlocHistory) -> Sketch | None:
    """Draw how actors pass from bloc to bloc."""
    known = found.frame.dropna(subset=["estimate"])
    stages = [str(stage) for stage in dict.fromkeys(known[found.over])]
    if len(stages) < 2:
        return None
    seen = known.groupby("actor").size().reset_index(name="stages")
    actors = seen.sort_values(["stages", "actor"], ascending=[False, True])["actor"].head(_BANDS).tolist()
    part = known[known["actor"].isin(actors)]
    states = pd.DataFrame(
        {
            "stage": part[found.over].tolist(),
            "actor": part["actor"].tolist(),
            "bloc": part["estimate"].astype(int).tolist(),
            "facts": pd.Series([()] * len(part), dtype=object),
        }
    )
    frame = prepare_alluvial(states, stages, actors)
    windows = found.over == "window"
    more = f" {_BANDS} of {len(seen)} actors are drawn." if len(seen) > _BANDS else ""
    return Sketch(
        f"Blocs over {'time' if windows else 'layers'}",
        f"A band is an actor; a bloc keeps its colour where most of its actors stay. Thin: no tie.{more}",
        lambda narrow: draw_alluvial(frame, {}, {}, lettered=windows, narrow=narrow),
    )
