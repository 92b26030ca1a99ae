"""Results as data: what was asked, what was found, how sure, on what.

Every result is a frozen dataclass with one hand-written face, the tidy frame; text derives from it here, and what a
notebook shows in the stage `display`.
Undefined values are NaN and carry a reason.
"""

from __future__ import annotations

import textwrap
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from qtnet.showing import Shown

__all__ = ["FRAME_COLUMNS", "MULTILAYER", "ActorScores", "NetworkScore", "Partition", "Result", "tidy"]

#: Columns of every result's frame, in this order; further columns may follow.
FRAME_COLUMNS = (
    "metric",
    "layer",
    "window",
    "actor",
    "estimate",
    "std_error",
    "ci_low",
    "ci_high",
    "p_value",
    "n",
    "reason",
)

#: The name in column `layer` of a quantity that belongs to the whole network.
MULTILAYER = "(all)"

#: Numbers smaller than this are 0 but for rounding; texts are wrapped to so many characters.
_ROUNDING, _LINE = 1e-12, 110

_TEXT = ("metric", "layer", "window", "actor", "reason")


def tidy(rows: pd.DataFrame | list[dict[str, object]]) -> pd.DataFrame:
    """Put rows into the fixed columns: missing text is empty, missing numbers are NaN; extra columns follow.

    Examples
    --------
    >>> frame = tidy([{"metric": "strength", "actor": "JP", "estimate": 2.0}])
    >>> frame["layer"].tolist(), frame["estimate"].tolist()
    ([''], [2.0])
    """
    frame = pd.DataFrame(rows)
    for column in FRAME_COLUMNS:
        if column not in frame:
            frame[column] = "" if column in _TEXT else np.nan
    text = list(_TEXT)
    frame[text] = frame[text].fillna("").astype(object)
    numbers = [c for c in FRAME_COLUMNS if c not in _TEXT]
    frame[numbers] = frame[numbers].astype(float)
    extra = [c for c in frame.columns if c not in FRAME_COLUMNS]
    return frame[[*FRAME_COLUMNS, *extra]].reset_index(drop=True)


class Result(Shown, ABC):
    """Base of all results: `to_frame` is written by hand, every other face derives from it."""

    @abstractmethod
    def to_frame(self) -> pd.DataFrame:
        """Give the tidy frame: one row per estimate, columns `FRAME_COLUMNS` first."""

    def remark(self) -> str:
        """Give what must be read with the numbers, a line to each thing, or nothing."""
        return ""

    def details(self) -> dict[str, object]:
        """Give, as plain data for JSON, what a program wants beside the rows: divisions, bounds, ties; or nothing."""
        return {}

    def summary(self) -> str:
        """Give the frame as text, without the columns that are empty throughout, and the remark below it."""
        table = _shown(self.to_frame()).to_string(index=False, na_rep="–", float_format=_figures)
        told = [textwrap.fill(line, _LINE) for line in self.remark().splitlines()]
        return "\n".join([table, "", *told]) if told else table


def _figures(value: float) -> str:
    # what is 0 but for rounding is shown as 0
    return f"{value:.4g}" if abs(value) > _ROUNDING else "0"


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    empty = [c for c in frame.columns if frame[c].isna().all() or (frame[c] == "").all()]
    return frame.drop(columns=empty)


@dataclass(frozen=True, kw_only=True, eq=False)
class ActorScores(Result):
    """One metric for every actor, per layer or over all layers.

    `frame` holds one row per layer and actor, sorted by layer, then falling estimate, then actor; its columns are
    `FRAME_COLUMNS`. The estimate is NaN, with a reason, where the metric is undefined.
    """

    metric: str
    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame."""
        return self.frame.copy()

    def series(self, layer: str = MULTILAYER) -> pd.Series:
        """Give the estimates of one layer, indexed by actor."""
        part = self.frame[self.frame["layer"] == layer]
        return part.set_index("actor")["estimate"]


@dataclass(frozen=True, kw_only=True, eq=False)
class NetworkScore(Result):
    """One number about a whole network or one of its layers, NaN with a reason where it is undefined."""

    metric: str
    estimate: float
    layer: str = MULTILAYER
    window: str = ""
    n: int = 0
    std_error: float = np.nan
    ci_low: float = np.nan
    ci_high: float = np.nan
    p_value: float = np.nan
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row."""
        names = ("metric", "layer", "window", "estimate", "std_error", "ci_low", "ci_high", "p_value", "n", "reason")
        return tidy([{name: getattr(self, name) for name in names}])


@dataclass(frozen=True, kw_only=True, eq=False)
class Partition(Result):
    """Actors in blocs.

    `frame` holds one row per layer and actor: `estimate` is the bloc's number, 1 the largest; `stability` in [0, 1]
    is the mean share of restarts in which the actor stands with the members of its bloc. `runs` holds the blocs that
    each restart found, shape (restarts, n_actors), in the order of `actors`, numbered within the restart, -1 for none.
    `quality` is the modularity of the partition.
    """

    metric: str
    quality: float
    frame: pd.DataFrame = field(repr=False)
    actors: tuple[str, ...] = field(repr=False)
    runs: np.ndarray = field(repr=False)
    restarts: int
    resolution: float
    coupling: float
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give a copy of the tidy frame with the column `stability` after the fixed ones."""
        return self.frame.copy()

    @property
    def n_blocs(self) -> int:
        """Number of blocs."""
        return int(self.frame["estimate"].nunique())

    @cached_property
    def coassignment(self) -> np.ndarray:
        """The share of restarts that put two actors together, shape (n_actors, n_actors), in the order of `actors`."""
        together = np.zeros((len(self.actors), len(self.actors)))
        for run in self.runs:
            together += (run[:, None] == run) & (run[:, None] >= 0)
        np.fill_diagonal(together, len(self.runs))
        return together / len(self.runs)

    def blocs(self) -> pd.Series:
        """Give the bloc of each actor over all layers, NaN for an actor without one."""
        whole = self.frame[self.frame["layer"] == MULTILAYER]
        return whole.set_index("actor")["estimate"].reindex(list(self.actors))

    def details(self) -> dict[str, object]:
        """Give quality and settings, and each bloc with its members and their mean stability."""
        whole = self.frame[(self.frame["layer"] == MULTILAYER) & self.frame["estimate"].notna()]
        blocs = [
            {"bloc": bloc, "members": part["actor"].tolist(), "stability": float(part["stability"].mean())}
            for bloc, part in whole.astype({"estimate": int}).groupby("estimate")
        ]
        names = ("n_blocs", "restarts", "resolution", "coupling", "reason")
        quality = self.quality if np.isfinite(self.quality) else None
        return {"quality": quality} | {name: getattr(self, name) for name in names} | {"blocs": blocs}

    def remark(self) -> str:
        """Say what blocs are not."""
        if not self.n_blocs:
            return ""
        return (
            f"Modularity {self.quality:.3f}. Blocs are found in networks tied by chance too, and they are no poles: "
            "see `modularity_test` for the former, `bipolarity` for the latter."
        )
