"""A statistic with some documents left out at a time: what the acceleration of a BCa interval is read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from qtnet.network import MultilayerNetwork
from qtnet.results import Result

__all__ = ["GROUPS", "document_jackknife", "key_columns", "keyed"]

Key = tuple[str, ...]

#: Documents are left out in at most so many groups; more groups change the acceleration little and cost as much each.
GROUPS = 50
_KEYS = ("metric", "layer", "window", "actor")
#: What else tells rows apart in results about pairs and groups of layers.
_FURTHER_KEYS = ("other_layer", "groups")


def document_jackknife(
    net: MultilayerNetwork, statistic: Callable[[MultilayerNetwork], Result], keys: Sequence[Key]
) -> np.ndarray:
    """Leave out one group of documents at a time.

    Parameters
    ----------
    net
        The network.
    statistic
        A function of a network that gives a result.
    keys
        Metric, layer, window and actor of the rows that are wanted.

    Returns
    -------
    numpy.ndarray
        Shape ``(groups, rows)``; NaN where a row is missing without the group. Every n-th document, in the order of
        names, is one group.

    Examples
    --------
    >>> from qtnet.results import NetworkScore
    >>> edges = pd.DataFrame({"source": "US", "target": ["JP", "KR"], "weight": [3, 1], "doc": ["a", "b"]})
    >>> def weight(net):
    ...     return NetworkScore(metric="weight", estimate=float(net.ties["weight"].sum()))
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="ai"))
    >>> document_jackknife(net, weight, [("weight", "(all)", "", "")]).tolist()
    [[1.0], [3.0]]
    """
    groups = min(GROUPS, len(net.documents))
    group = {doc: number % groups for number, doc in enumerate(net.documents)}
    of_row = net.evidence["doc"].map(group).to_numpy()
    frames = (statistic(net.reweighted((of_row != number).astype(float))).to_frame() for number in range(groups))
    return np.array([keyed(frame, keys) for frame in frames]).reshape(groups, len(keys))


def keyed(frame: pd.DataFrame, keys: Sequence[Key]) -> list[float]:
    """Give the estimates of a result frame in the order of `keys`, NaN where a row is missing."""
    rows = zip(*(frame[name].tolist() for name in key_columns(frame)), strict=True)
    found = dict(zip(rows, frame["estimate"].astype(float).tolist(), strict=True))
    return [found.get(key, float("nan")) for key in keys]


def key_columns(frame: pd.DataFrame) -> list[str]:
    """Name the columns that tell the rows of a result apart."""
    return [*_KEYS, *(name for name in _FURTHER_KEYS if name in frame)]
