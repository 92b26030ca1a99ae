"""Regions of a candidate: the words before, between and after its two actors, seen through coordinations.

In "Japan signed a pact with India and Kenya" the words between Japan and Kenya are "signed a pact with", because India
and Kenya stand in one list. Features read these regions instead of the raw distance between two names.
"""

from __future__ import annotations

from qtnet.extract.analysis import Actor, AnalysedSentence, Analysis, Mention
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.skeleton import Node, Skeleton
from qtnet.extract.pair.triggers import CONTENT_CLASSES
from qtnet.extract.records import record

__all__ = ["COARSE", "CONTENT", "NEAR", "Regions", "regions_of"]

CONTENT = frozenset(CONTENT_CLASSES)
#: Words on either side that are read as the surroundings of a pair.
NEAR = 8
FAR = 14
COARSE = {"country": "S", "bloc": "S", "agency": "G", "research": "R", "company": "C", "programme": "P"}


@record
class Regions:
    """A candidate's place in its sentence.

    `relation` is ``same`` (both in one coordination, or one reference to both), ``in`` (apart in one sentence) or
    ``out`` (the first actor is not named in the sentence). `a` and `b` are inclusive node spans; `a` is (-1, -1)
    for ``out``. `kinds` are the coarse kinds of both actors in order of mention, ``SC`` for a state and a company;
    `unordered` the same whatever their order.
    """

    sentence: AnalysedSentence
    nodes: tuple[Node, ...]
    relation: str
    one: Mention | None
    two: Mention
    actors: tuple[Actor, Actor]
    a: tuple[int, int]
    b: tuple[int, int]
    group_size: int
    same_place: bool
    kinds: str
    unordered: str

    @property
    def before(self) -> tuple[Node, ...]:
        """The words before the first actor."""
        return self.nodes[max(0, self.a[0] - FAR) : max(0, self.a[0])]

    @property
    def between(self) -> tuple[Node, ...]:
        """The words between the two actors; none inside one coordination."""
        return () if self.relation == "same" else self.nodes[self.a[1] + 1 : self.b[0]]

    @property
    def after(self) -> tuple[Node, ...]:
        """The words after the second actor."""
        return self.nodes[self.b[1] + 1 : self.b[1] + 1 + FAR]


def regions_of(analysis: Analysis, candidate: Candidate, skeleton: Skeleton) -> Regions:
    """Find the regions of a candidate."""
    sentence = analysis.sentences[candidate.sentence]
    two = sentence.mentions[candidate.second]
    one = sentence.mentions[candidate.first] if candidate.first >= 0 else None
    same_place, size = False, 0
    a, b = (-1, -1), skeleton.span_of[candidate.second]
    relation = "out"
    if one is not None:
        a, relation = skeleton.span_of[candidate.first], "in"
        place_a, place_b = skeleton.node_of[candidate.first], skeleton.node_of[candidate.second]
        group = skeleton.group_of[candidate.first]
        same_place = place_a == place_b
        if same_place or group == skeleton.group_of[candidate.second] >= 0:
            relation, size = "same", len(sentence.groups[group]) if group >= 0 else 0
        elif a[1] >= b[0]:
            a, b = (place_a, place_a), (place_b, place_b)
    actors = (analysis.actors[candidate.actors[0]], analysis.actors[candidate.actors[1]])
    kinds = COARSE[actors[0].kind] + COARSE[actors[1].kind]
    unordered = "".join(sorted(kinds))
    return Regions(sentence, skeleton.nodes, relation, one, two, actors, a, b, size, same_place, kinds, unordered)
