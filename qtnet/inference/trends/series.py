"""A metric over windows of time: one value per window, with the years that it stands for.

In: a network and a metric, or plain values by year. Out: a `WindowSeries`, which the trend and the structural break
read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.errors import InputError, NotDefinedError
from qtnet.network import MultilayerNetwork
from qtnet.network.windows import WindowKind, time_windows
from qtnet.results import MULTILAYER, NetworkScore, Result, tidy

__all__ = ["WindowSeries", "window_series", "yearly_series"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, kw_only=True, eq=False)
class WindowSeries(Result):
    """A metric per window, in the order of time.

    `frame` has the columns `window`, `estimate`, `reason` and, after them, `first` and `last` (years, inclusive).
    """

    metric: str
    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give one row per window."""
        return tidy(self.frame.assign(metric=self.metric))

    def known(self) -> WindowSeries:
        """Leave out the windows in which the metric is undefined."""
        kept = self.frame[np.isfinite(self.frame["estimate"])]
        return WindowSeries(metric=self.metric, frame=kept.reset_index(drop=True))

    @property
    def overlap(self) -> int:
        """How many of the next windows a window shares years with, at most."""
        first, last = (self.frame[name].to_numpy(dtype=float) for name in ("first", "last"))
        shared = (first[None, :] <= last[:, None]) & (first[:, None] <= last[None, :])
        return int(np.triu(shared, 1).sum(axis=1).max(initial=0))

    @property
    def n_apart(self) -> int:
        """How many windows there are of which no two share a year."""
        count, end = 0, -np.inf
        for last, first in sorted(zip(self.frame["last"], self.frame["first"], strict=True)):
            if first > end:
                count, end = count + 1, last
        return count


def window_series(
    net: MultilayerNetwork,
    metric: Callable[[MultilayerNetwork], Result | float],
    *,
    name: str = "",
    kind: WindowKind = "calendar",
    width: int = 1,
    step: int | None = None,
) -> WindowSeries:
    """Compute a metric in every window of a network.

    Parameters
    ----------
    net
        The network; ties of unknown year are in no window.
    metric
        A function of a network that gives a number, or a result with one number about the whole network.
    name
        What the values are; that of the score when not given.
    kind, width, step
        As in `qtnet.network.windows.time_windows`.

    Returns
    -------
    WindowSeries
        NaN, with a reason, in windows where the metric is undefined.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": "US", "target": ["JP", "KR", "IN"], "layer": "ai", "time": [2019, 2020, 2020]})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> window_series(net, lambda part: len(part.ties), name="ties").frame["estimate"].tolist()
    [1.0, 2.0]
    """
    rows: list[dict[str, object]] = []
    for window in time_windows(net, kind=kind, width=width, step=step):
        value, reason = np.nan, ""
        try:
            found = metric(window.network)
        except NotDefinedError as error:
            reason = str(error)
        else:
            if isinstance(found, NetworkScore):
                value, reason, name = found.estimate, found.reason, name or found.metric
            elif isinstance(found, Result):
                value, reason, name = _whole(found, name)
            else:
                value = float(found)
        if not np.isfinite(value):
            reason = reason or "undefined in this window"
        years = {"first": window.first, "last": window.last}
        rows.append({"window": window.label, "estimate": value, "reason": reason, **years})
    return WindowSeries(metric=name or "metric", frame=pd.DataFrame(rows))


def _whole(found: Result, name: str) -> tuple[float, str, str]:
    """Take the one number that a result gives about the whole network, its reason, and its name if none is given."""
    frame = found.to_frame()
    whole = frame[frame["layer"] == MULTILAYER]
    if len(whole) != 1:
        raise InputError(f"metric: expected one number about the whole network, got {len(whole)}")
    row = whole.iloc[0]
    return float(row["estimate"]), str(row["reason"]), name or str(row["metric"])


def yearly_series(values: pd.Series, *, name: str = "metric") -> WindowSeries:
    """Take values by year as windows of one year each.

    Parameters
    ----------
    values
        Numbers, NaN where unknown, indexed by year.
    name
        What the values are.

    Raises
    ------
    InputError
        If a year occurs twice.

    Examples
    --------
    >>> yearly_series(pd.Series([0.4, 0.5], index=[2021, 2020])).frame["estimate"].tolist()
    [0.5, 0.4]
    """
    if twice := sorted(set(values.index[values.index.duplicated()])):
        raise InputError(f"values: expected each year once, got {twice[0]} twice")
    ordered = values.sort_index().astype(float)
    years = [int(year) for year in ordered.index]
    reason = ["" if np.isfinite(value) else "unknown in this year" for value in ordered]
    frame = pd.DataFrame({"window": [str(y) for y in years], "estimate": ordered.to_numpy(), "reason": reason})
    return WindowSeries(metric=name, frame=frame.assign(first=years, last=years))
