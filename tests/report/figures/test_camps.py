"""Two camps: every tie that does not fit is drawn in the colour of its sign, the others in grey."""

import pandas as pd
import pytest

from qtnet.report.figures.camps import draw_camps, left_out, prepare_camps, prepare_misfits
from qtnet.report.theme import FAINT

#: The US, Japan and India against China; the US is hostile to India, India cooperates with China in two technologies.
NETWORK = pd.DataFrame(
    {
        "source": ["US", "US", "US", "IN", "IN"],
        "target": ["JP", "CN", "IN", "CN", "CN"],
        "layer": ["ai", "ai", "ai", "ai", "quantum"],
        "sign": [1, -1, -1, 1, 1],
        "weight": [5.0, 3.0, 1.0, 0.5, 0.5],
        "facts": [("f1",), ("f2",), ("f3",), ("f4",), ("f5",)],
    }
)
CAMPS = pd.DataFrame(
    {
        "actor": ["CH", "CN", "IN", "JP", "US"],
        "side": [None, 0.0, 1.0, 1.0, 1.0],
        "settled": [False, True, False, True, True],
    }
)
MISFITS = prepare_misfits(NETWORK.iloc[2:].assign(layer=["ai", "ai", "quantum"]))
NAMES = {"US": "United States"}


@pytest.fixture
def actors():
    return prepare_camps(CAMPS, MISFITS, NETWORK, NAMES)


def test_the_camp_of_the_heaviest_actor_stands_left(actors):
    sides = dict(zip(actors["actor"], actors["side"], strict=True))
    assert sides == {"US": 0, "JP": 0, "IN": 0, "CN": 1}
    assert actors.loc[actors["actor"] == "US", "name"].item() == "United States"


def test_actors_without_ties_are_in_no_camp(actors):
    assert "CH" not in set(actors["actor"])
    assert left_out(CAMPS, actors) == 0


def test_ties_of_a_pair_add_up_over_technologies():
    row = MISFITS.set_index(["source", "target"]).loc[("CN", "IN")]
    assert (row["weight"], row["technologies"], row["facts"]) == (1.0, ("ai", "quantum"), ("f4", "f5"))


@pytest.mark.parametrize("narrow", [False, True])
def test_what_fits_is_grey_and_what_does_not_has_its_colour(actors, narrow):
    figure = draw_camps(actors, MISFITS, NETWORK, narrow=narrow)
    grey, coloured = set(), set()
    for trace in figure.data:
        if trace.mode == "lines" and trace.meta:
            facts = {fact for own in trace.meta["facts"] for fact in own}
            (grey if trace.line.color == FAINT else coloured).update(facts)
    assert (grey, coloured) == ({"f1", "f2"}, {"f3", "f4", "f5"})


def test_an_actor_that_could_change_sides_is_hollow(actors):
    marks = next(t for t in draw_camps(actors, MISFITS, NETWORK).data if t.meta and t.meta.get("kind") == "actors")
    hollow = [ends[0] for ends, symbol in zip(marks.meta["ends"], marks.marker.symbol, strict=True) if "open" in symbol]
    assert hollow == ["IN"]


@pytest.mark.parametrize(("actors", "hidden"), [(29, 0), (30, 0), (31, 3)])
def test_one_or_two_actors_are_not_left_out(actors, hidden):
    many = [f"A{k:02}" for k in range(actors)]
    camps = pd.DataFrame({"actor": many, "side": [0.0] * 14 + [1.0] * (actors - 14), "settled": True})
    assert left_out(camps, prepare_camps(camps, prepare_misfits(NETWORK.iloc[:0]), NETWORK, {})) == hidden


def test_where_many_actors_stand_those_with_misfits_come_first():
    many = [f"A{k:02}" for k in range(40)]
    camps = pd.DataFrame({"actor": many, "side": [0.0, 1.0] * 20, "settled": True})
    network = pd.DataFrame(
        {"source": many[:-1], "target": many[1:], "layer": "ai", "sign": 1, "weight": 9.0, "facts": [("f",)] * 39}
    )
    misfits = prepare_misfits(network.iloc[[38]].assign(weight=0.1))
    drawn = prepare_camps(camps, misfits, network, {})
    assert {"A38", "A39"} <= set(drawn["actor"])
    assert left_out(camps, drawn) == 40 - len(drawn) > 0


def test_without_ties_among_the_drawn_actors_only_the_misfits_are_drawn(actors):
    figure = draw_camps(actors, MISFITS, NETWORK.iloc[:0])
    grey = [trace for trace in figure.data if trace.line.color == FAINT]
    assert all(not trace.x for trace in grey)
    assert any(trace.meta and trace.meta.get("kind") == "ties" for trace in figure.data)
