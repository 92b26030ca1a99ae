"""Features of roles: what the two actors are to the verbs and nouns that join them, whatever stands between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.regions import CONTENT, Regions
from qtnet.extract.pair.skeleton import Node, Skeleton
from qtnet.extract.roles.graph import Roles
from qtnet.extract.roles.reading import MOST_WORDS, read_roles
from qtnet.extract.roles.ties import stated_ties

__all__ = ["Connection", "connection", "role_features", "sentence_roles"]

LONGEST = 6
MOST_ROLES = 4
#: Edges that a connection passes without adding to what it says.
SILENT = frozenset({"conj"})
#: Edges between a name and a noun that it describes or that describes it.
UP = frozenset({"^mod", "^poss", "^appos", "vappos", "^of"})
DOWN = frozenset({"vmod", "vposs", "vappos", "^appos", "vof"})


class Connection(NamedTuple):
    """The shortest way from one word to another: its edges, each with the side from which it is passed."""

    steps: tuple[tuple[str, int], ...]  # role with ^ (to the head) or v (from it), and the word reached

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in order."""
        return tuple(role for role, _ in self.steps if role[1:] not in SILENT)

    @property
    def top(self) -> int:
        """The word at which the way turns downwards."""
        turn = -1
        for role, word in self.steps:
            if role[0] != "^":
                break
            turn = word
        return turn


def sentence_roles(regions: Regions) -> Roles:
    """Read the roles of a candidate's sentence; the candidates of one sentence share the reading."""
    sentence = regions.sentence
    start, nodes = sentence.start, regions.nodes[:MOST_WORDS]
    texts = tuple(sentence.text[node.start - start : node.end - start] for node in nodes)
    names = tuple(bool(node.mentions) for node in nodes)
    member = {index: number for number, group in enumerate(sentence.groups) for index in group}
    groups = tuple(member.get(node.mentions[0], -1) if node.mentions else -1 for node in nodes)
    return _read(texts, names, groups)


@lru_cache(maxsize=8)
def _read(texts: tuple[str, ...], names: tuple[bool, ...], groups: tuple[int, ...]) -> Roles:
    return read_roles(texts, names, groups)


def connection(roles: Roles, first: int, second: int) -> Connection | None:
    """Find the shortest way between two words, or None."""
    came: dict[int, tuple[int, str]] = {first: (-1, "")}
    waiting = deque([(first, 0)])
    while waiting:
        word, length = waiting.popleft()
        if word == second:
            return Connection(tuple(_steps(came, word)))
        if length < LONGEST:
            for role, other in _beside(roles, word):
                if other not in came:
                    came[other] = (word, role)
                    waiting.append((other, length + 1))
    return None


def _beside(roles: Roles, word: int) -> Iterator[tuple[str, int]]:
    yield from (("^" + edge.role, edge.head) for edge in roles.above.get(word, ()))
    yield from (("v" + edge.role, edge.word) for edge in roles.below.get(word, ()))


def _steps(came: dict[int, tuple[int, str]], word: int) -> list[tuple[str, int]]:
    steps = []
    while came[word][0] >= 0:
        before, role = came[word]
        steps.append((role, word))
        word = before
    return steps[::-1]


def role_features(regions: Regions, candidate: Candidate, skeleton: Skeleton) -> Iterator[str]:
    """Give the features of roles of a candidate whose actors are both named, in two places of the sentence.

    Examples
    --------
    >>> from qtnet.extract.pair.example import example_analysis
    >>> from qtnet.extract.pair.regions import regions_of
    >>> from qtnet.extract.pair.skeleton import build_skeleton
    >>> analysis, candidate = example_analysis(), Candidate("sentence", 0, 0, 1, ("JP", "IN"))
    >>> skeleton = build_skeleton(analysis.sentences[0])
    >>> names = set(role_features(regions_of(analysis, candidate, skeleton), candidate, skeleton))
    >>> sorted(name for name in names if name.startswith(("r:", "rs=")))
    ['r:^isvwith', 'rs=cooperation=', 'rs=cooperation=in']
    """
    if candidate.first < 0:
        return
    first, second = skeleton.node_of[candidate.first], skeleton.node_of[candidate.second]
    if first != second:
        yield from _pair_features(regions, sentence_roles(regions), first, second)


def _pair_features(regions: Regions, roles: Roles, first: int, second: int) -> Iterator[str]:
    nodes = regions.nodes
    yield from _stated(regions, roles, first, second)
    way = connection(roles, first, second)
    if way is None:
        yield "r:none"
        return
    if not way.roles:
        yield from _listed(first, nodes, roles)
        return
    inner = [word for _, word in way.steps[:-1]]
    labels = sorted({label for word in inner for label in _classes(word, nodes, roles)})
    steps = _pruned(way.steps, nodes, roles)
    path = "".join(role for role, _ in steps) if len(steps) <= MOST_ROLES else f"{steps[0][0]}..{steps[-1][0]}"
    yield f"r:{path}"
    yield f"rk:{path}{regions.kinds}"
    yield f"rlen={min(len(steps), 5)}"
    ends = f"{steps[0][0]}_{steps[-1][0]}" if steps else "-"
    yield f"re:{ends}"
    for label in labels or ["none"]:
        yield f"rc:{label}"
        yield f"rec:{ends}{label}"
        yield f"rpc:{path}{label}"
    yield from _verbs(way, inner, ends, nodes, roles)


def _stated(regions: Regions, roles: Roles, first: int, second: int) -> Iterator[str]:
    """Say which ties the roles state."""
    ties = stated_ties(roles, first, second)
    if not ties:
        yield f"rs:none{regions.relation}"
        return
    best = ties[0]
    yield "rs"
    yield f"rs:{regions.relation}"
    yield f"rs:climbs{best.climbs}"
    verb = roles.predicates.get(best.head)
    yield "rs:noun" if verb is None else "rs:verb"
    if verb is not None and (verb.negated or verb.modal):
        yield f"rs:{'not' if verb.negated else 'may'}"
    for label in sorted({f"{tie.family}{tie.direction}" for tie in ties}):
        yield f"rs={label}"
        yield f"rs={label}{regions.relation}"
        yield f"rsk={label}{regions.kinds}"


def _listed(at: int, nodes: tuple[Node, ...], roles: Roles) -> Iterator[str]:
    """Say what two actors of one coordination are together."""
    for edge in roles.above.get(at, ()):
        if edge.role not in SILENT:
            yield f"rj:{edge.role}"
            yield from (f"rjc:{edge.role}{label}" for label in _classes(edge.head, nodes, roles) or ["none"])


def _verbs(way: Connection, inner: list[int], ends: str, nodes: tuple[Node, ...], roles: Roles) -> Iterator[str]:
    top = way.top
    if top >= 0:
        yield f"rt:{ends}{roles.lemmas.get(top, '')}"
        yield from (f"rtc:{ends}{label}" for label in _classes(top, nodes, roles))
    verbs = [roles.predicates[word] for word in inner if word in roles.predicates]
    yield f"rverbs={min(len(verbs), 3)}"
    if any(verb.negated for verb in verbs):
        yield "rneg"
    if any(verb.modal for verb in verbs):
        yield "rmodal"


def _pruned(steps: tuple[tuple[str, int], ...], nodes: tuple[Node, ...], roles: Roles) -> list[tuple[str, int]]:
    """Leave out coordination, and let a name stand for the plain noun that it describes: "Chinese firms"."""
    kept = [step for step in steps if step[0][1:] not in SILENT]
    while len(kept) > 1 and kept[0][0] in UP and not _classes(kept[0][1], nodes, roles):
        del kept[0]
    while len(kept) > 1 and kept[-1][0] in DOWN and not _classes(kept[-2][1], nodes, roles):
        last = kept.pop()
        kept[-1] = (kept[-1][0], last[1])
    return kept


def _classes(word: int, nodes: tuple[Node, ...], roles: Roles) -> list[str]:
    """Give the trigger classes of a word, or those of what a verb without any has as its object."""
    found = [name for name in nodes[word].classes if name in CONTENT]
    if not found and word in roles.predicates:
        objects = [edge.word for edge in roles.below.get(word, ()) if edge.role in ("obj", "pn")]
        found = [name for other in objects for name in nodes[other].classes if name in CONTENT]
    return found
