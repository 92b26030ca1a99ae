"""What GraphML and GEXF share: reading a file that holds one graph, and the labels of its layers and aspects."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from qtnet.errors import InputError
from qtnet.network.graph import from_networkx
from qtnet.network.multilayer import MultilayerNetwork

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["LABELS", "as_json", "from_json", "read_graph_file"]

#: Attributes of the whole graph, which are written as JSON lists.
LABELS = ("layers", "aspects")


def read_graph_file(
    path: str | Path, *, form: str, parse: Callable[[Path], tuple[nx.Graph[Any], Mapping[str, object]]]
) -> MultilayerNetwork:
    """Read a network from a file of one graph whose edges say their ``layer``.

    Parameters
    ----------
    path
        The file.
    form
        The name of the format in messages.
    parse
        Gives the graph of a file and the labels that the file has for it.

    Raises
    ------
    InputError
        If the file is missing or is not of the format, or an edge is not valid; the message names the file.
    """
    import networkx as nx

    path = Path(path)
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected {form}")
    try:
        graph, labels = parse(path)
    except (
        ParseError,
        nx.NetworkXException,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RuntimeError,  # also a recursion too deep
    ) as error:
        raise InputError(f"{path}: not a {form} file ({error})") from error
    for key in LABELS:
        graph.graph.pop(key, None)  # the file of another program may mean something else by it
    graph.graph |= {key: value for key, value in labels.items() if key in LABELS and _is_names(value)}
    try:
        return from_networkx(graph)
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error


def as_json(labels: object) -> str:
    """Write labels as the text of an attribute."""
    return json.dumps(labels, ensure_ascii=False)


def from_json(text: str | None) -> object:
    """Read the text of an attribute; None where it is not of our writing."""
    try:
        return json.loads(text or "null")
    except (ValueError, RecursionError):
        return None


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
