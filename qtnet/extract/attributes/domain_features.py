"""What speaks for each technology at a quotation: terms in it, around it, above it and in the whole document.

The features are shared by all technologies, so that a few hundred annotated ties are enough to weigh them, and a new
technology needs terms only.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

from qtnet.extract.analysis import AnalysedSentence, Analysis
from qtnet.extract.attributes.domain_terms import DomainTerm, domain_terms, parent_of
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["ZONES", "Zones", "domain_features", "zones_of"]

#: Parts of a document as seen from a quotation, the nearest first.
ZONES = ("quotation", "sentence", "nearest", "previous", "block", "heading", "title", "document")
_REST: Domain = "science-technology"

Zones = dict[str, tuple[Counter[Domain], Counter[Domain]]]  # zone: counts of strong terms, counts of weak ones


def zones_of(analysis: Analysis, sentence: int, start: int, end: int) -> Zones:
    """Count the terms of each technology in every zone around the quotation `start:end`."""
    spans = _spans(analysis, sentence, start, end)
    zones: Zones = {zone: (Counter(), Counter()) for zone in ZONES}
    terms = domain_terms(analysis.document.text)
    for term in terms:
        for zone in _homes(term, spans):
            zones[zone][term.weak][term.domain] += 1
    clear = [t for t in terms if not t.weak and t.domain != _REST]
    if clear:
        zones["nearest"][0][min(clear, key=lambda t: (max(t.start - end, start - t.end, 0), -t.start)).domain] += 1
    return zones


def domain_features(zones: Zones, domain: Domain, mode: Mode | None) -> dict[str, float]:
    """Give the features of one technology; `mode` is None for money."""
    features = {"any": 1.0, f"is {domain}": 1.0}
    family = {parent_of(domain), *_children(domain)}
    siblings = [d for d in DOMAINS if parent_of(domain) and parent_of(d) == parent_of(domain) and d != domain]
    for zone, (strong, weak) in zones.items():
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
    if (heading := _heading(analysis, here)) is not None:
        spans["heading"] = (heading.block.start, heading.block.end)
    return spans


def _title_end(text: str) -> int:
    end = text.find("\n")
    return end if end > 0 else len(text)


def _heading(analysis: Analysis, here: AnalysedSentence) -> AnalysedSentence | None:
    above = [
        s
        for s in analysis.sentences
        if s.block.kind == "heading" and s.block.start > 0 and s.block.end <= here.block.start
    ]
    return above[-1] if above else None


def _homes(term: DomainTerm, spans: dict[str, tuple[int, int]]) -> list[str]:
    """Name the zones of a term: of quotation, sentence and block only the narrowest counts, the others always."""
    inside = {zone for zone, (start, end) in spans.items() if term.start < end and term.end > start}
    own = next((zone for zone in ("quotation", "sentence", "block") if zone in inside), None)
    return [*([own] if own else []), *(z for z in ("previous", "heading", "title") if z in inside), "document"]


@cache
def _children(domain: Domain) -> tuple[Domain, ...]:
    return tuple(d for d in DOMAINS if parent_of(d) == domain)
