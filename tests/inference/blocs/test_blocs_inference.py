"""Blocs against chance and against other documents: what the tests reject, what they leave open, what is undefined."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.blocs.against_chance import modularity_test
from qtnet.inference.blocs.groupings import agreement_test
from qtnet.inference.blocs.parallel_analysis import number_of_blocs
from qtnet.inference.blocs.resampled import blocs_bootstrap
from qtnet.metrics.blocs import blocs
from qtnet.results import FRAME_COLUMNS
from tests.tiny_networks import network, random_network, two_blocs


def planted(k, *, size=6, hostile=True, seed=1, docs=12):
    """k blocs of `size` actors: inside two pairs in three cooperate, between one in six is hostile."""
    rng = np.random.default_rng(seed)
    actors = [f"{bloc}{i}" for bloc in "abcde"[:k] for i in range(size)]
    rows = []
    for i, first in enumerate(actors):
        for second in actors[:i]:
            same = first[0] == second[0]
            if rng.random() < (2 / 3 if same else 1 / 6 if hostile else 0):
                rows.append((first, second, "x", 1 if same else -1, f"d{rng.integers(docs)}"))
    return network(rows, columns=("source", "target", "layer", "sign", "doc"))


def test_planted_blocs_are_more_modular_than_chance():
    found = modularity_test(planted(2), rng=1, draws=39, restarts=3)
    assert found.p_value == pytest.approx(1 / 40)
    assert found.n_blocs == 2
    assert found.remark().startswith("The modularity of ")
    assert "searched for anew" in found.remark()
    assert "no number of poles" in found.remark()


def test_chance_ties_cannot_be_told_from_blocs_although_their_modularity_is_high():
    found = modularity_test(random_network(5, n_actors=40, n_edges=60, n_layers=1), rng=1, draws=19, restarts=3)
    assert found.estimate > 0.4
    assert found.p_value > 0.05
    assert found.remark().startswith("Cannot be told from these documents")


@pytest.mark.parametrize("k", [2, 3, 4])
def test_the_number_of_planted_blocs_is_found(k):
    found = number_of_blocs(planted(k), rng=1, draws=39)
    assert found.n_blocs == k
    frame = found.to_frame()
    assert frame["estimate"].is_monotonic_increasing
    assert (frame["p_value"].iloc[1:k] <= 0.05).all()
    assert frame["p_value"].iloc[k] > 0.05


def test_friendly_clubs_are_blocs_without_being_poles():
    # five circles of friends without any hostility: five blocs, and nobody is anybody's enemy
    found = number_of_blocs(planted(5, hostile=False), rng=1, draws=39)
    assert found.n_blocs == 5
    assert "no number of poles" in found.remark()


def test_chance_ties_have_one_bloc():
    found = number_of_blocs(random_network(5, n_actors=20, n_edges=40, n_layers=2), rng=1, draws=39)
    assert found.n_blocs == 1
    assert "whether there is more than one bloc" in found.remark()


def test_eigenvalues_that_only_rounding_parts_from_nothing_are_nothing():
    # two equal halves tied each to all of the other: a matrix of rank one
    rows = [(a, b, "x", 1) for a in "abcd" for b in "vwxy"]
    ranks = number_of_blocs(network(rows, columns=("source", "target", "layer", "sign")), rng=1, draws=9).to_frame()
    assert set(ranks["eigenvalue"].dropna()) == {0.0}


@pytest.mark.parametrize("ask", [modularity_test, number_of_blocs, blocs_bootstrap])
def test_without_ties_nothing_can_be_told(ask):
    found = ask(network([], actors=["a", "b"], layers=["x"]), rng=1, draws=5)
    assert found.reason == "no ties"
    assert "annot be told" in found.remark()
    frame = found.to_frame()
    assert tuple(frame.columns[: len(FRAME_COLUMNS)]) == FRAME_COLUMNS
    assert frame["p_value"].isna().all()


@pytest.mark.parametrize("ask", [modularity_test, number_of_blocs])
def test_a_network_whose_ties_have_nowhere_else_to_go_says_so(ask):
    complete = network([(a, b, "x", 1) for a in "abcd" for b in "abcd" if a < b])
    found = ask(complete, rng=1, draws=19)
    assert "cannot be placed otherwise" in found.reason
    assert found.to_frame()["p_value"].isna().all()


@pytest.mark.parametrize("ask", [modularity_test, number_of_blocs, blocs_bootstrap])
def test_processes_do_not_change_the_result(ask):
    net = planted(2, size=4)
    one, two = (ask(net, rng=3, draws=30, jobs=jobs).to_frame() for jobs in (1, 2))
    pd.testing.assert_frame_equal(one, two)


@pytest.mark.parametrize("ask", [modularity_test, number_of_blocs, blocs_bootstrap])
def test_arguments_out_of_range_are_refused(ask):
    with pytest.raises(InputError, match="draws"):
        ask(two_blocs(), rng=1, draws=0)


def test_unknown_nulls_numbers_and_levels_are_refused():
    with pytest.raises(UnknownNameError, match="null"):
        modularity_test(two_blocs(), rng=1, null="chaos")
    with pytest.raises(InputError, match="most"):
        number_of_blocs(two_blocs(), rng=1, most=1)
    with pytest.raises(InputError, match="level"):
        number_of_blocs(two_blocs(), rng=1, level=1.0)


def test_actors_of_many_documents_stay_together():
    found = blocs_bootstrap(planted(2, docs=200), rng=1, draws=60, kind="documents", restarts=10)
    frame = found.to_frame().set_index("actor")
    assert frame.loc[frame.index != "", "stability"].min() > 0.8
    assert found.probability("a0", "a1") > 0.9 > 0.2 > found.probability("a0", "b1")


def test_an_actor_that_rests_on_two_documents_at_odds_belongs_to_neither_bloc_surely():
    rows = [(a, b, "x", 1, f"{a}{b}{n}") for bloc in ("abc", "def") for a in bloc for b in bloc if a < b for n in "12"]
    rows += [("m", "a", "x", 1, "first"), ("m", "d", "x", 1, "second")]
    net = network(rows, columns=("source", "target", "layer", "sign", "doc"))
    found = blocs_bootstrap(net, rng=1, draws=200, kind="documents", restarts=10)
    frame = found.to_frame().set_index("actor")
    assert 0.2 < frame.at["m", "stability"] < 0.8 < frame.at["b", "stability"]
    assert 0.2 < frame.at["m", "rival_share"] < 0.8
    assert frame.at["m", "present"] < 0.95
    assert {frame.at["m", "estimate"], frame.at["m", "rival"]} == {1.0, 2.0}


def test_certain_facts_without_resampling_leave_blocs_as_they_are():
    found = blocs_bootstrap(two_blocs(), rng=1, draws=50, kind="extraction", restarts=10)
    assert set(np.unique(found.together)) == {0.0, 1.0}
    count = found.to_frame().iloc[0]
    assert (count["estimate"], count["ci_low"], count["ci_high"]) == (2.0, 2.0, 2.0)
    assert "the number of blocs is 2 in 100%" in found.remark()


def test_two_documents_are_too_few():
    rows = [("a", "b", "x", 1, "d1"), ("c", "d", "x", 1, "d2")]
    found = blocs_bootstrap(network(rows, columns=("source", "target", "layer", "sign", "doc")), rng=1, draws=5)
    frame = found.to_frame()
    assert found.reason == "fewer than 3 documents"
    assert frame["reason"].tolist() == [found.reason] * 5
    assert frame["estimate"].notna().all()
    assert frame["stability"].isna().all()
    assert np.isnan(found.probability("a", "b"))
    assert found.remark().startswith("Cannot be told from these documents")


def test_the_probability_of_an_unknown_actor_is_refused():
    with pytest.raises(InputError, match="'zz'"):
        blocs_bootstrap(two_blocs(), rng=1, draws=50, kind="extraction", restarts=2).probability("a", "zz")


def test_a_group_that_is_a_bloc_agrees_beyond_lots_and_one_across_blocs_does_not():
    partition = blocs(planted(2), rng=1, restarts=10)
    groups = {"one bloc": [f"a{i}" for i in range(6)], "across": ["a0", "a1", "b0", "b1"], "nobody": ["zz"]}
    frame = agreement_test(partition, groups, rng=1, draws=199).to_frame().set_index("group")
    assert frame.at["one bloc", "p_value"] < 0.02
    assert frame.at["across", "p_value"] > 0.5
    assert np.isnan(frame.at["nobody", "p_value"])
    assert frame.at["nobody", "reason"].startswith("all or none")
    assert frame["null"].iloc[0].startswith("the members of the group are drawn by lot")
