"""What qtnet writes opens in networkx and igraph with every attribute of actors and ties."""

import json

import igraph
import networkx as nx
import pandas as pd
import pytest

from qtnet.network import write_gexf, write_graphml
from tests.tiny_networks import network

NODE = {"name", "kind", "country", "label"}
EDGE = {"layer", "sign", "weight", "directed", "confidence", "year", "facts"}


@pytest.fixture(params=[False, True], ids=["undirected", "directed"])
def net(request):
    rows = [("jp", "us", "chips", 1, 2.5, 2021, "f1", 0.5), ("us", "cn", "quantum", -1, 1.0, 2022, "f2", 0.9)]
    columns = ("source", "target", "layer", "sign", "weight", "time", "fact", "confidence")
    named = {"actor": ["cn", "jp", "us", "fr"], "name": ["中国", "Japan", "U.S. & A.", "France"]}
    actors = pd.DataFrame({**named, "kind": "country", "country": ["CN", "JP", "US", "FR"]})
    return network(rows, columns=columns, actors=actors, directed=request.param)


def ends_of(graph, key):
    names = graph.vs[key]
    return {frozenset((names[edge.source], names[edge.target])): edge.attributes() for edge in graph.es}


def test_igraph_opens_graphml_with_every_attribute(net, tmp_path):
    graph = igraph.Graph.Read_GraphML(str(write_graphml(net, tmp_path / "net.graphml")))
    assert graph.is_directed() == bool(net.ties["directed"].any())
    assert set(graph.vs.attributes()) == {*NODE, "id"}
    assert dict(zip(graph.vs["id"], graph.vs["name"], strict=True))["cn"] == "中国"
    assert set(graph.es.attributes()) == {*EDGE, "id"}
    hostile = ends_of(graph, "id")[frozenset(("us", "cn"))]
    assert (hostile["layer"], hostile["sign"], hostile["weight"]) == ("quantum", -1, 1.0)
    assert (hostile["confidence"], hostile["year"], hostile["facts"]) == (0.9, 2022, "f2")
    assert json.loads(graph["layers"]) == ["chips", "quantum"]


def test_igraph_weighs_paths_by_the_weights_of_the_file(net, tmp_path):
    graph = igraph.Graph.Read_GraphML(str(write_graphml(net, tmp_path / "net.graphml")))
    assert graph.as_undirected().strength(weights=graph.es["weight"])[graph.vs["id"].index("us")] == 3.5


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_opens_both_with_every_attribute(net, tmp_path, form):
    if form == "graphml":
        graph = nx.read_graphml(write_graphml(net, tmp_path / "net.graphml"))
    else:
        graph = nx.read_gexf(write_gexf(net, tmp_path / "net.gexf"), version="1.2draft")
    assert graph.is_directed() == bool(net.ties["directed"].any())
    assert set(graph.nodes["cn"]) == NODE
    assert graph.nodes["us"]["name"] == "U.S. & A."
    edges = {frozenset((a, b)): data for a, b, data in graph.edges(data=True)}
    assert {frozenset(edge) for edge in edges} == {frozenset(("jp", "us")), frozenset(("us", "cn"))}
    for data in edges.values():
        assert set(data) - {"id"} == EDGE
    assert edges[frozenset(("jp", "us"))]["weight"] == 2.5
    assert edges[frozenset(("us", "cn"))]["sign"] == -1


def test_igraph_takes_what_networkx_read_from_gexf(net, tmp_path):
    graph = igraph.Graph.from_networkx(nx.read_gexf(write_gexf(net, tmp_path / "net.gexf"), version="1.2draft"))
    assert set(graph.es.attributes()) >= EDGE
    assert graph.ecount() == 2
