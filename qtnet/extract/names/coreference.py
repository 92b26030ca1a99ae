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
from qtnet.extract.names.names import Name
from qtnet.extract.names.passages import Passage

__all__ = ["Reader"]

_FILE = Path(__file__).parents[1] / "lexicon" / "names" / "definites.toml"
_MEMORY = 40  # mentions that are remembered
_SUBJECT_REACH = 5  # characters before the subject of a sentence: "The "
_NAMING = frozenset(["university", "laboratory", "ministry", "department"])  # nouns that are part of the name itself
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5}


class Reader:
    """Reads a document from front to back and remembers who was mentioned."""

    def __init__(self, names: Sequence[Sequence[Name]]) -> None:
        self._past: list[Mention] = []
        self._previous: tuple[Mention, ...] = ()
        self._groups: list[tuple[Mention, ...]] = []
        self._previous_start = 0
        self._facts = {n.actor: n for found in names for n in found}

    def read(self, start: int, mentions: Sequence[Mention], groups: Sequence[Sequence[int]]) -> None:
        """Remember the mentions and lists of a sentence that starts at `start`."""
        self._groups += [tuple(mentions[i] for i in group) for group in groups]
        parties = tuple(m for m in mentions if not m.adjective)
        self._past = (self._past + list(parties))[-_MEMORY:]
        if parties:
            self._previous, self._previous_start = parties, start

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
            return self._several(past, kinds, _NUMBERS.get(match["number"] or "", 2))
        if match["they"]:
            return self._they(past, 3 if "three" in match["they"] or "trio" in match["they"] else 2)
        if match["one"]:
            return _last([m for m in past if m.kind in kinds], match["one"])
        return self._subject(past, scope)

    def _several(self, past: Sequence[Mention], kinds: frozenset[str], count: int) -> list[str]:
        """Give the only ones of the last sentence, else the last list of as many, else the last ones."""
        fitting = [m for m in past if m.kind in kinds]
        near = list(dict.fromkeys(m.actor for m in fitting if m.start >= self._previous_start))
        if len(near) == count:
            return near
        for group in reversed(self._groups):
            listed = list(dict.fromkeys(m.actor for m in group if m.kind in kinds))
            if len(listed) == count:
                return listed
        return _last_several(fitting, count)

    def _they(self, past: Sequence[Mention], count: int) -> list[str]:
        """Give whom "they" takes up at the beginning: the only ones of the last sentence, or its first list."""
        near = list(dict.fromkeys(m.actor for m in past if m.start >= self._previous_start))
        if len(near) == count:
            return near
        lists = [g for g in self._groups if g[0].start >= self._previous_start]
        return list(dict.fromkeys(m.actor for m in lists[0])) if lists else []

    def _subject(self, past: Sequence[Mention], scope: tuple[str, ...]) -> list[str]:
        """Give whom a pronoun at the beginning of a sentence takes up."""
        if scope:
            return [actor for actor in scope[:1] if actor in self._facts]
        subject = self._previous[0] if self._previous and past and past[-1] in self._previous else None
        return [subject.actor] if subject and subject.start - self._previous_start <= _SUBJECT_REACH else []


def _last_several(past: Sequence[Mention], count: int) -> list[str]:
    actors: list[str] = []
    for mention in reversed(past):
        if mention.actor not in actors:
            actors.append(mention.actor)
        if len(actors) == count:
            return actors[::-1]
    return []


def _last(past: Sequence[Mention], noun: str) -> list[str]:
    if noun in ("bloc", "union", "commission"):
        past = [m for m in past if m.kind == "bloc"]
    alike = [m for m in past if noun in m.actor.split("-")]
    if noun in _NAMING and not alike and len({m.actor for m in past}) > 1:
        return []
    return [(alike or past)[-1].actor] if past else []


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
        rf"|^(?P<they>they|both|the two|the three|the pair|the duo|the trio)"
        rf"(?= (?:{table['pronoun']['plural'].replace(' ', '|')}|\w+ed)\b)"
        rf"|^(?P<pronoun>it)(?= (?:{table['pronoun']['verbs'].replace(' ', '|')}|is \w+ing|\w+ed)\b)"
    )
