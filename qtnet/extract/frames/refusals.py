"""Matches that say something else: what a party does to its own goods, and goods that may not be sold."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.frames.frameset import Frame
from qtnet.extract.frames.patterns import Match
from qtnet.extract.frames.skeleton import Item

__all__ = ["holds"]

_REACH = 7  # items before a verb of selling in which what forbids it stands
_FORBIDDING = frozenset({"longer", "unable", "forbidden"})
_RESTRICTING = "restrict."
_SELLING = ("supply.", "sell.")


def holds(frame: Frame, found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a match tells of two parties and, for supplies, of goods that may flow.

    "Both agreed to limit their exports" restricts neither, and "it was barred from exporting to China" supplies nobody.
    """
    return not _is_reflexive(found) and not (frame.family == "supply" and _is_forbidden(found, clause))


def _is_reflexive(found: Match) -> bool:
    """Say whether all slots, two at least, stand for the same actors."""
    actors = [{member.actor for member in item.slot.members} for item in found.slots.values() if item.slot is not None]
    return len(actors) > 1 and all(named == actors[0] for named in actors[1:])


def _is_forbidden(found: Match, clause: Sequence[Item]) -> bool:
    """Say whether a word that forbids governs the selling."""
    selling = [item.start for item in found.triggers if any(tag.startswith(_SELLING) for tag in item.tags)]
    if not selling:
        return False
    before = [item for item in clause if item.slot is None and item.end <= min(selling)][-_REACH:]
    return any(item.text in _FORBIDDING or any(tag.startswith(_RESTRICTING) for tag in item.tags) for item in before)
