"""Sentences with marked actors: how frames are tested without recognising names.

``[Nokia]`` is a company, ``{Japan}`` a state, ``<MIT>`` a research body, ``<agency:NSF>`` an actor of the kind named;
``{Dutch~}`` only describes; `` / `` divides sentences. What they should give follows ``=>``:
``Nokia - Intel, Toshiba > BT``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from qtnet.corpus.document import Block, Document
from qtnet.errors import InputError
from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention
from qtnet.extract.tokens import tokenise
from qtnet.extract.vocabulary import KINDS, Kind

__all__ = ["Example", "analysis_of", "read_example"]

_MARK = re.compile(r"\[([^\]]+)\]|\{([^}]+)\}|<([^>]+)>")
_PAIR = re.compile(r"(.+?) ([->]) (.+)")


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence and the ties it should give: (first, second, directed)."""

    sentence: str
    ties: frozenset[tuple[str, str, bool]]


def read_example(line: str) -> Example:
    """Read ``sentence => A - B, C > D``; without the arrow no tie is expected.

    Raises
    ------
    InputError
        If a pair cannot be read.

    Examples
    --------
    >>> sorted(read_example("[BT] buys lasers from [Toshiba] => Toshiba > BT").ties)
    [('Toshiba', 'BT', True)]
    """
    sentence, _, expected = line.partition("=>")
    ties = set()
    for pair in filter(None, (part.strip() for part in expected.split(","))):
        if (found := _PAIR.fullmatch(pair)) is None:
            raise InputError(f"example '{line}': '{pair}' is no pair; write 'A - B' or 'A > B'")
        first, arrow, second = found.groups()
        ties.add((first, second, True) if arrow == ">" else (min(first, second), max(first, second), False))
    return Example(sentence.strip(), frozenset(ties))


def analysis_of(marked: str) -> Analysis:
    """Make the analysis of a document from marked sentences, divided by `` / ``; an actor's id is its name.

    Examples
    --------
    >>> [mention.kind for mention in analysis_of("{Japan} and <MIT> cooperate").sentences[0].mentions]
    ['country', 'research']
    """
    text, sentences = "", []
    for part in marked.split(" / "):
        text += " " if text else ""
        start = len(text)
        written, mentions = _read_marks(part, start)
        text += written
        sentences.append(
            AnalysedSentence(
                start=start, end=len(text), text=written, block=Block(kind="paragraph", start=start, end=len(text)),
                tokens=tokenise(text, start, len(text)), mentions=mentions, groups=(), scope=(),
            )
        )  # fmt: skip
    actors = {
        m.actor: Actor(actor=m.actor, kind=m.kind, country="", surfaces=(m.actor,))
        for sentence in sentences
        for m in sentence.mentions
    }
    return Analysis(document=Document(doc="example", text=text), sentences=tuple(sentences), actors=actors)


def _read_marks(marked: str, offset: int) -> tuple[str, tuple[Mention, ...]]:
    text, mentions = "", []
    position = 0
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        name, kind, adjective = _named(mark)
        start = offset + len(text)
        text += name
        position = mark.end()
        mentions.append(
            Mention(
                start=start, end=offset + len(text), actor=name, kind=kind, country="", source="gazetteer",
                adjective=adjective,
            )
        )  # fmt: skip
    return text + marked[position:], tuple(mentions)


def _named(mark: re.Match[str]) -> tuple[str, Kind, bool]:
    company, state, other = mark.groups()
    kind, _, rest = (other or "").partition(":")
    if rest and kind not in KINDS:
        raise InputError(f"'{mark.group()}': '{kind}' is no kind of actor; known: {', '.join(KINDS)}")
    if rest:
        name, found = rest, cast(Kind, kind)
    elif other:
        name, found = other, "research"
    else:
        name, found = (company, "company") if company else (state, "country")
    return name.removesuffix("~"), found, name.endswith("~")
