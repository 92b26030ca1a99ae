"""GraphML out and in: one file that networkx, igraph and Gephi read, with sign, weight, year and fact ids."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree.ElementTree import ParseError

from qtnet.errors import InputError
from qtnet.network.graph import from_networkx, to_single_graph
from qtnet.network.multilayer import MultilayerNetwork

__all__ = ["read_graphml", "write_graphml"]


def write_graphml(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network as GraphML and give the path.

    A network without directed ties is written as an undirected graph, each tie once. With directed ties GraphML has no
    common way to mix, so an undirected tie is written as two arcs that say ``directed=False``; `read_graphml` joins
    them again. Labels of layers and aspects are JSON lists in the graph's attributes.
    """
    import networkx as nx

    graph = to_single_graph(net)
    for key in ("layers", "aspects"):
        graph.graph[key] = json.dumps(graph.graph[key], ensure_ascii=False)
    for _, data in graph.nodes(data=True):
        data["label"] = data["name"]  # the attribute that Gephi shows
    path = Path(path)
    # the writer of the standard library: the one with lxml orders attributes differently
    nx.write_graphml_xml(graph, path, named_key_ids=True)
    return path


def read_graphml(path: str | Path) -> MultilayerNetwork:
    """Read a network from GraphML whose edges say their ``layer``.

    Raises
    ------
    InputError
        If the file is missing or is no GraphML, or an edge is not valid; the message names the file.
    """
    import networkx as nx

    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected GraphML")
    try:
        graph = nx.read_graphml(path, force_multigraph=True)
    except (ParseError, nx.NetworkXError) as error:
        raise InputError(f"{path}: not a GraphML file ({error})") from error
    try:
        for key in ("layers", "aspects"):
            if key in graph.graph:
                graph.graph[key] = json.loads(graph.graph[key])
        return from_networkx(graph)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
