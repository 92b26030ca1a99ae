"""Sentences that name two actors and a word that ties, but gave no fact: where ties are missed.

They are grouped by the path between two neighbouring actors: its trigger words, by stem, and prepositions. A path that
is often silent is a construction that the extractor does not know, so one answer teaches most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention, Token
from qtnet.extract.frames.triggers import triggers

__all__ = ["SilentSentence", "group_names", "silent_sentences"]

#: Prepositions and links that tell one construction from another; all other words of a path vary freely.
_LINK_WORDS = "with between of for from to in by on at into under against over through via and alongside as than among"
_LINKS = frozenset(_LINK_WORDS.split())
_LONGEST_PATH = 6
_GAP = "…"
_MOST_PAIRS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentSentence:
    """A sentence without a fact; `first` and `second` are the actors between whom `path` leads.

    The path has stems, so that all forms of its words are one group; `wording` has the words as they stand.
    """

    doc: str
    start: int
    end: int
    first: str
    second: str
    path: str
    wording: str


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
    >>> [(s.first, s.second, s.wording) for s in found]
    [('JP', 'CA', 'and … cooperation')]
    """
    for sentence in analysis.sentences:
        if sentence.block.kind == "boilerplate" or any(a < sentence.end and b > sentence.start for a, b in facts):
            continue
        parties = [mention for mention in sentence.mentions if not mention.adjective]
        marked = _marked(sentence.tokens)
        if not marked or len({mention.actor for mention in parties}) < 2:
            continue
        yield min(_paths(sentence, parties, set(marked), analysis.document.doc), key=_strangeness)


def group_names(found: Iterable[SilentSentence]) -> dict[str, tuple[str, int]]:
    """Give the most frequent wording of each path, and the number of its sentences."""
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in found:
        wordings[sentence.path][sentence.wording] += 1
    return {
        path: (min(counts, key=lambda wording: (-counts[wording], wording)), counts.total())
        for path, counts in wordings.items()
    }


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
    sentence: AnalysedSentence, parties: Sequence[Mention], marked: Collection[int], doc: str
) -> Iterator[SilentSentence]:
    """Give the paths between neighbouring actors; of a long list, those of the first ones."""
    neighbours = islice(((a, b) for a, b in pairwise(parties) if a.actor != b.actor), _MOST_PAIRS)
    words = [token.lower for token in sentence.tokens]
    for first, second in neighbours:
        inside = [i for i, t in enumerate(sentence.tokens) if first.end <= t.start and t.end <= second.start]
        path = [i for i in inside if i in marked or words[i] in _LINKS][-_LONGEST_PATH:]
        gap = []
        if not any(i in marked for i in inside):
            after = [i for i in sorted(marked) if sentence.tokens[i].start >= second.end]
            gap = [after[0] if after else max(marked)]
        yield SilentSentence(
            doc=doc,
            start=sentence.start,
            end=sentence.end,
            first=first.actor,
            second=second.actor,
            path=" ".join([*(_stem(words[i]) for i in path), *(f"{_GAP} {_stem(words[i])}" for i in gap)]),
            wording=" ".join([*(words[i] for i in path), *(f"{_GAP} {words[i]}" for i in gap)]),
        )


def _strangeness(sentence: SilentSentence) -> tuple[bool, int]:
    """Prefer a path with its trigger between the actors, then the shortest; of equals the first in the sentence."""
    return _GAP in sentence.path, len(sentence.path)


def _stem(word: str) -> str:
    """Cut what verbs and nouns add to their stem, so that "makes" and "making" are one path."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word.removesuffix(ending)
    return word
