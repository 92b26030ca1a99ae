"""Definite phrases and pronouns in, mentions by reference out: "both countries", "the company", "it".

Only the near past is read: the mentions of the last sentences, in order. Where nothing fits, nothing is said.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qtnet.extract.analysis import Mention
from qtnet.extract.names import Name
from qtnet.extract.passages import Passage

__all__ = ["Reader"]

_FILE = Path(__file__).parent / "lexicon" / "names" / "definites.toml"
_MEMORY = 40  # mentions that are remembered
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


class Reader:
    """Reads a document from front to back and remembers who was mentioned."""

    def __init__(self, names: Sequence[Sequence[Name]]) -> None:
        self._past: list[Mention] = []
        self._previous: tuple[Mention, ...] = ()
        self._label: tuple[str, ...] = ()
        self._facts = {n.actor: n for found in names for n in found}
        self._countries = [n.actor for found in names for n in found if n.kind == "country"]

    def read(self, mentions: Sequence[Mention]) -> None:
        """Remember the mentions of a sentence."""
        parties = tuple(m for m in mentions if not m.adjective)
        self._past = (self._past + list(parties))[-_MEMORY:]
        if parties:
            self._previous = parties

    def references(self, passage: Passage, mentions: Sequence[Mention], scope: tuple[str, ...]) -> list[Mention]:
        """Give the mentions by reference of a sentence, in reading order."""
        found: list[Mention] = []
        text = " ".join(t.lower for t in passage.tokens)
        starts = _token_starts(passage)
        for match in _pattern().finditer(text):
            first, last = starts.get(match.start()), starts.get(match.end() + 1, len(passage.tokens))
            if first is None:
                continue
            begin, end = passage.tokens[first].start, passage.tokens[last - 1].end
            if any(m.start < end and begin < m.end for m in mentions):
                continue
            past = self._past + sorted(
                (m for m in [*mentions, *found] if m.end <= begin and not m.adjective), key=lambda m: m.start
            )
            for actor in self._who(match, past, scope):
                name = self._facts[actor]
                if name.kind:
                    found.append(
                        Mention(
                            start=begin, end=end, actor=actor, kind=name.kind, country=name.country, source="reference"
                        )
                    )
        return found

    def _who(self, match: re.Match[str], past: Sequence[Mention], scope: tuple[str, ...]) -> list[str]:
        kinds = _kinds_of(match)
        if match["several"]:
            count = _NUMBERS.get(match["number"] or "", 0)
            return _last_several([m for m in past if m.kind in kinds], count)
        if match["one"]:
            return _last([m for m in past if m.kind in kinds], match["one"])
        return self._subject(past, scope)

    def _subject(self, past: Sequence[Mention], scope: tuple[str, ...]) -> list[str]:
        """Give whom a pronoun at the beginning of a sentence takes up."""
        if scope:
            return [actor for actor in scope[:1] if actor in self._facts]
        return [self._previous[0].actor] if self._previous and past and past[-1] in self._previous else []


def _last_several(past: Sequence[Mention], count: int) -> list[str]:
    wanted = count or 2
    actors: list[str] = []
    for mention in reversed(past):
        if mention.actor not in actors:
            actors.append(mention.actor)
        if len(actors) == wanted:
            return actors[::-1]
    return []


def _last(past: Sequence[Mention], noun: str) -> list[str]:
    if noun in ("bloc", "union", "commission"):
        past = [m for m in past if m.kind == "bloc"]
    return [past[-1].actor] if past else []


def _kinds_of(match: re.Match[str]) -> frozenset[str]:
    noun = match["noun"] or match["one"] or ""
    return frozenset(_definites()["kinds"].get(noun, ("country", "bloc")))


def _token_starts(passage: Passage) -> dict[int, int]:
    starts, offset = {}, 0
    for position, token in enumerate(passage.tokens):
        starts[offset] = position
        offset += len(token.lower) + 1
    return starts


@cache
def _definites() -> dict[str, dict[str, list[str]]]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    kinds: dict[str, list[str]] = {}
    for group in table["group"]:
        for noun in group["one"].split() + group["several"].split():
            kinds[noun] = group["kinds"]
    return {"kinds": kinds}


@cache
def _pattern() -> re.Pattern[str]:
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    one = sorted({noun for group in table["group"] for noun in group["one"].split()})
    several = sorted({noun for group in table["group"] for noun in group["several"].split()})
    return re.compile(
        rf"(?P<several>(?<!\S)(?:both|these|those|the)"
        rf" (?:(?P<number>two|three|four|five) )?(?:\w+ )?(?P<noun>{'|'.join(several)})(?!\S))"
        rf"|(?<!\S)(?:the|this) (?P<one>{'|'.join(one)})(?!\S)(?! of )"
        r"|^(?P<pronoun>it)(?!\S)"
    )
