"""Bands keep every actor in every stage, and blocs of other searches are not taken for these."""

import dataclasses

import pandas as pd
import pytest

from qtnet.report.evidence import actor_names
from qtnet.report.figures.alluvial import draw_alluvial, prepare_alluvial
from qtnet.report.shows.layers import show_bloc_layers, show_bloc_windows
from qtnet.report.words.sentences import CANNOT_TELL
from qtnet.results import MULTILAYER


def states(*told: tuple[str, str, int]) -> pd.DataFrame:
    return pd.DataFrame(told, columns=["stage", "actor", "bloc"]).assign(facts=[("f1",)] * len(told))


TWO = states(("a", "JP", 1), ("a", "US", 1), ("a", "CN", 2), ("b", "JP", 2), ("b", "CN", 2))


def test_every_actor_has_a_place_in_every_stage_and_none_is_taken_twice():
    frame = prepare_alluvial(TWO, ["a", "b"], ["US", "JP", "CN"])
    for _, own in frame.groupby("stage"):
        assert sorted(own["actor"]) == ["CN", "JP", "US"]
        ends = own.sort_values("low")
        assert (ends["high"].iloc[:-1].to_numpy() <= ends["low"].iloc[1:].to_numpy() + 1e-9).all()


def test_an_actor_without_a_tie_is_thin_and_last():
    frame = prepare_alluvial(TWO, ["a", "b"], ["US", "JP", "CN"])
    gone = frame[(frame["stage"] == "b") & (frame["actor"] == "US")].iloc[0]
    others = frame[(frame["stage"] == "b") & (frame["actor"] != "US")]
    assert gone["high"] - gone["low"] < 0.5
    assert gone["low"] > others["high"].max()


def test_actors_of_a_bloc_keep_the_order_of_the_stage_before():
    frame = prepare_alluvial(TWO, ["a", "b"], ["US", "JP", "CN"])
    assert frame[(frame["stage"] == "b") & (frame["bloc"] == 2)]["actor"].tolist() == ["JP", "CN"]


def test_a_band_names_its_actor_and_has_the_points_it_says():
    frame = prepare_alluvial(TWO, ["a", "b"], ["US", "JP", "CN"])
    bands = [trace for trace in draw_alluvial(frame, {}, {}).data if trace.meta and "ends" in trace.meta]
    assert sorted(end for trace in bands for (end,) in trace.meta["ends"]) == ["CN", "JP", "US"]
    for trace in bands:
        assert len(trace.x) == len(trace.y) == trace.meta["stride"] * len(trace.meta["ends"])


def test_blocs_of_windows_have_letters_and_other_colours():
    frame = prepare_alluvial(TWO, ["a", "b"], ["US", "JP", "CN"])
    numbered, lettered = draw_alluvial(frame, {}, {}), draw_alluvial(frame, {}, {}, lettered=True)
    assert sorted(numbered.data[-1].text) == ["1", "2", "2"]
    assert sorted(lettered.data[-1].text) == ["A", "B", "B"]
    assert {t.fillcolor for t in numbered.data if t.fillcolor}.isdisjoint(
        {t.fillcolor for t in lettered.data if t.fillcolor} - {t.fillcolor for t in numbered.data[:1]}
    )


@pytest.fixture
def windowed(inputs):
    actors = inputs.network_actors["actor"].tolist()[:4]
    rows = [
        {"window": window, "start": start, "actor": a, "bloc": 1.0 + (a == actors[0]) * k, "strength": 1.0, "facts": ()}
        for k, (window, start) in enumerate((("2010–2014", 2010), ("2015–2019", 2015)))
        for a in actors
    ]
    return with_ties(dataclasses.replace(inputs, window_blocs=pd.DataFrame(rows)), 10, 12)


def with_ties(inputs, *numbers: int):
    told = [
        {"metric": "TBI", "layer": MULTILAYER, "window": w, "start": s, "end": s + 4, "n_ties": n, "facts": ()}
        for (w, s), n in zip((("2010–2014", 2010), ("2015–2019", 2015)), numbers, strict=True)
    ]
    return dataclasses.replace(inputs, windows=pd.DataFrame(told).reindex(columns=list(inputs.windows.columns)))


def test_windows_come_in_the_order_of_time(windowed):
    turned = dataclasses.replace(windowed, window_blocs=windowed.window_blocs.iloc[::-1].reset_index(drop=True))
    for inputs in (windowed, turned):
        shown = show_bloc_windows(inputs, actor_names(inputs))
        assert list(shown.wide.layout.xaxis.ticktext) == ["2010–2014", "2015–2019"]
        assert "1 of " in shown.alt


def test_one_window_is_no_history(windowed):
    single = windowed.window_blocs[windowed.window_blocs["start"] == 2010].reset_index(drop=True)
    shown = show_bloc_windows(dataclasses.replace(windowed, window_blocs=single), actor_names(windowed))
    assert shown.wide is None
    assert "only 1 of 2 windows of time holds so many" in shown.reason


def test_change_between_windows_of_few_ties_cannot_be_told(windowed):
    shown = show_bloc_windows(with_ties(windowed, 9, 40), actor_names(windowed))
    assert shown.wide is None
    assert CANNOT_TELL in shown.reason
    assert "change their bloc" not in shown.alt
    none = show_bloc_windows(with_ties(windowed, 9, 9), actor_names(windowed))
    assert none.reason.endswith("and none of 2 windows of time holds so many.")


def test_a_tie_of_several_years_is_said_to_stand_in_several_windows(windowed):
    assert "may stand in several windows" in show_bloc_windows(windowed, actor_names(windowed)).reading


def test_without_windows_none_are_told_of(windowed):
    nothing = dataclasses.replace(windowed, windows=windowed.windows.iloc[:0])
    assert show_bloc_windows(nothing, actor_names(windowed)).reason == "The study has no windows of time."


def test_layers_hold_only_actors_with_a_tie_in_them(inputs):
    shown = show_bloc_layers(inputs, actor_names(inputs))
    whole = {row[1] for row in shown.table.rows if row[0] == "All technologies"}
    names = actor_names(inputs)
    tied = set(inputs.network["source"]) | set(inputs.network["target"])
    assert whole == {names[actor] for actor in tied}
