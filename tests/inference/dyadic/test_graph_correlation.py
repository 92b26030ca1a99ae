"""QAP correlation against brute force, a published value and its laws."""

import itertools

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.inference.dyadic.covariates import tie_counts
from qtnet.inference.dyadic.graph_correlation import qap, qap_layers
from qtnet.network import MultilayerNetwork
from tests.inference.dyadic.dyad_worlds import actor_sum, pair_noise


@pytest.fixture
def florentine(root):
    edges = pd.read_csv(root / "tests" / "known" / "networks" / "florentine.csv")
    actors = sorted({*edges["source"], *edges["target"], "PUCCI"})
    return MultilayerNetwork.from_edges(edges, actors=actors)


@pytest.mark.parametrize(("n", "directed"), [(5, False), (5, True), (6, False)])
def test_the_p_value_is_that_of_all_permutations(n, directed):
    rng = np.random.default_rng(41)
    x, y = rng.normal(size=(2, n, n)) if directed else (pair_noise(n, rng), pair_noise(n, rng))
    y = y + 0.5 * x
    pairs = ~np.eye(n, dtype=bool) if directed else np.triu(np.ones((n, n), dtype=bool), 1)
    every = [np.corrcoef(x[pairs], y[np.ix_(o, o)][pairs])[0, 1] for o in map(list, itertools.permutations(range(n)))]
    above, below = (np.mean([r >= every[0] - 1e-9 for r in every]), np.mean([r <= every[0] + 1e-9 for r in every]))
    found = qap(x, y, directed=directed, rng=1).frame.iloc[0]
    assert found["estimate"] == pytest.approx(every[0])
    assert found["p_value"] == pytest.approx(min(1.0, 2 * min(above, below)))
    assert found["null_mean"] == pytest.approx(np.mean(every[1:]))


def test_florentine_marriage_and_business_correlate_as_published(florentine):
    # tests/known/networks/README.md: sna's gcor gives 0.3718679, its qaptest an upper tail of 0.001
    marriage, business = (tie_counts(florentine, sign=1, layer=layer) for layer in ("marriage", "business"))
    found = qap(business, marriage, rng=1, permutations=4999).frame.iloc[0]
    assert found["estimate"] == pytest.approx(0.3718679, abs=5e-8)
    assert found["p_value"] == pytest.approx(0.002, abs=0.0025)
    assert found["n"] == 120


def test_layers_are_compared_pair_by_pair_and_adjusted(florentine):
    found = qap_layers(florentine, rng=1, permutations=199)
    assert found.frame["layer"].tolist() == ["business × marriage"]
    assert found.frame["p_adjusted"].iloc[0] == found.frame["p_value"].iloc[0]
    assert "actors could change places" in found.remark()
    assert "Cannot be told" not in found.remark()


def test_a_pair_unknown_in_one_matrix_is_left_out_wherever_it_moves():
    rng = np.random.default_rng(42)
    x, y = pair_noise(5, rng), pair_noise(5, rng)
    x[0, 1] = x[1, 0] = np.nan
    found = qap(y, x, rng=1).frame.iloc[0]
    upper = np.triu_indices(5, 1)
    draws = []
    for order in map(list, itertools.permutations(range(5))):
        moved = x[np.ix_(order, order)]
        moved[0, 1] = np.nan
        both = ~np.isnan(moved[upper])
        if tuple(sorted((order[0], order[1]))) == (0, 1):
            assert both.sum() == 9
        draws.append(np.corrcoef(moved[upper][both], y[upper][both])[0, 1])
    assert found["n"] == 9
    assert found["estimate"] == pytest.approx(draws[0])
    assert found["null_mean"] == pytest.approx(np.mean(draws[1:]))


def test_unit_and_relabelling_change_nothing_and_a_minus_turns_the_sign():
    rng = np.random.default_rng(43)
    x, y = pair_noise(6, rng), pair_noise(6, rng)
    order = rng.permutation(6)
    one = qap(x, y, rng=1).frame
    two = qap(3 * x[np.ix_(order, order)], y[np.ix_(order, order)] - 1, rng=1).frame
    turned = qap(x, -y, rng=1).frame
    for name in ("estimate", "p_value"):
        assert two[name].iloc[0] == pytest.approx(one[name].iloc[0])
    assert turned["estimate"].iloc[0] == pytest.approx(-one["estimate"].iloc[0])


def test_relations_without_a_link_are_not_told():
    rng = np.random.default_rng(44)
    found = qap(actor_sum(rng.normal(size=9)), actor_sum(rng.normal(size=9)), rng=3, permutations=99)
    assert found.frame["p_value"].iloc[0] > 0.05
    assert "Cannot be told from these documents: whether they go together, of the two relations" in found.remark()


@pytest.mark.parametrize(
    ("x", "reason"),
    [(np.eye(4) + 1, "4 actors; at least 5 are needed"), (np.ones((6, 6)), "a relation that does not vary")],
)
def test_too_little_is_nan_with_a_reason(x, reason):
    found = qap(x, x, rng=1)
    assert np.isnan(found.frame["estimate"].iloc[0])
    assert found.frame["reason"].iloc[0] == reason


def test_a_layer_with_few_ties_is_nan_with_a_reason():
    edges = pd.DataFrame({"source": list("ABCDEFA"), "target": list("BCDEFAC"), "layer": ["x"] * 6 + ["y"]})
    found = qap_layers(MultilayerNetwork.from_edges(edges), rng=1)
    assert found.frame["reason"].tolist() == ["1 tied pairs; at least 5 are needed"]
    assert "x × y (1 tied pairs" in found.remark()


def test_layers_that_two_documents_speak_of_are_nan_with_a_reason():
    rng = np.random.default_rng(45)
    rows = [(*sorted(rng.choice(list("ABCDEFG"), 2, replace=False)), layer) for layer in "xy" for _ in range(15)]
    edges = pd.DataFrame(rows, columns=["source", "target", "layer"]).assign(doc=["d1", "d2"] * 15)
    found = qap_layers(MultilayerNetwork.from_edges(edges), rng=1)
    assert found.frame["reason"].tolist() == ["2 documents of a layer; at least 3 are needed"]
    assert "The ties rest on 2 documents" in found.remark()


def test_one_layer_has_no_pair_to_compare():
    edges = pd.DataFrame({"source": ["A"], "target": ["B"], "layer": "x"})
    assert qap_layers(MultilayerNetwork.from_edges(edges), rng=1).to_frame().empty


def test_matrices_of_different_actors_are_refused():
    with pytest.raises(InputError, match=r"second matrix: expected shape \(5, 5\), got \(6, 6\)"):
        qap(np.zeros((5, 5)), np.zeros((6, 6)), rng=1)
