"""Features of structure: kinds of the actors, coordination, distance, prepositions, clause, place in the document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from qtnet.extract.analysis import Mention
from qtnet.extract.cachekeys import Identity
from qtnet.extract.pair.groups import Group, Names, shared
from qtnet.extract.pair.regions import Regions
from qtnet.extract.pair.sentencewords import PASSED_OVER, SentenceWords, words_of

__all__ = ["bucket", "structure_features"]

HYPHENS = frozenset({"-", "–", "—", "/"})


def structure_features(regions: Regions) -> list[Group]:
    """Give the features that depend on how the sentence is built, not on its words."""
    words = words_of(regions.nodes)
    relation, block = regions.relation, regions.sentence.block
    first, second = regions.actors
    one, two = regions.one, regions.two
    named = _named(Identity(regions.sentence.mentions))
    places = (named.get(first.actor, -1), named.get(second.actor, -1))
    actors = (
        relation,
        (first.kind, second.kind, regions.kinds, regions.unordered),
        first.country == second.country,
        (one is not None and one.adjective, two.adjective),
        ("" if one is None else one.source, two.source),
        regions.same_place,
        regions.group_size,
    )
    return [
        _actor_features(*actors),
        _place_features(places, len(named), regions.unordered, relation, block.kind, bool(block.label)),
        _distance_features(regions, words),
        *_preposition_features(regions, words),
    ]


@shared
def _actor_features(
    relation: str,
    kinds: tuple[str, str, str, str],
    same_country: bool,
    marks: tuple[bool, bool],
    sources: tuple[str, str],
    same_place: bool,
    group_size: int,
) -> tuple[str, ...]:
    first, second, coarse, unordered = kinds
    found = [
        "bias",
        f"rel={relation}",
        f"k={first}_{second}",
        f"ku={unordered}{relation}",
        f"samecountry={int(same_country)}{unordered}",
    ]
    for side, marked in zip("AB", marks, strict=True):
        if marked:
            found += (f"adj{side}", f"adj{side}{coarse}")
    if all(marks):
        found.append("adjAB")
    if sources[0]:
        found.append(f"srcA={sources[0]}")
    found.append(f"srcB={sources[1]}")
    if same_place:
        found.append("sameplace")
    if relation == "same":
        found.append(f"gsize={bucket(group_size, (2, 3, 4, 6))}")
    return tuple(found)


@shared
def _place_features(
    places: tuple[int, int], named: int, unordered: str, relation: str, block: str, is_labelled: bool
) -> tuple[str, ...]:
    """Say which places the actors have among the names of the sentence: the first is often the one that acts."""
    found = [
        f"order={places[0] if places[0] < 3 else 'later'}_{places[1] if places[1] < 3 else 'later'}",
        f"named={bucket(named, (1, 2, 3, 5, 8))}{relation}",
        f"onlytwo={int(named == 2)}{unordered}{relation}",
        f"block={block}{relation}",
    ]
    return (*found, f"label{relation}") if is_labelled else tuple(found)


def _places(mentions: Sequence[Mention]) -> dict[str, int]:
    """Give each actor that a sentence names its place among them."""
    return {actor: place for place, actor in enumerate(dict.fromkeys(m.actor for m in mentions if not m.adjective))}


_named = lru_cache(maxsize=8)(lambda key: _places(key.held))


def _distance_features(regions: Regions, words: SentenceWords) -> Names:
    relation, nodes, start = regions.relation, words.nodes, regions.a[0]
    first, last = (0, 0) if relation == "same" else (regions.a[1] + 1, max(regions.b[0], regions.a[1] + 1))
    clauses = nodes[regions.b[0]].clause - (nodes[regions.a[1]].clause if relation != "out" else 0)
    is_first = start == 0 or (start == 1 and nodes[0].word in PASSED_OVER)
    is_hyphen = last == first + 1 and nodes[first].word in HYPHENS
    mentions = words.mentions[last] - words.mentions[first]
    return _distances(mentions, last - first, clauses, is_first, is_hyphen, relation, regions.kinds, regions.unordered)


@shared
def _distances(
    mentions: int,
    distance: int,
    clauses: int,
    is_first: bool,
    is_hyphen: bool,
    relation: str,
    kinds: str,
    unordered: str,
) -> tuple[str, ...]:
    found = [
        f"btw={bucket(mentions, (0, 1, 2, 3, 5))}",
        f"dist={bucket(distance, (0, 1, 2, 3, 5, 8, 12, 18))}{relation}",
        f"clause={bucket(clauses, (0, 1, 2, 3))}{relation}",
    ]
    if relation != "out" and clauses == 0:
        found.append(f"sameclause{unordered}")
    if is_first:
        found.append(f"first{relation}")
    if is_hyphen:
        found += ("hyphen", f"hyphen{unordered}")
    if not distance and relation == "in":
        found.append(f"adjacent{kinds}")
    return tuple(found)


def _preposition_features(regions: Regions, words: SentenceWords) -> list[Group]:
    relation, a, b = regions.relation, regions.a, regions.b
    before_a = words.preposition(a[0]) if relation != "out" else "out"
    neighbours = [
        f"nA={words.stem(a[1] + 1) if relation != 'out' else '-'}",
        f"nB={words.stem(b[1] + 1)}",
        f"lA={words.stem(a[0] - 1)}{relation}",
        f"lB={words.stem(b[0] - 1)}{relation}",
    ]
    return [_prepositions(before_a, words.preposition(b[0]), relation, regions.kinds), neighbours]


@shared
def _prepositions(before_a: str, before_b: str, relation: str, kinds: str) -> tuple[str, ...]:
    return f"pA={before_a}", f"pB={before_b}", f"pAB={before_a}_{before_b}{relation}", f"pBk={before_b}{kinds}"


def bucket(number: int, limits: tuple[int, ...]) -> str:
    """Give the smallest limit that `number` does not exceed, else ``more``.

    Examples
    --------
    >>> bucket(4, (1, 3, 5)), bucket(9, (1, 3, 5))
    ('5', 'more')
    """
    return next((str(limit) for limit in limits if number <= limit), "more")
