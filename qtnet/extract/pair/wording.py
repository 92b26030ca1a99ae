"""Features of wording: trigger classes by region, the words that govern the pair, masked words and word pairs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from qtnet.extract.pair.groups import Group, all_of
from qtnet.extract.pair.regions import CONTENT, NEAR, Regions
from qtnet.extract.pair.sentencewords import SentenceWords, words_of

__all__ = ["wording_features"]

SURROUNDINGS = frozenset({"affiliate", "person", "list", "compare", "negate", "money"})
LONGEST_PATH = 6
#: Words between the actors that are read one by one: beyond them the first and the last.
LONGEST_BETWEEN, FIRST_BETWEEN, LAST_BETWEEN = 30, 10, 20
#: Sets of features kept in memory.
KEPT = 1 << 14


def wording_features(regions: Regions) -> Iterator[Group]:
    """Give the features that depend on the words around the two actors."""
    words = words_of(regions.nodes)
    size = len(words.nodes)
    start, stop = regions.a[0], regions.b[1] + 1
    first, last = (0, 0) if regions.relation == "same" else (regions.a[1] + 1, max(regions.b[0], regions.a[1] + 1))
    before = max(0, start - NEAR), max(0, start)
    after = min(stop, size), min(stop + NEAR, size)
    relation, kinds = regions.relation, regions.kinds
    before_b = words.preposition(regions.b[0])
    for name, part in (("M", (first, last)), ("L", before), ("R", after)):
        yield _class_features(name, words.classes(*part), relation, kinds, before_b), 0, None
    yield words.whole, 0, None
    if first < last:
        yield all_of(_governors_between(words, first, last, relation, kinds, before_b))
        yield all_of(_path_features([sign for sign in words.signs[first:last] if sign], kinds))
    yield all_of(_governors_around(words, start, stop, regions, before_b))
    for prefix, (low, high) in (("m", (first, last)), ("b", before), ("a", after)):
        if low < high <= low + LONGEST_BETWEEN:
            single, double = words.named(prefix)
            yield single, low, high
            yield double, low, high - 1
        elif low < high:
            yield all_of(_ends_of_region(prefix, words.stems[low:high]))


def _ends_of_region(prefix: str, stems: list[str]) -> Iterator[str]:
    stems = stems[:FIRST_BETWEEN] + stems[-LAST_BETWEEN:]
    yield from (f"{prefix}:{stem}" for stem in stems)
    yield from (f"{prefix}2:{one}_{two}" for one, two in pairwise(stems))


@lru_cache(maxsize=KEPT)
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
) -> Iterator[str]:
    """Read the content word nearest to each actor between them, and the verbs there."""
    at, classes = words.nearest(range(last - 1, first - 1, -1))
    for label in classes:
        yield f"gB:{label}{before_b}{kinds}"
        yield f"gBv:{label}{words.voices[at]}{before_b}"
    if at >= 0:
        yield f"gBw:{words.stems[at]}{before_b}"
    else:
        yield f"gM:none{before_b}{relation}"
    at, classes = words.nearest(range(first, last))
    for label in classes:
        yield f"gA:{label}{kinds}"
        yield f"gAv:{label}{words.voices[at]}{before_b}"
    for label in words.verb_classes(first, last):
        yield f"vM:{label}{kinds}"


def _governors_around(words: SentenceWords, start: int, stop: int, regions: Regions, before_b: str) -> Iterator[str]:
    """Read the content word nearest before the first actor and after the second."""
    relation, unordered = regions.relation, regions.unordered
    before_a = words.preposition(start) if relation != "out" else "out"
    at, classes = words.nearest(range(start - 1, max(-1, start - 1 - NEAR), -1))
    for label in classes:
        yield f"gL:{label}{before_a}{unordered}{relation}"
        yield f"gLp:{label}{before_a}{before_b}"
    if at >= 0:
        yield f"gLw:{words.stems[at]}{before_a}{relation}"
    at, classes = words.nearest(range(stop, min(len(words.nodes), stop + NEAR)))
    for label in classes:
        yield f"gR:{label}{words.voices[at]}{relation}"
        yield f"gRk:{label}{unordered}{relation}"
        if at <= stop + 2:
            yield f"gR3:{label}{relation}{before_a}"
    if at >= 0:
        yield f"gRw:{words.stems[at]}{relation}"


def _path_features(signs: list[str], kinds: str) -> Iterator[str]:
    """Give the classes between the actors as one sequence."""
    path = signs[:1] + [two for one, two in pairwise(signs) if one != two]
    if len(path) <= LONGEST_PATH:
        yield "path:" + ">".join(path)
        yield "pathk:" + ">".join(path) + kinds
    else:
        yield "path:" + ">".join(path[:2]) + "..." + ">".join(path[-3:])
