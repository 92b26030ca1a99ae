"""Pajek: relations are layers, a negative value is a hostile tie."""

import networkx as nx
import pytest
from hypothesis import given, settings

from qtnet.errors import InputError, TableError
from qtnet.network import read_pajek, write_pajek
from tests.tiny_networks import network, networks, random_network

KEPT = ["source", "target", "layer", "sign", "weight", "directed"]


def written(tmp_path, text):
    path = tmp_path / "net.net"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("directed", [False, True, None])
def test_pajek_gives_ties_actors_and_layers_back(tmp_path, directed):
    net = random_network(7, directed=directed)
    again = read_pajek(write_pajek(net, tmp_path / "net.net"))
    assert again.ties[KEPT].equals(net.ties[KEPT])
    assert again.ids == net.ids
    assert again.layers == net.layers


@given(networks())
@settings(max_examples=15, deadline=None)
def test_any_network_survives(tmp_path_factory, net):
    again = read_pajek(write_pajek(net, tmp_path_factory.mktemp("pajek") / "net.net"))
    assert again.ties[KEPT].equals(net.ties[KEPT])
    assert (again.ids, again.layers) == (net.ids, net.layers)


def test_awkward_names_and_empty_layers_survive(tmp_path):
    net = network([('a "b" & c', "d\te", "two words", -1)], layers=["empty"])
    again = read_pajek(write_pajek(net, tmp_path / "net.net"))
    assert (again.ids, again.layers) == (net.ids, net.layers)
    assert again.ties["sign"].tolist() == [-1]


def test_networkx_reads_the_values_of_one_layer(tmp_path):
    path = write_pajek(network([("a", "b", "x", -1), ("b", "c", "x", 1)]), tmp_path / "net.net")
    path.write_text(path.read_text(encoding="ascii").replace(':1 "x"', ""), encoding="ascii")  # it knows no relations
    graph = nx.read_pajek(path)
    assert graph.get_edge_data("a", "b")[0]["weight"] == -1.0


def test_lists_comments_and_vertices_without_labels_are_read(tmp_path):
    text = '% made by hand\n*Vertices 3\n1 "a" 0.1 0.2 ic Red\n*Arcslist\n1 2 3\n*Edges :2 "friend"\n2 3 0.5\n'
    net = read_pajek(written(tmp_path, text))
    assert net.ids == ("2", "3", "a")
    assert net.layers == ("1", "friend")
    assert net.ties[["source", "target", "layer", "directed"]].values.tolist() == [
        ["2", "3", "friend", False],
        ["a", "2", "1", True],
        ["a", "3", "1", True],
    ]


def test_all_wrong_lines_are_told_at_once(tmp_path):
    text = "*Vertices 2\n1 a\n2 a\n*Edges\n1 3\n1 2 much\n*Matrix\n0 1\n"
    with pytest.raises(TableError) as caught:
        read_pajek(written(tmp_path, text))
    for told in (
        "line 3: label 'a' stands twice",
        "line 5: '1 3' does not name two vertices from 1 to 2",
        "line 6: value 'much' is no number",
        "line 7: '*Matrix' is not read",
    ):
        assert told in str(caught.value)


@pytest.mark.parametrize(("text", "message"), [("", r"no \*Vertices"), ("*Vertices many", "does not say how many")])
def test_a_file_without_vertices_is_refused_by_name(tmp_path, text, message):
    with pytest.raises((InputError, TableError), match=message):
        read_pajek(written(tmp_path, text))
