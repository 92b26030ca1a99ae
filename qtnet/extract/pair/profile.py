"""The profile of a document: what a pair's surroundings say about it beyond its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.groups import Group, shared
from qtnet.extract.pair.regions import COARSE, CONTENT, Regions
from qtnet.extract.pair.skeleton import Skeleton
from qtnet.extract.pair.structure import bucket

__all__ = ["Profile", "profile_features", "profile_of"]

MOST_ACTORS = 24
LEAD_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over a document: sentences naming each actor and each pair, what its title names, its main topics."""

    named: Counter[str]
    together: Counter[tuple[str, str]]
    rank: dict[str, int]  # how many actors more sentences name
    title: frozenset[str]
    topics: tuple[str, ...]  # the two most frequent content classes
    kind: str  # the most frequent coarse kind of actor


def profile_of(analysis: Analysis, built: list[Skeleton]) -> Profile:
    """Count once what the features of all candidates need."""
    named: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    topics: Counter[str] = Counter()
    title: frozenset[str] = frozenset()
    for position, (sentence, skeleton) in enumerate(zip(analysis.sentences, built, strict=True)):
        actors = sorted({mention.actor for mention in sentence.mentions})
        named.update(actors)
        together.update(combinations(actors[:MOST_ACTORS], 2))
        topics.update(name for node in skeleton.nodes for name in node.classes if name in CONTENT)
        if position == 0:
            title = frozenset(actors)
    kinds = Counter(COARSE[actor.kind] for actor in analysis.actors.values())
    top = sorted(topics, key=lambda name: (-topics[name], name))[:2]
    kind = min(kinds, key=lambda name: (-kinds[name], name), default="-")
    counts = sorted(named.values())
    rank = {actor: len(counts) - bisect_right(counts, named[actor]) for actor in analysis.actors}
    return Profile(named, together, rank, title, tuple(top), kind)


def profile_features(candidate: Candidate, regions: Regions, profile: Profile) -> list[Group]:
    """Give the features of the document around a candidate."""
    one, two = candidate.actors
    pair = (one, two) if one <= two else (two, one)
    titles = one in profile.title, two in profile.title
    place = min(candidate.sentence, LEAD_SENTENCES + 1)
    return [
        _rank_features(profile.rank[one], profile.rank[two], candidate.kind),
        _count_features(profile.named[one], profile.named[two], profile.together[pair]),
        _document_features(titles, profile.kind, profile.topics, place, regions.unordered, regions.relation),
    ]


@shared
def _rank_features(one: int, two: int, kind: str) -> tuple[str, ...]:
    low, high = sorted((one, two))
    return (
        f"rmin={bucket(low, (0, 1, 2, 4, 8))}",
        f"rmax={bucket(high, (0, 1, 2, 4, 8, 16))}",
        f"ranks={bucket(low, (0, 1, 3))}{bucket(high, (1, 3, 6))}{kind}",
    )


@shared
def _count_features(one: int, two: int, together: int) -> tuple[str, ...]:
    low, high = sorted((one, two))
    return (
        f"co={bucket(together, (0, 1, 2, 3, 5))}",
        f"fmin={bucket(low, (1, 2, 3, 5))}",
        f"fmax={bucket(high, (1, 2, 3, 5, 8))}",
    )


@shared
def _document_features(
    titles: tuple[bool, bool], kind: str, topics: tuple[str, ...], sentence: int, unordered: str, relation: str
) -> tuple[str, ...]:
    found = [f"title{int(titles[0])}{int(titles[1])}", f"dockind={kind}{unordered}"]
    if all(titles):
        found += ("titlepair", f"titlepair{unordered}")
    found += (f"dtop:{name}{unordered}" for name in topics)
    if sentence == 0:
        found.append(f"istitle{relation}")
    elif sentence <= LEAD_SENTENCES:
        found.append(f"islead{relation}")
    return tuple(found)
