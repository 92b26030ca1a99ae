"""Features of wording: trigger classes by region, the words that govern the pair, masked words and word pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, pairwise

from qtnet.extract.pair.groups import Group, Stretch, shared
from qtnet.extract.pair.regions import CONTENT, NEAR, Regions
from qtnet.extract.pair.sentencewords import SentenceWords, words_of

__all__ = ["wording_features"]

SURROUNDINGS = frozenset({"affiliate", "person", "list", "compare", "negate", "money"})
LONGEST_PATH = 6
#: Words between the actors that are read one by one: beyond them the first and the last.
LONGEST_BETWEEN, FIRST_BETWEEN, LAST_BETWEEN = 30, 10, 20


def wording_features(regions: Regions) -> list[Group]:
    """Give the features that depend on the words around the two actors."""
    words = words_of(regions.nodes)
    size = len(words.nodes)
    start, stop = regions.a[0], regions.b[1] + 1
    first, last = (0, 0) if regions.relation == "same" else (regions.a[1] + 1, max(regions.b[0], regions.a[1] + 1))
    before = max(0, start - NEAR), max(0, start)
    after = min(stop, size), min(stop + NEAR, size)
    relation, kinds = regions.relation, regions.kinds
    before_b = words.preposition(regions.b[0])
    groups: list[Group] = [
        _class_features(name, words.classes(*part), relation, kinds, before_b)
        for name, part in (("M", (first, last)), ("L", before), ("R", after))
    ]
    groups.append(words.whole)
    if first < last:
        groups += _governors_between(words, first, last, relation, kinds, before_b)
        path = tuple([sign for sign in words.signs[first:last] if sign])
        groups.append(_path_features(path, kinds))
    groups += _governors_around(words, start, stop, regions, before_b)
    for prefix, (low, high) in (("m", (first, last)), ("b", before), ("a", after)):
        if low < high <= low + LONGEST_BETWEEN:
            single, double = words.named(prefix)
            groups += (Stretch(single, low, high), Stretch(double, low, high - 1))
        elif low < high:
            groups.append(list(_ends_of_region(prefix, words.stems[low:high])))
    return groups


def _ends_of_region(prefix: str, stems: list[str]) -> Iterator[str]:
    stems = stems[:FIRST_BETWEEN] + stems[-LAST_BETWEEN:]
    yield from (f"{prefix}:{stem}" for stem in stems)
    yield from (f"{prefix}2:{one}_{two}" for one, two in pairwise(stems))


@shared
def _class_features(name: str, present: tuple[str, ...], relation: str, kinds: str, before_b: str) -> tuple[str, ...]:
    found: list[str] = []
    for label in present:
        found.append(f"{name}c:{label}{relation}")
        if label in CONTENT or label in SURROUNDINGS:
            found.append(f"{name}ck:{label}{kinds}{relation}")
        if label in CONTENT:
            found.append(f"{name}cp:{label}{before_b}{relation}")
    content = [label for label in present if label in CONTENT]
    found += (f"{name}cc:{one}+{two}" for one, two in combinations(content, 2))
    if not content:
        found.append(f"{name}c:none{relation}")
    return tuple(found)


def _governors_between(
    words: SentenceWords, first: int, last: int, relation: str, kinds: str, before_b: str
) -> Iterator[Group]:
    """Read the content word nearest to each actor between them, and the verbs there."""
    at, classes = words.nearest(range(last - 1, first - 1, -1))
    if at >= 0:
        yield _nearest_to_second(classes, words.voices[at], before_b, kinds)
        yield [f"gBw:{words.stems[at]}{before_b}"]
        at, classes = words.nearest(range(first, last))
        yield _nearest_to_first(classes, words.voices[at], before_b, kinds)
        yield _verbs_between(words.verb_classes(first, last), kinds)
    else:
        yield [f"gM:none{before_b}{relation}"]


@shared
def _nearest_to_second(classes: tuple[str, ...], voice: str, before_b: str, kinds: str) -> tuple[str, ...]:
    found = [(f"gB:{label}{before_b}{kinds}", f"gBv:{label}{voice}{before_b}") for label in classes]
    return tuple(chain.from_iterable(found))


@shared
def _nearest_to_first(classes: tuple[str, ...], voice: str, before_b: str, kinds: str) -> tuple[str, ...]:
    found = [(f"gA:{label}{kinds}", f"gAv:{label}{voice}{before_b}") for label in classes]
    return tuple(chain.from_iterable(found))


@shared
def _verbs_between(classes: tuple[str, ...], kinds: str) -> tuple[str, ...]:
    return tuple(f"vM:{label}{kinds}" for label in classes)


def _governors_around(words: SentenceWords, start: int, stop: int, regions: Regions, before_b: str) -> Iterator[Group]:
    """Read the content word nearest before the first actor and after the second."""
    relation, unordered = regions.relation, regions.unordered
    before_a = words.preposition(start) if relation != "out" else "out"
    at, classes = words.nearest(range(start - 1, max(-1, start - 1 - NEAR), -1))
    if at >= 0:
        yield _nearest_before(classes, before_a, before_b, unordered, relation)
        yield [f"gLw:{words.stems[at]}{before_a}{relation}"]
    at, classes = words.nearest(range(stop, min(len(words.nodes), stop + NEAR)))
    if at >= 0:
        yield _nearest_after(classes, words.voices[at], at <= stop + 2, before_a, unordered, relation)
        yield [f"gRw:{words.stems[at]}{relation}"]


@shared
def _nearest_before(
    classes: tuple[str, ...], before_a: str, before_b: str, unordered: str, relation: str
) -> tuple[str, ...]:
    found = [(f"gL:{label}{before_a}{unordered}{relation}", f"gLp:{label}{before_a}{before_b}") for label in classes]
    return tuple(chain.from_iterable(found))


@shared
def _nearest_after(
    classes: tuple[str, ...], voice: str, is_near: bool, before_a: str, unordered: str, relation: str
) -> tuple[str, ...]:
    found = [(f"gR:{label}{voice}{relation}", f"gRk:{label}{unordered}{relation}") for label in classes]
    near = [f"gR3:{label}{relation}{before_a}" for label in classes] if is_near else []
    return (*chain.from_iterable(found), *near)


@shared
def _path_features(signs: tuple[str, ...], kinds: str) -> tuple[str, ...]:
    """Give the classes between the actors as one sequence."""
    path = [*signs[:1], *(two for one, two in pairwise(signs) if one != two)]
    if len(path) <= LONGEST_PATH:
        whole = ">".join(path)
        return f"path:{whole}", f"pathk:{whole}{kinds}"
    return (f"path:{'>'.join(path[:2])}...{'>'.join(path[-3:])}",)
