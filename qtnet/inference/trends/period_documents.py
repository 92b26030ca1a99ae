"""Which document speaks of which period, and how documents are drawn again or exchanged between periods."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.errors import InputError
from qtnet.facts import Facts
from qtnet.network import MultilayerNetwork

__all__ = ["PeriodDocuments", "Years", "document_years", "period_documents"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: First and last year, inclusive.
Years = tuple[int, int]


@dataclass(frozen=True, eq=False)
class PeriodDocuments:
    """Evidence of two periods and the documents that it comes from.

    `before` and `after` say, per row of evidence, whether it belongs to the period (1 or 0); `document` is its
    document's code; `in_before` and `in_after` say per document whether it speaks of the period.
    """

    before: Floats
    after: Floats
    document: npt.NDArray[np.int64]
    in_before: Flags
    in_after: Flags

    @property
    def n_before(self) -> int:
        """Number of documents that speak of the earlier period."""
        return int(self.in_before.sum())

    @property
    def n_after(self) -> int:
        """Number of documents that speak of the later period."""
        return int(self.in_after.sum())

    @property
    def n_both(self) -> int:
        """Number of documents that speak of both."""
        return int((self.in_before & self.in_after).sum())

    @property
    def n_either(self) -> int:
        """Number of documents that speak of one or both."""
        return int((self.in_before | self.in_after).sum())

    def too_few(self, fewest: int) -> str:
        """Say that a period has fewer documents than are needed, or nothing."""
        if min(self.n_before, self.n_after) >= fewest:
            return ""
        counted = f"{self.n_before} documents before and {self.n_after} after"
        return f"{counted}; at least {fewest} each are needed"

    def too_few_exchanges(self, level: float) -> str:
        """Say that there are too few ways to exchange documents for a two-sided p-value of `level`, or nothing."""
        alone = self.n_before + self.n_after - 2 * self.n_both
        ways = comb(alone, self.n_before - self.n_both) * 2**self.n_both
        if 2 / ways <= level:
            return ""
        return f"{ways} ways to exchange documents between the periods; p ≤ {level:g} needs {int(np.ceil(2 / level))}"

    def drawn(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw as many documents as there are, with replacement; give how often each row of evidence counts."""
        number = len(self.in_before)
        times = rng.multinomial(number, np.full(number, 1 / number))[self.document]
        return self.before * times, self.after * times

    def exchanged(self, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Deal documents of one period out anew, and swap the parts of documents of both with probability one half."""
        swapped = np.zeros(len(self.in_before), dtype=bool)
        alone = np.flatnonzero(self.in_before ^ self.in_after)
        swapped[alone] = self.in_before[alone] != rng.permutation(self.in_before[alone])
        both = np.flatnonzero(self.in_before & self.in_after)
        swapped[both] = rng.random(len(both)) < 0.5
        turn = swapped[self.document]
        return np.where(turn, self.after, self.before), np.where(turn, self.before, self.after)


def period_documents(
    net: MultilayerNetwork, *, before: Years, after: Years, dated: Mapping[str, int] | None = None
) -> PeriodDocuments:
    """Sort the evidence of a network into two periods, by the years of ties or of documents.

    Raises
    ------
    InputError
        If a period ends before it begins, or the periods overlap.
    """
    for name, (first, last) in (("before", before), ("after", after)):
        if first > last:
            raise InputError(f"{name}: expected a first year not after the last, got {first} to {last}")
    if before[1] >= after[0]:
        raise InputError(f"periods: expected 'before' to end before 'after' begins, got {before} and {after}")
    evidence = net.evidence
    names = sorted({*net.corpus, *evidence["doc"]})
    document = pd.Index(names).get_indexer(evidence["doc"]).astype(np.int64)
    year = evidence["year"].to_numpy(dtype=float)
    if dated is not None:
        year = np.array([dated.get(doc, np.nan) for doc in names], dtype=float)[document]
    inside = [(year >= first) & (year < last + 1) for first, last in (before, after)]
    spoken = [np.bincount(document[rows], minlength=len(names)) > 0 for rows in inside]
    return PeriodDocuments(inside[0].astype(float), inside[1].astype(float), document, spoken[0], spoken[1])


def document_years(facts: Facts) -> dict[str, int]:
    """Give the year of each document that has a date.

    Examples
    --------
    >>> table = pd.DataFrame({"doc": ["a", "b"], "date": ["2024-05-01", None]})
    >>> empty = pd.DataFrame()
    >>> document_years(Facts(documents=table, actors=empty, ties=empty, funding=empty, actors_resolved=empty))
    {'a': 2024}
    """
    year = facts.documents["date"].astype(str).str.extract(r"^(\d{4})", expand=False)
    return {doc: int(found) for doc, found in zip(facts.documents["doc"], year, strict=True) if isinstance(found, str)}
