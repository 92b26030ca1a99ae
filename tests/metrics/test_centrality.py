"""Centralities: cases worked by hand, published values, networkx on one layer, and how signs and layers are read."""

import json

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from hypothesis import given, settings

from qtnet.errors import InputError
from qtnet.metrics.centrality import centrality
from qtnet.metrics.centrality.spectral import leading_vector
from qtnet.network import MultilayerNetwork
from tests.tiny_networks import KNOWN, directed_star, florentine, network, networks, random_network, two_blocs

FLORENTINE = json.loads((KNOWN / "florentine.json").read_text(encoding="utf-8"))


def values(net, name, scope="multilayer"):
    return centrality(net, name, scope=scope).series().to_dict()


@pytest.mark.parametrize("name", sorted(FLORENTINE))
def test_florentine_families_have_the_published_values(name):
    found = centrality(florentine(), name).series()
    expected = pd.Series(FLORENTINE[name], dtype=float).reindex(found.index)
    # the file is rounded to ten decimals
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-10, equal_nan=True)


def positive(net, layer):
    graph = nx.DiGraph()
    graph.add_nodes_from(net.ids)
    matrix = net.adjacency(layer, sign=1).tocoo()
    rows, columns = matrix.coords
    graph.add_weighted_edges_from(
        (net.ids[i], net.ids[j], w) for i, j, w in zip(rows.tolist(), columns.tolist(), matrix.data, strict=True)
    )
    return graph


@given(networks())
@settings(max_examples=25, deadline=None)
def test_on_one_layer_path_measures_are_those_of_networkx(net):
    net = net.subnetwork(layers=[net.layers[0]])
    graph = positive(net, None)
    arcs = net.ties[net.ties["sign"] > 0]["directed"].any()
    between = nx.betweenness_centrality(graph if arcs else graph.to_undirected(), normalized=False)
    near = nx.harmonic_centrality(graph.reverse())
    assert values(net, "betweenness") == pytest.approx(between, abs=1e-9)
    assert values(net, "closeness") == pytest.approx({a: v / (net.n_actors - 1) for a, v in near.items()}, abs=1e-12)


@given(networks())
@settings(max_examples=25, deadline=None)
def test_on_one_layer_pagerank_is_that_of_networkx(net):
    net = net.subnetwork(layers=[net.layers[0]])
    graph = positive(net, None)
    if graph.number_of_edges():
        assert values(net, "pagerank") == pytest.approx(nx.pagerank(graph, tol=1e-14, max_iter=1000), abs=1e-11)


@given(networks())
@settings(max_examples=15, deadline=None)
def test_on_one_layer_the_relaxed_walk_is_the_usual_one(net):
    net = net.subnetwork(layers=[net.layers[0]])
    assert values(net, "relaxed_pagerank") == pytest.approx(values(net, "pagerank"), abs=1e-12, nan_ok=True)


def test_the_relaxed_walk_leaves_an_isolate_the_least():
    net = florentine()
    assert min(values(net, "relaxed_pagerank").items(), key=lambda item: item[1])[0] == "PUCCI"
    # coupled states keep who jumps to them: an isolate passes families with several ties
    assert values(net, "pagerank")["PUCCI"] > values(net, "pagerank")["GINORI"]


def test_the_relaxed_walk_worked_by_hand():
    # a–b in x and b–c in y: at b the walker comes from a by x and leaves by x with 0.85 + 0.15/2
    net = network([("a", "b", "x", 1), ("b", "c", "y", 1)])
    d, stay = 0.85, 0.85 + 0.15 / 2
    # unknowns a, b in x, b in y, c; a jump to b lands in either layer
    flow = np.array([[0, stay, 1 - stay, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 1 - stay, stay, 0]])
    visits = np.linalg.solve(np.eye(4) - d * flow, (1 - d) * np.array([2, 1, 1, 2]) / 6)
    expected = {"a": visits[0], "b": visits[1] + visits[2], "c": visits[3]}
    assert values(net, "relaxed_pagerank") == pytest.approx(expected, abs=1e-12)


def test_on_one_layer_spectral_measures_are_those_of_networkx():
    net = random_network(3, n_layers=1, n_edges=20, directed=False)
    graph = positive(net, None)
    vector = nx.eigenvector_centrality_numpy(graph.subgraph([a for a in graph if graph.degree(a)]), weight="weight")
    hubs, authorities = nx.hits(graph, max_iter=5000, tol=1e-15)
    for name, expected in (("eigenvector", vector), ("hub", hubs), ("authority", authorities)):
        top = max(expected.values())
        found = values(net, name)
        assert {a: found[a] for a in expected} == pytest.approx({a: v / top for a, v in expected.items()}, abs=1e-6)


@given(networks())
@settings(max_examples=25, deadline=None)
def test_betweenness_of_actors_is_that_of_all_shortest_paths_listed(net):
    supra, index = net.supra_adjacency(sign=1)
    graph = nx.from_scipy_sparse_array(supra, create_using=nx.DiGraph)
    owner = index["actor"].tolist()
    expected = dict.fromkeys(net.ids, 0.0)
    for i in net.ids:
        for j in net.ids:
            ends = [(s, t) for s in graph for t in graph if (owner[s], owner[t]) == (i, j) and nx.has_path(graph, s, t)]
            if i == j or not ends:
                continue
            found = [path for s, t in ends for path in nx.all_shortest_paths(graph, s, t)]
            shortest = [path for path in found if len(path) == min(map(len, found))]
            for path in shortest:
                for v in {owner[s] for s in path} - {i, j}:
                    expected[v] += 1 / len(shortest)
    if not net.ties[net.ties["sign"] > 0]["directed"].any():
        expected = {v: value / 2 for v, value in expected.items()}
    assert values(net, "actor_betweenness") == pytest.approx(expected, abs=1e-9)


def test_empty_layers_are_no_ends_of_paths():
    chain = [("a", "b", "x", 1), ("b", "c", "x", 1)]
    assert values(network(chain), "actor_betweenness") == {"b": 1.0, "a": 0.0, "c": 0.0}
    assert values(network(chain, layers=["y", "z"]), "actor_betweenness") == {"b": 1.0, "a": 0.0, "c": 0.0}
    assert values(network(chain, layers=["y", "z"]), "betweenness")["b"] > 1.0


def test_a_directed_star_fixes_orientation():
    net = directed_star().subnetwork(layers=["up"])
    assert values(net, "authority") == pytest.approx({"a": 1.0, "b": 1.0, "c": 1.0, "hub": 0.0})
    assert values(net, "hub") == pytest.approx({"a": 0.0, "b": 0.0, "c": 0.0, "hub": 1.0})
    assert values(net, "closeness") == pytest.approx({"a": 0.0, "b": 0.0, "c": 0.0, "hub": 1.0})
    rank = values(net, "pagerank")
    assert rank["a"] > rank["hub"]


def test_a_cycle_of_ties_may_run_through_several_layers():
    net = directed_star()
    # hub in "down" and a, b, c in "up" each have one tie in, and one coupling
    assert values(net, "eigenvector") == pytest.approx(dict.fromkeys(["a", "b", "c", "hub"], 1.0), abs=1e-9)
    alone = centrality(net, "eigenvector", scope="layers").to_frame()
    assert alone["estimate"].isna().all()
    assert alone["reason"].str.startswith("no cycle of positive ties").all()


def test_strengths_keep_signs_apart():
    net = network(
        [("a", "b", "x", 1, 2.0), ("a", "b", "y", -1, 3.0), ("c", "a", "x", 1, 0.5)],
        columns=("source", "target", "layer", "sign", "weight"),
        directed=True,
    )
    assert values(net, "strength_positive") == {"a": 2.5, "b": 2.0, "c": 0.5}
    assert values(net, "strength_negative") == {"a": 3.0, "b": 3.0, "c": 0.0}
    assert values(net, "strength_net") == {"c": 0.5, "a": -0.5, "b": -1.0}


@pytest.mark.parametrize("name", ["pagerank", "eigenvector", "katz", "hub", "authority", "closeness", "betweenness"])
def test_hostility_is_no_path(name):
    net = two_blocs()
    friendly = net.reweighted((net.evidence.merge(net.ties, left_on="tie", right_index=True)["sign"] > 0).astype(float))
    assert values(net, name) == pytest.approx(values(friendly, name), abs=1e-12)


def test_degree_counts_a_pair_with_both_signs_once_per_layer():
    net = network([("a", "b", "x", 1), ("a", "b", "x", -1), ("a", "b", "y", 1)])
    assert values(net, "degree") == {"a": 2.0, "b": 2.0}
    assert values(net, "activity") == {"a": 2.0, "b": 2.0}


def test_participation_is_1_for_equal_layers_and_0_for_one():
    same = network([("a", "b", "x", 1), ("a", "b", "y", 1), ("b", "c", "x", 1), ("b", "c", "y", 1), ("d", "b", "x", 1)])
    assert values(same, "participation") == pytest.approx({"a": 1.0, "b": 24 / 25, "c": 1.0, "d": 0.0})
    assert values(same, "layer_entropy")["a"] == 1.0


def test_isolates_have_no_participation_and_the_frame_says_why():
    frame = centrality(network([("a", "b", "x", 1), ("a", "b", "y", 1)], actors="abc"), "participation").to_frame()
    assert frame["actor"].tolist() == ["a", "b", "c"]
    assert frame["reason"].tolist() == ["", "", "no ties, or only one layer"]


def test_one_layer_written_twice_ranks_as_once():
    net = random_network(12, n_layers=1, directed=False)
    edges = net.to_edges()
    twice = MultilayerNetwork.from_edges(pd.concat([edges, edges.assign(layer="copy")]), actors=net.ids)
    for name in ("eigenvector", "authority"):
        assert values(twice, name) == pytest.approx(values(net, name), abs=1e-9)


def test_where_two_parts_are_equal_the_eigenvector_is_shared():
    net = network([("a", "b", "x", 1), ("c", "d", "x", 1)])
    assert values(net, "eigenvector") == pytest.approx(dict.fromkeys("abcd", 1.0), abs=1e-12)


def test_nearly_equal_leading_values_are_told_apart():
    # two separate pairs, their values one part in a million apart: power iteration alone would take millions of steps
    matrix = np.zeros((4, 4))
    matrix[0, 1] = matrix[1, 0] = 1.0
    matrix[2, 3] = matrix[3, 2] = 1.0 + 1e-6
    value, vector = leading_vector(sp.csr_array(matrix))
    assert value == pytest.approx(1.0 + 1e-6, abs=1e-12)
    assert vector.tolist() == pytest.approx([0.0, 0.0, 1.0, 1.0], abs=1e-9)


def test_rows_are_sorted_by_layer_then_falling_estimate_then_actor():
    frame = centrality(florentine(), "degree", scope="layers").to_frame()
    again = frame.sort_values(["layer", "estimate", "actor"], ascending=[True, False, True], ignore_index=True)
    pd.testing.assert_frame_equal(frame, again)
    assert set(frame["layer"]) == {"business", "marriage"}


def test_a_metric_of_the_network_is_no_centrality():
    with pytest.raises(InputError, match="metric 'edge_overlap' is of kind 'network'"):
        centrality(florentine(), "edge_overlap")
