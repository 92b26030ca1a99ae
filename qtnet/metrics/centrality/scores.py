"""From an array to a result: how a measure per actor becomes a documented entry and a tidy frame.

A centrality is written as a function from a network to an array of shape (n_actors,), NaN where it is undefined. The
decorator `actor_metric` turns it into a function that gives `ActorScores`, and enters that into the registry.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import numpy as np
import pandas as pd

from qtnet.metrics.registry import Reads, metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import FRAME_COLUMNS, MULTILAYER, ActorScores

__all__ = ["actor_metric", "actor_scores"]

_Values = Callable[[MultilayerNetwork], Floats]


def actor_metric(
    *,
    name: str,
    formula: str,
    range: tuple[float, float],  # noqa: A002 - the word of the table's column
    reads: tuple[Reads, ...],
    source: str,
    undefined: str = "",
) -> Callable[[_Values], Callable[[MultilayerNetwork], ActorScores]]:
    """Enter a centrality into the registry and let it give `ActorScores`.

    Parameters
    ----------
    name, formula, range, reads, source
        As in `qtnet.metrics.registry.Metric`.
    undefined
        Why a value is NaN; empty if it never is.
    """

    def enter(values: _Values) -> Callable[[MultilayerNetwork], ActorScores]:
        @wraps(values)
        def function(net: MultilayerNetwork) -> ActorScores:
            return actor_scores(net, name, values(net), undefined=undefined)

        entered = metric(name=name, kind="actor", formula=formula, range=range, reads=reads, source=source)
        return entered(function)

    return enter


def actor_scores(net: MultilayerNetwork, name: str, values: Floats, *, undefined: str = "") -> ActorScores:
    """Put an array over the actors into the tidy frame, largest first, NaN last with its reason."""
    ids = np.array(net.ids, dtype=object)
    # the network's order is that of code points, so a stable sort settles equal values by actor
    order = np.argsort(-values, kind="stable")
    text = {
        "metric": np.full(len(ids), name, dtype=object),
        "layer": np.full(len(ids), MULTILAYER, dtype=object),
        "window": np.full(len(ids), "", dtype=object),
        "actor": ids[order],
        "reason": np.where(np.isnan(values[order]), undefined, "").astype(object),
    }
    numbers = {c: np.full(len(ids), np.nan) for c in FRAME_COLUMNS} | {"estimate": values[order]}
    # series of objects keep their type; arrays of them would become the string type of newer pandas
    columns = numbers | {c: pd.Series(cells, dtype=object) for c, cells in text.items()}
    return ActorScores(metric=name, frame=pd.DataFrame(columns))
