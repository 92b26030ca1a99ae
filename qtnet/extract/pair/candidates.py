"""Candidates: the pairs of mentions that the pair model judges.

Every two actors named in a sentence give one candidate, at their best pair of mentions. A sentence that names an actor
may also continue about one that it does not name; so each mention is paired with the actors of the heading or bullet
label (scope) and with the subject of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention
from qtnet.extract.pair.skeleton import Skeleton, build_skeleton
from qtnet.extract.records import record

__all__ = ["Candidate", "CandidateKind", "candidates", "skeletons"]

CandidateKind = Literal["sentence", "scope", "previous"]
#: Lists longer than this give no candidates beyond it: cost must stay linear in the length of the text.
MOST_MENTIONS = 24


@record
class Candidate:
    """Two actors that one sentence may tie.

    `first` and `second` are positions in the sentence's mentions; `first` is -1 where the actor stands outside
    (kinds ``scope`` and ``previous``). `actors` holds the two ids in the same order.
    """

    kind: CandidateKind
    sentence: int
    first: int
    second: int
    actors: tuple[str, str]


def skeletons(analysis: Analysis) -> list[Skeleton]:
    """Build the skeleton of each sentence."""
    return [build_skeleton(sentence) for sentence in analysis.sentences]


def candidates(analysis: Analysis, built: list[Skeleton]) -> Iterator[Candidate]:
    """Give a document's candidates in reading order."""
    for position, sentence in enumerate(analysis.sentences):
        if sentence.block.kind == "boilerplate" or not sentence.mentions:
            continue
        yield from _within(position, sentence, built[position])
        yield from _outside(position, sentence)


def _within(position: int, sentence: AnalysedSentence, skeleton: Skeleton) -> Iterator[Candidate]:
    best: dict[tuple[str, str], tuple[tuple[int, int], int, int]] = {}
    mentions = sentence.mentions[:MOST_MENTIONS]
    for (i, one), (j, two) in combinations(enumerate(mentions), 2):
        if one.actor == two.actor:
            continue
        key = (min(one.actor, two.actor), max(one.actor, two.actor))
        cost = (int(one.adjective) + int(two.adjective), skeleton.node_of[j] - skeleton.node_of[i])
        if key not in best or cost < best[key][0]:
            best[key] = (cost, i, j)
    for _, i, j in best.values():
        yield Candidate("sentence", position, i, j, (mentions[i].actor, mentions[j].actor))


def _outside(position: int, sentence: AnalysedSentence) -> Iterator[Candidate]:
    named = {mention.actor for mention in sentence.mentions}
    seen = set(named)
    first_mentions = _one_each(sentence.mentions)
    sources: list[tuple[CandidateKind, str]] = [("scope", actor) for actor in sentence.scope]
    sources += [("previous", actor) for actor in sentence.focus[:1]]
    for kind, actor in sources:
        if actor in seen:
            continue
        seen.add(actor)
        for index in first_mentions:
            yield Candidate(kind, position, -1, index, (actor, sentence.mentions[index].actor))


def _one_each(mentions: tuple[Mention, ...]) -> list[int]:
    first: dict[str, int] = {}
    for index, mention in enumerate(mentions[:MOST_MENTIONS]):
        if mention.actor not in first or (mentions[first[mention.actor]].adjective and not mention.adjective):
            first[mention.actor] = index
    return sorted(first.values())
