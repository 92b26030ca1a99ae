"""Nationalities that only describe: "Finnish company IQM", "Taipei-based Chelpis" are no parties."""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.frames.triggers import triggers
from qtnet.extract.names.names import Name
from qtnet.extract.names.namewords import words_of

__all__ = ["attributive"]

_DESCRIBING = words_of("based born headquartered listed style incorporated registered")
_STOPS = words_of(
    """of with and or by from to for in at on against than that which who has have is are was were will , . ; : (
    's"""
)
_INTRODUCING = frozenset(["like", "such", "including", "namely"])
_REACH, _REACH_OF_LIST = 5, 9
_APPOSED = frozenset([(",",), (",", "the")])
_PARTNERS = words_of(
    """counterpart partner rival supplier customer competitor subsidiary firm company giant group operator maker
    manufacturer chipmaker university institute laboratory developer"""
)
_PARTICIPLES = words_of(
    "owned backed led funded made run built held supported controlled designed developed educated trained"
)
# Names that are their own adjectives: "US companies like".
_DOUBLE = frozenset(["US", "U.S.", "UK", "U.K.", "EU"])


def attributive(words: Sequence[str], names: Sequence[Name], position: int) -> bool:
    """Say whether a name of a country or bloc only describes the organisation behind it."""
    name = names[position]
    if name.kind not in ("country", "bloc"):
        return False
    if (
        words[name.last : name.last + 1] == ("-",)
        and name.last + 1 < len(words)
        and words[name.last + 1] in _DESCRIBING
    ):
        return True
    previous = names[position - 1] if position else None
    if previous and previous.last + 1 == name.first and words[previous.last] in ("-", "–", "‑"):
        return False
    following = names[position + 1] if position + 1 < len(names) else None
    if following is None or following.kind in ("country", "bloc", "programme"):
        return False
    between = words[name.last : following.first]
    if not between:
        return True
    if name.form != "demonym" and (" ".join(words[name.first : name.last]) not in _DOUBLE or _is_verb(between[0])):
        return False
    if name.form == "demonym" and between[1:] in _APPOSED and between[0] in _PARTNERS:
        return True
    if len(between) <= _REACH_OF_LIST and any(w in _INTRODUCING for w in between):
        return not any(w in _STOPS for w in between if w != "and")
    return len(between) <= _REACH and not any(w in _STOPS for w in between)


def _is_verb(word: str) -> bool:
    """Say whether a word can only be a finite verb: "US accuses Huawei", but not "US sanctions" or "US backed"."""
    tags = triggers().longest([word], 0)[1]
    return word not in _PARTICIPLES and _has(tags, ".s", ".ed") and not _has(tags, ".n")


def _has(tags: frozenset[str], *endings: str) -> bool:
    return any(tag.endswith(endings) for tag in tags)
