"""Networks to pymnet and back."""

import builtins

import numpy as np
import pandas as pd
import pymnet
import pytest

from qtnet.errors import InputError
from qtnet.network import MultilayerNetwork, filtered
from qtnet.network.formats import from_pymnet, to_pymnet
from tests.tiny_networks import directed_star, florentine, network, random_network, tribes

KEPT = ["source", "target", "layer", "sign", "weight", "directed"]


@pytest.mark.parametrize("given", [florentine, tribes, directed_star], ids=lambda make: make.__name__)
def test_ties_actors_and_layers_come_back(given):
    net = given()
    back = from_pymnet(to_pymnet(net))
    assert (back.ids, back.layers) == (net.ids, net.layers)
    pd.testing.assert_frame_equal(back.ties[KEPT], net.ties[KEPT])


def test_an_undirected_tie_among_directed_ones_stands_both_ways():
    net = network([("a", "b", "x", True), ("b", "c", "x", False)], columns=("source", "target", "layer", "directed"))
    made = to_pymnet(net)
    assert made.directed
    arcs = sorted((source, target) for source, target, *_ in made.edges)
    assert arcs == [("a", "b"), ("b", "c"), ("c", "b")]


def test_empty_layers_and_actors_without_ties_are_kept():
    net = network([("a", "b", "x", 1)], actors=["a", "b", "alone"], layers=["x", "empty"])
    back = from_pymnet(to_pymnet(net))
    assert "alone" in back.ids
    assert back.layers == ("empty", "x")


def test_each_aspect_of_a_layer_is_one_of_pymnet():
    rows = [("a", "b", "chips|supply", 1), ("a", "c", "chips|research", -1), ("b", "c", "quantum|supply", 1)]
    net = network(rows, aspects=("domain", "mode"))
    made = to_pymnet(net)
    assert made.aspects == 2
    assert made["a", "c", "chips", "chips", "research", "research"] == -1
    back = from_pymnet(made)
    assert back.aspects == ("aspect1", "aspect2")
    pd.testing.assert_frame_equal(back.ties[KEPT], net.ties[KEPT])


@pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")
def test_the_supra_adjacency_of_pymnet_is_ours():
    net = random_network(3, n_actors=6, n_edges=9, directed=False)
    net = filtered(net, sign=1)
    multiplex = pymnet.MultiplexNetwork(couplings="categorical", directed=False)
    for tie in net.ties.to_dict("records"):
        for layer in net.layers:
            multiplex.add_node(tie["source"], layer)
            multiplex.add_node(tie["target"], layer)
        multiplex[tie["source"], tie["layer"]][tie["target"], tie["layer"]] = tie["weight"]
    matrix, order = pymnet.supra_adjacency_matrix(multiplex)
    ours, index = net.supra_adjacency(coupling=1.0)
    position = {pair: i for i, pair in enumerate(zip(index["actor"], index["layer"], strict=True))}
    rows = [position[pair] for pair in order]
    assert np.array_equal(np.asarray(matrix), ours.toarray()[np.ix_(rows, rows)])


def test_couplings_are_left_out_and_counted():
    multiplex = pymnet.MultiplexNetwork(couplings="categorical", directed=False)
    multiplex["a", "x"]["b", "x"] = 2
    multiplex["a", "y"]["b", "y"] = 1
    net = from_pymnet(multiplex)
    assert net.ties["weight"].tolist() == [2.0, 1.0]
    assert dict(net.dropped) == {"links between an actor's own layers": 2}


def test_links_of_different_nodes_across_layers_are_refused():
    made = pymnet.MultilayerNetwork(aspects=1, fullyInterconnected=False)
    made["a", "b", "x", "y"] = 1
    with pytest.raises(InputError, match="1 links join different nodes in different layers, such as a in x – b in y"):
        from_pymnet(made)


def test_a_pair_of_both_signs_has_no_place_and_is_named():
    net = network([("a", "b", "x", 1), ("a", "b", "x", -1)])
    with pytest.raises(InputError, match="several ties join a–b in layer 'x'; convert filtered"):
        to_pymnet(net)


def test_without_pymnet_the_way_to_it_is_told(monkeypatch):
    real = builtins.__import__

    def refuse(name, *args, **options):
        if name == "pymnet":
            raise ImportError(name)
        return real(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(InputError, match="pip install pymnet"):
        to_pymnet(network([("a", "b", "x", 1)]))


def test_a_network_without_layers_becomes_one_layer():
    made = pymnet.MultilayerNetwork(aspects=0)
    made["a", "b"] = 3
    net = from_pymnet(made)
    assert isinstance(net, MultilayerNetwork)
    assert net.layers == ("layer",)
    assert net.ties["weight"].tolist() == [3.0]
