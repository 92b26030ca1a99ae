"""Features of roles: the ties that the roles of two actors state, whatever stands between them.

Only what ``stated_ties`` concludes is a feature. The roles themselves, alone or with trigger classes, kinds and lemmas
along the way from one actor to the other, are too many and too rare for the annotated corpus to weigh.
"""

from __future__ import annotations

from functools import lru_cache

from qtnet.extract.analysis import AnalysedSentence
from qtnet.extract.cachekeys import Identity
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.groups import Group, Names, shared
from qtnet.extract.pair.regions import Regions
from qtnet.extract.pair.skeleton import Node, Skeleton
from qtnet.extract.roles.graph import Roles
from qtnet.extract.roles.reading import MOST_WORDS, read_roles
from qtnet.extract.roles.ties import stated_ties

__all__ = ["role_features", "sentence_roles"]


def sentence_roles(regions: Regions) -> Roles:
    """Read the roles of a candidate's sentence; the candidates of one sentence share the reading."""
    found: Roles = _roles(Identity(regions.sentence), Identity(regions.nodes))
    return found


def _read(sentence: AnalysedSentence, nodes: tuple[Node, ...]) -> Roles:
    start, nodes = sentence.start, nodes[:MOST_WORDS]
    texts = [sentence.text[node.start - start : node.end - start] for node in nodes]
    names = [bool(node.mentions) for node in nodes]
    member = {index: number for number, group in enumerate(sentence.groups) for index in group}
    groups = [member.get(node.mentions[0], -1) if node.mentions else -1 for node in nodes]
    return read_roles(texts, names, groups)


_roles = lru_cache(maxsize=8)(lambda sentence, nodes: _read(sentence.held, nodes.held))


def role_features(regions: Regions, candidate: Candidate, skeleton: Skeleton) -> list[Group]:
    """Give the features of roles of a candidate whose actors are both named, in two places of the sentence.

    Examples
    --------
    >>> from qtnet.extract.pair.example import example_analysis
    >>> from qtnet.extract.pair.groups import names_of
    >>> from qtnet.extract.pair.regions import regions_of
    >>> from qtnet.extract.pair.skeleton import build_skeleton
    >>> analysis, candidate = example_analysis(), Candidate("sentence", 0, 0, 1, ("JP", "IN"))
    >>> skeleton = build_skeleton(analysis.sentences[0])
    >>> names = names_of(role_features(regions_of(analysis, candidate, skeleton), candidate, skeleton))
    >>> [name for name in names if name.startswith("rs=")]
    ['rs=cooperation=', 'rs=cooperation=in']
    """
    if candidate.first < 0:
        return []
    first, second = skeleton.node_of[candidate.first], skeleton.node_of[candidate.second]
    return [_stated(regions, sentence_roles(regions), first, second)] if first != second else []


def _stated(regions: Regions, roles: Roles, first: int, second: int) -> Names:
    """Say which ties the roles state."""
    ties = stated_ties(roles, first, second)
    if not ties:
        return _nothing_stated(regions.relation)
    verb = roles.predicates.get(ties[0].head)
    kind = "noun" if verb is None else "not" if verb.negated else "may" if verb.modal else "verb"
    labels = tuple(sorted({f"{tie.family}{tie.direction}" for tie in ties}))
    return _stated_features(regions.relation, regions.kinds, ties[0].climbs, kind, labels)


@shared
def _nothing_stated(relation: str) -> tuple[str, ...]:
    return (f"rs:none{relation}",)


@shared
def _stated_features(relation: str, kinds: str, climbs: int, kind: str, labels: tuple[str, ...]) -> tuple[str, ...]:
    found = ["rs", f"rs:{relation}", f"rs:climbs{climbs}", "rs:noun" if kind == "noun" else "rs:verb"]
    if kind in ("not", "may"):
        found.append(f"rs:{kind}")
    for label in labels:
        found += (f"rs={label}", f"rs={label}{relation}", f"rsk={label}{kinds}")
    return tuple(found)
