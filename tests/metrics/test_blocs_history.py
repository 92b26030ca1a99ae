"""Blocs over windows and layers: numbers that stay, births, deaths, splits, merges, flows."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.metrics.blocs import agreement_by_window, bloc_history, bloc_layers
from qtnet.metrics.blocs.matching import step
from qtnet.network import MultilayerNetwork
from qtnet.network.windows import Window, time_windows


def clubs(*years):
    """One window per year, its circles of friends given as words; circles have no ties between them."""
    rows = [
        (a, b, year, "x")
        for year, words in enumerate(years, 2001)
        for word in words.split()
        for a in word
        for b in word
        if a < b
    ]
    edges = pd.DataFrame(rows, columns=["source", "target", "time", "layer"])
    net = MultilayerNetwork.from_edges(edges, actors=sorted({letter for year in years for letter in year} - {" "}))
    return [
        Window(label=str(year), first=year, last=year, network=net.window(year, year))
        for year in range(2001, 2001 + len(years))
    ]


def numbers(history, window):
    frame = history.to_frame()
    part = frame[(frame["window"] == window) & frame["estimate"].notna()]
    return {"".join(group["actor"]): int(number) for number, group in part.groupby("estimate")}


def events(history, kind):
    return [tuple(row) for row in history.events.query("event == @kind")[["at", "bloc", "others"]].values.tolist()]


def test_blocs_keep_their_number_although_actors_change_sides():
    found = bloc_history(clubs("abcdef uvwxy", "abcde uvwxyf"), rng=1)
    assert numbers(found, "2001") == {"abcdef": 1, "uvwxy": 2}
    # in the second year the other bloc is the larger one
    assert numbers(found, "2002") == {"abcde": 1, "fuvwxy": 2}
    assert found.events.empty
    assert found.flows.set_index(["source", "target"])["actors"].to_dict() == {(1, 1): 5, (1, 2): 1, (2, 2): 5}
    assert found.flows.iloc[1]["members"] == "f"


def test_a_bloc_splits_and_merges_again():
    found = bloc_history(clubs("abcdefg", "abcd efg", "abcdefg"), rng=1)
    assert numbers(found, "2002") == {"abcd": 1, "efg": 2}
    assert events(found, "split") == [("2002", 1, (1, 2))]
    assert events(found, "birth") == [("2002", 2, ())]
    assert events(found, "merge") == [("2003", 1, (1, 2))]
    assert events(found, "death") == [("2002", 2, ())]
    assert found.remark().startswith("Births: 1, deaths: 1, splits: 1, merges: 1.")


def test_blocs_are_born_and_die_with_their_actors():
    found = bloc_history(clubs("abc def", "abc", "abc xyz"), rng=1)
    assert events(found, "death") == [("2001", 2, ())]
    assert events(found, "birth") == [("2003", 3, ())]
    frame = found.to_frame().set_index(["window", "actor"])
    assert np.isnan(frame.at[("2002", "d"), "estimate"])
    assert frame.at[("2002", "d"), "reason"] == "no ties"


def test_a_window_without_ties_is_passed_over():
    found = bloc_history(clubs("abc def", "", "abc def"), rng=1)
    assert numbers(found, "2003") == numbers(found, "2001")
    assert found.events.empty
    assert found.flows[["start", "end"]].drop_duplicates().values.tolist() == [["2001", "2003"]]


def test_windows_of_a_network_can_be_followed():
    net = clubs("abc def", "abc def")[0].network
    found = bloc_history(time_windows(net), rng=1)
    assert found.to_frame()["window"].unique().tolist() == ["2001"]
    assert found.flows.empty
    assert found.details() == {"flows": [], "events": []}


def test_blocs_of_layers_are_matched_from_layer_to_layer():
    rows = [(a, b, layer) for layer in ("chips", "quantum") for w in ("abc", "def") for a in w for b in w if a < b]
    net = MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=["source", "target", "layer"]))
    found = bloc_layers(net, rng=1)
    frame = found.to_frame().set_index(["layer", "actor"])["estimate"]
    assert frame["chips"].tolist() == frame["quantum"].tolist() == [1.0] * 3 + [2.0] * 3
    assert found.over == "layer"


def test_the_match_keeps_as_many_actors_as_possible():
    # the first bloc shares most with column 0, but so much of the second does too that the sum is larger crosswise
    first, second = np.repeat([0, 1], [7, 6]), np.array([0] * 4 + [1] * 3 + [0] * 5 + [1])
    assert step(first, second).successor.tolist() == [1, 0]
    assert step(np.array([0, -1]), np.array([-1, 0])).successor.tolist() == [-1]


def test_no_windows_equal_labels_and_other_actors_are_refused():
    one, other = clubs("abc", "abc")[0], clubs("xyz")[0]
    with pytest.raises(InputError, match="at least one"):
        bloc_history([], rng=1)
    with pytest.raises(InputError, match="different labels"):
        bloc_history([one, one], rng=1)
    with pytest.raises(InputError, match="same actors"):
        bloc_history([one, Window(label="2005", first=2005, last=2005, network=other.network)], rng=1)


def test_agreement_follows_membership_of_each_window():
    rows = [("DE", "GB", 1, y) for y in (2015, 2022)] + [("US", "JP", 1, y) for y in (2015, 2022)]
    rows += [("DE", "US", -1, y) for y in (2015, 2022)]
    edges = pd.DataFrame(rows, columns=["source", "target", "sign", "time"]).assign(layer="x")
    windows = [w for w in time_windows(MultilayerNetwork.from_edges(edges)) if w.label in ("2015", "2022")]
    found = agreement_by_window(bloc_history(windows, rng=1), windows).to_frame().set_index(["window", "group"])
    assert found.at[("2015", "EU"), "estimate"] == pytest.approx(1.0)
    assert found.at[("2022", "EU"), "estimate"] < 0.5
    with pytest.raises(InputError, match="2016"):
        agreement_by_window(bloc_history(windows, rng=1), [Window(label="2016", first=1, last=1, network=None)])
