"""What stands in the way of reading: hedges, stand-ins, the commas of listed goods, a preposition said again."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.frames.skeleton import Item, is_comma
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["drop_goods_commas", "drop_hedges", "drop_repeats", "drop_standins"]

Items = list[Item]

#: Their "than" and "as" open no clause.
_HEDGES = (
    ("no", "less", "than"),
    ("no", "fewer", "than"),
    ("no", "more", "than"),
    ("none", "other", "than"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("as", "much", "as"),
    ("as", "many", "as"),
    ("as", "little", "as"),
)
_OPENING = frozenset(words[0] for words in _HEDGES)
_LONGEST_LIST = 40  # items, so that time stays linear
_LONGEST_GOODS = 2  # words: "rare earths"
_SURE_VERBS = (".base", ".ed", ".ing")  # "mirrors" may be goods
_JOINING = frozenset({"and", "or", "as well as"})


def drop_standins(items: Sequence[Item]) -> Items:
    """Leave out "those of" and "that of", which stand for a noun named before: "with those of B" is "with B"."""
    row: Items = []
    for item in items:
        if item.text == "of" and row and row[-1].text in ("that", "those"):
            row.pop()
        else:
            row.append(item)
    return row


def drop_hedges(items: Sequence[Item]) -> Items:
    """Leave out "more than", "as much as", "none other than"."""
    row: Items = []
    at = 0
    while at < len(items):
        length = _hedge_length(items, at) if items[at].text in _OPENING else 0
        if not length:
            row.append(items[at])
        at += max(length, 1)
    return row


def _hedge_length(items: Sequence[Item], at: int) -> int:
    for words in _HEDGES:
        if tuple(item.text for item in items[at : at + len(words)]) == words:
            return len(words)
    return 0


def drop_goods_commas(items: Sequence[Item]) -> Items:
    """Leave out the commas of "exports of lasers, lenses and mirrors to B", which end no phrase."""
    row: Items = []
    listed = 0
    for at, item in enumerate(items):
        if at >= listed and is_comma(item) and row and _is_goods(row[-1]):
            listed = _goods_end(items, at)
        if not (at < listed and is_comma(item)):
            row.append(item)
    return row


def _goods_end(items: Sequence[Item], comma: int) -> int:
    """Give where a list of plain goods that goes on at a comma ends, if a preposition follows; 0 otherwise."""
    at, furthest = comma, min(len(items), comma + _LONGEST_LIST)
    while at < furthest:
        joined = is_comma(items[at])
        at += joined
        last = at < len(items) and items[at].text in ("and", "or") and items[at].slot is None
        at += last
        start = at
        while at < min(len(items), start + _LONGEST_GOODS) and _is_goods(items[at]):
            at += 1
        if at == start or not (joined or last):
            return 0
        if last:
            after = at + (at < len(items) and is_comma(items[at]))  # "magnets, lenses and mirrors, mostly from B"
            return after if after < len(items) and _governs(items[after]) else 0
    return 0


def _is_goods(item: Item) -> bool:
    """Say whether an item can be a word for goods: no name, no verb, no word that only joins."""
    words = skeleton_words()
    if item.slot is not None or not item.text[:1].isalpha() or any(tag.endswith(_SURE_VERBS) for tag in item.tags):
        return False
    return item.text not in words.auxiliaries | words.prepositions | words.conjunctions | words.clause_openers


def _governs(item: Item) -> bool:
    return item.slot is None and item.text in skeleton_words().prepositions


def drop_repeats(items: Sequence[Item]) -> Items:
    """Leave out the second "to" of "to A and to B" and of "to A, to B and to C", so that they read as one list."""
    row: Items = []
    governor = ""
    for position, item in enumerate(items):
        if item.slot is None and item.text in skeleton_words().prepositions:
            following = items[position + 1] if position + 1 < len(items) else None
            if item.text == governor and following is not None and following.slot is not None and _goes_on(row):
                continue
            governor = item.text
        elif item.slot is None and not is_comma(item) and item.text not in _JOINING:
            governor = ""
        row.append(item)
    return row


def _goes_on(row: Items) -> bool:
    """Say whether a row ends in a name and "and" or a comma."""
    end = len(row)
    while end and row[end - 1].slot is None and (is_comma(row[end - 1]) or row[end - 1].text in _JOINING):
        end -= 1
    return 0 < end < len(row) and row[end - 1].slot is not None
