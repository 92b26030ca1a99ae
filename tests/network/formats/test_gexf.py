"""GEXF: out and in again, and readable by others."""

import networkx as nx
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.network import read_gexf, write_gexf
from tests.network.formats.same_network import same
from tests.tiny_networks import network, random_network


@pytest.mark.parametrize("directed", [False, True, None])
def test_gexf_gives_the_same_network_back(tmp_path, directed):
    net = random_network(11, directed=directed)
    same(net, read_gexf(write_gexf(net, tmp_path / "net.gexf")))


def test_years_facts_names_empty_layers_and_awkward_text_survive(tmp_path):
    rows = [("a&b", "c<d>", 'x "y"', "+", 2021, "f1", 0.5), ("a&b", "c<d>", 'x "y"', "+", "", "f2", 0.25)]
    columns = ("source", "target", "layer", "sign", "time", "fact", "confidence")
    actors = pd.DataFrame({"actor": ["a&b", "c<d>", "é"], "name": ["A & B", "", "É"], "country": ["US", "", "FR"]})
    net = network(rows, columns=columns, actors=actors, layers=["empty"])
    again = read_gexf(write_gexf(net, tmp_path / "net.gexf"))
    same(net, again)
    assert again.ties["facts"].tolist() == [("f1", "f2")]
    assert again.layers == ("empty", 'x "y"')


def test_the_file_does_not_depend_on_the_day(tmp_path):
    text = write_gexf(network([("a", "b", "x", 1)]), tmp_path / "net.gexf").read_text(encoding="utf-8")
    assert "lastmodifieddate" not in text


def test_an_actor_without_a_name_is_labelled_by_its_id_and_two_ties_have_two_ids(tmp_path):
    net = network([("a", "b", "x", 1), ("a", "b", "x", -1)])
    graph = nx.read_gexf(write_gexf(net, tmp_path / "net.gexf"), version="1.2draft")
    assert graph.nodes["a"]["label"] == "a"
    assert sorted(data["sign"] for *_, data in graph.edges(data=True)) == [-1, 1]
    assert len({key for *_, key in graph.edges(keys=True)}) == 2


@pytest.mark.parametrize("content", ["", "<gexf", "<html></html>", "source,target"])
def test_a_file_that_is_no_gexf_is_refused_by_name(tmp_path, content):
    path = tmp_path / "net.gexf"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"net\.gexf: not a GEXF"):
        read_gexf(path)


def test_a_gexf_of_another_program_needs_layers_on_its_edges(tmp_path):
    graph = nx.path_graph(["a", "b"])
    nx.write_gexf(graph, tmp_path / "plain.gexf")
    with pytest.raises(InputError, match=r"(?s)plain\.gexf.*'layer' is empty"):
        read_gexf(tmp_path / "plain.gexf")
