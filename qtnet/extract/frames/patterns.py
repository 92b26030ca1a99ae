"""Patterns: how a frame says what must stand where in a clause, and the matcher.

A pattern is a line of elements separated by blanks::

    A^ ..8 @make.v ..6 @tie.n|@venture.n ..5 with|alongside B

========= =======================================================================================
``A``     a slot of one or more actors; any capital letter names it
``A^``    a slot that is a subject: no preposition governs it, no possessive
``A's``   a possessive slot
``A+``    a slot of at least two actors that act together
``A#``    a slot of at least two actors, examples or not
``A-``    two actors joined by a hyphen ("US-India")
``A*``    a slot that may also be possessive ("B's technology")
``A~``    a slot that may also be an adjective or possessive ("US export controls", "China's Huawei")
``A:k``   a slot with an actor of kind k: ``state`` (country or bloc), ``org`` (any other) or a kind of the vocabulary
``@c.f``  a trigger word of class c, of form f (``v`` any verb form, ``n`` noun); the first is the anchor
``word``  a word; ``a|b`` alternatives; ``$`` an amount of money; ``,`` a comma
``..6``   up to six words, no actor and no comma among them; ``...6`` also across actors
``~6``    the same without prepositions: the words of one noun phrase, as before an object
``!x``    x, with an actor behind it, does not stand among the next six items (last element only)
``!!x``   x does not stand there at all
``x?``    an element that may be missing
========= =======================================================================================

Matching starts at the anchor and walks left and right with bounded gaps, so that its cost is linear in the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qtnet.errors import InputError
from qtnet.extract.frames.skeleton import Item, Slot, is_comma
from qtnet.extract.frames.skeletonwords import skeleton_words
from qtnet.extract.records import record

__all__ = ["Element", "Match", "Pattern", "compile_pattern", "is_instrument", "match"]

_GAP = re.compile(r"(\.{2,3}|~)(\d+)$")
_SLOT = re.compile(r"([A-Z])(\^?)(\+?)(-?)([~*#]?)('s)?(?::([a-z|]+))?$")
_REFUSAL_REACH = 6
_REACH_OF_PARTY = 3  # items behind a preposition in which its actor stands
_AFFILIATION = frozenset({"at", "from", "of"})
_STATES = frozenset({"country", "bloc"})
_OWNERS = frozenset({"its", "their"})
_TAKING = frozenset({"select.v", "invite.v"})  # what stands behind "chose" is chosen, even if it is "to build" then
_ORGANISATIONS = frozenset({"agency", "research", "company", "programme"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern."""

    kind: Literal["slot", "word", "gap", "not"]
    name: str = ""  # of a slot
    tags: frozenset[str] = frozenset()
    most: int = 0  # items in a gap
    crosses: bool = False  # the gap may hold actors; the refused word needs none behind it
    phrase: bool = False  # the gap holds no preposition
    subject: bool = False
    possessive: bool = False
    group: bool = False
    hyphen: bool = False
    form: str = ""  # "~" adjective or possessive too, "*" possessive too
    kinds: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: what stands left of the anchor (nearest first), the anchor, what stands right of it."""

    text: str
    left: tuple[Element, ...]
    anchor: Element
    right: tuple[Element, ...]

    @property
    def needed(self) -> tuple[frozenset[str], ...]:
        """The alternatives of each word that must stand in a clause for the pattern to hold."""
        return tuple(e.tags for e in (*self.left, *self.right) if e.kind == "word" and not e.optional)

    @property
    def slots(self) -> frozenset[str]:
        """The names of its slots."""
        return frozenset(element.name for element in (*self.left, *self.right) if element.kind == "slot")


@record
class Match:
    """Where a pattern holds: the items of its slots and of its trigger words."""

    slots: dict[str, Item]
    triggers: tuple[Item, ...]


def compile_pattern(text: str, classes: frozenset[str]) -> Pattern:
    """Compile a pattern.

    Raises
    ------
    InputError
        If an element cannot be read, a class is unknown or the pattern has no trigger.

    Examples
    --------
    >>> pattern = compile_pattern("A^ ..8 @make.v ..6 with B", frozenset({"make"}))
    >>> pattern.anchor.tags == {"make.v"}, sorted(pattern.slots)
    (True, ['A', 'B'])
    """
    elements = [_element(word, text, classes) for word in text.split()]
    anchors = [i for i, word in enumerate(text.split()) if "@" in word]
    if not anchors:
        raise InputError(f"pattern '{text}' has no trigger class; at least one element must begin with '@'")
    at = anchors[0]
    return Pattern(text, tuple(reversed(elements[:at])), elements[at], tuple(elements[at + 1 :]))


def _element(word: str, pattern: str, classes: frozenset[str]) -> Element:
    optional = word.endswith("?") and len(word) > 1
    word = word.removesuffix("?") if optional else word
    if gap := _GAP.match(word):
        return Element("gap", most=int(gap[2]), crosses=gap[1] == "...", phrase=gap[1] == "~")
    if slot := _SLOT.match(word):
        name, subject, group, hyphen, form, possessive, kinds = slot.groups()
        allowed = frozenset().union(*(_kinds(kind) for kind in kinds.split("|"))) if kinds else frozenset()
        return Element(
            "slot",
            name=name,
            subject=bool(subject),
            possessive=bool(possessive),
            group=bool(group),
            hyphen=bool(hyphen),
            form=form,
            kinds=allowed,
            optional=optional,
        )
    if word.startswith("!"):
        words = word.lstrip("!")
        return Element("not", tags=frozenset(words.split("|")), crosses=word.startswith("!!"))
    tags = frozenset(tag.removeprefix("@") for tag in word.split("|"))
    unknown = sorted(tag for tag in word.split("|") if tag.startswith("@") and tag[1:].split(".")[0] not in classes)
    if unknown:
        raise InputError(f"pattern '{pattern}' asks for the class '{unknown[0]}', which triggers.toml does not have")
    return Element("word", tags=tags, optional=optional)


def _kinds(kind: str) -> frozenset[str]:
    return {"state": _STATES, "org": _ORGANISATIONS}.get(kind, frozenset({kind}))


def match(pattern: Pattern, row: Sequence[Item], at: int) -> Match | None:
    """Match a pattern whose anchor stands at `at`; the nearest reading wins.

    Returns
    -------
    Match or None
        None where the pattern does not hold.
    """
    if not _fits(pattern.anchor, row, at):
        return None
    left = _walk(pattern.left, row, at - 1, -1)
    if left is None:
        return None
    right = _walk(pattern.right, row, at + 1, 1)
    if right is None:
        return None
    slots = {name: item for name, item in (*left, *right) if name}
    triggers = (row[at], *(item for name, item in (*left, *right) if not name))
    return Match(slots, triggers)


Found = list[tuple[str, Item]]


def _walk(elements: tuple[Element, ...], row: Sequence[Item], position: int, step: int) -> Found | None:
    """Match elements one after the other from `position` on; give the slots, and the trigger words under no name."""
    if not elements:
        return []
    element, rest = elements[0], elements[1:]
    if element.kind == "gap":
        return _walk_gap(element, rest, row, position, step)
    if element.kind == "not":
        return None if _is_near(element, row, max(position, 0)) else []
    if 0 <= position < len(row) and _fits(element, row, position):
        found = _walk(rest, row, position + step, step)
        if found is not None:
            name = element.name
            item = row[position]
            return [(name, item), *found] if name or _is_trigger(element) else found
    return _walk(rest, row, position, step) if element.optional else None


def _is_near(refused: Element, row: Sequence[Item], position: int) -> bool:
    """Say whether a refused word stands soon, in this phrase, with an actor behind it where that is asked."""
    for at in range(position, min(position + _REFUSAL_REACH, len(row))):
        item = row[at]
        if is_comma(item):
            return False
        if item.slot is None and item.text in refused.tags:
            return refused.crosses or any(behind.slot is not None for behind in row[at + 1 : at + 1 + _REACH_OF_PARTY])
    return False


def _walk_gap(
    element: Element, rest: tuple[Element, ...], row: Sequence[Item], position: int, step: int
) -> Found | None:
    for _ in range(element.most + 1):
        found = _walk(rest, row, position, step)
        if found is not None:
            return found
        if not 0 <= position < len(row) or not _fills(element, row[position]):
            return None
        position += step
    return None


def _is_trigger(element: Element) -> bool:
    return any("." in tag for tag in element.tags)


def _fills(gap: Element, item: Item) -> bool:
    if item.slot is not None:
        return gap.crosses or item.slot.adjective or "pronoun" in item.tags or _is_owner(item.slot)
    if is_comma(item):
        return False
    words = skeleton_words()
    return item.text not in words.clause_openers and not (gap.phrase and item.text in words.prepositions)


def _is_owner(slot: Slot) -> bool:
    """Say whether a slot is "its" or "their"."""
    return slot.possessive and all(member.anaphor in _OWNERS for member in slot.members)


def _fits(element: Element, row: Sequence[Item], position: int) -> bool:
    item = row[position]
    if element.kind == "word":
        if item.slot is not None:
            return "tie.n" in element.tags and is_instrument(item.slot)
        return item.text in element.tags or not element.tags.isdisjoint(item.tags)
    return (
        item.slot is not None
        and _slot_fits(element, item, item.slot)
        and (not element.subject or _is_subject(row, position))
    )


def is_instrument(slot: Slot) -> bool:
    """Say whether a slot is a named programme or agreement, which can stand for the noun of a tie."""
    return slot.kinds == {"programme"} and not slot.possessive


def _slot_fits(element: Element, item: Item, slot: Slot) -> bool:
    if element.hyphen != ("hyphen" in item.tags):
        return False
    if element.kinds and element.kinds.isdisjoint(slot.kinds):
        return False
    if (element.group or element.form == "#") and len(slot.members) < 2:
        return False
    if element.group and not slot.together:
        return False
    if element.hyphen or element.form == "~":
        return True
    if slot.adjective:
        return False
    return element.form == "*" or element.possessive == slot.possessive


def _is_subject(row: Sequence[Item], position: int) -> bool:
    """Say whether no preposition governs a slot, or only one that ties people to it: "researchers at MIT"."""
    before = row[position - 1] if position else None
    if before is not None and not before.tags.isdisjoint(_TAKING):
        return False
    if before is None or before.slot is not None or before.text not in skeleton_words().prepositions:
        return True
    if before.text == "with" and position + 1 < len(row):  # "with A joining the pact": an absolute phrase
        return any(tag.endswith(".ing") for tag in row[position + 1].tags)
    return position >= 2 and before.text in _AFFILIATION and "people.n" in row[position - 2].tags
