"""What intervals are worth: how often those of each kind held the truth where it was known, by one rule for all.

The shares are measured by the calibration studies (``make calibrate``) and recorded beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["PROMISED", "RECORD", "TOO_LOW", "Coverage", "coverage_warning", "coverages", "measured_coverage"]

RECORD = Path(__file__).with_name("coverage.json")
#: What every interval promises, and below which measured share it is warned of: it then misses twice as often.
PROMISED, TOO_LOW = 0.95, 0.90


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How often intervals of a quantity held the truth in a world of so many documents."""

    quantity: str
    world: str
    documents: int
    corpora: int
    covers: float


@cache
def coverages() -> tuple[Coverage, ...]:
    """Give all that was measured."""
    return tuple(Coverage(**row) for row in json.loads(RECORD.read_text(encoding="utf-8")))


def measured_coverage(quantity: str, documents: int) -> Coverage | None:
    """Give the worst of the worlds in which the intervals of a quantity were tried with about so many documents.

    Parameters
    ----------
    quantity
        A metric or a component, as the results name it.
    documents
        Size of the corpus. Of each world the largest measured size counts that is no larger.

    Returns
    -------
    Coverage or None
        None where the quantity was not tried, or only with more documents.

    Examples
    --------
    >>> measured_coverage("D", 100).world
    'three poles'
    >>> measured_coverage("D", 5) is None
    True
    """
    sizes: dict[str, Coverage] = {}
    for one in coverages():
        if one.quantity == quantity and one.documents <= documents:
            before = sizes.get(one.world)
            if before is None or before.documents < one.documents:
                sizes[one.world] = one
    return min(sizes.values(), key=lambda one: (one.covers, one.world), default=None)


def coverage_warning(quantities: Iterable[str], documents: int, *, names: Mapping[str, str] | None = None) -> str:
    """Say of which quantities the intervals are known to cover too rarely, or not known to cover; else nothing.

    Parameters
    ----------
    quantities
        Metrics or components with an interval.
    documents
        Size of the corpus.
    names
        How readers know a quantity; its own name where none is given.

    Examples
    --------
    >>> coverage_warning(["D"], 100)
    'In simulated corpora the 95 % interval of D held the truth in 40 % only (100 documents, three poles).'
    >>> coverage_warning(["D"], 5)
    'How often the 95 % interval of D holds the truth was not measured with so few documents.'
    >>> coverage_warning(["closeness"], 100)
    'How often the 95 % interval of closeness holds the truth was not measured.'
    """
    known = names or {}
    tried = {one.quantity for one in coverages()}
    low: list[str] = []
    few: list[str] = []
    never: list[str] = []
    for name in dict.fromkeys(quantities):
        found, shown = measured_coverage(name, documents), known.get(name, name)
        if found is not None and found.covers < TOO_LOW:
            where = f"{found.documents:,} documents, {found.world}"
            low.append(f"of {shown} held the truth in {100 * found.covers:.0f} % only ({where})")
        elif found is None:
            (few if name in tried else never).append(shown)
    told = [f"In simulated corpora the 95 % interval {'; that '.join(low)}."] if low else []
    for listed, end in ((few, " with so few documents"), (never, "")):
        if listed:
            told.append(f"How often the 95 % interval of {_listed(listed)} holds the truth was not measured{end}.")
    return " ".join(told)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
