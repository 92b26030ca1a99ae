"""The profile of a document: what a pair's surroundings say about it beyond its sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate
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


def profile_features(candidate: Candidate, regions: Regions, profile: Profile) -> Iterator[str]:
    """Give the features of the document around a candidate."""
    low, high = sorted(candidate.actors)
    unordered = "".join(sorted(regions.kinds))
    yield f"co={bucket(profile.together[low, high], (0, 1, 2, 3, 5))}"
    times = sorted((profile.named[low], profile.named[high]))
    yield f"fmin={bucket(times[0], (1, 2, 3, 5))}"
    yield f"fmax={bucket(times[1], (1, 2, 3, 5, 8))}"
    ranks = sorted(profile.rank[actor] for actor in (low, high))
    yield f"rmin={bucket(ranks[0], (0, 1, 2, 4, 8))}"
    yield f"rmax={bucket(ranks[1], (0, 1, 2, 4, 8, 16))}"
    yield f"ranks={bucket(ranks[0], (0, 1, 3))}{bucket(ranks[1], (1, 3, 6))}{candidate.kind}"
    first, second = (int(actor in profile.title) for actor in candidate.actors)
    if first and second:
        yield "titlepair"
        yield f"titlepair{unordered}"
    yield f"title{first}{second}"
    yield f"dockind={profile.kind}{unordered}"
    yield from (f"dtop:{name}{unordered}" for name in profile.topics)
    if candidate.sentence == 0:
        yield f"istitle{regions.relation}"
    elif candidate.sentence <= LEAD_SENTENCES:
        yield f"islead{regions.relation}"
