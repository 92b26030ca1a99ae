"""The features that speak for or against one technology, given the terms around a quotation.

They are shared by all technologies, so that some hundred annotated documents are enough to weigh them, and a new
technology needs terms only. Each feature is there or not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from qtnet.extract.attributes.domain_terms import parent_of
from qtnet.extract.attributes.domain_zones import Surroundings, Terms
from qtnet.extract.vocabulary import DOMAINS, Domain, Mode

__all__ = ["domain_features", "names_technology", "own_features", "zone_features"]

_REST: Domain = "science-technology"
_ROLE_OF_REST = "rest"
_SENTENCE = ("quotation", "onward", "clause", "sentence")
_SHARES = ((0.34, "third"), (0.5, "most"), (0.8, "all"))
_REST_SHARES = (0.3, 0.5, 0.7, 0.9)
_FAMILY_SHARES = (0.3, 0.5, 0.8)
_SEVERAL = 2


def domain_features(around: Surroundings, domain: Domain, mode: Mode | None) -> dict[str, float]:
    """Give the features of one technology, each with value 1; `mode` is None for money.

    Examples
    --------
    >>> around = Surroundings({"quotation": Terms(Counter({"ai": 1}), Counter())}, "")
    >>> [name for name in domain_features(around, "ai", None) if name.startswith("quotation")][:3]
    ['quotation', 'quotation flat', 'quotation only']
    """
    names = list(own_features(around.kinds, domain, mode, near=names_technology(around)))
    for zone, terms in around.zones.items():
        names += zone_features(zone, terms, domain)
    return dict.fromkeys(names, 1.0)


def own_features(kinds: str, domain: Domain, mode: Mode | None, *, near: bool) -> Iterator[str]:
    """Give the names of the features that hang on the tie, and on whether any technology is named `near`."""
    yield from ("any", f"is {domain}")
    if domain == _REST:
        place = "near" if near else "far"
        yield from (f"rest {mode}", f"rest {kinds}", f"rest {place}", f"rest {mode} {place}")
    else:
        yield f"{_role(domain)} {mode}"


def names_technology(around: Surroundings) -> bool:
    """Say whether the sentence names a technology: what two states say to each other without one is rarely on chips."""
    zones = (around.zones[name].strong for name in _SENTENCE if name in around.zones)
    return any(number and domain != _REST for zone in zones for domain, number in zone.items())


def zone_features(zone: str, terms: Terms, domain: Domain) -> Iterator[str]:
    """Give the names of the features of one zone."""
    yield from (f"{zone} {name}".rstrip() for name in _of_zone(terms, domain))
    if zone == "document":
        yield from _of_document(terms.strong, domain)


def _of_zone(terms: Terms, domain: Domain) -> Iterator[str]:
    """Give the names of what one zone says of a technology; the empty name is its presence."""
    counts, role = terms.strong, _role(domain)
    others = [d for d in counts if d not in (domain, _REST) and d not in _kin(domain)]
    if counts[domain]:
        yield from ("", role)
        if counts[domain] >= _SEVERAL:
            yield "several"
        if not others:
            yield "only"
        named = sum(counts.values()) if domain == _REST else _named(counts)
        yield from (name for share, name in _SHARES if counts[domain] / named > share)
    elif others:
        yield from ("others not it", f"{role} others not it")
    elif not any(counts[d] for d in _kin(domain)):
        yield "nothing for the rest" if domain == _REST else "nothing"
    if terms.weak[domain]:
        yield "weak"
    if len(others) > 1:
        yield "many others"
    yield from _of_family(counts, domain)


def _of_family(counts: Counter[Domain], domain: Domain) -> Iterator[str]:
    parent = parent_of(domain)
    children = sum(counts[d] > 0 for d in _children(domain))
    if children:
        yield "a child"
    if children > 1:
        yield "children"
    if parent is not None:
        siblings = max(counts[d] for d in _children(parent) if d != domain)
        for name, number in (("parent", counts[parent]), ("sibling", siblings)):
            if number:
                yield name
            if number > counts[domain]:
                yield f"{name} more"


def _of_document(counts: Counter[Domain], domain: Domain) -> Iterator[str]:
    """Give the names of what the whole document's terms say of a technology."""
    ranking = sorted((d for d in counts if d != _REST), key=lambda d: (-counts[d], DOMAINS.index(d)))
    for name, place in (("first", 0), ("second", 1)):
        if ranking[place : place + 1] == [domain]:
            yield name
    named = _named(counts)
    if domain == _REST:
        share = counts[_REST] / (counts[_REST] + named) if counts[_REST] + named else 1.0
        yield from (f"rest over {least}" for least in _REST_SHARES if share > least)
        if len(ranking) > _SEVERAL:
            yield "rest of many"
        return
    family = _family(domain)
    whole = sum(counts[d] for d in family)
    yield from (f"family over {least}" for least in _FAMILY_SHARES if named and whole / named > least)
    if len(family) > 1:
        yield from _leading(counts, domain, family)


def _leading(counts: Counter[Domain], domain: Domain, family: tuple[Domain, ...]) -> Iterator[str]:
    """Say how much of a family's terms are this technology's: which child, or none in particular."""
    role = _role(domain)
    children = [d for d in family if parent_of(d)]
    rivals = children if parent_of(domain) else family
    if counts[domain] and counts[domain] == max(counts[d] for d in rivals):
        yield f"{role} leads its kin"
    whole, special = sum(counts[d] for d in family), sum(counts[d] for d in children)
    for least, name in ((0.25, "quarter"), (0.5, "most")):
        if whole and counts[domain] / whole > least:
            yield f"{role} {name} of family"
    if parent_of(domain) and special and counts[domain] / special > 2 / 3:
        yield f"{role} most of children"


def _named(counts: Counter[Domain]) -> int:
    return sum(number for domain, number in counts.items() if domain != _REST)


@cache
def _role(domain: Domain) -> str:
    if domain == _REST:
        return _ROLE_OF_REST
    return "general" if _children(domain) else "child" if parent_of(domain) else "flat"


@cache
def _kin(domain: Domain) -> tuple[Domain, ...]:
    """Give the technologies that do not speak against this one: its parent and its children."""
    parent = parent_of(domain)
    return (*_children(domain), *((parent,) if parent else ()))


@cache
def _family(domain: Domain) -> tuple[Domain, ...]:
    head = parent_of(domain) or domain
    return (head, *_children(head))


@cache
def _children(domain: Domain) -> tuple[Domain, ...]:
    return tuple(d for d in DOMAINS if parent_of(d) == domain)
