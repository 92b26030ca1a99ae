"""Three ways to look at one metric: the multilayer whole, each layer alone, and the sum of the layers.

Every metric is one function of a network. Its value for a layer is its value for the network of that layer alone, and
its aggregate value that for the network whose layers are laid on one another: three scopes, one implementation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.network import AGGREGATE, MultilayerNetwork
from qtnet.results import MULTILAYER, Result

__all__ = ["Scope", "ScopedScores", "in_scope"]

Scope = Literal["multilayer", "layers", "aggregate"]


@dataclass(frozen=True, kw_only=True, eq=False)
class ScopedScores(Result):
    """Numbers about each layer of a network, or about its aggregate."""

    metric: str
    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame."""
        return self.frame.copy()


def in_scope(net: MultilayerNetwork, scope: Scope) -> list[tuple[str, MultilayerNetwork]]:
    """Give the networks that a scope looks at, each with the label that goes into the column ``layer``.

    Raises
    ------
    UnknownNameError
        If there is no such scope.
    """
    if scope == "multilayer":
        return [(MULTILAYER, net)]
    if scope == "layers":
        return [(layer, net.subnetwork(layers=[layer])) for layer in net.layers]
    if scope == "aggregate":
        return [(AGGREGATE, net.project())]
    raise UnknownNameError("scope", scope, get_args(Scope))
