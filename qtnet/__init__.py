"""qtnet: from documents on technology partnerships to a signed multilayer network and defensible numbers.

Names are loaded when first used, so importing the package is fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from qtnet.corpus import read_corpus as read_corpus
    from qtnet.display import draw as draw
    from qtnet.facts import Facts as Facts
    from qtnet.facts import read_facts as read_facts
    from qtnet.facts import score as score
    from qtnet.inference.bipolarity import bipolarity as bipolarity
    from qtnet.metrics import list_metrics as list_metrics
    from qtnet.metrics.balance import frustration as frustration
    from qtnet.metrics.blocs import blocs as blocs
    from qtnet.metrics.centrality import centrality as centrality
    from qtnet.network import MultilayerNetwork as MultilayerNetwork
    from qtnet.network import build_network as build_network
    from qtnet.study import run_study as run_study

_HOME = {
    "read_corpus": "qtnet.corpus",
    "extract": "qtnet.extract",  # a package that can be called
    "Facts": "qtnet.facts",
    "read_facts": "qtnet.facts",
    "score": "qtnet.facts",
    "MultilayerNetwork": "qtnet.network",
    "build_network": "qtnet.network",
    "blocs": "qtnet.metrics.blocs",
    "centrality": "qtnet.metrics.centrality",
    "frustration": "qtnet.metrics.balance",
    "list_metrics": "qtnet.metrics",
    "bipolarity": "qtnet.inference.bipolarity",
    "draw": "qtnet.display",
    "run_study": "qtnet.study",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'qtnet' has no attribute '{name}'")
    module = importlib.import_module(_HOME[name])
    return module if name == "extract" else getattr(module, name)


def __dir__() -> list[str]:
    return sorted(__all__)
