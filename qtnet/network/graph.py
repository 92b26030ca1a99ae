"""To networkx and back, with every attribute of actors and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.network.multilayer import MultilayerNetwork

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["from_networkx", "to_networkx", "to_single_graph"]

_FACT_SEPARATOR = "|"


def to_networkx(net: MultilayerNetwork) -> nx.MultiDiGraph[str]:
    """Give the network as a MultiDiGraph.

    Nodes carry name, kind and country; arcs carry layer, sign, weight, directed, confidence, facts and, where known,
    year. An undirected tie becomes two arcs, so that path and flow measures of networkx see both ways; both say
    ``directed=False``. The graph carries the labels of all layers, empty ones too.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["chips"], "weight": [2.0]})
    >>> graph = to_networkx(MultilayerNetwork.from_edges(edges))
    >>> sorted((a, b, data["weight"]) for a, b, data in graph.edges(data=True))
    [('JP', 'US', 2.0), ('US', 'JP', 2.0)]
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(layers=list(net.layers), aspects=list(net.aspects))
    for actor in net.actors.to_dict("records"):
        graph.add_node(actor["actor"], **{key: actor[key] for key in _NODE_COLUMNS[1:]})
    for source, target, data in _arcs(net):
        graph.add_edge(source, target, **data)
        if not data["directed"]:
            graph.add_edge(target, source, **data)
    return graph


def to_single_graph(net: MultilayerNetwork) -> nx.MultiGraph[str]:
    """Give the graph that is written to files: undirected, each tie once, where no tie is directed."""
    import networkx as nx

    arcs = to_networkx(net)
    if net.tie_arrays.directed.any():
        return arcs
    graph: nx.MultiGraph[str] = nx.MultiGraph(**arcs.graph)
    graph.add_nodes_from(arcs.nodes(data=True))
    graph.add_edges_from((a, b, data) for a, b, data in arcs.edges(data=True) if a <= b)
    return graph


def from_networkx(graph: nx.Graph[Any]) -> MultilayerNetwork:
    """Make a network from any networkx graph whose edges say their ``layer``, and what else `to_networkx` writes.

    An edge without ``directed`` is what its graph is. Of the two arcs of an undirected tie the second is left out.

    Raises
    ------
    TableError
        If an edge has no layer or a wrong weight; the message lists all failures.
    """
    rows: list[dict[str, Any]] = []
    told = {(a, b, data.get("layer"), data.get("sign")) for a, b, data in graph.edges(data=True)}
    for source, target, data in graph.edges(data=True):
        directed = bool(data.get("directed", graph.is_directed()))
        # the second arc of an undirected tie; in an undirected container every edge stands once
        other = (target, source, data.get("layer"), data.get("sign"))
        if not directed and graph.is_directed() and source > target and other in told:
            continue
        facts = _facts(data.get("facts", ""))
        share = float(data.get("weight", 1.0)) / max(len(facts), 1)
        row: dict[str, Any] = {"source": source, "target": target, "layer": data.get("layer", "")}
        row |= {"sign": data.get("sign", 1), "directed": directed, "time": data.get("year", np.nan), "weight": share}
        row["confidence"] = data.get("confidence", 1.0)
        rows += [{**row, "fact": fact, "doc": data.get("doc", fact)} for fact in facts or (f"row{len(rows)}",)]
    frame = pd.DataFrame(rows, columns=[*_COLUMNS])
    actors = pd.DataFrame(
        [{"actor": str(node), **data} for node, data in graph.nodes(data=True)], columns=_NODE_COLUMNS
    )
    aspects = tuple(graph.graph.get("aspects", ("layer",)))
    return MultilayerNetwork.from_edges(frame, actors=actors, aspects=aspects, layers=graph.graph.get("layers", ()))


_COLUMNS = ("source", "target", "layer", "sign", "directed", "time", "weight", "confidence", "fact", "doc")
_NODE_COLUMNS = ["actor", "name", "kind", "country"]


def _arcs(net: MultilayerNetwork) -> list[tuple[str, str, dict[str, Any]]]:
    arcs = []
    ties = net.ties
    # one type for all: a GraphML key has only one
    year_type = int if (ties["year"].dropna() % 1 == 0).all() else float
    for tie in ties.to_dict("records"):
        data = {name: tie[name] for name in ("layer", "sign", "weight", "directed", "confidence")}
        if not np.isnan(tie["year"]):
            data["year"] = year_type(tie["year"])
        data["facts"] = _FACT_SEPARATOR.join(tie["facts"])
        arcs.append((tie["source"], tie["target"], data))
    return arcs


def _facts(value: object) -> tuple[str, ...]:
    if not isinstance(value, str):
        raise InputError(f"edge attribute 'facts' is {value!r}; expected fact ids joined by '{_FACT_SEPARATOR}'")
    return tuple(fact for fact in value.split(_FACT_SEPARATOR) if fact)
