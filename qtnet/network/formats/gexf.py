"""GEXF out and in: the file of Gephi, with sign, weight, year and fact ids on every tie."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from qtnet.network.formats.graph_files import LABELS, as_json, from_json, read_graph_file
from qtnet.network.graph import to_single_graph
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import open_fresh

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_gexf", "write_gexf"]

_VERSION = "1.2draft"
#: Labels of layers and aspects stand here as JSON: GEXF has no attributes of the whole graph.
_DESCRIPTION = "{http://www.gexf.net/1.2draft}description"


def write_gexf(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network as GEXF 1.2 and give the path.

    As in GraphML, a network without directed ties is written undirected; else an undirected tie is two arcs that say
    ``directed=False``, which `read_gexf` joins again.
    """
    import networkx as nx

    graph = to_single_graph(net)
    labels = as_json({key: graph.graph.pop(key) for key in LABELS})
    for name, data in graph.nodes(data=True):
        data["label"] = data["name"] or name
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version=_VERSION)
    writer.add_graph(_numbered(graph))
    for meta in writer.xml.iter("meta"):
        meta.clear()  # it says the day of writing: the same network is the same file on any day
        ElementTree.SubElement(meta, "creator").text = "qtnet"
        ElementTree.SubElement(meta, "description").text = labels
    path = Path(path)
    with open_fresh(path) as file:
        writer.write(file)
    return path


def read_gexf(path: str | Path) -> MultilayerNetwork:
    """Read a network from GEXF whose edges say their ``layer``.

    Raises
    ------
    InputError
        If the file is missing or is no GEXF, or an edge is not valid; the message names the file.
    """
    return read_graph_file(path, form="GEXF 1.2", parse=_parsed)


def _parsed(path: Path) -> tuple[nx.Graph[Any], Mapping[str, object]]:
    import networkx as nx

    graph = nx.read_gexf(path, version=_VERSION)
    described = next(ElementTree.parse(path).getroot().iter(_DESCRIPTION), None)
    labels = from_json(described.text) if described is not None else None
    return graph, labels if isinstance(labels, dict) else {}


def _numbered(graph: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """Give every edge an id of its own: keys of networkx are unique only between two nodes."""
    numbered = graph.__class__()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (a, b, data) in enumerate(graph.edges(data=True)):
        numbered.add_edge(a, b, key=str(number), **data)
    return numbered
