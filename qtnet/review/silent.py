"""Sentences that name two actors and a word that ties, but gave no fact: where ties are missed.

They are grouped by the path between two neighbouring actors: its trigger words, by stem, and prepositions. A path that
is often silent is a construction that the extractor does not know, so one answer teaches most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention, Token
from qtnet.extract.frames.triggers import triggers

__all__ = ["SilentSentence", "group_sizes", "silent_sentences"]

#: Prepositions and links that tell one construction from another; all other words of a path vary freely.
_LINK_WORDS = "with between of for from to in by on at into under against over through via and alongside as than among"
_LINKS = frozenset(_LINK_WORDS.split())
_LONGEST_PATH = 6
_GAP = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentSentence:
    """A sentence without a fact; `first` and `second` are the actors whose path it is grouped by."""

    doc: str
    start: int
    end: int
    first: str
    second: str
    path: str


def silent_sentences(analysis: Analysis, facts: Collection[tuple[int, int]]) -> Iterator[SilentSentence]:
    """Give the sentences of a document that tie actors by their words, and overlap no quotation of a fact.

    Parameters
    ----------
    analysis
        The analysed document.
    facts
        Offsets of the quotations of its facts.

    Examples
    --------
    >>> from qtnet.corpus import Document
    >>> from qtnet.extract import analyse
    >>> text = "Between Japan and Canada cooperation was discussed. Japan rained. Japan met Canada."
    >>> found = list(silent_sentences(analyse(Document(doc="d", text=text)), [(66, 83)]))
    >>> [(s.first, s.second, s.path) for s in found]
    [('JP', 'CA', 'and … cooperation')]
    """
    for sentence in analysis.sentences:
        if sentence.block.kind == "boilerplate" or any(a < sentence.end and b > sentence.start for a, b in facts):
            continue
        parties = [mention for mention in sentence.mentions if not mention.adjective]
        marked = _marked(sentence.tokens)
        if not marked or len({mention.actor for mention in parties}) < 2:
            continue
        first, second, path = min(
            _paths(sentence, parties, marked), key=lambda found: (_GAP in found[2], len(found[2]), found[0].start)
        )
        yield SilentSentence(
            doc=analysis.document.doc,
            start=sentence.start,
            end=sentence.end,
            first=first.actor,
            second=second.actor,
            path=path,
        )


def group_sizes(found: Iterable[SilentSentence]) -> Counter[str]:
    """Count the sentences of each path."""
    return Counter(sentence.path for sentence in found)


def _marked(tokens: Sequence[Token]) -> list[int]:
    """Give the positions of the words that carry a tie."""
    words = [token.lower for token in tokens]
    found: list[int] = []
    at = 0
    while at < len(words):
        length, _ = triggers().longest(words, at)
        found += range(at, at + length)
        at += max(length, 1)
    return found


def _paths(
    sentence: AnalysedSentence, parties: Sequence[Mention], marked: Sequence[int]
) -> Iterator[tuple[Mention, Mention, str]]:
    neighbours = [(a, b) for a, b in pairwise(parties) if a.actor != b.actor]
    for first, second in neighbours:
        inside = [i for i, t in enumerate(sentence.tokens) if first.end <= t.start and t.end <= second.start]
        words = [_stem(sentence.tokens[i].lower) if i in marked else sentence.tokens[i].lower for i in inside
                 if i in marked or sentence.tokens[i].lower in _LINKS]  # fmt: skip
        if not set(inside) & set(marked):
            after = [i for i in marked if sentence.tokens[i].start >= second.end]
            nearest = after[0] if after else max(i for i in marked)
            words += [_GAP, _stem(sentence.tokens[nearest].lower)]
        yield first, second, " ".join(words[-_LONGEST_PATH:])


def _stem(word: str) -> str:
    """Cut what verbs and nouns add to their stem, so that "signs" and "signed" are one path."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
