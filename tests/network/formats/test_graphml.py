"""networkx and GraphML: out and in again, and readable by others."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings

from qtnet.errors import InputError, TableError
from qtnet.network import MultilayerNetwork, from_networkx, read_graphml, to_networkx, write_graphml
from tests.network.formats.same_network import same
from tests.tiny_networks import network, networks, random_network


@given(networks())
@settings(max_examples=25, deadline=None)
def test_networkx_gives_the_same_network_back(net):
    same(net, from_networkx(to_networkx(net)))


def test_an_undirected_tie_given_as_one_arc_is_a_tie_whichever_way_it_points():
    graph = nx.MultiDiGraph()
    graph.add_edge("b", "a", layer="x", directed=False)
    graph.add_edge("a", "b", layer="y", directed=False)
    ties = from_networkx(graph).ties
    assert ties[["source", "target", "layer"]].values.tolist() == [["a", "b", "x"], ["a", "b", "y"]]


def test_a_year_with_a_fraction_survives(tmp_path):
    columns = ("source", "target", "layer", "weight", "time")
    net = network([("a", "b", "x", 1, 2020), ("b", "c", "x", 1, 2020.5)], columns=columns)
    same(net, read_graphml(net.write_graphml(tmp_path / "net.graphml")))


@pytest.mark.parametrize("directed", [False, True, None])
def test_graphml_gives_the_same_network_back(tmp_path, directed):
    net = random_network(11, directed=directed)
    same(net, read_graphml(write_graphml(net, tmp_path / "net.graphml")))


def test_years_facts_names_empty_layers_and_awkward_text_survive(tmp_path):
    rows = [("a&b", "c<d>", 'x "y"', "+", 2021, "f1", 0.5), ("a&b", "c<d>", 'x "y"', "+", "", "f2", 0.25)]
    columns = ("source", "target", "layer", "sign", "time", "fact", "confidence")
    actors = pd.DataFrame({"actor": ["a&b", "c<d>", "é"], "name": ["A & B", "", "É"], "country": ["US", "", "FR"]})
    net = network(rows, columns=columns, actors=actors, layers=["empty"])
    again = read_graphml(net.write_graphml(tmp_path / "net.graphml"))
    same(net, again)
    assert again.ties["facts"].tolist() == [("f1", "f2")]
    assert again.ties["year"].tolist() == [2021.0]
    assert again.layers == ("empty", 'x "y"')


def test_undirected_networks_are_written_as_undirected_graphs(tmp_path):
    path = write_graphml(network([("b", "a", "x", -1)]), tmp_path / "net.graphml")
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    assert [data["sign"] for *_, data in graph.edges(data=True)] == [-1]
    assert graph.nodes["a"]["label"] == "a"


def test_in_networkx_an_undirected_tie_can_be_walked_both_ways():
    graph = to_networkx(network([("a", "b", "x", 1), ("c", "b", "y", 1)]))
    assert nx.has_path(graph, "a", "c")
    assert len(network([("a", "b", "x", 1), ("c", "b", "y", 1)]).to_networkx("x").edges) == 2


def test_any_networkx_graph_whose_edges_have_a_layer_is_read():
    graph = nx.path_graph(["a", "b", "c"])
    nx.set_edge_attributes(graph, "x", "layer")
    net = from_networkx(graph)
    assert isinstance(net, MultilayerNetwork)
    assert len(net.ties) == 2


def test_edges_without_a_layer_are_refused():
    with pytest.raises(TableError, match="column 'layer' is empty"):
        from_networkx(nx.path_graph(["a", "b"]))


@pytest.mark.parametrize("content", ["", "no xml", "<graphml><graph></graphml>"])
def test_a_file_that_is_no_graphml_is_refused_by_name(tmp_path, content):
    path = tmp_path / "net.graphml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"net\.graphml"):
        read_graphml(path)


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(InputError, match=r"none\.graphml: no such file"):
        read_graphml(tmp_path / "none.graphml")


def test_graph_attributes_of_another_program_are_not_taken_for_labels(tmp_path):
    graph = nx.Graph(layers="3", aspects="how it was drawn")
    graph.add_edge("a", "b", layer="x")
    nx.write_graphml(graph, tmp_path / "other.graphml")
    assert read_graphml(tmp_path / "other.graphml").layers == ("x",)
