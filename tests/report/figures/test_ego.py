"""The view of one actor has all its ties, seen from it, and can be chosen for each actor."""

import pytest

from qtnet.report.evidence import actor_names, facts_of_actor
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.figures.ego import draw_ego, partners_of, prepare_ego
from qtnet.report.shows.ego import show_ego


@pytest.fixture
def shown(inputs):
    return show_ego(inputs, actor_blocs(inputs.blocs), actor_names(inputs))


def test_the_view_has_every_fact_of_the_actor(inputs):
    frame = prepare_ego(inputs.network, "US")
    assert {fact for facts in frame["facts"] for fact in facts} == set(facts_of_actor(inputs.network, "US"))


def test_direction_is_seen_from_the_actor(inputs):
    tie = inputs.network[inputs.network["directed"]].iloc[0]
    for actor, partner, direction in ((tie["source"], tie["target"], "to"), (tie["target"], tie["source"], "from")):
        frame = prepare_ego(inputs.network, actor)
        own = frame[(frame["partner"] == partner) & (frame["facts"] == tie["facts"])]
        assert own["direction"].tolist() == [direction]


def test_both_halves_open_the_same_facts(inputs):
    frame = prepare_ego(inputs.network, "US")
    figure = draw_ego(frame, inputs.network, sorted(set(inputs.network["layer"])), {}, {})
    star = {f for t in figure.data if t.meta and t.meta.get("kind") == "ties" for own in t.meta["facts"] for f in own}
    grid = {f for t in figure.data if t.xaxis == "x2" for own in t.meta["facts"] for f in own}
    assert star == grid == {fact for facts in frame["facts"] for fact in facts}


def test_partners_of_one_bloc_stand_together(inputs):
    frame = prepare_ego(inputs.network, "US")
    blocs = actor_blocs(inputs.blocs)
    numbers = [blocs[partner] for partner in partners_of(frame, blocs)]
    assert numbers == sorted(numbers)


def test_the_table_of_each_actor_has_its_ties_only(inputs, shown):
    for variant in shown.variants:
        ties = (inputs.network["source"] == variant.key) | (inputs.network["target"] == variant.key)
        assert len(variant.table.rows) == ties.sum()
        assert {row[0] for row in variant.table.rows} == {actor_names(inputs)[variant.key]}
    assert len({row[0] for row in shown.table.rows}) == 1


def test_choosing_an_actor_chooses_its_view(inputs, shown):
    keys = [variant.key for variant in shown.variants]
    assert set(keys) == set(inputs.network["source"]) | set(inputs.network["target"])
    assert shown.choice == "Actor"
    assert shown.wide.layout.meta["linked"] == "actor"
    japan = next(variant for variant in shown.variants if variant.key == "JP")
    centre = next(trace for trace in japan.wide.data if trace.meta and trace.meta.get("kind") == "actors")
    assert (centre.customdata[0], centre.x[0], centre.y[0]) == (["JP"], 0.0, 0.0)
