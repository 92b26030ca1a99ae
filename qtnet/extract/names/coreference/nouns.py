"""The nouns behind "the", "this", "both" and "these": which kinds of actor they take up, and in what number."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Definites", "Noun", "definites"]

_FILE = Path(__file__).parents[2] / "lexicon" / "names" / "definites.toml"


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun may stand for; a `plain` one fits any actor of its kinds, others want to have been said of it."""

    kinds: frozenset[str]
    several: bool
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Definites:
    """The word lists of `lexicon/names/definites.toml`."""

    nouns: dict[str, Noun]
    singular: dict[str, str]  # plural noun -> its singular, where both are known
    bodies: frozenset[str]  # nouns for a group as one: "the consortium"
    members: frozenset[str]  # nouns for those in it: "the members"
    lands: dict[str, frozenset[str]]  # "island" -> countries
    regions: dict[str, frozenset[str]]  # "andean" -> countries
    says: frozenset[str]
    weak: frozenset[str]
    gives: frozenset[str]
    plural_verbs: frozenset[str]
    owned: frozenset[str]
    skipped: frozenset[str]
    offices: frozenset[str]
    made: frozenset[str]  # said of things only, behind "are" or "were"
    strict: frozenset[str]


@cache
def definites() -> Definites:
    """Read the lists.

    Examples
    --------
    >>> words = definites()
    >>> sorted(words.nouns["chipmaker"].kinds), words.nouns["chipmaker"].plain, words.nouns["firms"].several
    (['company'], False, True)
    >>> words.singular["chipmakers"], "TW" in words.lands["island"]
    ('chipmaker', True)
    """
    table: dict[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    plain = frozenset(table["plain"]["words"].split())
    states = frozenset(table["states"]["words"].split())
    nouns: dict[str, Noun] = {}
    for row in [*table["group"], *table["reference"]]:
        for number in ("one", "several"):
            for word in row[number].split():
                known = nouns.get(word)
                kinds = frozenset(row["kinds"]) | (known.kinds if known else frozenset())
                kinds -= {"bloc"} if word in states else frozenset()
                nouns[word] = Noun(kinds, number == "several", word in plain)
    verbs = table["verbs"]
    return Definites(
        nouns=nouns,
        singular={word: one for word, noun in nouns.items() if noun.several and (one := _singular(word)) in nouns},
        bodies=frozenset(table["groups"]["bodies"].split()),
        members=frozenset(table["groups"]["members"].split()),
        lands=_countries(table["lands"]),
        regions=_countries(table["regions"]),
        says=frozenset(verbs["says"].split()),
        weak=frozenset(verbs["weak"].split()),
        gives=frozenset(verbs["gives"].split()),
        plural_verbs=frozenset(table["pronoun"]["plural"].split()),
        owned=frozenset(table["pronoun"]["owned"].split()),
        skipped=frozenset(table["pronoun"]["skipped"].split()),
        strict=frozenset(table["strict"]["words"].split()),
        offices=frozenset(table["pronoun"]["offices"].split()),
        made=frozenset(table["pronoun"]["made"].split()),
    )


def _countries(rows: dict[str, str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(codes.split()) for word, codes in rows.items()}


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") else word
