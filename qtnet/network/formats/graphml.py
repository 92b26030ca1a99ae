"""GraphML out and in: one file that networkx, igraph and Gephi read, with sign, weight, year and fact ids."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qtnet.network.formats.graph_files import LABELS, as_json, from_json, read_graph_file
from qtnet.network.graph import to_single_graph
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import open_fresh

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_graphml", "write_graphml"]


def write_graphml(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network as GraphML and give the path.

    A network without directed ties is written as an undirected graph, each tie once. With directed ties GraphML has no
    common way to mix, so an undirected tie is written as two arcs that say ``directed=False``; `read_graphml` joins
    them again. Labels of layers and aspects are JSON lists in the graph's attributes.
    """
    import networkx as nx

    graph = to_single_graph(net)
    for key in LABELS:
        graph.graph[key] = as_json(graph.graph[key])
    for _, data in graph.nodes(data=True):
        data["label"] = data["name"]  # the attribute that Gephi shows
    path = Path(path)
    # the writer of the standard library: the one with lxml orders attributes differently
    with open_fresh(path) as file:
        nx.write_graphml_xml(graph, file, named_key_ids=True)
    return path


def read_graphml(path: str | Path) -> MultilayerNetwork:
    """Read a network from GraphML whose edges say their ``layer``.

    Raises
    ------
    InputError
        If the file is missing or is no GraphML, or an edge is not valid; the message names the file.
    """
    return read_graph_file(path, form="GraphML", parse=_parsed)


def _parsed(path: Path) -> tuple[nx.Graph[Any], Mapping[str, object]]:
    import networkx as nx

    graph = nx.read_graphml(path, force_multigraph=True)
    return graph, {key: from_json(str(graph.graph[key])) for key in LABELS if key in graph.graph}
