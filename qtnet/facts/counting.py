"""Facts that count: what a document and its copies tell alike is one piece of evidence, not several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from qtnet.facts.facts import Facts

__all__ = ["Counted", "counted_once", "independent_documents"]

_SAYS = {
    "ties": ["source", "target", "mode", "domain"],
    "funding": ["funder", "recipient", "amount", "currency", "basis", "domain"],
}


class Counted(NamedTuple):
    """The tables of ties and of money without what copies repeat, and how many facts that are."""

    ties: pd.DataFrame
    funding: pd.DataFrame
    repeated: int


def counted_once(facts: Facts) -> Counted:
    """Leave out the facts of a copy that the document it copies, or an earlier copy of it, tells too.

    What a copy adds counts: its paper wrote that itself.
    """
    ties, funding = (_told_first(getattr(facts, name), _SAYS[name], facts.duplicates) for name in _SAYS)
    return Counted(ties, funding, len(facts.ties) + len(facts.funding) - len(ties) - len(funding))


def independent_documents(facts: Facts) -> list[str]:
    """Name the documents that copy no other one."""
    if facts.documents.empty:  # tables made by hand may have no columns
        return []
    copies = {*facts.duplicates["doc"]}
    return [doc for doc in facts.documents["doc"].astype(str).tolist() if doc not in copies]


def _told_first(table: pd.DataFrame, says: list[str], copies: pd.DataFrame) -> pd.DataFrame:
    if copies.empty or table.empty:
        return table
    original = dict(zip(copies["doc"], copies["copy_of"], strict=True))
    docs = table["doc"].astype(str)
    family = docs.map(lambda doc: original.get(doc, doc))
    # Within a family the original comes first, then its copies in order of their ids.
    turns = {doc: turn for turn, doc in enumerate([*sorted({*family}), *sorted(original)])}
    turn = docs.map(turns).to_numpy(dtype=np.int64)
    first = table.assign(family=family, turn=turn).groupby(["family", *says], sort=False)["turn"].transform("min")
    kept: pd.DataFrame = table[turn == first.to_numpy()].reset_index(drop=True)
    return kept
