"""The frustration index: hand-worked cases, classic networks, laws and the certificate."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.balance import frustration, frustration_upper
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import merge_layers, signed_graph
from qtnet.network import MultilayerNetwork

KNOWN = Path(__file__).parents[1] / "known" / "balance"


def network(*ties: tuple[str, str, float], layer: str = "chips", **columns: object) -> MultilayerNetwork:
    rows = [
        {"source": a, "target": b, "sign": 1 if w > 0 else -1, "weight": abs(w), "layer": layer} for a, b, w in ties
    ]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows).assign(**columns))


def test_a_tie_is_one_however_small_beside_another():
    found = frustration(network(("US", "JP", 1e15), ("US", "CN", 1.0), ("JP", "CN", -1.0)), weighted=False)
    assert (found.estimate, found.dyads) == (1.0, 3)


def test_weights_that_cancel_but_for_rounding_are_no_tie():
    ties = [("US", "JP", 0.1), ("US", "JP", 0.2), ("US", "JP", -0.3), ("US", "CN", 1e-14)]
    assert frustration(network(*ties)).dyads == 1


def read(path: Path) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype={"source": str, "target": str}, keep_default_na=False)
    return frame.assign(layer="all")


def signed_matrices(largest: int = 7) -> st.SearchStrategy[np.ndarray]:
    def build(pair: tuple[int, list[int]]) -> np.ndarray:
        n, weights = pair
        W = np.zeros((n, n))
        W[np.triu_indices(n, 1)] = weights
        return W + W.T

    sizes = st.integers(2, largest)
    return sizes.flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.integers(-3, 3), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2)
        )
    ).map(build)


def by_trying_all(W: np.ndarray) -> float:
    graph = signed_graph(W)
    return min(graph.cost(np.array((0, *rest))) for rest in itertools.product((0, 1), repeat=len(W) - 1))


def test_friends_of_enemies_frustrate_one_tie_and_name_it():
    found = frustration(network(("FR", "JP", 1), ("FR", "US", 1), ("JP", "US", -1)))
    assert (found.estimate, found.lower_bound, found.certificate) == (1.0, 1.0, "optimal")
    assert len(found.frustrated_ties) == 1
    assert len(found.frustrated_ties.loc[0, "facts"]) == 1


def test_two_hostile_camps_are_balanced_and_the_division_shows_them():
    found = frustration(network(("US", "JP", 2), ("CN", "RU", 1), ("US", "CN", -3), ("JP", "RU", -1)))
    side = found.bipartition.set_index("actor")["side"]
    assert found.estimate == 0
    assert found.normalised == 1
    assert side["US"] == side["JP"] != side["CN"] == side["RU"]


def test_the_lightest_tie_of_a_negative_cycle_is_frustrated():
    found = frustration(network(("A", "B", 5), ("B", "C", 4), ("C", "D", 3), ("A", "D", -2)))
    assert found.estimate == 2
    assert (
        frustration(network(("A", "B", 5), ("B", "C", 4), ("C", "D", 3), ("A", "D", -2)), weighted=False).estimate == 1
    )


def test_directions_of_a_dyad_are_summed():
    net = network(("A", "B", 3), ("B", "A", -1), ("B", "C", 1), ("A", "C", -1), directed=True)
    assert frustration(net).estimate == 1
    cancelled = network(("A", "B", 1), ("B", "A", -1), directed=True)
    assert np.isnan(frustration(cancelled).estimate)


def test_layers_share_one_division_and_opposite_layers_cost_the_smaller_weight():
    rows = pd.DataFrame({"source": "A", "target": "B", "layer": ["ai", "chips"], "sign": [1, -1], "weight": [3.0, 2.0]})
    net = MultilayerNetwork.from_edges(rows)
    assert frustration(net).estimate == 2
    assert frustration(net, layer="chips").estimate == 0


def test_no_ties_is_undefined_with_a_reason():
    net = MultilayerNetwork.from_edges(pd.DataFrame(columns=["source", "target", "layer"]), actors=["A"], layers=["ai"])
    found = frustration(net, layer="ai")
    assert np.isnan(found.estimate)
    assert found.to_frame().loc[0, "reason"] == "no ties"
    assert found.details() == {
        "certificate": "undefined",
        "lower_bound": None,
        "optima": None,
        "bipartition": [],
        "frustrated_ties": [],
    }
    assert found.remark() == ""


def test_a_layer_without_hostility_is_balanced_with_everybody_on_one_side():
    found = frustration(network(("A", "B", 1), ("B", "C", 2)))
    assert (found.estimate, found.optima, found.normalised, found.tight) == (0.0, 1, 1.0, 1.0)
    assert found.bipartition["side"].tolist() == [0.0, 0.0, 0.0]


def test_ties_without_weight_are_no_ties():
    rows = pd.DataFrame({"source": ["A"], "target": ["B"], "layer": ["ai"], "sign": [-1], "weight": [0.0]})
    assert frustration(MultilayerNetwork.from_edges(rows)).reason == "no ties"


def test_isolates_have_no_side():
    net = MultilayerNetwork.from_edges(
        pd.DataFrame({"source": ["A"], "target": ["B"], "layer": ["ai"]}), actors=["A", "B", "Z"]
    )
    assert np.isnan(frustration(net).bipartition.set_index("actor").loc["Z", "side"])


def test_unknown_layer_and_wrong_time_limit_are_refused():
    net = network(("A", "B", 1))
    with pytest.raises(UnknownNameError, match="layer 'chipss' is unknown"):
        frustration(net, layer="chipss")
    with pytest.raises(InputError, match="effort: expected a positive number, got 0"):
        frustration(net, effort=0)
    with pytest.raises(InputError, match="time_limit"):
        frustration(net, time_limit=0)


def test_highland_tribes_need_seven_ties_as_published():
    net = MultilayerNetwork.from_edges(read(KNOWN / "highland_tribes.csv"))
    found = frustration(net)
    assert (found.estimate, found.certificate) == (7.0, "optimal")
    assert found.frustrated_ties["weight"].sum() == 7


@pytest.mark.parametrize(("year", "value"), [(1872, 1), (1882, 1), (1890, 1), (1891, 1), (1904, 1), (1907, 0)])
def test_great_powers_become_balanced_in_1907(year, value):
    frame = read(KNOWN / "great_powers.csv")
    assert frustration(MultilayerNetwork.from_edges(frame[frame["year"] == year])).estimate == value


@settings(max_examples=60, deadline=None)
@given(signed_matrices(), st.sampled_from([1.0, 0.3]))
def test_the_optimum_is_that_of_trying_all_divisions(W, unit):
    found = least_frustration(signed_graph(W * unit))
    assert found.value == pytest.approx(by_trying_all(W * unit))
    assert found.proved


def test_rounding_of_reductions_does_not_undo_the_proof_of_balance():
    W = np.array([[0, 1, 1, 3], [1, 0, 1, 2], [1, 1, 0, 1], [3, 2, 1, 0]]) * 0.3
    found = least_frustration(signed_graph(W))
    assert (found.value, found.bound, found.proved) == (0.0, 0.0, True)


@settings(max_examples=40, deadline=None)
@given(signed_matrices(6), st.integers(0, 1000), st.lists(st.booleans(), min_size=6, max_size=6))
def test_relabelling_switching_and_units_keep_the_value(W, seed, switch):
    n = len(W)
    order = np.random.default_rng(seed).permutation(n)
    sides = np.where(switch, -1.0, 1.0)[:n]
    other = (W * sides[:, None] * sides)[np.ix_(order, order)] * 2
    assert least_frustration(signed_graph(other)).value == pytest.approx(2 * least_frustration(signed_graph(W)).value)


@settings(max_examples=40, deadline=None)
@given(signed_matrices(6), signed_matrices(6))
def test_layers_together_cost_at_least_their_sum(first, second):
    n = min(len(first), len(second))
    parts = [first[:n, :n], second[:n, :n]]
    graph, conflict = merge_layers(parts)
    joint = least_frustration(graph).value + conflict
    assert joint >= sum(least_frustration(signed_graph(W)).value for W in parts) - 1e-9


@settings(max_examples=30, deadline=None)
@given(signed_matrices(7))
def test_the_fast_bound_is_above_the_optimum_and_costs_what_its_sides_cost(W):
    value, side = frustration_upper(W, rng=1)
    assert value >= by_trying_all(W) - 1e-9
    assert value == pytest.approx(signed_graph(W).cost((side < 0).astype(int)))


def test_many_networks_at_once_give_the_same_bounds_as_one_by_one_when_easy():
    rng = np.random.default_rng(5)
    W = np.triu(rng.choice([-1.0, 0.0, 1.0], (12, 8, 8)), 1)
    W = W + W.transpose(0, 2, 1)
    assert frustration_upper(W, rng=1)[0].tolist() == [by_trying_all(M) for M in W]


def test_when_work_is_used_up_the_gap_is_told():
    rng = np.random.default_rng(2)
    W = np.triu(rng.choice([-1.0, 1.0], (60, 60)), 1)
    found = least_frustration(signed_graph(W + W.T), budget=Budget.of(1e-6, None))
    assert not found.proved
    assert 0 < found.bound < found.value


@pytest.mark.parametrize("name", ["sampson_affect_t2", "sampson_affect_t3", "sampson_affect_t4", "bank_wiring"])
def test_classic_networks_equal_the_reference(shared, name):
    frame = read(shared / "datasets" / "signed" / f"{name}.csv")
    directed = name.startswith("sampson")
    net = MultilayerNetwork.from_edges(frame, directed=directed)
    assert frustration(net, weighted=False).estimate == reference(shared)[name]["frustration_L"]


@pytest.mark.parametrize("year", [1946, 1951, 1965, 1975, 1996])
def test_correlates_of_war_windows_equal_the_reference(shared, year):
    frame = read(shared / "datasets" / "signed" / "cow_signed_windows_1946_1999.csv")
    found = frustration(MultilayerNetwork.from_edges(frame[frame["year"] == year]), weighted=False)
    expected = reference(shared)[f"cow_window_{year}"]
    assert (found.estimate, found.certificate) == (expected["frustration_L"], "optimal")
    assert found.normalised == pytest.approx(expected["F_norm_1_minus_2L_over_m"])


def reference(shared: Path) -> dict[str, dict[str, float]]:
    networks: dict[str, dict[str, float]] = json.loads((shared / "reference" / "bipolarity.json").read_text())[
        "signed_networks"
    ]
    return networks
