"""The names that are known beforehand, and the token trie that finds them in one pass over the text.

Countries come from the reference tables, blocs, organisations, regions and cities from `lexicon/names`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from qtnet.errors import InputError
from qtnet.extract.names.namewords import name_words, words_of
from qtnet.extract.tokens import tokenise
from qtnet.extract.vocabulary import KINDS, Kind
from qtnet.reference import reference_table

__all__ = ["Form", "Known", "Trie", "cities", "country_forms", "gazetteer"]

#: name: always the actor; demonym: "Indian"; government: a capital that speaks for the state; region: a part of a
#: country, an actor only where it acts; generic: a body that other countries have under the same
#: name; leader: a person who acts for the country; nothing: a phrase like "North America" that names no actor.
Form = Literal["name", "demonym", "government", "region", "generic", "leader", "nothing"]

_NAMES = Path(__file__).parents[1] / "lexicon" / "names"
# Words that lose their meaning as names when case is folded.
_ONLY_CASED = words_of(
    """us it who turkey chad jordan georgia guinea jersey polish apple meta oracle arm intel quad union america
    states commission europe sharp orange visa target gap shell block unity nice reading mobile bath victoria
    prompt hub guild cortex stone amber merit arc act son bit ace nature mali niger oman block lam sky ant who
    quanta dell fusion basic rigetti element core delta wave sage"""
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a surface form stands for."""

    actor: str
    kind: Kind
    country: str
    form: Form = "name"


class Trie:
    """Surface forms as token paths; a scan takes the longest form at each position, from left to right."""

    def __init__(self) -> None:
        self._root: dict[str, object] = {}

    def add(self, surface: str, known: Known) -> None:
        """Add a form; the first to come keeps it."""
        node = self._root
        for word in _words(surface):
            node = cast(dict[str, object], node.setdefault(word, {}))
        node.setdefault("", known)

    def scan(self, words: Sequence[str]) -> Iterator[tuple[int, int, Known]]:
        """Give the longest matches that do not overlap, as half-open token ranges.

        Examples
        --------
        >>> trie = Trie()
        >>> trie.add("New Zealand", Known("NZ", "country", "NZ"))
        >>> [(i, j, known.actor) for i, j, known in trie.scan(["in", "New", "Zealand"])]
        [(1, 3, 'NZ')]
        """
        position = 0
        while position < len(words):
            node: object = self._root
            best: tuple[int, Known] | None = None
            ahead = position
            while ahead < len(words) and isinstance(node, dict) and words[ahead] in node:
                node = node[words[ahead]]
                ahead += 1
                found = cast(dict[str, object], node).get("")
                if isinstance(found, Known):
                    best = ahead, found
            if best:
                yield position, best[0], best[1]
                position = best[0]
            else:
                position += 1


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The trie of forms as written, and the one for text without case."""

    cased: Trie
    folded: Trie
    names: dict[str, Known]  # every form that is a name


@cache
def gazetteer() -> Gazetteer:
    """Read all known names.

    Examples
    --------
    >>> found = gazetteer().cased.scan(["Taiwanese", "chipmaker", "TSMC"])
    >>> [(known.actor, known.form) for _, _, known in found]
    [('TW', 'demonym'), ('tsmc', 'name')]
    """
    cased, folded = Trie(), Trie()
    names: dict[str, Known] = {}
    nothing = [
        (phrase, Known("", "programme", "", "nothing"))
        for phrase in name_words().not_actors
        if re.search("[ -]", phrase)
    ]
    for surface, known in [*_countries(), *_organisations(), *_regions(), *sorted(nothing)]:
        cased.add(surface, known)
        if known.form == "name":
            names.setdefault(surface, known)
        lower = surface.lower()
        common = lower in _ONLY_CASED or lower in name_words().common
        if not common and (len(lower) > 3 or known.kind in ("country", "bloc")):
            folded.add(lower, known)
    return Gazetteer(cased, folded, names)


@cache
def country_forms() -> dict[str, str]:
    """Give the country of each name and demonym (not of capitals).

    Examples
    --------
    >>> country_forms()["Finnish"], country_forms()["South Korea"]
    ('FI', 'KR')
    """
    return {surface: known.actor for surface, known in _countries() if known.form in ("name", "demonym")}


@cache
def cities() -> dict[str, str]:
    """Give the country of cities and regions, by name.

    Examples
    --------
    >>> cities()["Eindhoven"], cities()["Hsinchu"]
    ('NL', 'TW')
    """
    table = {name: row["country"] for row in _rows(_NAMES / "places.csv") for name in _split(row["names"])}
    for row in _rows(reference_table("countries.csv")):
        for name in _split(row["government"]):
            table.setdefault(name, row["iso2"])
    return table


def _countries() -> list[tuple[str, Known]]:
    found: list[tuple[str, Known]] = []
    for row in _rows(reference_table("countries.csv")):
        for column, form in (
            ("name", "name"),
            ("names", "name"),
            ("adjectives", "demonym"),
            ("government", "government"),
        ):
            known = Known(row["iso2"], "country", row["iso2"], cast(Form, form))
            found += [(surface, known) for surface in ([row["name"]] if column == "name" else _split(row[column]))]
    return found


def _organisations() -> list[tuple[str, Known]]:
    found: list[tuple[str, Known]] = []
    path = _NAMES / "organisations.csv"
    for number, row in enumerate(_rows(path), start=2):
        if row["kind"] not in KINDS:
            raise InputError(f"{path}, line {number}: kind '{row['kind']}' is unknown; known: {', '.join(KINDS)}")
        known = Known(row["actor"], row["kind"], row["country"], cast(Form, row["form"] or "name"))
        found += [(surface, known) for surface in _split(row["names"])]
    return found


def _regions() -> list[tuple[str, Known]]:
    return [
        (name, Known(_slug(row["names"].split("|")[0]), "agency", row["country"], "region"))
        for row in _rows(_NAMES / "places.csv")
        if row["form"] == "region"
        for name in _split(row["names"])
    ]


def _words(surface: str) -> list[str]:
    """Cut a form into words as a text is cut; where it holds letters, digits and blanks only, that is quick."""
    parts = surface.split()
    if all(map(str.isalnum, parts)):
        return parts
    return [token.text.replace("’", "'") for token in tokenise(surface, 0, len(surface))]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return [dict(row) for row in csv.DictReader(file)]


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]
