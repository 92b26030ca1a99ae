"""Agreement of searches and support of documents are two things, and drawn as two."""

import dataclasses

import pandas as pd

from qtnet.report.evidence import actor_names
from qtnet.report.figures.coassignment import actor_blocs, draw_coassignment, firmness, prepare_coassignment
from qtnet.report.figures.tree import grow_tree
from qtnet.report.shows.blocs import show_coassignment
from qtnet.results import MULTILAYER


def support(inputs) -> pd.DataFrame:
    actors = inputs.network_actors["actor"].tolist()
    return pd.DataFrame({"actor": actors, "bloc": 1.0, "support": 0.4, "layer": MULTILAYER, "reason": ""})


def test_the_matrix_follows_the_tree(inputs):
    tree = grow_tree(inputs.coassignment, {}, inputs.network_actors["actor"].tolist())
    frame = prepare_coassignment(inputs.coassignment, tree.order)
    assert tuple(frame.index) == tuple(frame.columns) == tree.order


def test_support_has_its_own_mark_where_it_was_measured(inputs):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    tree = grow_tree(inputs.coassignment, blocs, inputs.network_actors["actor"].tolist())
    frame = prepare_coassignment(inputs.coassignment, tree.order)
    without = firmness(inputs.blocs, inputs.bloc_support.head(0), tree.order)
    with_support = firmness(inputs.blocs, support(inputs), tree.order)
    plain = draw_coassignment(frame, without, tree, blocs, names)
    both = draw_coassignment(frame, with_support, tree, blocs, names)
    assert [t.marker.symbol for t in plain.data if t.type == "scatter" and t.mode == "markers"] == ["circle"]
    assert [t.marker.symbol for t in both.data if t.type == "scatter" and t.mode == "markers"] == [
        "circle",
        "diamond-open",
    ]


def test_agreement_is_not_said_to_be_support_when_nothing_was_resampled(inputs):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    bare = dataclasses.replace(inputs, bloc_support=inputs.bloc_support.head(0))
    assert "whether other documents would agree was not measured" in show_coassignment(bare, blocs, names).reading
    measured = dataclasses.replace(inputs, bloc_support=support(inputs))
    shown = show_coassignment(measured, blocs, names)
    assert "other texts would agree" in shown.reading
    assert "40%" in shown.alt
