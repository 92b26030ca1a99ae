"""Clauses: the skeleton cut into stretches in which one frame may hold.

In come the folded items of a sentence; out go short rows that each begin with the subject that governs them: the main
clause, what stands after "and" with a verb, participles behind a comma, relative clauses with the actor they describe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qtnet.extract.frames.skeleton import Item, Slot, is_comma, is_hard
from qtnet.extract.frames.skeletonwords import skeleton_words

__all__ = ["clauses"]

Row = list[Item]

_RELATIVE = frozenset({"which", "who", "that", "whose", "whom"})
_LONGEST_PHRASE = 60  # items of a further verb phrase; no pattern reaches over more than 40
_REACH_OF_VERB = 4  # items behind a verb in which its object's noun stands
_COORDINATING = frozenset({"and", "but", "then", "or", ","})
_SUBJECT_SKIPS = frozenset(
    {
        "in",
        "on",
        "at",
        "for",
        "under",
        "with",
        "by",
        "of",
        "to",
        "from",
        "after",
        "before",
        "against",
        "between",
        "through",
        "within",
        "since",
        "following",
        "among",
        "into",
        "via",
        "over",
        "about",
        "despite",
        "like",
        "according",
        "during",
    }
)


def clauses(items: Sequence[Item], asides: Sequence[Sequence[Item]], scope: Item | None) -> list[Row]:
    """Cut a sentence into clauses.

    Parameters
    ----------
    items, asides
        The folded row and the appositions and relative clauses taken out of it.
    scope
        The actor that a heading or label makes the subject, as an item without text, or None.
    """
    found: list[Row] = []
    subject = scope
    for segment in _segments(items):
        found += _verb_phrases(segment, scope if not _goes_on(segment) else subject)
        subject = _subject(segment) or subject
        if _is_label(segment):
            scope = subject
    for aside in asides:
        found += _aside_clauses(list(aside))
    return [row for row in found if sum(item.slot is not None for item in row) >= 1]


def _segments(items: Sequence[Item]) -> list[Row]:
    """Cut at hard marks."""
    segments: list[Row] = [[]]
    for item in items:
        if is_hard(item):
            segments.append([])
        else:
            segments[-1].append(item)
    return [segment for segment in segments if segment]


def _subject(row: Row) -> Item | None:
    """Give the first actor that no preposition governs."""
    for position, item in enumerate(row):
        if item.slot is not None and not item.slot.adjective and not item.slot.possessive:
            before = row[position - 1] if position else None
            if before is None or before.slot is not None or before.text not in _SUBJECT_SKIPS:
                return item
    return None


def _verb_phrases(segment: Row, inherited: Item | None) -> list[Row]:
    """Give the segment itself, and one row for each further verb phrase of its subject."""
    subject = _subject(segment) or inherited
    rows = [segment]
    if inherited is not None and not _has_subject(segment):
        rows = [[inherited, *segment]]
    if subject is None:
        return rows
    seen = subject is inherited
    for position in range(1, len(segment)):
        seen = seen or segment[position - 1] is subject
        if seen and _new_phrase(segment, position):
            at = position + (1 if segment[position].text in ("and", "but", "then", "or") else 0)
            at += 1 if at < len(segment) and is_comma(segment[at]) else 0
            rows.append([subject, *segment[at : at + _LONGEST_PHRASE]])
    return rows


def _is_label(segment: Row) -> bool:
    """Say whether a segment only names actors, as before a colon: what follows is said of them."""
    return all(item.slot is not None or not item.text.isalpha() for item in segment)


def _goes_on(segment: Row) -> bool:
    """Say whether a segment begins with a verb and so keeps the subject of the one before."""
    first = next((item for item in segment if item.text not in _COORDINATING), None)
    return first is not None and first.slot is None and _is_verb(first)


def _has_subject(row: Row) -> bool:
    for item in row:
        if item.slot is not None and not item.slot.adjective:
            return True
        if _is_verb(item):
            return False
    return False


def _new_phrase(segment: Row, position: int) -> bool:
    """Say whether a verb goes on with the same subject: after "and", "but" or a comma."""
    item = segment[position]
    if item.slot is not None:
        return False
    following = segment[position + 1] if position + 1 < len(segment) else None
    if following is None:
        return False
    if item.text in ("and", "but", "then"):
        return following.slot is None and _is_verb(following)
    return (
        is_comma(item)
        and following.slot is None
        and (_is_verb(following) or any(tag.endswith((".ing", ".phrase")) for tag in following.tags))
    )


def _is_verb(item: Item) -> bool:
    return item.slot is None and (
        item.text in skeleton_words().auxiliaries or any(tag.endswith(".v") for tag in item.tags)
    )


def _aside_clauses(aside: Row) -> list[Row]:
    """Let the described actor be the subject of what is said of it: "X, which supplies Y", "X, in which Y invests"."""
    head, rest = aside[0], aside[1:]
    if head.slot is None or not any(item.slot is not None for item in rest):
        return []
    first = [item.text for item in rest[:2] if item.slot is None]
    if first[:1] == ["whose"]:
        return [[_possessive(head, head.slot), *rest[1:]]]
    if len(first) == 2 and first[1] in _RELATIVE:
        return [_with_object(rest[2:], [rest[0], head])]
    if first and first[0] in _RELATIVE:
        return [[head, *rest[1:]]]
    return [[head, *rest]]


def _with_object(row: Row, phrase: Row) -> Row:
    """Put a relative clause's preposition and its antecedent behind its verb and what that takes: "holds a stake"."""
    verb = next((at for at, item in enumerate(row) if any(tag.endswith(".v") for tag in item.tags)), None)
    if verb is None:
        return [*row, *phrase]
    last = max(at for at, item in enumerate(row[: verb + 1 + _REACH_OF_VERB]) if item.tags and item.slot is None)
    return [*row[: last + 1], *phrase, *row[last + 1 :]]


def _possessive(item: Item, slot: Slot) -> Item:
    return item.with_slot(replace(slot, possessive=True))
