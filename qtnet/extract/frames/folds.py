"""Folding: what decorates an actor becomes part of its slot, and a list becomes one slot.

In comes the row of items that `skeleton.first_items` gives; out goes a shorter one in which "the Finnish company IQM",
"Japan's minister Taro Kono", "Nokia, the telecoms vendor, and Ericsson" are single slots. What an apposition or a
relative clause says is kept aside, to be read as a clause of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from qtnet.extract.frames.asides import drop_parentheses, drop_sayings, take_asides
from qtnet.extract.frames.fillers import drop_goods_commas, drop_hedges, drop_repeats, drop_standins
from qtnet.extract.frames.introductions import fold_introductions, fold_places
from qtnet.extract.frames.lists import fold_listings, fold_lists
from qtnet.extract.frames.skeleton import Item, Slot, is_comma
from qtnet.extract.frames.skeletonwords import SkeletonWords, skeleton_words
from qtnet.extract.names.gazetteer import country_forms, gazetteer
from qtnet.extract.names.namewords import name_words

__all__ = ["fold"]

Items = list[Item]

_TICKS = frozenset({"'s", "’s", "'", "’"})
_MARKS = frozenset({":", "–", "—"})
_BONDS = frozenset({"tie.n", "venture.n", "research.n", "bloc.n"})
_HYPHENS = frozenset({"-", "–", "—", "/"})
_OFFICES = frozenset({"chairman", "chairwoman", "chair", "president", "ceo", "director", "vice-president"})
_CHIEFS = frozenset({"executive", "technology", "scientist", "operating", "financial", "engineer", "officer"})
_COUNTERPARTS = frozenset({"counterpart", "counterparts"})
_PERSONAL = frozenset({"his", "her"})
_OWN = frozenset({"his", "her", "its", "their"})
_LONGEST_TITLE = 8
_LONGEST_NAME = 4
_LONGEST_FIELD = 12
_BASED = frozenset(
    {
        "based",
        "backed",
        "led",
        "owned",
        "funded",
        "born",
        "listed",
        "made",
        "headquartered",
        "controlled",
        "founded",
        "linked",
        "developed",
        "style",
        "run",
        "supported",
    }
)


def fold(items: Sequence[Item], text: Callable[[int, int], str]) -> tuple[Items, list[Items]]:
    """Fold a sentence's items.

    Parameters
    ----------
    items
        The row from `first_items`.
    text
        Gives the text between two offsets (to see capitals).

    Returns
    -------
    tuple
        The folded row, and the asides: for each apposition or relative clause the slot it describes and its items.
    """
    row = _mark_demonyms(_fold_possessives(drop_goods_commas(drop_standins(drop_hedges(items)))), text)
    row = _fold_governments(row)
    row = _fold_titles(row, text)
    row = fold_introductions(row)
    row = fold_places(row)
    row, asides = take_asides(drop_sayings(drop_repeats(row)))
    row = fold_lists(row)
    row = fold_listings(row)
    row = fold_lists(row)
    row = _open_bonds(drop_parentheses(row))
    return row, [[aside[0], *fold_listings(fold_lists(fold_places(aside[1:])))] for aside in asides]


def _open_bonds(items: Items) -> Items:
    """Read the colon or dash between a bond and its parties as "of": "a new alliance: A and B"."""
    row: Items = []
    for item, following in zip(items, [*items[1:], None], strict=False):
        if row and following is not None and following.slot is not None and item.text in _MARKS and not item.slot:
            listed = len(following.slot.members) > 1 and following.slot.together
            if listed and not row[-1].tags.isdisjoint(_BONDS):
                item = Item(item.start, item.end, "of")
        row.append(item)
    return row


def _fold_possessives(items: Items) -> Items:
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        position += 1
        if (
            item.slot is not None
            and position < len(items)
            and items[position].text in _TICKS
            and items[position].slot is None
        ):
            item = item.with_slot(_as_possessive(item.slot), end=items[position].end)
            position += 1
            if position < len(items) and items[position].slot is None and items[position].text == "s":
                position += 1
        if item.slot is not None or item.text not in ("'", "’"):
            row.append(item)
    return row


def _mark_demonyms(items: Items, text: Callable[[int, int], str]) -> Items:
    """Let "Chinese suppliers" only describe: a demonym before a noun, or "Japan" before "companies", is no party."""
    words = skeleton_words()
    row: Items = []
    for item, following in zip(items, [*items[1:], None], strict=False):
        if (
            item.slot is not None
            and following is not None
            and not item.slot.possessive
            and (
                (_is_demonym(text(item.start, item.end)) and _is_plain(following, words))
                or (_is_state(item) and following.slot is None and following.text in words.groups)
            )
        ):
            item = item.with_slot(replace(item.slot, adjective=True))
        row.append(item)
    return row


def _is_demonym(surface: str) -> bool:
    return surface in country_forms() and surface not in gazetteer().names


def _is_plain(item: Item, words: SkeletonWords) -> bool:
    """Say whether an item can be the noun that a demonym describes."""
    if item.slot is not None or not item.text[:1].isalpha():
        return False
    return item.text not in words.auxiliaries | words.prepositions | words.conjunctions | words.clause_openers


def _as_possessive(slot: Slot) -> Slot:
    return Slot(slot.members, together=slot.together, possessive=True, adjective=False)


def _fold_governments(items: Items) -> Items:
    """Let "Dutch government", "government of Japan", "Japanese side" be the state; "US-based" describes only."""
    words = skeleton_words()
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        if item.slot is None and item.text not in words.government:
            row.append(item)
            position += 1
            continue
        following = items[position + 1 : position + 4]
        if item.slot is not None and following and following[0].text in words.government and following[0].slot is None:
            length = (
                2 if len(following) > 1 and following[1].slot is None and following[1].text in words.government else 1
            )
            end = following[length - 1].end
            slot = Slot(item.slot.members, together=item.slot.together)
            position += 1 + length
            if position < len(items) and items[position].slot is None and items[position].text in _TICKS:
                slot = _as_possessive(slot)
                position += 1
            row.append(item.with_slot(slot, end=end))
            continue
        if (
            item.slot is None
            and item.text in words.government
            and _texts(following[:1]) == ["of"]
            and len(following) > 1
            and following[1].slot
        ):
            row.append(following[1].with_slot(following[1].slot, start=item.start))
            position += 3
            continue
        if (
            item.slot is not None
            and len(following) > 1
            and following[0].text in _HYPHENS
            and following[1].text in _BASED
        ):
            row.append(item.with_slot(Slot(item.slot.members, adjective=True), end=following[1].end))
            row += [following[1]] if "fund.ed" in following[1].tags else []  # "A-backed B" says who backs B
            position += 3
            continue
        row.append(item)
        position += 1
    return row


def _texts(items: Sequence[Item]) -> list[str]:
    return [item.text for item in items]


def _fold_titles(items: Items, text: Callable[[int, int], str]) -> Items:
    """Let a person in office be the actor: "Japan's foreign minister Taro Kono", "Prime Minister Modi of India"."""
    words = skeleton_words()
    row: Items = []
    position = 0
    while position < len(items):
        item = items[position]
        stop = (
            _after_title(items, position, text)
            if item.slot is not None
            and (item.slot.possessive or item.slot.adjective or _is_state(item) or _has_office(items, position + 1))
            else position + 1
        )
        if stop > position + 1 and not _names_counterpart(items, stop):
            start = _pop_owner(row, item.start, text) if items[stop - 1].text in _COUNTERPARTS else item.start
            slot = Slot(item.slot.members, together=item.slot.together)  # type: ignore[union-attr]
            row.append(item.with_slot(slot, start=start, end=items[stop - 1].end))
            position = stop
            if start < item.start and text(start, start + 1).isupper() and position < len(items):
                position += is_comma(items[position])
            continue
        if item.slot is None and item.text in words.titles:
            stop = _after_title(items, position - 1, text)
            if stop + 1 < len(items) and items[stop].text in ("of", "for") and items[stop + 1].slot is not None:
                start = _pop_person(row, item.start, text)
                row.append(items[stop + 1].with_slot(items[stop + 1].slot, start=start))  # type: ignore[arg-type]
                position = stop + 2
                if start < item.start and position < len(items) and is_comma(items[position]):
                    position += 1
                continue
        row.append(item)
        position += 1
    return row


def _pop_person(row: Items, start: int, text: Callable[[int, int], str]) -> int:
    """Take a person's name with the comma behind it off the row's end; give where it began, else `start`."""
    if not row or not is_comma(row[-1]):
        return start
    name = len(row) - 1
    while name > 0 and len(row) - name <= _LONGEST_NAME and _is_capitalised(row[name - 1], text):
        name -= 1
    if len(row) - 1 - name < 2:
        return start
    start = row[name].start
    del row[name:]
    return start


def _pop_owner(row: Items, start: int, text: Callable[[int, int], str]) -> int:
    """Take "his" before "Indian counterpart", and whom it describes, off the row's end; give where that began."""
    if not row or row[-1].slot is not None or row[-1].text not in _PERSONAL:
        return start
    start = row.pop().start
    return _pop_person(row, start, text)


def _names_counterpart(items: Items, stop: int) -> bool:
    """Say whether what a title ends in is named behind it: "its Israeli counterpart, the Directorate of Defence"."""
    if items[stop - 1].text not in _COUNTERPARTS:
        return False
    at = stop + 1 if stop < len(items) and is_comma(items[stop]) else stop
    return at < len(items) and items[at].slot is not None and not _is_state(items[at])


def _is_state(item: Item) -> bool:
    return item.slot is not None and item.slot.kinds <= {"country", "bloc"}


def _after_title(items: Items, position: int, text: Callable[[int, int], str]) -> int:
    """Give the position after "(foreign) minister (Taro Kono)" that follows `position`; the next one if none does."""
    stop = _title_end(items, position + 1)
    if stop == position + 1 and not _is_person(items, stop, text):
        return stop
    if stop + 1 < len(items) and items[stop].text in ("of", "at") and items[stop + 1].slot is not None:
        own = next((at for at in range(position + 1, stop) if items[at].text == "and"), 0)
        if own > position + 1:
            return own  # "Ghana's minister and the chief of Acme"
    stop = _field_end(items, stop, text)
    name = stop
    while name < min(len(items), stop + _LONGEST_NAME) and (
        _is_capitalised(items[name], text) or _is_stop_of_initial(items, name, text)
    ):
        name += 1
    return name


def _has_office(items: Items, at: int) -> bool:
    """Say whether an office right behind an organisation makes a person of it: "Acme chairman Ana Silva"."""
    first, second = ([item.text for item in items[at : at + 2]] + ["", ""])[:2]
    return first in _OFFICES or (first == "chief" and second in _CHIEFS)


def _is_stop_of_initial(items: Items, at: int, text: Callable[[int, int], str]) -> bool:
    return items[at].text == "." and len(items[at - 1].text) == 1 and _is_capitalised(items[at - 1], text)


def _is_person(items: Items, at: int, text: Callable[[int, int], str]) -> bool:
    """Say whether a person's name stands at `at`: "Ghana's Ana Silva"."""
    if at + 1 >= len(items) or not (_is_capitalised(items[at], text) and _is_capitalised(items[at + 1], text)):
        return False
    return text(items[at].start, items[at].end) in name_words().given


def _field_end(items: Items, start: int, text: Callable[[int, int], str]) -> int:
    """Give where the field of an office ends ("of Trade and Industry"); `start` if none is named."""
    if start >= len(items) or items[start].text not in ("of", "for"):
        return start
    end = start
    for at in range(start + 1, min(len(items), start + _LONGEST_FIELD)):
        item = items[at]
        if item.slot is None and text(item.start, item.end) in name_words().topics:
            end = at + 1
        elif item.slot is not None or not (is_comma(item) or item.text in ("and", "&", "the")):
            break
    return end


def _title_end(items: Items, start: int) -> int:
    """Give where a title that begins at `start` ends ("top foreign affairs official"); `start` if none does."""
    words = skeleton_words()
    end = start
    for at in range(start, min(len(items), start + _LONGEST_TITLE)):
        word = items[at]
        is_title = word.slot is None and word.text in words.titles
        if is_title:
            end = at + 1
        elif word.slot is not None or not _may_qualify(word, words):
            break
    return end


def _may_qualify(word: Item, words: SkeletonWords) -> bool:
    """Say whether a word can stand inside a title: "and", "of", or any that is no verb and no preposition."""
    if word.text in ("and", "of", "-"):
        return True
    if word.text in _OWN:  # "its minister and his counterpart": another person
        return False
    stops = words.auxiliaries | words.prepositions | words.clause_openers
    return word.text.isalpha() and word.text not in stops and not any(tag.endswith(".v") for tag in word.tags)


def _is_capitalised(item: Item, text: Callable[[int, int], str]) -> bool:
    return item.slot is None and item.text.isalpha() and text(item.start, item.start + 1).isupper()
