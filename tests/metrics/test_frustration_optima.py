"""All optimal divisions: counted against trying all, settled actors, one fixed choice among them, quotations."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components

from qtnet.metrics.balance import frustration
from qtnet.metrics.balance import optima as module
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.cover import NOTHING_SETTLED, Cover
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import signed_graph
from qtnet.metrics.balance.optima import optima
from qtnet.network import MultilayerNetwork


def network(*ties: tuple[str, str, float]) -> MultilayerNetwork:
    rows = [{"source": a, "target": b, "sign": 1 if w > 0 else -1, "weight": abs(w), "fact": a + b} for a, b, w in ties]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows).assign(layer="chips"))


def signed(n: int, seed: int, density: float) -> np.ndarray:
    rng = np.random.default_rng(seed)
    W = np.triu(rng.integers(-2, 3, (n, n)) * (rng.random((n, n)) < density), 1).astype(float)
    return W + W.T


def by_trying_all(W: np.ndarray) -> np.ndarray:
    """Give all optimal divisions with the first actor of each component on side 0."""
    graph, component = signed_graph(W), connected_components(W != 0, directed=False)[1]
    heads = np.unique(component, return_index=True)[1]
    sides = np.array([s for s in itertools.product((0, 1), repeat=len(W)) if not np.array(s)[heads].any()])
    costs = [graph.cost(side) for side in sides]
    return sides[np.isclose(costs, min(costs))]


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 8), st.integers(0, 10**6), st.sampled_from([0.3, 0.6, 1.0]), st.sampled_from([1.0, 0.37]))
def test_number_divisions_and_groups_are_those_of_trying_all(n, seed, density, unit):
    W = signed(n, seed, density) * unit
    expected, graph = by_trying_all(W), signed_graph(W)
    found = optima(graph, least_frustration(graph), Budget.of(1, None))
    listed = list(found.divisions(10**6))
    assert found.number == len(listed) == len(expected)
    assert {tuple(side) for side in listed} == {tuple(side) for side in expected}
    alike = ((expected[:, :, None] ^ expected[:, None, :]).std(axis=0) == 0) & (
        found.component[:, None] == found.component
    )
    assert (alike == (found.group[:, None] == found.group)).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 8), st.integers(0, 10**6), st.integers(0, 100))
def test_the_division_shown_does_not_depend_on_the_one_that_was_met(n, seed, which):
    W = signed(n, seed, 0.6)
    graph, expected = signed_graph(W), by_trying_all(W)
    cover = least_frustration(graph)
    other = Cover(expected[which % len(expected)], cover.value, cover.bound, NOTHING_SETTLED)
    first, second = (optima(graph, known, Budget.of(1, None)) for known in (cover, other))
    assert first.sides.tolist() == second.sides.tolist()


@pytest.mark.parametrize("seed", range(4))
def test_parting_by_force_gives_the_groups_that_wide_tables_give(monkeypatch, seed):
    rng = np.random.default_rng(seed)
    camps = np.repeat([1.0, -1.0], 9)
    W = np.triu(np.outer(camps, camps) * np.where(rng.random((18, 18)) < 0.15, -1.0, 1.0), 1)
    graph = signed_graph(W + W.T)
    cover = least_frustration(graph)
    wide = optima(graph, cover, Budget.of(1, None))
    monkeypatch.setattr(module, "_WIDEST", 9)
    narrow = optima(graph, cover, Budget.of(1, None))
    assert (narrow.number, narrow.group.tolist()) == (wide.number, wide.group.tolist())


def test_a_third_party_with_equal_ties_to_both_camps_is_not_settled():
    camps = [("A", "B", 2), ("C", "D", 2), ("A", "C", -2), ("B", "D", -2)]
    found = frustration(network(*camps, ("A", "T", 1), ("C", "T", 1)))
    known = found.bipartition.set_index("actor")
    assert (found.estimate, found.optima) == (1.0, 2)
    assert known["settled"].to_dict() == {"A": True, "B": True, "C": True, "D": True, "T": False}
    assert known["group"].to_dict() == {"A": 1, "B": 1, "C": 1, "D": 1, "T": 2}
    assert found.frustrated_ties["always"].tolist() == [False]
    assert found.remark() == (
        "2 divisions are equally good and one of them is shown; 4 of 5 actors are settled, the others can change sides."
    )


def test_a_tie_that_fits_no_optimal_division_is_always_frustrated():
    heavy = [("A", "B", 3), ("A", "C", 3), ("B", "D", 3), ("C", "D", 3)]
    found = frustration(network(*heavy, ("A", "D", -1)))
    assert (found.estimate, found.optima) == (1.0, 1)
    assert found.frustrated_ties["always"].tolist() == [True]


def test_components_and_blocks_multiply_the_number_of_divisions():
    triangle = [("A", "B", 1), ("A", "C", 1), ("B", "C", -1)]
    hinged = [("C", "D", 1), ("C", "E", 1), ("D", "E", -1)]
    apart = [("X", "Y", 1), ("X", "Z", 1), ("Y", "Z", -1)]
    assert frustration(network(*triangle, *hinged)).optima == 9
    assert frustration(network(*triangle, *hinged, *apart)).optima == 27


def test_without_proof_the_number_is_not_told():
    rng = np.random.default_rng(2)
    W = np.triu(rng.choice([-1.0, 1.0], (70, 70)), 1)
    ties = [(f"a{i:02}", f"a{j:02}", W[i, j]) for i, j in zip(*np.nonzero(W), strict=True)]
    found = frustration(network(*ties), effort=1e-6)
    assert (found.certificate, found.optima) == ("gap", None)
    assert found.bipartition["settled"].isna().all()
    assert found.remark().startswith("Not proved: the index lies between")
    assert found.details()["bipartition"][0] == {"actor": "a00", "side": 0, "group": None, "settled": None}


def test_details_hold_what_a_program_wants():
    details = frustration(network(("FR", "JP", 1), ("FR", "US", 1), ("JP", "US", -1))).details()
    assert (details["certificate"], details["lower_bound"], details["optima"]) == ("optimal", 1.0, 3)
    assert [row["actor"] for row in details["bipartition"]] == ["FR", "JP", "US"]
    (tie,) = details["frustrated_ties"]
    assert len(tie["facts"]) == 1
    assert tie["always"] is False


def test_every_frustrated_tie_of_the_seeds_leads_to_its_quotations(root):
    from qtnet.facts import read_facts
    from qtnet.network import build_network

    facts = read_facts(root / "data" / "facts")
    found = frustration(build_network(facts, level="country"))
    told = found.quotations(facts)
    assert len(told) == found.frustrated_ties["facts"].map(len).sum()
    assert told["evidence"].str.len().min() > 0
    assert set(told["doc"]) <= set(facts.documents["doc"])
