"""The map draws each link and each place, keeps hostile text out and needs nothing from the net."""

import itertools

import pytest

from qtnet.report.embed import figure_json
from qtnet.report.evidence import actor_names
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.figures.map import draw_map, regions_shown
from qtnet.report.figures.outlines import Window, land, locations
from qtnet.report.figures.places import prepare_links, prepare_places
from qtnet.report.shows.places import show_map


@pytest.fixture(scope="module")
def drawn(inputs):
    places = prepare_places(inputs.network, inputs.network_actors, actor_blocs(inputs.blocs), actor_names(inputs))
    return places, prepare_links(inputs.network, inputs.network_actors)


def _world(figure, kind):
    return [t for t in figure.data if t.meta and t.meta.get("kind") == kind and t.xaxis == "x"]


@pytest.mark.parametrize("narrow", [False, True])
def test_every_link_can_be_touched_and_every_place_stands_on_the_world(drawn, narrow):
    places, links = drawn
    figure = draw_map(places, links, narrow=narrow)
    touched = {tuple(f) for t in figure.data if t.meta and t.meta.get("kind") == "ties" for f in t.meta["facts"]}
    assert touched == set(links["facts"])
    lines = [t for t in figure.data if t.meta and t.hoverinfo == "skip" and t.xaxis == "x"]
    assert {tuple(f) for t in lines for f in t.meta["facts"]} == set(links["facts"])
    assert sorted(_world(figure, "actors")[0].meta["ends"]) == sorted(list(actors) for actors in places["actors"])


def test_ties_inside_a_closer_view_are_touched_there_only(drawn):
    places, links = drawn
    inside = links[links["source"].isin(["EU", "FR", "GB", "NL"]) & links["target"].isin(["EU", "FR", "GB", "NL"])]
    figure = draw_map(places, inside)
    assert len(inside)
    assert _world(figure, "ties")[0].meta["facts"] == []


def test_cooperation_bows_to_the_north_and_hostility_to_the_south(drawn):
    places, links = drawn
    pair = links[links["weight"] == links["weight"].max()].head(1)
    heights = {}
    for sign in (1, -1):
        trace = _world(draw_map(places, pair.assign(sign=sign)), "ties")[0]
        heights[sign] = trace.y[2]
    assert heights[1] > heights[-1]


def test_a_tie_between_america_and_asia_runs_over_the_pacific(drawn):
    places, links = drawn
    pair = links.head(1).assign(source="JP", target="US", sign=1)
    trace = next(t for t in draw_map(places, pair).data if t.meta and t.hoverinfo == "skip" and t.xaxis == "x")
    gap = next(k for k, x in enumerate(trace.x) if x != x)
    right, left = trace.x[:gap], trace.x[gap + 1 : -1]
    x = dict(zip(places["place"], places["x"], strict=True))
    assert (right[0], left[-1]) == (x["JP"], x["US"])
    assert list(right) == sorted(right)
    assert list(left) == sorted(left)
    assert trace.y[gap - 1] == trace.y[gap + 1]
    assert trace.meta["stride"] == len(trace.x)
    atlantic = next(t for t in draw_map(places, pair.assign(source="GB")).data if t.meta and t.hoverinfo == "skip")
    assert all(x == x for x in atlantic.x[:-1])


def test_a_region_is_shown_closer_where_four_places_have_ties(drawn):
    places, _ = drawn
    assert regions_shown(places) == ["Europe", "Asia"]
    assert regions_shown(places[places["place"].isin(["US", "JP", "FR"])]) == []


def test_no_trace_of_the_map_fetches_outlines(drawn):
    assert {trace.type for trace in draw_map(*drawn).data} == {"scatter"}


def test_names_of_actors_are_escaped(drawn):
    places, links = drawn
    figure_json("map", draw_map(places.assign(name="<script>x</script>"), links))


def test_small_states_are_on_the_map():
    known = locations()
    assert {"SG", "HK", "MT", "BH", "TW", "LU", "MO", "LI"} <= set(known)
    for code in ("SG", "HK", "MT", "BH", "TW"):
        assert land(only=[code])[0], code


def test_no_country_is_torn_at_the_edge_of_the_map():
    for code in ("RU", "FJ", "NZ", "US"):
        xs, _ = land(only=[code])
        ring = [x for x in xs[: xs.index(None)] if x is not None]
        assert max(abs(a - b) for a, b in itertools.pairwise(ring)) < 1000


def test_a_window_leaves_out_what_lies_outside():
    name, x, y = locations()["SG"]
    assert name == "Singapore"
    assert land(only=["BR"], window=Window(x - 10, x + 10, y - 10, y + 10)) == ([], [])


def test_of_very_many_lines_the_heaviest_are_drawn_and_that_is_said(inputs, monkeypatch):
    monkeypatch.setattr("qtnet.report.shows.places._MOST_LINES", 5)
    shown = show_map(inputs, actor_blocs(inputs.blocs), actor_names(inputs))
    assert "The 5 heaviest of" in shown.reading
    assert len(_world(shown.wide, "ties")[0].meta["facts"]) <= 5
    assert len(shown.table.rows) > 5
