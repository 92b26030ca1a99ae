"""Weak balance, the levels of one, two and any number of blocs, and the price of a single cleavage."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.balance import cleavage_price, frustration, weak_frustration
from qtnet.network import MultilayerNetwork


def network(*ties: tuple[str, str, str, float]) -> MultilayerNetwork:
    rows = [{"source": a, "target": b, "layer": k, "sign": 1 if w > 0 else -1, "weight": abs(w)} for a, b, k, w in ties]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows))


def camps(layer: str, *groups: str) -> list[tuple[str, str, str, float]]:
    """Tie all actors: friends within a group, enemies between groups."""
    own = {actor: group for group in groups for actor in group}
    names = sorted(own)
    return [(a, b, layer, 1.0 if own[a] == own[b] else -1.0) for i, a in enumerate(names) for b in names[i + 1 :]]


EMPTY = MultilayerNetwork.from_edges(pd.DataFrame(columns=["source", "target", "layer"]), actors=["A"], layers=["ai"])


def test_three_camps_are_weakly_balanced_and_two_blocs_cannot_hold_them():
    found = weak_frustration(network(*camps("ai", "abc", "def", "ghi")))
    assert (found.estimate, found.certificate, found.n_blocs) == (0.0, "optimal", 3)
    # One bloc holds all 27 enmities; joining two of three camps holds 9.
    assert found.levels == (27.0, 9.0, 0.0)
    assert found.lower_bounds == found.levels
    assert found.details()["blocs"] == [list("abc"), list("def"), list("ghi")]


def test_its_frame_names_the_three_levels():
    frame = weak_frustration(network(*camps("ai", "ab", "cd"))).to_frame()
    values = frame.set_index("metric")["estimate"]
    assert values.to_dict() == {
        "weak_frustration": 0.0,
        "weak_frustration_one_bloc": 4.0,
        "weak_frustration_two_blocs": 0.0,
    }


def test_the_second_level_is_the_frustration_index_layers_and_weights_included():
    net = network(*camps("ai", "abcd", "ef"), *camps("chips", "abe", "cdf"), ("a", "b", "ai", -2.5))
    assert weak_frustration(net).levels[1] == pytest.approx(frustration(net).estimate)
    assert weak_frustration(net, weighted=False).levels[1] == frustration(net, weighted=False).estimate
    assert weak_frustration(net, layer="chips").estimate == 0


def test_layers_that_divide_alike_have_no_price_and_others_do():
    alike = network(*camps("ai", "abc", "def"), *camps("chips", "abc", "def"))
    assert cleavage_price(alike).estimate == 0
    crossed = cleavage_price(network(*camps("ai", "ab", "cd"), *camps("chips", "ac", "bd")))
    # Of the six dyads four differ between the layers; a common division fits each of them in one layer only.
    assert crossed.estimate == 4
    assert crossed.details() == {"joint": 4.0, "layers": {"ai": 0.0, "chips": 0.0}}


def test_an_unproved_frustration_leaves_an_interval_and_no_price():
    rng = np.random.default_rng(2)
    ties = [(f"a{i}", f"a{j}", "ai", rng.choice([-1.0, 1.0])) for i in range(64) for j in range(i)]
    found = cleavage_price(network(*ties, ("a1", "a2", "chips", 1.0)), effort=1e-6)
    assert np.isnan(found.estimate)
    assert found.reason.startswith("not proved: between ")


def test_no_ties_is_undefined_with_a_reason():
    for measure in (weak_frustration, cleavage_price):
        found = measure(EMPTY)
        assert np.isnan(found.estimate)
        assert found.to_frame()["reason"].unique().tolist() == ["no ties"]
        assert found.details()
    assert weak_frustration(EMPTY).n_blocs == 0


def test_without_hostility_all_is_balanced_and_one_bloc():
    found = weak_frustration(network(("A", "B", "ai", 1.0), ("B", "C", "ai", 2.0)))
    assert (found.levels, found.n_blocs) == ((0.0, 0.0, 0.0), 1)


def test_wrong_input_is_refused():
    net = network(("A", "B", "ai", 1.0))
    with pytest.raises(UnknownNameError, match="layer 'aii' is unknown"):
        weak_frustration(net, layer="aii")
    with pytest.raises(InputError, match="effort"):
        weak_frustration(net, effort=-1)
