"""Figures hold what their frames hold: every tie, every estimate, every amount, with its facts."""

from dataclasses import replace

import pandas as pd
import pytest

from qtnet.report.evidence import actor_names
from qtnet.report.figures.alignment import draw_alignment, prepare_alignment
from qtnet.report.figures.centrality import draw_centrality, prepare_centrality
from qtnet.report.figures.coassignment import actor_blocs
from qtnet.report.figures.gathered import prepare_ties
from qtnet.report.figures.layered import draw_layered
from qtnet.report.figures.multiples import draw_multiples
from qtnet.report.figures.null import prepare_null
from qtnet.report.figures.positions import circle
from qtnet.report.figures.profile import draw_profile, prepare_profile
from qtnet.report.figures.quality import prepare_confidence
from qtnet.report.figures.sensitivity import prepare_sensitivity
from qtnet.report.shows.bipolar import show_profile
from qtnet.results import MULTILAYER, tidy


@pytest.mark.parametrize("narrow", [False, True])
def test_every_tie_can_be_touched_in_both_networks(inputs, narrow):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    drawn = prepare_ties(inputs.network, blocs, names)
    for figure in (
        draw_layered(drawn, narrow=narrow),
        draw_multiples(drawn, columns=2 if narrow else 4),
    ):
        touched = [tuple(f) for t in figure.data if t.meta and t.meta.get("kind") == "ties" for f in t.meta["facts"]]
        assert sorted(touched) == sorted(inputs.network["facts"])


def test_points_and_facts_of_a_trace_agree_in_number(inputs):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    for trace in draw_layered(prepare_ties(inputs.network, blocs, names)).data:
        if trace.meta:
            assert len(trace.x) == len(trace.meta["facts"]) * trace.meta["stride"]


def test_hostile_ties_have_their_own_dash(inputs):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    drawn = prepare_ties(inputs.network, blocs, names)
    hostile = {f for own in inputs.network.loc[inputs.network["sign"] < 0, "facts"] for f in own}
    lines = [t for t in draw_layered(drawn).data if t.meta and t.mode == "lines"]
    for trace in lines:
        inside = {fact for own in trace.meta["facts"] for fact in own}
        assert (trace.line.dash == "dot") == bool(inside & hostile)


def test_places_do_not_depend_on_the_order_of_rows(inputs):
    blocs, names = actor_blocs(inputs.blocs), actor_names(inputs)
    given = prepare_ties(inputs.network, blocs, names)
    shuffled = prepare_ties(inputs.network.iloc[::-1], blocs, names)

    def where(network) -> set[tuple[float, float]]:
        drawn = draw_layered(network).data
        return {
            (x, y) for t in drawn if t.meta and t.meta.get("kind") == "actors" for x, y in zip(t.x, t.y, strict=True)
        }

    assert where(given) == where(shuffled)


def test_no_two_actors_share_a_place():
    places = circle([f"A{k}" for k in range(40)], {f"A{k}": k % 5 for k in range(40)})
    assert len(set(zip(places["x"], places["y"], strict=True))) == 40


def test_a_dot_stands_at_its_estimate_with_its_interval(inputs):
    names = actor_names(inputs)
    frame = prepare_centrality(inputs.centrality, inputs.network, names)
    trace = draw_centrality(frame, columns=5).data[0]
    first = frame[frame["panel"] == frame["panel"].iloc[0]]
    assert list(trace.x) == first["estimate"].round(5).tolist()
    ends = [round(x + above, 4) for x, above in zip(trace.x, trace.error_x.array, strict=True)]
    assert ends == first["ci_high"].round(4).tolist()


def test_an_undefined_component_is_a_word_not_a_dot(inputs):
    frame = prepare_profile(inputs.bipolarity, {})
    figure = draw_profile(frame, columns=6)
    words = [text for t in figure.data if t.mode == "text" for text in t.text]
    assert words.count("undefined") == int(frame["estimate"].isna().sum()) > 0


def test_unreached_actors_are_not_placed_between_the_poles():
    frame = tidy(
        [
            {"metric": "alignment", "layer": MULTILAYER, "actor": "JP", "estimate": 0.0, "reason": "unreached"},
            {"metric": "alignment", "layer": MULTILAYER, "actor": "US", "estimate": 1.0},
        ]
    ).assign(p_pole_a=0.5, p_pole_b=0.5, p_hedger=0.0)
    network = pd.DataFrame(columns=["source", "target", "layer", "facts"])
    placed = prepare_alignment(frame, network, {})
    assert placed["actor"].tolist() == ["US"]
    assert len(draw_alignment(placed, ("US", "CN")).data[0].x) == 1


def test_the_null_keeps_every_draw_in_its_bins(inputs):
    frame = prepare_null(inputs.bipolarity, inputs.null_draws)
    assert [sum(bins) for bins in frame["bins"]] == frame["draws"].tolist()
    assert MULTILAYER in set(frame["layer"])


def test_every_fact_stands_in_one_class_of_confidence(inputs):
    frame = prepare_confidence(inputs.ties, inputs.funding)
    facts = [fact for own in frame["facts"] for fact in own]
    assert sorted(facts) == sorted([*inputs.ties["tie"], *inputs.funding["funding"]])


def test_a_choice_that_never_varies_is_no_row_of_the_sensitivity():
    frame = pd.DataFrame({"tau": [0.25, 0.5], "poles": ["US–CN"] * 2, "layer": [MULTILAYER] * 2, "TBI": [0.1, 0.2]})
    assert prepare_sensitivity(frame, ("US", "CN"))["value"].tolist() == ["0.25", "0.5"]


def test_other_poles_stand_in_a_row_of_their_own_and_in_no_other():
    frame = pd.DataFrame(
        {"tau": [0.25, 0.5, 0.5], "poles": ["US–CN", "US–CN", "US–JP"], "layer": MULTILAYER, "TBI": [0.1, 0.2, 0.8]}
    )
    placed = prepare_sensitivity(frame, ("US", "CN"))
    assert placed[["value", "TBI"]].values.tolist() == [["0.25", 0.1], ["0.5", 0.2], ["US–JP", 0.8]]


def test_the_profile_says_how_far_an_interval_beyond_its_axis_goes(inputs):
    wide = inputs.bipolarity["metric"].eq("S") & inputs.bipolarity["layer"].eq(MULTILAYER)
    cut = inputs.bipolarity.assign(ci_low=inputs.bipolarity["ci_low"].mask(wide, -1.16))
    told = "An arrow: the interval goes on beyond the axis (S · separation, All technologies: to −1.16)."
    assert told in show_profile(replace(inputs, bipolarity=cut), {}).reading
