"""A corpus of any size, recombined from the annotated documents of data/corpus: the same bytes for the same size.

A document takes its headline from one annotated document and its paragraphs from some thirty, until it has about 4 kB.
A part of the organisations get invented names, so that the number of actors grows with the corpus, as it does in life.
In every fifty documents one is an exact copy of another (number 50k + 49), and one a near copy (number 50k + 24) with
another headline, a dateline, a sentence less and a note of the desk: what a paper makes of a wire report.
"""

from __future__ import annotations

import csv
import random
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

__all__ = ["Copies", "copies", "document", "write_documents"]

_CORPUS = Path(__file__).resolve().parents[2] / "data" / "corpus"
_CYCLE, _NEAR, _EXACT = 50, 24, 49
_ORGANISATIONS = ("company", "research", "agency", "programme")
_SYLLABLES = ("ka", "ve", "lo", "mir", "tan", "dru", "sel", "po", "nix", "ra", "gor", "ti", "bel", "zu", "fen", "ost")
_FOLDER = 1000


class Copies(NamedTuple):
    """How many documents copy another one, exactly and nearly."""

    exact: int
    near: int


def write_documents(folder: Path, documents: int, *, kilobytes: float = 4.0) -> Copies:
    """Write so many documents into subfolders of a folder; give how many of them are copies."""
    for number in range(documents):
        place = folder / f"{number // _FOLDER:04d}" / f"{_name(number)}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(document(number, kilobytes=kilobytes), encoding="utf-8", newline="\n")
    return Copies(*(sum(number % _CYCLE == kind for number in range(documents)) for kind in (_EXACT, _NEAR)))


def copies(documents: int) -> dict[str, str]:
    """Give the copies among so many documents: id of the copy → id of what it copies."""
    return {_name(n): _name(_copied(n)) for n in range(documents) if n % _CYCLE in (_NEAR, _EXACT)}


def document(number: int, *, kilobytes: float = 4.0) -> str:
    """Give the text of a document; it depends on its number and size alone."""
    if number % _CYCLE == _EXACT:
        return document(_copied(number), kilobytes=kilobytes)
    if number % _CYCLE == _NEAR:
        return _rewritten(document(_copied(number), kilobytes=kilobytes), random.Random(f"copy {number}"))
    chance = random.Random(f"document {number}")
    heads, paragraphs = _parts()
    date = f"{chance.randrange(1, 29)} {chance.choice(('January', 'May', 'October'))} {chance.randrange(2015, 2026)}"
    chosen = [chance.choice(heads), date]
    while sum(map(len, chosen)) < kilobytes * 1000:
        chosen.append(chance.choice(paragraphs))
    return "\n\n".join(_renamed(text, number, chance) for text in chosen) + "\n"


def _copied(number: int) -> int:
    """Give the number of the document that a copy copies: one of the twenty before it, none of them a copy."""
    return number - random.Random(f"copied {number}").randrange(1, 21)


def _rewritten(text: str, chance: random.Random) -> str:
    paragraphs = text.strip().split("\n\n")
    at = max(range(min(2, len(paragraphs) - 1), len(paragraphs)), key=lambda place: len(paragraphs[place]))
    paragraphs[at] = re.sub(r"(?<=[.!?]) [^.!?]+[.!?]$", "", paragraphs[at])
    head = chance.choice(_parts()[0])
    return "\n\n".join([head, *paragraphs[1:], f"Reporting by our desk, item {chance.randrange(10**6)}."]) + "\n"


def _name(number: int) -> str:
    return f"d{number:06d}"


@cache
def _parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the headlines and the paragraphs of the annotated documents."""
    heads, paragraphs = [], []
    for path in sorted(_CORPUS.glob("*/docs/*.txt")):
        own = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
        heads.append(own[0].strip())
        paragraphs += [part.strip() for part in own[1:] if len(part) > 80]
    return tuple(heads), tuple(paragraphs)


@cache
def _organisations() -> re.Pattern[str]:
    """Match the names of organisations that have two words or more."""
    names = set()
    for path in sorted(_CORPUS.glob("*/gold/actors.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["kind"] in _ORGANISATIONS:
                    names |= {form for form in row["surface"].split("|") if " " in form}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name))))


def _renamed(text: str, number: int, chance: random.Random) -> str:
    """Give every fourth organisation another first word, of a stock of words that grows with the corpus."""

    def other(match: re.Match[str]) -> str:
        if chance.random() > 0.25:
            return match[0]
        return " ".join([_word(chance.randrange(number // 4 + 8)), *match[0].split(" ")[1:]])

    return _organisations().sub(other, text)


def _word(place: int) -> str:
    chance = random.Random(f"word {place}")
    return "".join(chance.choice(_SYLLABLES) for _ in range(4)).capitalize()
