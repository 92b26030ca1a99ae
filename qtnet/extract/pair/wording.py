"""Features of wording: trigger classes by region, the words that govern the pair, masked words and word pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from qtnet.extract.pair.regions import CONTENT, NEAR, Regions, nearest_content
from qtnet.extract.pair.skeleton import Node
from qtnet.extract.pair.structure import PREPOSITIONS, preposition_before
from qtnet.extract.pair.triggers import load_lexicon

__all__ = ["wording_features"]

SURROUNDINGS = frozenset({"affiliate", "person", "list", "compare", "negate", "money"})
ON_PATH = (
    CONTENT
    | PREPOSITIONS
    | {"and", "but", "wh", "be", "have", "negate", "modal", "list", "affiliate", "person", "speech", "compare",
       "money", "joint"}
)  # fmt: skip
LONGEST_PATH = 6
#: Participles that the ending does not show.
PARTICIPLES = frozenset(
    {"sold", "bought", "built", "made", "held", "won", "paid", "cut", "shut", "led", "brought", "put"}
)  # fmt: skip
LONGEST_BETWEEN = 30


def wording_features(regions: Regions) -> Iterator[str]:
    """Give the features that depend on the words around the two actors."""
    before, between, after = regions.before[-NEAR:], regions.between, regions.after[:NEAR]
    before_b = preposition_before(regions.nodes, regions.b[0])
    for name, nodes in (("M", between), ("L", before), ("R", after)):
        yield from _class_features(name, nodes, regions, before_b)
    present = sorted({name for node in regions.nodes for name in node.classes})
    yield from (f"Sc:{name}" for name in present)
    if CONTENT.isdisjoint(present):
        yield "Sc:none"
    yield from _governors_between(regions, before_b)
    yield from _governors_around(regions, before_b)
    yield from _path_features(regions)
    middle = between if len(between) <= LONGEST_BETWEEN else (*between[:10], *between[-20:])
    for name, nodes in (("m", middle), ("b", before), ("a", after)):
        stems = [node.stem for node in nodes]
        yield from (f"{name}:{stem}" for stem in stems)
        yield from (f"{name}2:{one}_{two}" for one, two in pairwise(stems))
    yield from (f"s:{node.stem}" for node in regions.nodes)


def _class_features(name: str, nodes: Sequence[Node], regions: Regions, before_b: str) -> Iterator[str]:
    relation, kinds = regions.relation, regions.kinds
    present = sorted({label for node in nodes for label in node.classes})
    for label in present:
        yield f"{name}c:{label}{relation}"
        if label in CONTENT or label in SURROUNDINGS:
            yield f"{name}ck:{label}{kinds}{relation}"
        if label in CONTENT:
            yield f"{name}cp:{label}{before_b}{relation}"
    content = [label for label in present if label in CONTENT]
    yield from (f"{name}cc:{one}+{two}" for one, two in combinations(content, 2))
    if not content:
        yield f"{name}c:none{relation}"


def _governors_between(regions: Regions, before_b: str) -> Iterator[str]:
    """Read the content word nearest to each actor between them, and the verbs there."""
    if not regions.between:
        return
    nodes, kinds = regions.nodes, regions.kinds
    first, last = regions.a[1] + 1, regions.b[0]
    at, classes = nearest_content(nodes, range(last - 1, first - 1, -1))
    for label in classes:
        yield f"gB:{label}{before_b}{kinds}"
        yield f"gBv:{label}{_voice(nodes, at)}{before_b}"
    if at >= 0:
        yield f"gBw:{nodes[at].stem}{before_b}"
    else:
        yield f"gM:none{before_b}{regions.relation}"
    at, classes = nearest_content(nodes, range(first, last))
    for label in classes:
        yield f"gA:{label}{kinds}"
        yield f"gAv:{label}{_voice(nodes, at)}{before_b}"
    verbs = load_lexicon().verbs
    for label in sorted({x for node in regions.between if node.word in verbs for x in node.classes if x in CONTENT}):
        yield f"vM:{label}{kinds}"


def _governors_around(regions: Regions, before_b: str) -> Iterator[str]:
    """Read the content word nearest before the first actor and after the second."""
    nodes, relation = regions.nodes, regions.relation
    unordered = "".join(sorted(regions.kinds))
    before_a = preposition_before(nodes, regions.a[0]) if relation != "out" else "out"
    start, stop = regions.a[0], regions.b[1] + 1
    at, classes = nearest_content(nodes, range(start - 1, max(-1, start - 1 - NEAR), -1))
    for label in classes:
        yield f"gL:{label}{before_a}{unordered}{relation}"
        yield f"gLp:{label}{before_a}{before_b}"
    if at >= 0:
        yield f"gLw:{nodes[at].stem}{before_a}{relation}"
    at, classes = nearest_content(nodes, range(stop, min(len(nodes), stop + NEAR)))
    for label in classes:
        yield f"gR:{label}{_voice(nodes, at)}{relation}"
        yield f"gRk:{label}{unordered}{relation}"
        if at <= stop + 2:
            yield f"gR3:{label}{relation}{before_a}"
    if at >= 0:
        yield f"gRw:{nodes[at].stem}{relation}"


def _path_features(regions: Regions) -> Iterator[str]:
    """Give the classes between the actors as one sequence."""
    if not regions.between:
        return
    path: list[str] = []
    for node in regions.between:
        sign = "§" if node.mentions else next((name for name in node.classes if name in ON_PATH), "")
        if sign and (not path or path[-1] != sign):
            path.append(sign)
    if len(path) <= LONGEST_PATH:
        yield "path:" + ">".join(path)
        yield "pathk:" + ">".join(path) + regions.kinds
    else:
        yield "path:" + ">".join(path[:2]) + "..." + ">".join(path[-3:])


def _voice(nodes: tuple[Node, ...], position: int) -> str:
    """Give n (no verb), g (-ing), p (passive), t (infinitive) or v (other verb form)."""
    word = nodes[position].word
    if word not in load_lexicon().verbs:
        return "n"
    if word.endswith("ing"):
        return "g"
    for node in reversed(nodes[max(0, position - 3) : position]):
        if "be" in node.classes and (word.endswith(("ed", "en")) or word in PARTICIPLES):
            return "p"
        if node.word == "to":
            return "t"
    return "v"
