"""Where a text names a technology: the terms of `lexicon/domains.toml`, found and placed.

The longest term wins, so "quantum communication" is no telecommunication and "AI chips" are semiconductors.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan
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
    classes, scan = _scan()
    found = [DomainTerm(m.start(), m.end(), *classes[number]) for number, m in scan.finditer(text)]
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
def _scan() -> tuple[tuple[tuple[Domain, bool], ...], TermScan]:
    """Give the domain and weakness of each list of terms, and what finds them."""
    classes: list[tuple[Domain, bool]] = []
    lists: list[TermList] = []
    for domain in DOMAINS:
        table = read_termlist("domains")[domain]
        for key, weak, flags in _CLASSES:
            if table.get(key):
                classes.append((domain, weak))
                lists.append(TermList(table[key], flags, after_hyphen=True))
    return tuple(classes), TermScan(lists)
