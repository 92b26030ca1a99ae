"""Asides: appositions, relative clauses and insertions, taken out of the sentence that they interrupt."""

from __future__ import annotations

from qtnet.extract.frames.skeleton import Item, is_comma, is_hard
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["drop_parentheses", "drop_sayings", "take_asides"]

Items = list[Item]

_LONGEST_ASIDE = 25
_LONGEST_NESTED = 9
_LONGEST_INTRODUCTION = 5
_SAYING = frozenset(
    [
        "said",
        "says",
        "say",
        "added",
        "adds",
        "announced",
        "reported",
        "reports",
        "wrote",
        "writes",
        "noted",
        "notes",
        "explained",
        "stressed",
    ]
)
_OWNERS = frozenset({"its", "their", "it", "they", "both"})
_COMPLEMENTS = frozenset({"with", "between", "of", "among", "to", "by", "in", "for"})
_BONDS = frozenset({"tie.n", "venture.n", "research.n", "common.n", "contract.n"})
_STATES = frozenset({"country", "bloc"})
_NO_ASIDE = frozenset(
    [
        "and",
        "or",
        "such",
        "like",
        "including",
        "among",
        "namely",
        "respectively",
        "as",
        "together",
        "along",
        "alongside",
        "it",
        "they",
        "he",
        "she",
        "we",
        "there",
        "not",
    ]
)


def take_asides(items: Items) -> tuple[Items, list[Items]]:
    """Take appositions and relative clauses out: between two commas (or a comma and the end) after a name."""
    words = skeleton_words()
    row: Items = []
    asides: list[Items] = []
    position = 0
    while position < len(items):
        item = items[position]
        if (
            is_comma(item)
            and row
            and row[-1].slot is not None
            and _opens_aside(items, position, words.apposition_openers)
        ):
            close = _aside_end(items, position)
            if close is not None:
                inner, nested = take_asides(items[position + 1 : close])
                asides += [[row[-1], *inner], *nested]
                position = (
                    close + 1
                    if close < len(items) and is_comma(items[close]) and not _keeps_comma(items, close)
                    else close
                )
                continue
        row.append(item)
        position += 1
    return row, asides


def _opens_aside(items: Items, comma: int, openers: frozenset[str]) -> bool:
    """Say whether an aside begins: with a word of its kind and no name; "A, the B and C" is a list."""
    if comma + 1 >= len(items):
        return False
    first = items[comma + 1]
    if first.slot is not None:
        second = items[comma + 2] if comma + 2 < len(items) else None
        describes = first.slot.adjective or (first.slot.possessive and first.slot.kinds <= _STATES)
        return describes and second is not None and second.slot is None
    return first.text.isalpha() and (first.text in openers or not _starts_verb(first)) and first.text not in _NO_ASIDE


def _starts_verb(item: Item) -> bool:
    words = skeleton_words()
    return item.text in words.auxiliaries or any(tag.endswith(".v") for tag in item.tags)


def _aside_end(items: Items, comma: int) -> int | None:
    """Give where the aside after `comma` ends: the next comma, a hard mark, or the end; None when it is too long."""
    nested_end = comma
    for at in range(comma + 2, min(len(items), comma + _LONGEST_ASIDE)):
        if is_hard(items[at]):
            return at
        if is_comma(items[at]) and at > nested_end and not _inside_list(items, at):
            nested = _nested_end(items, at)
            if nested is None:
                return at
            nested_end = nested
    return len(items) if len(items) - comma < _LONGEST_ASIDE else None


def _nested_end(items: Items, comma: int) -> int | None:
    """Give where an aside within an aside ends: "X, a venture of A, maker of chips, and the operator B"."""
    if items[comma - 1].slot is None or not _opens_aside(items, comma, skeleton_words().apposition_openers):
        return None
    close = next((at for at in range(comma + 2, min(len(items), comma + _LONGEST_NESTED)) if is_comma(items[at])), None)
    if close is None or close + 1 >= len(items) or items[close + 1].text not in ("and", "or", "&"):
        return None
    listed = items[close + 2 : close + 2 + _LONGEST_INTRODUCTION]
    name = next((at for at, item in enumerate(listed) if item.slot is not None), None)
    return None if name is None or any(is_comma(item) or _starts_verb(item) for item in listed[:name]) else close


def _inside_list(items: Items, comma: int) -> bool:
    before = items[comma - 1].slot
    after = items[comma + 1].slot if comma + 1 < len(items) else None
    return before is not None and after is not None and not after.adjective


def _keeps_comma(items: Items, close: int) -> bool:
    """Say whether the comma that closes an aside separates list members as well: "A, the maker, B and C"."""
    return close + 1 < len(items) and items[close + 1].slot is not None


def drop_sayings(items: Items) -> Items:
    """Leave out who says it: "Its partner, it said this morning, is B"."""
    if sum(map(is_comma, items)) < 2:
        return items
    row: Items = []
    position = 0
    while position < len(items):
        close = _saying_end(items, position) if is_comma(items[position]) else None
        if close is not None:
            position = close + 1
            continue
        row.append(items[position])
        position += 1
    return row


def _saying_end(items: Items, comma: int) -> int | None:
    """Give the comma behind "it said this morning"; None where no such words follow."""
    close = next((at for at in range(comma + 1, min(len(items), comma + _LONGEST_NESTED)) if is_comma(items[at])), None)
    if close is None or close < comma + 3:
        return None
    second = items[comma + 2]
    speaks = second.slot is None and second.text in _SAYING
    return close if speaks and not any(is_hard(item) for item in items[comma:close]) else None


def drop_parentheses(items: Items) -> Items:
    """Leave out short insertions without a name between commas, and a short opening before the first comma."""
    if not any(map(is_comma, items)):
        return items
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        if is_comma(item) or position == 0:
            at = position + (1 if is_comma(item) else 0)
            close = next((i for i in range(at, min(len(items), at + 9)) if is_comma(items[i])), None)
            inner = items[at:close] if close is not None else []
            if (
                inner
                and close is not None
                and all(i.slot is None and not is_hard(i) for i in inner)
                and (_opens_phrase(inner, position) or _interrupts(items, position, close))
            ):
                position = close + 1
                continue
        row.append(item)
        position += 1
    return row


def _opens_phrase(inner: Items, position: int) -> bool:
    """Say whether an insertion is a phrase without a verb that a preposition opens, or that opens the sentence."""
    if any(_starts_verb(item) for item in inner):
        return False
    if inner[0].text in skeleton_words().prepositions:
        return True
    return position == 0 and not any(item.tags or item.text in _OWNERS for item in inner)


def _interrupts(items: Items, comma: int, close: int) -> bool:
    """Say whether an insertion stands between a noun and its preposition: "a pact, agreed for ten years, with B"."""
    if not is_comma(items[comma]) or comma == 0 or items[comma - 1].slot is not None or close + 1 >= len(items):
        return False
    return items[close + 1].text in _COMPLEMENTS and not items[comma - 1].tags.isdisjoint(_BONDS)
