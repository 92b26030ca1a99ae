"""Brokerage and dependence: Burt's numbers against networkx, and actors whose answer is plain."""

import networkx as nx
import numpy as np
import pytest

from qtnet.metrics.centrality import centrality
from qtnet.metrics.centrality.brokerage import (
    constraint,
    dependence,
    effective_size,
    layer_dependence,
    partner_concentration,
)
from tests.tiny_networks import florentine, network, random_network

NETWORKS = {"florentine": florentine(), "directed": random_network(4, n_edges=25, directed=True)}


def plain(net):
    """The sum of the positive layers as an undirected weighted graph."""
    graph = nx.Graph()
    graph.add_nodes_from(net.ids)
    sums = net.adjacency(sign=1, symmetric=True).tocoo()
    for a, b, weight in zip(sums.row, sums.col, sums.data, strict=True):
        graph.add_edge(net.ids[a], net.ids[b], weight=weight)
    return graph


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(("metric", "peer"), [(constraint, nx.constraint), (effective_size, nx.effective_size)])
def test_burts_measures_are_those_of_networkx(name, metric, peer):
    net = NETWORKS[name]
    # with nodes: else networkx computes effective sizes another way, and not what it documents
    found, expected = metric(net).series(), peer(plain(net), nodes=list(net.ids), weight="weight")
    assert found.to_dict() == pytest.approx(expected, nan_ok=True)


def test_the_middle_of_a_star_is_free_and_its_points_are_not():
    net = network([("hub", x, "x", 1) for x in "abcd"])
    assert constraint(net).series().to_dict() == pytest.approx({"hub": 1 / 4, **dict.fromkeys("abcd", 1.0)})
    assert effective_size(net).series()["hub"] == pytest.approx(4)


def test_dependence_is_the_share_of_the_largest_partner_over_all_layers():
    rows = [("a", "b", "x", 3), ("b", "a", "y", 3), ("a", "c", "x", 2)]
    net = network(rows, columns=("source", "target", "layer", "weight"), directed=True)
    assert dependence(net).series()["a"] == pytest.approx(6 / 8)
    assert partner_concentration(net).series()["a"] == pytest.approx((6 / 8) ** 2 + (2 / 8) ** 2)


@pytest.mark.parametrize(
    "metric", ["constraint", "effective_size", "dependence", "layer_dependence", "partner_concentration"]
)
def test_hostility_is_no_cooperation(metric):
    frame = centrality(network([("a", "b", "x", -1), ("c", "d", "x", 1)]), metric).to_frame().set_index("actor")
    assert np.isnan(frame.loc["a", "estimate"])
    assert frame.loc["a", "reason"] == "no positive ties"
    assert frame.loc["c", "reason"] == ""


def test_dependence_on_a_layer_is_the_largest_share_of_the_positive_strength():
    rows = [("a", "b", "x", 1, 6), ("a", "c", "y", 1, 2), ("b", "c", "y", 1, 1), ("c", "d", "z", -1, 9)]
    net = network(rows, columns=("source", "target", "layer", "sign", "weight"))
    scores = layer_dependence(net).series()
    assert scores[["a", "b", "c"]].tolist() == pytest.approx([6 / 8, 6 / 7, 3 / 3])
    assert np.isnan(scores["d"])  # hostile ties are none to depend on
