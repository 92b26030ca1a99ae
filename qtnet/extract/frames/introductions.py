"""Introductions: the words before a name that say what it is ("Finnish company IQM"), and the place after it."""

from __future__ import annotations

from qtnet.extract.frames.skeleton import Item, Slot, is_comma, is_hard
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["fold_introductions", "fold_places", "has_owner", "pop_introduction", "relates"]

Items = list[Item]

_LONGEST_INTRODUCTION = 6
_STATES = frozenset({"country", "bloc"})
_OWN = frozenset({"its", "their"})
_RELATIONS = frozenset({"customer.n", "rival.n", "funder.n", "party.n", "supply.n"})


def fold_introductions(items: Items) -> Items:
    """Take "Finnish company", "Taiwan's contract chipmaker" into the name that they introduce."""
    words = skeleton_words()
    row: Items = []
    for item in items:
        if item.slot is not None and row:
            start = item.start
            introduced = row[-1].slot is None and row[-1].text in words.introducing and not _related_to_owner(row)
            if introduced and not _is_verb(row):
                start = pop_introduction(row, start)
            elif row[-1].slot is not None and not item.slot.adjective and _describes(row[-1].slot, item.slot):
                start = row.pop().start
            item = item.with_slot(item.slot, start=start)
        row.append(item)
    return row


def _is_verb(row: Items) -> bool:
    """Say whether the word at the end is a verb there: "will fund X", "Japan funds X"."""
    before = row[-2] if len(row) > 1 else None
    if before is None or not any(tag.endswith((".base", ".s")) for tag in row[-1].tags):
        return False
    if before.slot is not None:
        return not before.slot.adjective and not before.slot.possessive
    return before.text == "to" or before.text in skeleton_words().modals


def relates(noun: Item) -> bool:
    """Say whether a noun ties what it names to another actor: "customer", "rival", "partner"."""
    return not noun.tags.isdisjoint(_RELATIONS)


def _related_to_owner(row: Items) -> bool:
    """Say whether the noun before a name ties it to a possessor: "Apple's supplier", "its rival"."""
    return relates(row[-1]) and has_owner(row)


def has_owner(row: Items) -> bool:
    """Say whether the noun at the end of `row` belongs to somebody: "Apple's biggest customer", "its partners"."""
    return any(item.text in _OWN or (item.slot is not None and item.slot.possessive) for item in row[-4:-1])


def _describes(place: Slot, actor: Slot) -> bool:
    """Say whether a name before another only places it: "the US Department of Energy", "Alphabet's Google"."""
    if len(place.members) > 1 or actor.adjective:
        return False
    return place.possessive or (place.kinds <= _STATES and not actor.kinds <= _STATES)


def pop_introduction(row: Items, start: int) -> int:
    """Take the words that introduce a name off the end of `row`; give where they began."""
    words = skeleton_words()
    taken = 0
    while row and taken < _LONGEST_INTRODUCTION:
        last = row[-1]
        if last.slot is not None:
            if last.slot.adjective or (last.slot.possessive and last.slot.kinds <= {"country", "bloc"}):
                start = row.pop().start
            break
        if (
            is_comma(last)
            or is_hard(last)
            or last.text in words.prepositions | words.conjunctions | words.clause_openers | words.auxiliaries
        ):
            break
        if taken and any(tag.endswith((".v", ".phrase")) for tag in last.tags) and not last.text.endswith("ing"):
            break
        start = row.pop().start
        taken += 1
    return start


def fold_places(items: Items) -> Items:
    """Take "in Taiwan", "of Finland" into the organisation before it."""
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        place = items[position + 2] if position + 2 < len(items) else None
        if (
            item.slot is not None
            and place is not None
            and place.slot is not None
            and not place.slot.possessive
            and items[position + 1].text in ("in", "of", "from")
            and items[position + 1].slot is None
            and _describes(place.slot, item.slot)
        ):
            item = item.with_slot(item.slot, end=place.end)
            position += 2
        row.append(item)
        position += 1
    return row
