"""The word lists by which a sentence is reduced to its skeleton."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from qtnet.extract.frames.triggers import LEXICON

__all__ = ["SkeletonWords", "skeleton_words"]


@dataclass(frozen=True, slots=True)
class SkeletonWords:
    """The word lists of `lexicon/skeleton.toml`."""

    dropped: frozenset[str]
    government: frozenset[str]
    introducing: frozenset[str]
    titles: frozenset[str]
    groups: frozenset[str]
    conjunctions: frozenset[str]
    clause_openers: frozenset[str]
    prepositions: frozenset[str]
    apposition_openers: frozenset[str]
    auxiliaries: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    being: frozenset[str]
    modals: frozenset[str]
    articles: frozenset[str]
    before_date: frozenset[str]
    periods: frozenset[str]
    money: frozenset[str]


@cache
def skeleton_words() -> SkeletonWords:
    """Read the word lists once."""
    table = tomllib.loads((LEXICON / "skeleton.toml").read_text(encoding="utf-8"))
    return SkeletonWords(**{name: frozenset(words) for name, words in table.items()})
