"""Pronouns inside a sentence: "it", "its", "they", "their" taken for the last subject.

Names resolve the pronouns that open a sentence; here the others become slots, so that frames can use them. The subject
is that of the sentence so far, else that of the sentence before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qtnet.extract.frames.skeleton import Item, Slot
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["PRONOUN", "resolve_aside", "resolve_pronouns", "take_label", "topic_of"]

#: Tag of a slot that stands for a pronoun; gaps of patterns may pass over it.
PRONOUN = frozenset({"pronoun"})

_SINGULAR = frozenset({"it", "its"})
_PLURAL = frozenset({"they", "their"})
_BEFORE_SUBJECT = frozenset(
    {",", ";", ":", "and", "but", "that", "which", "as", "while", "because", "when", "if", "where", "so"}
)
_PAIR = frozenset({"two", "both", "pair"})
_REFERRING = _SINGULAR | _PLURAL | _PAIR
_POSSESSIVE = frozenset({"its", "their"})
_COPULA = frozenset({"is", "are", "was", "were", "be", "become", "becomes", "became", "remains"})


def resolve_pronouns(items: Sequence[Item], topic: Slot | None) -> list[Item]:
    """Give the items with slots for the pronouns that have an antecedent.

    Parameters
    ----------
    items
        The row of a sentence.
    topic
        The subject of the sentence before, or None.
    """
    row: list[Item] = []
    current = earlier = topic
    for position, item in enumerate(items):
        if item.slot is None and item.text not in _REFERRING:
            row.append(item)
            continue
        meant = _coordinated(items, position) or (earlier if _is_predicate(items, position) else current)
        if item.slot is None and meant is not None and _may_refer(items, position, meant):
            item = Item(item.start, item.end, "", PRONOUN, _as_reference(meant, item.text))
        elif item.slot is not None and (owner := _coordinated(items, position)) is not None:
            item = item.with_slot(_as_reference(owner, "its"))
        elif _is_subject(items, position) and item.slot is not None:
            earlier, current = current, item.slot
        row.append(item)
    return row


def resolve_aside(aside: Sequence[Item], subject: Slot | None, earlier: Slot | None = None) -> list[Item]:
    """Give an aside's items with its pronouns taken for the actor described, "their" for a joint subject before it.

    "A and B invest in TD Tech, their joint venture" has "their" stand for A and B; "ESMC, its venture with B" is a
    venture of whom was spoken of before: an apposition that begins with "its" tells whose the actor described is.
    """
    row = resolve_pronouns(aside, aside[0].slot)
    if earlier is not None and _is_owned(aside) and not _same(earlier, aside[0].slot):
        owner = Item(aside[1].start, aside[1].end, "", PRONOUN, _as_reference(earlier, "its"))
        return [row[0], owner, *row[2:]]
    if subject is None or len(subject.members) < 2:
        return row
    return [
        Item(item.start, item.end, "", PRONOUN, _as_reference(subject, "their"))
        if item.slot is None and item.text == "their"
        else item
        for item in row
    ]


def _is_owned(aside: Sequence[Item]) -> bool:
    return len(aside) > 1 and (aside[1].text == "its" if aside[1].slot is None else _is_anaphor(aside[1], "its"))


def _is_anaphor(item: Item, word: str) -> bool:
    return item.slot is not None and all(member.anaphor == word for member in item.slot.members)


def _same(one: Slot, other: Slot | None) -> bool:
    return other is not None and {m.actor for m in one.members} == {m.actor for m in other.members}


def take_label(items: Sequence[Item], label: Slot | None) -> list[Item]:
    """Let "these countries" be those of the label in front: "UK and Canada: These countries align …"."""
    if label is None or len(label.members) < 2:
        return list(items)
    return [
        item.with_slot(replace(item.slot, members=label.members))
        if item.slot is not None and _is_plural_reference(item)
        else item
        for item in items
    ]


def _is_predicate(items: Sequence[Item], position: int) -> bool:
    """Say whether a possessive opens a predicate: in "TD Tech is its venture" it is not the subject's own."""
    return position > 0 and items[position].text in _POSSESSIVE and items[position - 1].text in _COPULA


def _coordinated(items: Sequence[Item], position: int) -> Slot | None:
    """Give the actor to which "and" joins what it owns: "Kia and its parent"."""
    if position < 2 or not _is_possessive(items[position]) or items[position - 1].text != "and":
        return None
    owner = items[position - 2].slot
    return owner if owner is not None and not owner.adjective and not owner.possessive else None


def _is_possessive(item: Item) -> bool:
    if item.slot is None:
        return item.text in _POSSESSIVE
    return all(member.anaphor in _POSSESSIVE for member in item.slot.members)


def _is_plural_reference(item: Item) -> bool:
    slot = item.slot
    return slot is not None and len(slot.members) > 1 and all(member.source == "reference" for member in slot.members)


def topic_of(items: Sequence[Item]) -> Slot | None:
    """Give the first subject of a sentence, for the next sentence to take up."""
    return next((item.slot for position, item in enumerate(items) if _is_subject(items, position)), None)


def _may_refer(items: Sequence[Item], position: int, antecedent: Slot) -> bool:
    """Say whether a pronoun agrees in number and is a subject or possessor: "imposed it on" is left alone."""
    word, several = items[position].text, len(antecedent.members) > 1
    if word in _PAIR and several:
        return position + 1 < len(items) and _is_verb(items[position + 1])
    if word not in (_PLURAL if several else _SINGULAR):
        return False
    before = items[position - 1] if position else None
    if word in _POSSESSIVE or before is None:
        return True
    return before.slot is None and before.text in _BEFORE_SUBJECT


def _is_verb(item: Item) -> bool:
    return item.text in skeleton_words().auxiliaries or any(tag.endswith(".v") for tag in item.tags)


def _as_reference(antecedent: Slot, word: str) -> Slot:
    members = tuple(replace(member, source="reference") for member in antecedent.members)
    return Slot(members, together=antecedent.together, possessive=word in _POSSESSIVE)


def _is_subject(items: Sequence[Item], position: int) -> bool:
    item = items[position]
    if item.slot is None or item.slot.adjective:
        return False
    before = items[position - 1] if position else None
    return before is None or before.slot is not None or before.text not in skeleton_words().prepositions
