"""Merging: one tie for each pair, mode and domain of a document, with its most real status and its best quotation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from qtnet.extract.claims import TieClaim
from qtnet.extract.vocabulary import STATUSES, ends_of

__all__ = ["merge_ties"]

Key = tuple[str, str, str, str]


def merge_ties(ties: Iterable[TieClaim]) -> tuple[TieClaim, ...]:
    """Merge what was found several times; drop ties of an actor with itself.

    Parameters
    ----------
    ties
        Claims of one document, in any order.

    Returns
    -------
    tuple of TieClaim
        Sorted by source, target, mode and domain. Undirected ties run in code-point order. The status is the most
        real one; quotation, rule and instrument come from the surest claim of that status; the year is the earliest
        of that status; the confidence of a second piece of evidence counts half.

    Examples
    --------
    >>> first = TieClaim(source="US", target="IN", mode="agreement", domain="quantum", status="announced", year=None,
    ...     instrument="", start=0, end=9, confidence=0.5, rule="a")
    >>> [merged] = merge_ties([first, replace(first, status="active", start=20, end=29)])
    >>> merged.source, merged.status, merged.confidence
    ('IN', 'active', 0.625)
    """
    found: dict[Key, list[TieClaim]] = {}
    for tie in ties:
        if tie.source != tie.target:
            ordered = _in_order(tie)
            found.setdefault((ordered.source, ordered.target, ordered.mode, ordered.domain), []).append(ordered)
    return tuple(_merged(found[key]) for key in sorted(found))


def _in_order(tie: TieClaim) -> TieClaim:
    source, target = ends_of(tie.source, tie.target, tie.mode)
    return tie if source == tie.source else replace(tie, source=source, target=target)


def _merged(ties: list[TieClaim]) -> TieClaim:
    status = min((tie.status for tie in ties), key=STATUSES.index)
    same = sorted(
        (tie for tie in ties if tie.status == status), key=lambda tie: (-tie.confidence, tie.start, tie.end, tie.rule)
    )
    best = same[0]
    years = [tie.year for tie in same if tie.year is not None]
    instrument = best.instrument or next((tie.instrument for tie in same if tie.instrument), "")
    return replace(best, year=min(years, default=None), instrument=instrument, confidence=_combined(ties, best))


def _combined(ties: list[TieClaim], best: TieClaim) -> float:
    """Let a second quotation raise the confidence, but only by half of what an independent one would."""
    others = [tie.confidence for tie in ties if (tie.start, tie.end) != (best.start, best.end)]
    second = max(others, default=0.0)
    return 1.0 - (1.0 - best.confidence) * (1.0 - 0.5 * second)
