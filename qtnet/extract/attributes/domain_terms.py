"""Where a text names a technology: the terms of `lexicon/domains.toml`, found and placed.

The longest term wins, so "quantum communication" is no telecommunication and "AI chips" are semiconductors.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qtnet.extract.termlists import read_termlist
from qtnet.extract.vocabulary import DOMAINS, Domain

__all__ = ["DomainTerm", "domain_terms", "parent_of"]


#: Lists of the lexicon: whether their terms only hint at the technology, and how their case is read.
_CLASSES = (
    ("strong", False, re.IGNORECASE),
    ("cased", False, re.RegexFlag(0)),
    ("weak", True, re.RegexFlag(0)),
    ("hint", True, re.IGNORECASE),
)


class DomainTerm(NamedTuple):
    """A term of a technology; `weak` ones (company names, broad words) only hint at it."""

    start: int
    end: int
    domain: Domain
    weak: bool


@lru_cache(maxsize=16)
def domain_terms(text: str) -> tuple[DomainTerm, ...]:
    """Find the terms of all technologies in a text, in order and without overlap.

    Examples
    --------
    >>> [(t.domain, t.weak) for t in domain_terms("AI chips from Nvidia for quantum key distribution over 5G")]
    [('semiconductors', False), ('semiconductors', True), ('quantum-communication', False), ('telecom', False)]
    """
    found = [
        DomainTerm(m.start(), m.end(), domain, weak)
        for domain, weak, pattern in _patterns()
        for m in pattern.finditer(text)
    ]
    found.sort(key=lambda t: (t.start, -t.end, t.weak, DOMAINS.index(t.domain)))
    kept: list[DomainTerm] = []
    for term in found:
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    return tuple(kept)


@cache
def parent_of(domain: Domain) -> Domain | None:
    """Give the general domain that a special one belongs to.

    Examples
    --------
    >>> parent_of("quantum-sensing"), parent_of("ai")
    ('quantum', None)
    """
    parent: Domain | None = read_termlist("domains")[domain].get("parent")
    return parent


@cache
def _patterns() -> tuple[tuple[Domain, bool, re.Pattern[str]], ...]:
    out: list[tuple[Domain, bool, re.Pattern[str]]] = []
    for domain in DOMAINS:
        table = read_termlist("domains")[domain]
        for key, weak, flags in _CLASSES:
            if table.get(key):
                out.append((domain, weak, _compile(table[key], flags)))
    return tuple(out)


def _compile(terms: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    ordered = sorted(terms, key=lambda t: (-len(t), t))
    return re.compile(r"(?<![\w])(?:" + "|".join(ordered) + r")(?!\w)", flags)
