"""Which documents a number hangs on: leave one out at a time and look how far the number moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pandas as pd

from qtnet.errors import NotDefinedError
from qtnet.network import MultilayerNetwork
from qtnet.parallel import map_ordered
from qtnet.results import Result

__all__ = ["Influence", "influence"]

_KEYS = ["metric", "layer", "window", "actor"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Influence(Result):
    """How far every estimate moves when a document is left out.

    `frame` has one row per document and estimate: ``estimate`` is the change (with all documents minus without this
    one), ``without`` the value without it, ``doc`` the document; the largest changes of each number come first.
    """

    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame with the columns doc and without after the fixed ones."""
        return self.frame.copy()


def influence(net: MultilayerNetwork, statistic: Callable[[MultilayerNetwork], Result], *, jobs: int = 1) -> Influence:
    """Leave out one document at a time.

    Parameters
    ----------
    net
        The network.
    statistic
        A function of a network that gives a result.
    jobs
        Processes; the result does not depend on it.

    Raises
    ------
    NotDefinedError
        If the network rests on fewer than two documents.

    Examples
    --------
    >>> from qtnet.results import NetworkScore
    >>> edges = pd.DataFrame({"source": "US", "target": ["JP", "KR"], "weight": [3, 1], "doc": ["a", "b"]})
    >>> def weight(net):
    ...     return NetworkScore(metric="weight", estimate=float(net.ties["weight"].sum()))
    >>> found = influence(MultilayerNetwork.from_edges(edges.assign(layer="ai")), weight)
    >>> found.frame[["doc", "estimate"]].values.tolist()
    [['a', 3.0], ['b', 1.0]]
    """
    if len(net.documents) < 2:
        raise NotDefinedError(f"influence: at least two documents are needed, the network has {len(net.documents)}")
    document = net.evidence["doc"].to_numpy(dtype=object)
    whole = statistic(net).to_frame()
    kept = (document != doc for doc in net.documents)
    parts = map_ordered(partial(_without, net, statistic), kept, jobs=jobs)
    frames = [_change(whole, part, doc) for doc, part in zip(net.documents, parts, strict=True)]
    frame = pd.concat(frames, ignore_index=True)
    size = frame["estimate"].abs().fillna(-1.0)
    order = frame.assign(_size=-size).sort_values([*_KEYS, "_size", "doc"], kind="stable").index
    return Influence(frame=frame.loc[order].reset_index(drop=True))


def _without(
    net: MultilayerNetwork, statistic: Callable[[MultilayerNetwork], Result], kept: np.ndarray
) -> pd.DataFrame:
    return statistic(net.reweighted(kept.astype(float))).to_frame()


def _change(whole: pd.DataFrame, part: pd.DataFrame, doc: str) -> pd.DataFrame:
    without = whole[_KEYS].merge(part[[*_KEYS, "estimate"]], on=_KEYS, how="left")["estimate"].to_numpy(dtype=float)
    change = whole["estimate"].to_numpy(dtype=float) - without
    reason = whole["reason"].mask(np.isnan(change) & (whole["reason"] == "").to_numpy(), "undefined without it")
    bare = dict.fromkeys(("std_error", "ci_low", "ci_high", "p_value"), np.nan)
    return whole.assign(estimate=change, **bare, reason=reason, doc=doc, without=without)
