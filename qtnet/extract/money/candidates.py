"""Who may have given or received an amount.

The actors of its sentence, what its pronouns and definite nouns stand for, and the actors of the sentences before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from functools import cache
from heapq import nsmallest
from typing import Literal, NamedTuple

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention
from qtnet.extract.termlists import read_termlist
from qtnet.extract.vocabulary import Kind

__all__ = ["Candidate", "Counts", "Source", "counts_of", "role_candidates"]

Source = Literal["named", "unsure", "noun", "pronoun", "before"]

_PREPOSITION = re.compile(r"\b(?:in|of|from|for|at|to|outside|across)\s+(?:the\s+)?$", re.IGNORECASE)
_FAR = 12  # sentences before it in which what a pronoun or noun stands for may have been named
_BEFORE = 3  # sentences before the amount's in which an actor may have been named


class Candidate(NamedTuple):
    """An actor and where the sentence refers to it; `start == end` where it does not (source ``before``)."""

    actor: str
    kind: Kind
    start: int
    end: int
    source: Source
    distance: int  # sentences since it was named


class Counts(NamedTuple):
    """How often each actor of a document is mentioned, in all and without names of unknown kind."""

    every: Counter[str]
    sure: Counter[str]


def counts_of(analysis: Analysis) -> Counts:
    """Count the mentions of a document."""
    mentions = [m for s in analysis.sentences for m in s.mentions]
    return Counts(Counter(m.actor for m in mentions), Counter(m.actor for m in mentions if m.source != "unknown"))


def role_candidates(analysis: Analysis, position: int, counts: Counts, low: int, high: int) -> list[Candidate]:
    """List the candidates for an amount of one sentence: those in it first, in order, then those before it.

    Parameters
    ----------
    analysis
        The document.
    position
        Place of the sentence.
    counts
        Its mentions, counted.
    low, high
        Offsets in the sentence between which candidates are looked for, so that long lists take linear time.
    """
    sentence = _part(analysis.sentences[position], low, high)
    found = [Candidate(m.actor, m.kind, m.start, m.end, _source(m), 0) for m in _parties(sentence)]
    taken = [(c.start, c.end) for c in found]
    for match in _definite().finditer(sentence.text, low, high):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(a < end and b > start for a, b in taken):
            continue
        if any(a == end + 1 for a, _ in taken):  # "the US firm Uber" names it
            continue
        kinds = _kinds(match)
        plural = bool(match["head"]) and match["head"].lower().endswith("s")
        source: Source = "noun" if match["head"] else "pronoun"
        if (antecedent := _antecedent(analysis, position, sentence, start, kinds, source, plural, counts)) is not None:
            mention, distance = antecedent
            found.append(Candidate(mention.actor, mention.kind, start, end, source, distance))
    named = {c.actor for c in found}
    return sorted(found, key=lambda c: (c.start, c.end)) + _earlier(analysis, position, named, counts)


def _part(sentence: AnalysedSentence, low: int, high: int) -> AnalysedSentence:
    """Give a sentence with the mentions between two offsets only."""
    starts = [m.start for m in sentence.mentions]
    first, last = bisect_left(starts, sentence.start + low), bisect_left(starts, sentence.start + high)
    return replace(sentence, mentions=sentence.mentions[first:last], groups=())


def _parties(sentence: AnalysedSentence) -> list[Mention]:
    """Leave out names that only describe: "US$5 million", "the US ride-hailing firm Uber"."""
    return [
        m
        for m in sentence.mentions
        if not m.adjective
        and not sentence.text.startswith("$", m.end - sentence.start)
        and not (m.kind == "country" and _describes().match(sentence.text, m.end - sentence.start))
    ]


def _source(mention: Mention) -> Source:
    if mention.source == "reference":
        return "noun"
    return "unsure" if mention.source == "unknown" else "named"


@cache
def _describes() -> re.Pattern[str]:
    heads = "|".join(f"(?:{h})" for h in read_termlist("money")["heads"]["company"])
    events = "|".join(read_termlist("money")["describe"]["events"])
    word = r"(?:(?!(?:the|an?|its|their|this|that|to|in|of|for|has|have|is|are|will|would)\s)[a-z-]+\s)"
    return re.compile(rf"\s(?:{word}{{0,3}}(?:{heads})|{word}{{0,2}}(?:{events}))\b")


@cache
def _definite() -> re.Pattern[str]:
    heads = "|".join(f"(?:{h})" for group in read_termlist("money")["heads"].values() for h in group)
    return re.compile(
        rf"\b(?:(?:the|this|that|its|their|these|both)\s+(?:[\w-]+(?:[’']s)?\s+){{0,3}}?(?P<head>{heads})\b|(?P<pronoun>it|its|they|their|itself|themselves|he|she)\b)",
        re.IGNORECASE,
    )


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    if match["head"] is None:
        return ()
    table: dict[str, list[str]] = read_termlist("money")["heads"]
    head = match["head"].lower()
    return tuple(kind for kind, words in table.items() if any(re.fullmatch(w, head) for w in words))


def _antecedent(
    analysis: Analysis,
    position: int,
    here: AnalysedSentence,
    start: int,
    kinds: tuple[str, ...],
    source: Source,
    plural: bool,
    counts: Counts,
) -> tuple[Mention, int] | None:
    """Find what a definite noun or a pronoun stands for: of the nearest sentence that names one, the most named."""
    for distance in range(min(position, _FAR) + 1):
        before = analysis.sentences[position - distance] if distance else here
        mentions = [m for m in _parties(before) if m.end <= start and m.source != "unknown"]
        fitting = [m for m in mentions if m.kind in kinds or (not kinds and not _in_phrase(before, m))]
        if plural and len(fitting) > 1:
            return fitting[0], distance
        if fitting and not plural and not (distance == 0 and source == "pronoun" and len(fitting) > 1):
            return max(fitting, key=lambda m: (counts.every[m.actor], m.start)), distance
    return None


def _in_phrase(sentence: AnalysedSentence, mention: Mention) -> bool:
    """Say whether a preposition stands before a country: no pronoun goes on from "in Japan"."""
    return mention.kind == "country" and bool(_PREPOSITION.search(sentence.text, 0, mention.start - sentence.start))


def _earlier(analysis: Analysis, position: int, named: set[str], counts: Counts) -> list[Candidate]:
    """List the actors of the sentences before and the document's most named ones, the nearest first."""
    place = analysis.sentences[position].start
    out: list[Candidate] = []
    for distance in range(1, min(_BEFORE, position) + 1):
        for m in _parties(analysis.sentences[position - distance]):
            if m.actor not in named and m.source != "unknown":
                named.add(m.actor)
                out.append(Candidate(m.actor, m.kind, place, place, "before", distance))
    for actor, _ in nsmallest(2, counts.sure.items(), key=lambda item: (-item[1], item[0])):
        if actor not in named and actor in analysis.actors:
            out.append(Candidate(actor, analysis.actors[actor].kind, place, place, "before", _BEFORE + 1))
    return out
