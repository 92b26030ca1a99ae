"""The word lists behind names, read once from `lexicon/names`: heads, legal forms, titles, given and common words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qtnet.extract.vocabulary import Kind

__all__ = ["NameWords", "Passable", "name_words", "words_of"]

_FOLDER = Path(__file__).parents[1] / "lexicon" / "names"
Passable = Kind | None  # None: a named thing that is never an actor (an act, a summit)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Closed word classes that decide where a name begins, ends and what it names."""

    heads: dict[str, Passable]
    topic_behind: frozenset[str]  # heads with their topic behind them: "Ministry of"
    topics: frozenset[str]
    legal: dict[str, str]  # legal form -> home country, empty if of several
    not_actors: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    says: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    common: frozenset[str]


@cache
def name_words() -> NameWords:
    """Read the lists.

    Examples
    --------
    >>> words = name_words()
    >>> words.heads["University"], words.heads["Treaty"], words.legal["GmbH"]
    ('research', None, 'DE')
    """
    heads = tomllib.loads((_FOLDER / "heads.toml").read_text(encoding="utf-8"))
    titles = tomllib.loads((_FOLDER / "titles.toml").read_text(encoding="utf-8"))
    kinds: dict[str, Passable] = dict.fromkeys(heads["none"]["words"].split())
    for kind, listed in heads["kind"].items():
        kinds.update(dict.fromkeys(listed.split(), kind))
    return NameWords(
        heads=kinds,
        topic_behind=frozenset(heads["before"]["words"].split()),
        topics=frozenset(heads["topics"]["words"].split()),
        legal=heads["legal"]["forms"],
        not_actors=frozenset(_lines("notactors.txt")),
        titles=frozenset(titles["before"]["words"].split()),
        roles=frozenset(titles["behind"]["words"].split()),
        says=frozenset(titles["says"]["words"].split()),
        given=frozenset(titles["given"]["words"].split()),
        family=frozenset(titles["family"]["words"].split()),
        common=frozenset(word for line in _lines("commonwords.txt") for word in line.split()),
    )


def words_of(text: str) -> frozenset[str]:
    """Give the words of a text as a set, for small closed classes that belong to one rule.

    Examples
    --------
    >>> sorted(words_of("between and"))
    ['and', 'between']
    """
    return frozenset(text.split())


def _lines(name: str) -> list[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
