"""What speaks for each technology at a quotation: terms in it, around it, above it and in the whole document.

The features are shared by all technologies, so that a few hundred annotated ties are enough to weigh them, and a new
technology needs terms only.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, lru_cache

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.attributes.domain_terms import DomainTerm, domain_terms, parent_of
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["ZONES", "Zones", "domain_features", "zones_of"]

#: Parts of a document as seen from a quotation, the nearest first.
ZONES = ("quotation", "sentence", "nearest", "previous", "block", "heading", "title", "document")
_NESTED = ("quotation", "sentence", "block")
_REST: Domain = "science-technology"

Zones = dict[str, tuple[Counter[Domain], Counter[Domain]]]  # zone: counts of strong terms, counts of weak ones


def zones_of(analysis: Analysis, sentence: int, start: int, end: int) -> Zones:
    """Count the terms of each technology in every zone around the quotation `start:end`."""
    spans = _spans(analysis, sentence, start, end)
    zones: Zones = {zone: (Counter(), Counter()) for zone in ZONES}
    terms = _placed_terms(analysis.document.text)
    zones["document"] = terms.counts
    counted: set[DomainTerm] = set()
    for zone in ("quotation", "sentence", "block", "previous", "heading", "title"):
        inside = terms.overlapping(*spans[zone]) if zone in spans else ()
        if zone in _NESTED:  # of quotation, sentence and block only the narrowest counts
            inside = tuple(term for term in inside if term not in counted)
            counted.update(inside)
        for term in inside:
            zones[zone][term.weak][term.domain] += 1
    if (nearest := terms.nearest(start, end)) is not None:
        zones["nearest"][0][nearest.domain] += 1
    return zones


class _PlacedTerms:
    """The terms of a text, which are in order and do not overlap, so that a place is found by bisection."""

    def __init__(self, text: str) -> None:
        self._terms = domain_terms(text)
        self._bounds = [t.start for t in self._terms], [t.end for t in self._terms]
        self._clear = tuple(t for t in self._terms if not t.weak and t.domain != _REST)
        self._clear_bounds = [t.start for t in self._clear], [t.end for t in self._clear]
        self.counts: tuple[Counter[Domain], Counter[Domain]] = (Counter(), Counter())
        for term in self._terms:
            self.counts[term.weak][term.domain] += 1

    def overlapping(self, start: int, end: int) -> tuple[DomainTerm, ...]:
        starts, ends = self._bounds
        return self._terms[bisect_right(ends, start) : bisect_left(starts, end)]

    def nearest(self, start: int, end: int) -> DomainTerm | None:
        """Give the clear term nearest to the stretch; of equally near ones the last."""
        starts, ends = self._clear_bounds
        first, after = bisect_left(ends, start), bisect_right(starts, end)
        if first < after or after == len(starts):
            return self._clear[after - 1] if after else None
        if not first:
            return self._clear[0]
        return self._clear[after if starts[after] - end <= start - ends[first - 1] else first - 1]


_placed_terms = lru_cache(maxsize=16)(_PlacedTerms)


def domain_features(zones: Zones, domain: Domain, mode: Mode | None) -> dict[str, float]:
    """Give the features of one technology; `mode` is None for money."""
    features = {"any": 1.0, f"is {domain}": 1.0}
    family = {parent_of(domain), *_children(domain)}
    siblings = [d for d in DOMAINS if parent_of(domain) and parent_of(d) == parent_of(domain) and d != domain]
    for zone, (strong, weak) in zones.items():
        if not strong and not weak and domain != _REST:
            continue  # an empty zone has no feature that differs from 0
        total = sum(strong.values())
        others = any(n for d, n in strong.items() if d not in (domain, _REST) and d not in family)
        present = float(strong[domain] > 0)
        features |= {zone: present, f"{zone} share": strong[domain] / total if total else 0.0}
        features |= {f"{zone} weak": float(weak[domain] > 0), f"{zone} others": float(others)}
        if _children(domain):
            features |= {f"{zone} general": present, f"{zone} child": float(any(strong[d] for d in _children(domain)))}
        if (parent := parent_of(domain)) is not None:
            features |= {
                f"{zone} parent": float(strong[parent] > 0),
                f"{zone} sibling": float(any(strong[d] for d in siblings)),
            }
        if domain == _REST:
            features |= {f"{zone} rest": present, f"{zone} rest alone": float(not others)}
    features |= _family_features(zones, domain)
    ranking = [d for d, _ in zones["document"][0].most_common() if d != _REST]
    features |= {"first": float(ranking[:1] == [domain]), "second": float(ranking[1:2] == [domain])}
    features["document count"] = math.log1p(zones["document"][0][domain])
    if domain == _REST and mode is not None:
        features[f"rest {mode}"] = 1.0
    return {name: value for name, value in features.items() if value}


def _family_features(zones: Zones, domain: Domain) -> dict[str, float]:
    """Say how much of a family's terms in the document are this technology's: which child, or none in particular."""
    members = [
        d for d in DOMAINS if d == (parent_of(domain) or domain) or parent_of(d) == (parent_of(domain) or domain)
    ]
    features: dict[str, float] = {}
    if len(members) > 1:
        counts = zones["document"][0]
        children = sum(counts[d] for d in members if parent_of(d))
        whole = sum(counts[d] for d in members)
        part = children if parent_of(domain) else whole
        kind = "child" if parent_of(domain) else "general"
        features[f"{kind} of family"] = counts[domain] / part if part else 0.0
        features[f"{kind} leads family"] = float(
            counts[domain] > 0 and counts[domain] == max(counts[d] for d in members)
        )
    return features


def _spans(analysis: Analysis, sentence: int, start: int, end: int) -> dict[str, tuple[int, int]]:
    here = analysis.sentences[sentence]
    spans = {"quotation": (start, end), "sentence": (here.start, max(here.end, end))}
    spans |= {"block": (here.block.start, here.block.end), "title": (0, _title_end(analysis.document.text))}
    if sentence:
        before = analysis.sentences[sentence - 1]
        spans["previous"] = (before.start, before.end)
    if (heading := _heading(analysis, sentence, here)) is not None:
        spans["heading"] = (heading.block.start, heading.block.end)
    return spans


def _title_end(text: str) -> int:
    end = text.find("\n")
    return end if end > 0 else len(text)


def _heading(analysis: Analysis, sentence: int, here: AnalysedSentence) -> AnalysedSentence | None:
    above = (
        s
        for s in reversed(analysis.sentences[:sentence])
        if s.block.kind == "heading" and s.block.start > 0 and s.block.end <= here.block.start
    )
    return next(above, None)


@cache
def _children(domain: Domain) -> tuple[Domain, ...]:
    return tuple(d for d in DOMAINS if parent_of(d) == domain)
