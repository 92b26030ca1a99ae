"""The compute view of a network: integer-coded ties and the evidence that they rest on.

In: records, one row per contribution, with actors and layers as codes. Out: frozen arrays in which every tie stands
once and knows its evidence. Resampling happens here, on arrays, because a bootstrap repeats it thousands of times.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

__all__ = [
    "NAMED_BY_ROW",
    "SOURCE_COLUMNS",
    "EvidenceArrays",
    "Floats",
    "Ints",
    "TieArrays",
    "coded",
    "collapse",
    "names_in",
    "reweigh",
    "select",
    "with_row_names",
]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
#: What a contribution that does not tell them has its row's name for.
NAMED_BY_ROW = ("doc", "fact", "event")
#: What is told of a contribution besides its tie and weight.
SOURCE_COLUMNS = ("fact", "doc", "event", "confidence", "status", "year")


@dataclass(frozen=True, eq=False)
class TieArrays:
    """Ties as arrays of one length, sorted by source, target, layer, sign, direction; undirected: source ≤ target."""

    source: Ints
    target: Ints
    layer: Ints
    sign: Ints  # -1 or +1
    directed: npt.NDArray[np.bool_]
    weight: Floats

    def __post_init__(self) -> None:
        for array in (self.source, self.target, self.layer, self.sign, self.directed, self.weight):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.weight)

    def take(self, keep: npt.NDArray[Any]) -> TieArrays:
        """Give the ties at some positions."""
        return TieArrays(
            self.source[keep],
            self.target[keep],
            self.layer[keep],
            self.sign[keep],
            self.directed[keep],
            self.weight[keep],
        )


@dataclass(frozen=True, eq=False)
class EvidenceArrays:
    """Contributions to ties: position of the tie, row of `source` that tells the rest, weight.

    `source` is a table with the columns fact, doc, event, confidence, status, year, shared by all resamplings of one
    network; a contribution that has no fact, doc or event of its own is named by its row.
    """

    tie: Ints
    row: Ints
    weight: Floats
    source: pd.DataFrame

    def __post_init__(self) -> None:
        for array in (self.tie, self.row, self.weight):
            array.setflags(write=False)

    def to_frame(self) -> pd.DataFrame:
        """Give the evidence as a table."""
        frame = self.sources()
        frame.insert(0, "tie", self.tie)
        frame.insert(4, "weight", self.weight)
        return frame

    def sources(self) -> pd.DataFrame:
        """Give what `source` tells of each contribution, in their order."""
        return with_row_names(self.source.iloc[self.row].reset_index(drop=True), self.row)[list(SOURCE_COLUMNS)]


def with_row_names(records: pd.DataFrame, rows: Ints) -> pd.DataFrame:
    """Give contributions with document, fact and event, which are ``row`` and its number where the table has none."""
    named, missing = records.copy(deep=False), [c for c in NAMED_BY_ROW if c not in records]
    if missing:
        row = pd.Series([f"row{i}" for i in rows.tolist()], dtype="str", index=records.index)
        named[missing] = pd.concat([row] * len(missing), axis=1)
    return named


def names_in(texts: pd.Series) -> list[str]:
    """Give the different texts of a column, in any order."""
    if isinstance(texts.dtype, pd.CategoricalDtype):
        used = np.bincount(texts.cat.codes, minlength=len(texts.cat.categories)) > 0
        return list(texts.cat.categories[used].tolist())
    return list(texts.unique().tolist())


def coded(texts: pd.Series, names: Sequence[str]) -> Ints:
    """Give the position in `names` of each text, -1 where it is none of them."""
    if isinstance(texts.dtype, pd.CategoricalDtype):
        codes, different = texts.cat.codes.to_numpy(), texts.cat.categories
    else:
        codes, different = pd.factorize(texts)
    position = {name: code for code, name in enumerate(names)}
    found: Ints = np.array([*(position.get(text, -1) for text in different.tolist()), -1], dtype=np.int64)[codes]
    return found


def collapse(
    ends: TieArrays, source: pd.DataFrame, *, n_actors: int, n_layers: int
) -> tuple[TieArrays, EvidenceArrays]:
    """Collapse contributions into ties: weights of one (source, target, layer, sign, directed) add up.

    Contributions of weight 0 are dropped; the positions of the others in `source` stay.

    Parameters
    ----------
    ends
        One entry per contribution, in any order; `source` and `target` may stand either way round when undirected.
    source
        Table of the contributions, in the same order.
    n_actors, n_layers
        Number of codes in use.
    """
    kept = np.flatnonzero(ends.weight > 0)
    if len(kept) < len(ends):
        ends = ends.take(kept)
    swap = ~ends.directed & (ends.source > ends.target)
    first, second = np.where(swap, ends.target, ends.source), np.where(swap, ends.source, ends.target)
    key = ((first * n_actors + second) * n_layers + ends.layer) * 4 + (ends.sign > 0) * 2 + ends.directed
    order = _order(key)
    begins = np.diff(key[order], prepend=-1) > 0  # keys are sorted and none is negative
    tie, one = np.cumsum(begins) - 1, order[begins]
    weight: Floats = np.bincount(tie, ends.weight[order], minlength=len(one)).astype(float)
    ties = TieArrays(first[one], second[one], ends.layer[one], ends.sign[one], ends.directed[one], weight)
    return ties, EvidenceArrays(tie.astype(np.int64), kept[order].astype(np.int64), ends.weight[order], source)


def _order(keys: Ints) -> Ints:
    """Give the stable order of keys ≥ 0, 16 bits at a time: numpy sorts those in linear time, longer ones not."""
    order: Ints = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    shift = 16
    while len(keys) and int(keys.max()) >> shift:
        digits = ((keys >> shift) & 0xFFFF).astype(np.uint16)
        order = order[np.argsort(digits[order], kind="stable")]
        shift += 16
    return order


def reweigh(ties: TieArrays, evidence: EvidenceArrays, multiplier: Floats) -> tuple[TieArrays, EvidenceArrays]:
    """Multiply each contribution and add the ties up again; ties and contributions of weight 0 are dropped."""
    weight = evidence.weight * multiplier
    kept = weight > 0
    evidence = EvidenceArrays(evidence.tie[kept], evidence.row[kept], weight[kept], evidence.source)
    total: Floats = np.bincount(evidence.tie, evidence.weight, minlength=len(ties)).astype(float)
    ties = TieArrays(ties.source, ties.target, ties.layer, ties.sign, ties.directed, total)
    return select(ties, evidence, total > 0)


def select(ties: TieArrays, evidence: EvidenceArrays, keep: npt.NDArray[np.bool_]) -> tuple[TieArrays, EvidenceArrays]:
    """Keep the ties marked in `keep`, and their evidence."""
    if keep.all():
        return ties, evidence
    new = np.cumsum(keep) - 1
    rows = keep[evidence.tie]
    evidence = EvidenceArrays(new[evidence.tie[rows]], evidence.row[rows], evidence.weight[rows], evidence.source)
    return ties.take(keep), evidence
