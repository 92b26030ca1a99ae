"""Features of structure: kinds of the actors, coordination, distance, prepositions, clause, place in the document."""

from __future__ import annotations

from collections.abc import Iterator

from qtnet.extract.pair.regions import Regions
from qtnet.extract.pair.skeleton import Node

__all__ = ["bucket", "preposition_before", "structure_features"]

PREPOSITIONS = frozenset({"with", "between", "by", "from", "to", "on", "against", "of", "in", "for"})
#: Words that may stand between a preposition and its name.
PASSED_OVER = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "these", "those", "of"})
HYPHENS = frozenset({"-", "–", "—", "/"})
REACH = 3


def structure_features(regions: Regions) -> Iterator[str]:
    """Give the features that depend on how the sentence is built, not on its words."""
    yield "bias"
    yield from _actor_features(regions)
    yield from _distance_features(regions)
    yield from _preposition_features(regions)
    relation, block = regions.relation, regions.sentence.block
    yield f"block={block.kind}{relation}"
    if block.label:
        yield f"label{relation}"


def _actor_features(regions: Regions) -> Iterator[str]:
    relation, kinds = regions.relation, regions.kinds
    unordered = "".join(sorted(kinds))
    first, second = regions.actors
    yield f"rel={relation}"
    yield f"k={first.kind}_{second.kind}"
    yield f"ku={unordered}{relation}"
    yield f"samecountry={int(first.country == second.country)}{unordered}"
    marks = [mention is not None and mention.adjective for mention in (regions.one, regions.two)]
    for side, marked in zip("AB", marks, strict=True):
        if marked:
            yield f"adj{side}"
            yield f"adj{side}{kinds}"
    if all(marks):
        yield "adjAB"
    if regions.one is not None:
        yield f"srcA={regions.one.source}"
    yield f"srcB={regions.two.source}"
    if regions.same_place:
        yield "sameplace"
    yield from _role_features(regions)
    if relation == "same":
        yield f"gsize={bucket(regions.group_size, (2, 3, 4, 6))}"


def _role_features(regions: Regions) -> Iterator[str]:
    """Say which places the actors have among the names of the sentence: the first is often the one that acts."""
    named = list(dict.fromkeys(m.actor for m in regions.sentence.mentions if not m.adjective))
    places = [named.index(actor.actor) if actor.actor in named else -1 for actor in regions.actors]
    yield f"order={places[0] if places[0] < 3 else 'later'}_{places[1] if places[1] < 3 else 'later'}"
    yield f"named={bucket(len(named), (1, 2, 3, 5, 8))}{regions.relation}"
    yield f"onlytwo={int(len(named) == 2)}{''.join(sorted(regions.kinds))}{regions.relation}"


def _distance_features(regions: Regions) -> Iterator[str]:
    relation, between, nodes = regions.relation, regions.between, regions.nodes
    yield f"btw={bucket(sum(1 for node in between if node.mentions), (0, 1, 2, 3, 5))}"
    yield f"dist={bucket(len(between), (0, 1, 2, 3, 5, 8, 12, 18))}{relation}"
    clauses = nodes[regions.b[0]].clause - (nodes[regions.a[1]].clause if relation != "out" else 0)
    yield f"clause={bucket(clauses, (0, 1, 2, 3))}{relation}"
    unordered = "".join(sorted(regions.kinds))
    if relation != "out" and clauses == 0:
        yield f"sameclause{unordered}"
    start = regions.a[0]
    if start == 0 or (start == 1 and nodes[0].word in PASSED_OVER):
        yield f"first{relation}"
    if len(between) == 1 and between[0].word in HYPHENS:
        yield "hyphen"
        yield f"hyphen{unordered}"
    if not between and relation == "in":
        yield f"adjacent{regions.kinds}"


def _preposition_features(regions: Regions) -> Iterator[str]:
    nodes, relation = regions.nodes, regions.relation
    before_a = preposition_before(nodes, regions.a[0]) if relation != "out" else "out"
    before_b = preposition_before(nodes, regions.b[0])
    yield f"pA={before_a}"
    yield f"pB={before_b}"
    yield f"pAB={before_a}_{before_b}{relation}"
    yield f"pBk={before_b}{regions.kinds}"
    yield f"nA={_stem_at(nodes, regions.a[1] + 1) if relation != 'out' else '-'}"
    yield f"nB={_stem_at(nodes, regions.b[1] + 1)}"
    yield f"lA={_stem_at(nodes, regions.a[0] - 1)}{relation}"
    yield f"lB={_stem_at(nodes, regions.b[0] - 1)}{relation}"


def preposition_before(nodes: tuple[Node, ...], position: int) -> str:
    """Give the preposition that governs the node at `position`, or a sign for what stands there instead."""
    for k in range(position - 1, max(-1, position - 1 - REACH), -1):
        node = nodes[k]
        if found := next((name for name in node.classes if name in PREPOSITIONS), None):
            return found
        if node.mentions:
            return "§"
        if node.word == ",":
            return ","
        if node.word not in PASSED_OVER and k < position - 2:
            return "w"
    return "^" if position <= 1 else "w"


def _stem_at(nodes: tuple[Node, ...], position: int) -> str:
    if position < 0:
        return "^"
    return nodes[position].stem if position < len(nodes) else "$"


def bucket(number: int, limits: tuple[int, ...]) -> str:
    """Give the smallest limit that `number` does not exceed, else ``more``.

    Examples
    --------
    >>> bucket(4, (1, 3, 5)), bucket(9, (1, 3, 5))
    ('5', 'more')
    """
    return next((str(limit) for limit in limits if number <= limit), "more")
