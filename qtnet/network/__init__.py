"""Tables in, one immutable multilayer signed weighted network out; and its files."""

from __future__ import annotations

from qtnet.network.backbone import backbone, disparity
from qtnet.network.build import build_network
from qtnet.network.formats import (
    FORMATS,
    read_edges,
    read_gexf,
    read_graphml,
    read_muxviz,
    read_network,
    read_pajek,
    read_parquet,
    write_edges,
    write_gexf,
    write_graphml,
    write_muxviz,
    write_network,
    write_pajek,
    write_parquet,
)
from qtnet.network.graph import from_networkx, to_networkx
from qtnet.network.multilayer import AGGREGATE, MultilayerNetwork
from qtnet.network.parts import ego_network, filtered
from qtnet.network.quotations import quotations
from qtnet.network.weights import STATUS_WEIGHTS
from qtnet.network.windows import Window, time_windows

__all__ = [
    "AGGREGATE",
    "FORMATS",
    "STATUS_WEIGHTS",
    "MultilayerNetwork",
    "Window",
    "backbone",
    "build_network",
    "disparity",
    "ego_network",
    "filtered",
    "from_networkx",
    "quotations",
    "read_edges",
    "read_gexf",
    "read_graphml",
    "read_muxviz",
    "read_network",
    "read_pajek",
    "read_parquet",
    "time_windows",
    "to_networkx",
    "write_edges",
    "write_gexf",
    "write_graphml",
    "write_muxviz",
    "write_network",
    "write_pajek",
    "write_parquet",
]
