"""Current flow: networkx on each component, and circuits whose answer is plain."""

import networkx as nx
import numpy as np
import pytest

from qtnet.metrics.centrality.current_flow import current_flow_betweenness, current_flow_closeness
from tests.tiny_networks import florentine, network, random_network

NETWORKS = {"florentine": florentine(), "weighted": random_network(4, n_actors=12, n_edges=30, directed=True)}


def circuit(net):
    """The largest component of the summed positive layers, in units of the mean weight."""
    weights = net.adjacency(sign=1, symmetric=True)
    graph = nx.from_scipy_sparse_array(weights / weights.data.mean())
    graph = nx.relabel_nodes(graph, dict(enumerate(net.ids)))
    return graph.subgraph(max(nx.connected_components(graph), key=len))


@pytest.mark.parametrize("name", NETWORKS)
def test_values_are_those_of_networkx(name):
    net = NETWORKS[name]
    graph = circuit(net)
    passing = nx.current_flow_betweenness_centrality(graph, normalized=False, weight="weight")
    near = nx.current_flow_closeness_centrality(graph, weight="weight")
    found = current_flow_betweenness(net).series()
    assert found[list(passing)].to_dict() == pytest.approx(passing, abs=1e-9)
    expected = {actor: value * (len(graph) - 1) for actor, value in near.items()}
    assert current_flow_closeness(net).series()[list(near)].to_dict() == pytest.approx(expected, abs=1e-9)


def test_half_the_current_takes_each_side_of_a_ring_of_four():
    net = network([("a", "b", "x", 1), ("b", "c", "y", 1), ("c", "d", "x", 1), ("d", "a", "y", 1)])
    # of the three pairs without b: a to c half by way of b; c to d and a to d a quarter each
    assert current_flow_betweenness(net).series()["b"] == pytest.approx(1 / 2 + 1 / 4 + 1 / 4)


def test_in_a_chain_all_current_takes_the_only_way():
    net = network([("a", "b", "x", 1), ("b", "c", "x", 1)])
    assert current_flow_betweenness(net).series()[["a", "b", "c"]].tolist() == pytest.approx([0, 1, 0])
    assert current_flow_closeness(net).series()[["a", "b"]].tolist() == pytest.approx([2 / 3, 1])


def test_hostility_carries_no_current_and_the_untied_are_undefined():
    net = network([("a", "b", "x", 1), ("b", "c", "x", -1)])
    scores = current_flow_betweenness(net)
    assert np.isnan(scores.series()["c"])
    told = "no positive ties, or more than 8,000 actors in its component"
    assert scores.to_frame().set_index("actor").loc["c", "reason"] == told


@pytest.mark.parametrize("measure", [current_flow_betweenness, current_flow_closeness])
def test_too_large_a_component_is_undefined_and_leaves_the_others(measure):
    chain = [(f"a{i:05d}", f"a{i + 1:05d}", "x", 1) for i in range(8_000)]
    scores = measure(network([*chain, ("u", "v", "x", 1)]))
    assert scores.series().notna().sum() == 2
    assert scores.to_frame()["reason"].str.contains("more than 8,000 actors").sum() == 8_001
