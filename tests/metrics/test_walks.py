"""Triangles, walks and the signed Laplacian: hand-worked cases, laws and reference values."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qtnet.metrics.balance import (
    algebraic_balance,
    algebraic_conflict,
    local_balance,
    triangle_balance,
    walk_balance,
    walks,
    weak_triangle_balance,
)
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import random_network

KNOWN = Path(__file__).parents[1] / "known" / "balance"


def network(*ties: tuple[str, str, int]) -> MultilayerNetwork:
    return MultilayerNetwork.from_edges(pd.DataFrame(ties, columns=["source", "target", "sign"]).assign(layer="chips"))


BALANCED = network(("A", "B", 1), ("A", "C", -1), ("B", "C", -1))
FRUSTRATED = network(("A", "B", 1), ("A", "C", 1), ("B", "C", -1))


def test_balanced_and_frustrated_triangles():
    assert triangle_balance(BALANCED).estimate == 1
    assert triangle_balance(FRUSTRATED).estimate == 0
    assert walk_balance(BALANCED).estimate == pytest.approx(1)
    assert algebraic_conflict(BALANCED).estimate == pytest.approx(0, abs=1e-12)
    assert algebraic_conflict(FRUSTRATED).estimate == pytest.approx(1)


def test_a_balanced_small_component_does_not_hide_conflict_in_the_largest():
    net = network(("A", "B", 1), ("A", "C", 1), ("B", "C", -1), ("X", "Y", -1))
    assert algebraic_conflict(net).estimate == pytest.approx(1)


def test_flipping_all_signs_around_an_actor_changes_nothing():
    switched = network(("A", "B", -1), ("A", "C", -1), ("B", "C", -1))
    for measure in (triangle_balance, walk_balance, algebraic_conflict):
        assert measure(switched).estimate == pytest.approx(measure(FRUSTRATED).estimate)


def test_without_triangles_or_ties_they_are_undefined():
    assert triangle_balance(network(("A", "B", 1))).reason == "no triangles"
    empty = MultilayerNetwork.from_edges(pd.DataFrame(columns=["source", "target", "layer"]), actors=["A"])
    assert walk_balance(empty).reason == algebraic_conflict(empty).reason == "no ties"


def test_highland_tribes_have_the_published_share_of_balanced_triangles():
    net = MultilayerNetwork.from_edges(pd.read_csv(KNOWN / "highland_tribes.csv").assign(layer="all"))
    found = triangle_balance(net)
    assert (round(found.estimate, 2), found.n) == (0.87, 68)


def test_each_kind_of_triangle_is_counted():
    ties = [("A", "B", 1), ("A", "C", 1), ("B", "C", 1), ("A", "D", -1), ("B", "D", -1), ("C", "D", 1)]
    found = triangle_balance(network(*ties))
    assert (found.friendly, found.broken, found.common_enemy, found.hostile) == (1, 2, 1, 0)
    assert (found.estimate, found.n) == (0.5, 4)
    enemies = network(("A", "B", -1), ("A", "C", -1), ("B", "C", -1))
    assert triangle_balance(enemies).hostile == 1
    assert (triangle_balance(enemies).estimate, weak_triangle_balance(enemies).estimate) == (0.0, 1.0)


def test_actors_on_no_negative_cycle_are_locally_balanced_and_others_less():
    net = network(("A", "B", 1), ("A", "C", 1), ("B", "C", -1), ("X", "Y", -1), ("Y", "Z", 1))
    local = local_balance(net).series()
    assert local[["X", "Y", "Z"]].to_numpy() == pytest.approx(1)
    assert (local[["A", "B", "C"]] < 0.8).all()


def test_local_balance_is_undefined_for_actors_without_ties():
    net = MultilayerNetwork.from_edges(
        pd.DataFrame({"source": ["A"], "target": ["B"], "layer": "ai"}), actors=["A", "B", "Z"]
    )
    frame = local_balance(net).to_frame().set_index("actor")
    assert np.isnan(frame.loc["Z", "estimate"])
    assert frame.loc["Z", "reason"] == "no ties"


def test_the_smallest_eigenvalue_has_a_scale():
    assert algebraic_balance(BALANCED).estimate == pytest.approx(1)
    assert algebraic_balance(FRUSTRATED).estimate == pytest.approx(0)
    assert algebraic_balance(network(("A", "B", -1))).reason == "no cycle could be unbalanced"
    empty = MultilayerNetwork.from_edges(pd.DataFrame(columns=["source", "target", "layer"]), actors=["A"])
    assert algebraic_balance(empty).reason == "no ties"


def large(n: int, m: int) -> MultilayerNetwork:
    """Draw ties with uneven degrees, a tenth of them hostile."""
    rng = np.random.default_rng(1)
    share = np.arange(1, n + 1) ** -0.6
    ends = np.sort(rng.choice(n, (2 * m, 2), p=share / share.sum()), axis=1)
    pairs = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0)
    kept = pairs[rng.permutation(len(pairs))[:m]]
    names = np.array([f"a{i:04}" for i in range(n)])
    frame = pd.DataFrame({"source": names[kept[:, 0]], "target": names[kept[:, 1]], "layer": "all"})
    return MultilayerNetwork.from_edges(frame.assign(sign=np.where(rng.random(len(kept)) < 0.1, -1, 1)))


def test_the_series_gives_what_the_eigenvalues_give(monkeypatch):
    net = large(150, 500)
    by_eigenvalues = walk_balance(net).estimate, local_balance(net).series().sort_index()
    monkeypatch.setattr(walks, "_DENSE_LIMIT", 1)
    assert walk_balance(net).estimate == pytest.approx(by_eigenvalues[0], rel=1e-9)
    pd.testing.assert_series_equal(local_balance(net).series().sort_index(), by_eigenvalues[1], rtol=1e-9)


@pytest.mark.slow
def test_four_thousand_actors_are_measured():
    net = large(4000, 14_000)
    assert 0 < walk_balance(net).estimate < 1
    assert local_balance(net).series().between(0, 1).all()
    assert algebraic_conflict(net).estimate > 0
    assert triangle_balance(net).n > 1000


def test_many_actors_have_the_smallest_eigenvalue_without_a_factor(monkeypatch):
    net = random_network(3, n_actors=900, n_edges=4000)
    expected = algebraic_conflict(net).estimate
    monkeypatch.setattr("qtnet.metrics.balance.laplacian._FACTOR_LIMIT", 500)
    assert algebraic_conflict(net).estimate == pytest.approx(expected, abs=1e-9)
    chain = pd.DataFrame({"source": range(900), "target": range(1, 901), "layer": "x"}).astype(str)
    sign = np.where(np.arange(900) % 7, 1, -1)
    assert algebraic_conflict(MultilayerNetwork.from_edges(chain.assign(sign=sign))).estimate == 0.0  # two sides
    monkeypatch.setattr("qtnet.metrics.balance.laplacian._RESTARTS", 1)
    for measure in (algebraic_conflict, algebraic_balance):
        found = measure(net)
        assert np.isnan(found.estimate)
        assert found.reason.startswith("the eigenvalue of more than 10,000 actors was not found")
