"""GEXF out and in: the file of Gephi, with sign, weight, year and fact ids on every tie."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from qtnet.errors import InputError
from qtnet.network.graph import from_networkx, to_single_graph
from qtnet.network.multilayer import MultilayerNetwork

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["read_gexf", "write_gexf"]

_NAMESPACE = "{http://www.gexf.net/1.2draft}"
#: Labels of layers and aspects stand here as JSON: GEXF has no attributes of the whole graph.
_DESCRIPTION = f"{_NAMESPACE}description"


def write_gexf(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the network as GEXF 1.2 and give the path.

    As in GraphML, a network without directed ties is written undirected; else an undirected tie is two arcs that say
    ``directed=False``, which `read_gexf` joins again.
    """
    import networkx as nx

    graph = to_single_graph(net)
    labels = json.dumps({key: graph.graph.pop(key) for key in ("layers", "aspects")}, ensure_ascii=False)
    for name, data in graph.nodes(data=True):
        data["label"] = data["name"] or name
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_numbered(graph))
    for meta in writer.xml.iter("meta"):
        meta.clear()  # it says the day of writing: the same network is the same file on any day
        ElementTree.SubElement(meta, "creator").text = "qtnet"
        ElementTree.SubElement(meta, "description").text = labels
    path = Path(path)
    with path.open("wb") as file:
        writer.write(file)
    return path


def read_gexf(path: str | Path) -> MultilayerNetwork:
    """Read a network from GEXF whose edges say their ``layer``.

    Raises
    ------
    InputError
        If the file is missing or is no GEXF, or an edge is not valid; the message names the file.
    """
    import networkx as nx

    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected GEXF")
    try:
        graph = nx.read_gexf(path, version="1.2draft")
        described = next(ElementTree.parse(path).getroot().iter(_DESCRIPTION), None)
    except (ElementTree.ParseError, nx.NetworkXError, ValueError, KeyError) as error:
        raise InputError(f"{path}: not a GEXF 1.2 file ({error})") from error
    try:
        graph.graph |= _labels(described.text if described is not None else None)
        return from_networkx(graph)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


def _numbered(graph: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """Give every edge an id of its own: keys of networkx are unique only between two nodes."""
    numbered = graph.__class__()
    numbered.add_nodes_from(graph.nodes(data=True))
    for number, (a, b, data) in enumerate(graph.edges(data=True)):
        numbered.add_edge(a, b, key=str(number), **data)
    return numbered


def _labels(text: str | None) -> dict[str, list[str]]:
    """Read the labels of layers and aspects; the description of another program's file is not ours."""
    try:
        found = json.loads(text or "")
    except json.JSONDecodeError:
        return {}
    return {key: found[key] for key in ("layers", "aspects") if key in found} if isinstance(found, dict) else {}
