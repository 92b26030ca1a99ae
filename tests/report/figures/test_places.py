"""Actors stand in their home country, once each; who has none stands aside and is named."""

import pandas as pd
import pytest

from qtnet.report.figures.places import prepare_links, prepare_places

#: Two companies of one country, one of another, and a group of states.
ACTORS = pd.DataFrame(
    {
        "actor": ["EU", "Quad", "acme", "bolt", "tsmc"],
        "name": ["European Union", "Quad", "Acme", "Bolt", "TSMC"],
        "kind": ["bloc", "bloc", "company", "company", "company"],
        "country": ["", "", "US", "US", "TW"],
    }
)
TIES = pd.DataFrame(
    {
        "source": ["acme", "acme", "tsmc", "EU", "Quad"],
        "target": ["bolt", "tsmc", "bolt", "tsmc", "acme"],
        "layer": ["ai", "ai", "quantum", "ai", "ai"],
        "sign": [1, 1, 1, -1, 1],
        "weight": [1.0, 2.0, 3.0, 0.5, 0.25],
        "facts": [("f1",), ("f2",), ("f3",), ("f4",), ("f5",)],
    }
)
NAMES = dict(zip(ACTORS["actor"], ACTORS["name"], strict=True))


@pytest.fixture
def places():
    return prepare_places(TIES, ACTORS, {"acme": 1, "bolt": 1, "tsmc": 2}, NAMES).set_index("place")


def test_all_actors_of_a_country_stand_in_one_place(places):
    assert places.loc["US", "members"] == ("Acme", "Bolt")
    assert places.loc["US", "name"] == "United States"
    assert places.loc["US", "bloc"] == 1
    assert sum(len(actors) for actors in places["actors"]) == len(ACTORS)


def test_a_tie_inside_a_country_is_counted_and_has_no_line(places):
    assert places.loc["US", "at_home"] == 1
    drawn = {fact for facts in prepare_links(TIES, ACTORS)["facts"] for fact in facts}
    assert drawn == {"f2", "f3", "f4", "f5"}


def test_ties_between_two_places_add_up_over_actors_and_technologies():
    link = prepare_links(TIES, ACTORS).set_index(["source", "target"]).loc[("TW", "US")]
    assert link["weight"] == pytest.approx(5.0)
    assert link["technologies"] == ("ai", "quantum")
    assert link["ends"] == ("acme", "bolt", "tsmc")


def test_a_group_without_a_seat_has_no_coordinates(places):
    assert places["x"].isna().pipe(lambda missing: list(missing[missing].index)) == ["Quad"]


def test_an_actor_at_home_in_a_group_stands_at_the_seat_of_the_group():
    flagship = ACTORS.iloc[[1]].assign(actor="flagship", name="Flagship", country="EU")
    places = prepare_places(TIES, pd.concat([ACTORS, flagship]), {}, NAMES).set_index("place")
    assert places.loc["EU", "actors"] == ("EU", "flagship")
    assert places.loc["EU", "name"] == "European Union"


def test_an_actor_of_an_unknown_country_is_not_lost():
    places = prepare_places(TIES, ACTORS.assign(country="XX"), {}, NAMES)
    assert set(places.loc[places["x"].isna(), "place"]) == {"Quad", "acme", "bolt", "tsmc"}


def test_no_ties_give_places_without_weight():
    assert prepare_links(TIES.iloc[:0], ACTORS).empty
    assert (prepare_places(TIES.iloc[:0], ACTORS, {}, NAMES)["weight"] == 0).all()
