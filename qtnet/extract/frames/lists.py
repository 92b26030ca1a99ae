"""Lists: "A, B and C" becomes one slot whose members act together, "firms such as A and B" one whose members do not."""

from __future__ import annotations

from dataclasses import replace

from qtnet.extract.frames.introductions import has_owner, pop_introduction, relates
from qtnet.extract.frames.skeleton import Item, Slot, is_comma, is_hard
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["fold_listings", "fold_lists"]

Items = list[Item]

_LONGEST_OPENING = 8  # words before the name that ends it
_STATES = frozenset({"country", "bloc"})
_DASHES = frozenset({"–", "—", "-"})
_MARKS = _DASHES | {",", ":"}


def fold_lists(items: Items) -> Items:
    """Fold "A, B and C", "both A and B", "A as well as B" into one slot."""
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        if item.slot is None or item.slot.possessive or item.slot.adjective:
            row.append(item)
            position += 1
            continue
        members, end, stop, either, possessive = (
            dict.fromkeys(item.slot.members),
            item.end,
            position + 1,
            not item.slot.together,
            False,
        )
        while (found := _next_member(items, stop, opening=not row, first=stop == position + 1)) is not None:
            joined, stop = found
            either = either or items[stop - 2].text in ("or", "nor")
            members |= dict.fromkeys(joined.slot.members)  # type: ignore[union-attr]
            end, possessive = joined.end, joined.slot.possessive  # type: ignore[union-attr]
            if possessive:
                break
        if stop > position + 1 and (_only_places(items, position, stop) or _is_fronted(row, items, position, stop)):
            row.append(items[position])
            position += 1
            continue
        if stop > position + 1:
            item = Item(
                item.start, end, item.text, item.tags, Slot(tuple(members), together=not either, possessive=possessive)
            )
        row.append(item)
        position = stop
    return row


def _only_places(items: Items, position: int, stop: int) -> bool:
    """Say whether the first of a list is the place of those that follow: "firms in Japan, A and B among them"."""
    first = items[position].slot
    return (
        stop < len(items)
        and items[stop].text in ("among", "included")
        and first is not None
        and first.kinds <= _STATES
        and any(item.slot is not None and not item.slot.kinds <= _STATES for item in items[position + 1 : stop])
    )


def _is_fronted(row: Items, items: Items, position: int, stop: int) -> bool:
    """Say whether the first of a list ends an opening phrase: "Under AUKUS, A and B will test clocks"."""
    if position == 0 or not is_comma(items[position + 1]) or not _clause_goes_on(items, stop):
        return False
    near = row[-_LONGEST_OPENING - 1 :]
    marks = [at for at, item in enumerate(near) if is_hard(item)]
    if not marks and len(row) > _LONGEST_OPENING:
        return False
    opening = near[marks[-1] + 1 :] if marks else near
    return (
        bool(opening)
        and opening[0].slot is None
        and opening[0].text in skeleton_words().prepositions
        and all(item.slot is None and not is_comma(item) for item in opening)
    )


def _next_member(items: Items, at: int, *, opening: bool, first: bool) -> tuple[Item, int] | None:
    """Give the slot that goes on the list at `at` and the position behind it; `first`: one member stands before."""
    words = skeleton_words()
    start = at
    if at < len(items) and is_comma(items[at]):
        at += 1
    length = _conjunction(items, at)
    at += length
    if at == start or at >= len(items):
        return None
    if length and items[at].slot is None and items[at].text in ("with", "other"):
        return None
    found = items[at]
    if found.slot is None or found.slot.adjective or _stands_for_owner(found.slot):
        return None
    if not found.slot.together and len(found.slot.members) > 1:
        return None
    comma_only = length == 0
    heads_line = opening and not found.slot.possessive and at + 1 < len(items) and _is_verb(items[at + 1])
    if comma_only and not heads_line and not _list_goes_on(items, at + 1, words.conjunctions):
        return None
    if first and at - length > start and not opening and _clause_goes_on(items, at + 1):
        return None  # "works with A, and B sells chips": another clause begins
    return found, at + 1


def _is_verb(item: Item) -> bool:
    """Say whether a headline's list ends here: "Intel, Micron choose Singapore"."""
    return item.slot is None and (item.text == "to" or any(tag.endswith(".v") for tag in item.tags))


def _stands_for_owner(slot: Slot) -> bool:
    """Say whether a slot is "its" or "their": "A and its partner B" is no list of A and its owner."""
    return slot.possessive and all(member.anaphor for member in slot.members)


def _clause_goes_on(items: Items, at: int) -> bool:
    return at < len(items) and (_is_verb(items[at]) or items[at].text in skeleton_words().auxiliaries)


def _conjunction(items: Items, at: int) -> int:
    if at < len(items) and items[at].slot is None:
        if items[at].text in ("and", "&", "or", "plus", "nor"):
            return 1
        if [i.text for i in items[at : at + 3]] == ["as", "well", "as"]:
            return 3
    return 0


def _list_goes_on(items: Items, at: int, conjunctions: frozenset[str]) -> bool:
    """After a member that only a comma joins, the list must go on or the sentence end."""
    if at >= len(items):
        return True
    return (
        is_comma(items[at])
        or is_hard(items[at])
        or (items[at].slot is None and items[at].text in conjunctions | {"included", "among"})
    )


def fold_listings(items: Items) -> Items:
    """Fold "firms such as A and B", "two suppliers, A and B" into one slot; only examples do not act together."""
    row: Items = []
    dashed = False
    for item in items:
        if dashed and _is_dash(item):
            dashed = False
            continue
        dashed = False
        if item.slot is not None and not item.slot.adjective and row and (marker := _listing_length(row)):
            opened = _is_dash(row[-1])
            stem = row[: len(row) - marker]
            while stem and is_comma(stem[-1]):
                stem.pop()
            listed = replace(item.slot, together=is_mark(row[-1]) and item.slot.together)
            if stem and _names_a_class(stem, marked=not is_mark(row[-1])):
                row = stem
                dashed = opened
                item = item.with_slot(listed, start=pop_introduction(row, item.start))
            elif not is_mark(row[-1]):
                item = item.with_slot(listed)
        row.append(item)
    return row


def _is_dash(item: Item) -> bool:
    return item.slot is None and item.text in _DASHES


def is_mark(item: Item) -> bool:
    """Say whether an item is a comma, colon or dash."""
    return item.slot is None and item.text in _MARKS


def _names_a_class(stem: Items, *, marked: bool) -> bool:
    """Say whether the noun at the end only names a class; "its rivals" and "customers such as" say more and stay."""
    noun = stem[-1]
    if noun.slot is not None or (relates(noun) and (marked or has_owner(stem))):
        return False
    if not marked:
        return noun.text in skeleton_words().introducing and _plural(noun.text)
    return noun.text in skeleton_words().introducing or _plural(noun.text)


def _listing_length(row: Items) -> int:
    tail = [item.text if item.slot is None else "" for item in row[-3:]]
    if tail[-1:] and tail[-1] in ("like", "including", "namely", "particularly", "especially", "include", "notably"):
        return 1
    if tail[-2:] in (["such", "as"], ["among", "them"], ["likes", "of"]):
        return 2
    if tail[-1:] and tail[-1] in _MARKS:
        return 1
    return 0


def _plural(word: str) -> bool:
    return word.endswith("s") and len(word) > 4 and not word.endswith(("ss", "us", "is"))
