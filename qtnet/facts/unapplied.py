"""Verdicts that an extraction could not apply, as its counts tell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

__all__ = ["changed_verdicts", "lost_verdicts"]


class HasCounts(Protocol):
    """The counts of an extraction, which its facts carry."""

    @property
    def counts(self) -> Mapping[str, object]:
        """What was read, found, dropped and corrected."""
        ...


def changed_verdicts(facts: HasCounts) -> dict[str, str]:
    """Give the verdicts that the extraction could not apply, as their fact reads differently now: verdict → fact."""
    counts = facts.counts.get("corrections", {})
    changed = counts.get("changed", {}) if isinstance(counts, Mapping) else {}
    return {str(verdict): str(fact) for verdict, fact in changed.items()}


def lost_verdicts(facts: HasCounts) -> list[str]:
    """Give the verdicts that the extraction could not apply, and that no fact of now looks like."""
    counts = facts.counts.get("corrections", {})
    lost = counts.get("not_found", []) if isinstance(counts, Mapping) else []
    return sorted({str(verdict) for verdict in lost} - set(changed_verdicts(facts)))
