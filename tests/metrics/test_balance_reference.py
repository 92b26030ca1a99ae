"""Balance of classic signed networks: the values of the shared reference, all windows of Correlates of War (slow)."""

import itertools
import json
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qtnet.metrics.balance import (
    algebraic_balance,
    algebraic_conflict,
    cleavage_price,
    frustration,
    triangle_balance,
    walk_balance,
    weak_frustration,
    weak_triangle_balance,
)
from qtnet.metrics.balance.graph import merge_layers, signed_graph
from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.network import MultilayerNetwork

CLASSICS = ["highland_tribes", "bank_wiring", "sampson_affect_t2", "sampson_affect_t3", "sampson_affect_t4"]
POWERS = [f"wwi_{year}" for year in (1872, 1882, 1890, 1891, 1904, 1907)]
FEW_WINDOWS = [1946, 1949, 1956, 1964, 1976, 1991, 1996]


@cache
def reference(shared: Path) -> dict[str, dict[str, float]]:
    networks: dict[str, dict[str, float]] = json.loads((shared / "reference" / "bipolarity.json").read_text())[
        "signed_networks"
    ]
    return networks


@cache
def frame(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"source": str, "target": str}, keep_default_na=False)


def network(shared: Path, name: str) -> MultilayerNetwork:
    files = {"wwi": "wwi_powers_snapshots.csv", "cow": "cow_signed_windows_1946_1999.csv"}
    edges = frame(shared / "datasets" / "signed" / files.get(name[:3], f"{name}.csv")).assign(layer="all")
    if "year" in edges:
        edges = edges[edges["year"] == int(name[-4:])].drop(columns="year")
    return MultilayerNetwork.from_edges(edges, directed=name.startswith(("sampson", "congress")))


def monastery(shared: Path) -> MultilayerNetwork:
    edges = frame(shared / "datasets" / "sampson_monastery_signed.csv")
    signed = edges.assign(sign=np.sign(edges["weight"]).astype(int), weight=edges["weight"].abs())
    return MultilayerNetwork.from_edges(signed, directed=True)


@cache
def all_sides(n: int) -> np.ndarray:
    free = np.array(list(itertools.product((1.0, -1.0), repeat=n - 1)))
    return np.hstack([np.ones((len(free), 1)), free])


def by_trying_all(matrices: list[np.ndarray]) -> float:
    """Give the least frustration of several layers under one division of up to 18 actors."""
    sides, W = all_sides(len(matrices[0])), sum(matrices[1:], matrices[0])
    agreement = np.einsum("si,si->s", sides @ W, sides).max()
    return float((sum(np.abs(layer).sum() for layer in matrices) - agreement) / 4)


@pytest.mark.parametrize("name", [*CLASSICS, *POWERS, "congress_convote", *(f"cow_window_{y}" for y in FEW_WINDOWS)])
def test_frustration_equals_the_reference_with_proof(shared, name):
    known = reference(shared)[name]
    found = frustration(network(shared, name), weighted=False)
    assert (found.estimate, found.certificate) == (known["frustration_L"], "optimal")
    assert found.optima is not None
    assert found.optima >= 1
    assert found.normalised == pytest.approx(known["F_norm_1_minus_2L_over_m"])
    assert found.tight == pytest.approx(known["F_tight_1_minus_L_over_PT_bound"])


@pytest.mark.slow
@pytest.mark.parametrize("year", range(1946, 1997))
def test_every_window_of_correlates_of_war_equals_the_reference(shared, year):
    known = reference(shared)[f"cow_window_{year}"]
    found = frustration(network(shared, f"cow_window_{year}"), weighted=False)
    assert (found.estimate, found.certificate) == (known["frustration_L"], "optimal")
    assert found.optima is not None
    assert found.optima >= 1


@pytest.mark.parametrize("name", ["sampson_affect_t2", "sampson_affect_t3", "sampson_affect_t4"])
def test_weighted_frustration_equals_the_reference(shared, name):
    found = frustration(network(shared, name))
    assert (found.estimate, found.certificate) == (reference(shared)[name]["weighted_frustration_L"], "optimal")


def test_highland_tribes_have_one_optimal_division_and_three_blocs_leave_two_ties(shared):
    found = frustration(network(shared, "highland_tribes"))
    sides = found.bipartition.groupby("side")["actor"].agg(set)
    assert found.optima == 1
    assert sorted(map(len, sides)) == [4, 12]
    assert {"GAMA", "GAVEV", "KOTUN", "NAGAD"} in [{actor.upper() for actor in side} for side in sides]
    assert weak_frustration(network(shared, "highland_tribes")).estimate == 2


@pytest.mark.parametrize("weighted", [False, True])
def test_the_monastery_is_divided_as_trying_all_divisions_says(shared, weighted):
    # Ten directed relations: per layer the signed ranks of both directions are summed, over layers nothing is netted.
    net = monastery(shared)
    layers = [net_dyads(net, layer, weighted=weighted).toarray() for layer in net.layers]
    found = frustration(net, weighted=weighted)
    assert (found.estimate, found.certificate) == (by_trying_all(layers), "optimal")
    price = cleavage_price(net, weighted=weighted)
    assert price.estimate == found.estimate - sum(by_trying_all([W]) for W in layers)
    # Laid on one another first, the layers cancel each other and less is frustrated.
    summed = frustration(net.project(), weighted=weighted)
    assert summed.estimate == by_trying_all([net_dyads(net.project(), None, weighted=weighted).toarray()])


@pytest.mark.parametrize("name", ["highland_tribes", "bank_wiring", *POWERS, "cow_window_1975"])
def test_triangles_walks_and_laplacian_equal_the_reference(shared, name):
    known, net = reference(shared)[name], network(shared, name)
    triangles = triangle_balance(net)
    assert triangles.estimate == pytest.approx(known["tri_T"])
    counts = [triangles.friendly, triangles.broken, triangles.common_enemy, triangles.hostile]
    assert counts == [known[f"tri_{kind}"] for kind in ("ppp", "ppn", "pnn", "nnn")]
    assert weak_triangle_balance(net).estimate == pytest.approx(known["tri_T_weak"])
    assert walk_balance(net).estimate == pytest.approx(known["walk_balance_EstradaBenzi_beta1"], rel=1e-6)
    assert algebraic_conflict(net).estimate == pytest.approx(known["algebraic_LCC"]["lambda1"], abs=1e-8)
    assert algebraic_balance(net).estimate == pytest.approx(known["algebraic_LCC"]["A_norm"], abs=1e-8)


def test_layers_netted_together_are_the_net_graph_and_its_conflicts(shared):
    net = monastery(shared)
    layers = [net_dyads(net, layer) for layer in net.layers]
    graph, conflict = merge_layers(layers)
    assert conflict > 0
    assert signed_graph(sum(layers[1:], layers[0])).w.tolist() == graph.w.tolist()
