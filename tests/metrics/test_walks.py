"""Triangles, walks and the signed Laplacian: hand-worked cases, laws and reference values."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qtnet.metrics.balance import algebraic_conflict, triangle_balance, walk_balance
from qtnet.network import MultilayerNetwork

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


@pytest.mark.parametrize("name", ["highland_tribes", "bank_wiring", "cow_window_1975"])
def test_values_equal_the_reference(shared, name):
    reference = json.loads((shared / "reference" / "bipolarity.json").read_text())["signed_networks"][name]
    file = "cow_signed_windows_1946_1999.csv" if name.startswith("cow") else f"{name}.csv"
    frame = pd.read_csv(shared / "datasets" / "signed" / file, dtype={"source": str, "target": str})
    if "year" in frame:
        frame = frame[frame["year"] == int(name[-4:])]
    net = MultilayerNetwork.from_edges(frame.assign(layer="all"))
    assert triangle_balance(net).estimate == pytest.approx(reference["tri_T"])
    assert walk_balance(net).estimate == pytest.approx(reference["walk_balance_EstradaBenzi_beta1"], rel=1e-6)
    expected = reference["algebraic_LCC"]["lambda1"]
    assert algebraic_conflict(net).estimate == pytest.approx(expected, abs=1e-8)
    assert np.isfinite(expected)
