"""Tables in, one immutable multilayer signed weighted network out; and its files."""

from __future__ import annotations

from qtnet.network.build import build_network
from qtnet.network.edges import read_edges, write_edges
from qtnet.network.graph import from_networkx, to_networkx
from qtnet.network.graphml import read_graphml, write_graphml
from qtnet.network.multilayer import AGGREGATE, MultilayerNetwork
from qtnet.network.weights import STATUS_WEIGHTS
from qtnet.network.windows import Window, time_windows

__all__ = [
    "AGGREGATE",
    "STATUS_WEIGHTS",
    "MultilayerNetwork",
    "Window",
    "build_network",
    "from_networkx",
    "read_edges",
    "read_graphml",
    "time_windows",
    "to_networkx",
    "write_edges",
    "write_graphml",
]
