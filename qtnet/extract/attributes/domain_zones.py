"""What stands around a quotation that may tell its technology: terms in its words, its clause, above it, in its names.

Terms inside the name of an organisation are counted apart: a grant of the National Quantum Computing Centre is not
for that reason a matter of quantum computing, though a tie of the centre often is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.domain_terms import DomainTerm, domain_terms
from qtnet.extract.cachekeys import Identity
from qtnet.extract.records import record
from qtnet.extract.vocabulary import Domain

__all__ = ["Surroundings", "Terms", "surroundings_of"]

_Class = tuple[Domain, bool]  # of a term: its domain, and whether it only hints at it
_REST: Domain = "science-technology"
_BREAK = re.compile(r"[;:,—]\s|\s[–-]\s|—")
#: What ends the words that a quotation leads on to; commas do not, since topics come in lists.
_END = re.compile(
    r";|\. |, as (?!well)|\b(?:while|whereas|but|although|though|which|who|whose|where|when|after|because|since)\b",
    re.IGNORECASE,
)
_FAR = 300  # characters beyond which a clause is cut, so that a list of thousands costs no more than one of ten


class Terms(NamedTuple):
    """How often the clear and the hinting terms of each technology stand in a zone."""

    strong: Counter[Domain]
    weak: Counter[Domain]


@record
class Surroundings:
    """The terms of each zone around a quotation, and the kinds of the two actors ("company-research", "" for none)."""

    zones: dict[str, Terms]
    kinds: str


def surroundings_of(
    analysis: Analysis, sentence: int, start: int, end: int, parties: tuple[str, ...] = ()
) -> Surroundings:
    """Count the terms of each technology in every zone around the quotation `start:end`.

    Parameters
    ----------
    analysis, sentence
        The document and the position of the quotation's sentence.
    start, end
        The quotation; only terms in no narrower zone count for clause and sentence.
    parties
        The actors that are tied; none for money.
    """
    document = _document(Identity(analysis))
    zones = {name: document.text.counts(spans) for name, spans in document.spans(sentence, start, end).items()}
    here = analysis.sentences[sentence]
    zones["names in sentence"] = document.names.counts([(here.start, here.end)])
    zones["names in quotation"] = document.names.counts([(start, end)])
    for place, party in zip(("first", "second"), parties, strict=False):
        zones[f"{place} name"] = document.of_actor(party)
    zones["document"] = document.all
    zones |= document.nearest(start, end)
    return Surroundings(zones, _kinds(analysis, parties))


class _Placed:
    """Terms in order and without overlap, so that those of a stretch are found by bisection."""

    def __init__(self, terms: Sequence[DomainTerm]) -> None:
        self.classes = tuple((term.domain, term.weak) for term in terms)
        self.starts, self.ends = [t.start for t in terms], [t.end for t in terms]

    def counts(self, spans: Iterable[tuple[int, int]]) -> Terms:
        found: tuple[_Class, ...] = ()
        for start, end in spans:
            if start < end:
                found += self.classes[bisect_right(self.ends, start) : bisect_left(self.starts, end)]
        return _counted(found)


class _Document:
    """The terms of a document, outside names of organisations and in them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        named = [
            (m.start, m.end)
            for s in analysis.sentences
            for m in s.mentions
            if m.source != "reference" and m.kind not in ("country", "bloc")
        ]
        named.sort()
        starts = [start for start, _ in named]
        inside: list[DomainTerm] = []
        outside: list[DomainTerm] = []
        for term in domain_terms(analysis.document.text):
            at = bisect_right(starts, term.start) - 1
            (inside if at >= 0 and term.end <= named[at][1] else outside).append(term)
        self.text = _Placed(outside)
        self.names = _Placed(
            [term._replace(weak=False) for term in inside]
        )  # a supplier's field is clear from its name
        self.all = _counted(self.text.classes)
        self.clear = tuple((term.domain, False) for term in outside if not term.weak)
        self.clear_starts = [term.start for term in outside if not term.weak]
        self.headings = _headings(analysis)

    def spans(self, sentence: int, start: int, end: int) -> dict[str, list[tuple[int, int]]]:
        here = self.analysis.sentences[sentence]
        low, high = _clause(here.text, max(start - here.start, 0), min(end - here.start, len(here.text)))
        first, last = here.start + low, here.start + high
        text = self.analysis.document.text
        onward = _END.search(text, end, min(here.end, end + _FAR))
        spans = {
            "quotation": [(start, end)],
            "onward": [(start, max(end, onward.start() if onward else min(here.end, end + _FAR)))],
            "clause": [(first, start), (end, last)],
            "sentence": [(here.start, first), (last, max(here.end, end))],
            "title": [(0, max(text.find("\n"), 0) or len(text))],
        }
        if sentence and (before := self.analysis.sentences[sentence - 1]).block.kind != "heading":
            spans["previous"] = [(before.start, before.end)]
        if (heading := self.headings[sentence]) is not None:
            spans["heading"] = [heading]
        return spans

    def nearest(self, start: int, end: int) -> dict[str, Terms]:
        """Give the last clear term before the quotation's start and the first after its end."""
        before, after = bisect_left(self.clear_starts, start), bisect_left(self.clear_starts, end)
        return {
            "before": _counted(self.clear[max(before - 1, 0) : before]),
            "after": _counted(self.clear[after : after + 1]),
        }

    def of_actor(self, actor: str) -> Terms:
        known = self.analysis.actors.get(actor)
        return _terms_of(" | ".join((*(known.surfaces if known else ()), actor.replace("-", " "))))


_document = lru_cache(maxsize=4)(lambda key: _Document(key.held))


@lru_cache(maxsize=4096)
def _terms_of(name: str) -> Terms:
    return _counted(tuple((term.domain, False) for term in domain_terms(name)))


@lru_cache(maxsize=4096)
def _counted(found: tuple[_Class, ...]) -> Terms:
    """Count terms; the same terms give the same object, which nobody changes."""
    into = Terms(Counter(), Counter())
    for domain, weak in found:
        (into.weak if weak else into.strong)[domain] += 1
    return into


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    first = max((m.end() for m in _BREAK.finditer(text, max(0, start - _FAR), start)), default=max(0, start - _FAR))
    after = _BREAK.search(text, end, end + _FAR)
    return first, after.start() if after else min(len(text), end + _FAR)


def _headings(analysis: Analysis) -> list[tuple[int, int] | None]:
    """Give for each sentence the stretch of the nearest heading above it, the title apart."""
    found: list[tuple[int, int] | None] = []
    above: tuple[int, int] | None = None
    for sentence in analysis.sentences:
        found.append(above)
        if sentence.block.kind == "heading" and sentence.block.start > 0:
            above = sentence.block.start, sentence.block.end
    return found


def _kinds(analysis: Analysis, parties: tuple[str, ...]) -> str:
    return "-".join(sorted(analysis.actors[p].kind if p in analysis.actors else "unknown" for p in parties))
