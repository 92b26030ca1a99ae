"""From judged candidates to proposals: one for each pair and mode of a document, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.model import LABELS, Judgement, PairModel, mode_of_label
from qtnet.extract.pair.regions import CONTENT, Regions, regions_of
from qtnet.extract.pair.skeleton import Node, Skeleton
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Mode

__all__ = ["Judged", "proposals"]

#: Trigger classes that speak of each mode, most telling first.
TELLING: dict[Mode, tuple[str, ...]] = {
    "agreement": ("agree", "cooperate", "dialogue", "join", "build"),
    "research": ("research", "cooperate", "build", "join", "agree"),
    "industry": ("venture", "cooperate", "build", "agree", "join", "supply"),
    "supply": ("supply", "demand", "agree"),
    "funding": ("fund", "receive", "venture"),
    "alignment": ("align", "agree"),
    "restriction": ("restrict",),
    "rivalry": ("rival", "restrict"),
}
#: What a trigger between the actors gains over one outside, in words of distance.
INSIDE = 6


class Judged(NamedTuple):
    """A candidate and what the model thinks of it."""

    candidate: Candidate
    judgement: Judgement


def _by_pair(judged: Iterable[Judged]) -> list[list[Judged]]:
    """Sort candidates by pair of actors, the surest of each pair first, pairs by the place of their surest."""
    found: dict[tuple[str, str], list[Judged]] = {}
    for item in judged:
        low, high = sorted(item.candidate.actors)
        found.setdefault((low, high), []).append(item)
    ranked = [sorted(items, key=lambda item: -item.judgement.tied) for items in found.values()]
    return sorted(ranked, key=lambda items: _place(items[0].candidate))


def proposals(
    analysis: Analysis,
    judged: Iterable[Judged],
    built: list[Skeleton],
    model: PairModel,
    framed: Mapping[frozenset[str], set[Mode]],
) -> Iterator[TieProposal]:
    """Propose pairs that frames left open and that reach the model's threshold, and further modes of tied pairs.

    A pair that is tied gets another mode where some sentence makes P(tied) P(label | tied) reach `model.second`.
    """
    for items in _by_pair(judged):
        modes = set(framed.get(frozenset(items[0].candidate.actors), ()))
        if not modes:
            if items[0].judgement.tied < model.threshold:
                continue
            first = int(items[0].judgement.labels.argmax())
            modes.add(mode_of_label(LABELS[first])[0])
            yield _proposed(analysis, items[0], first, built, model)
        for share, item, position in _further(items):
            mode = mode_of_label(LABELS[position])[0]
            if share >= model.second and mode not in modes:
                modes.add(mode)
                yield _proposed(analysis, item, position, built, model)


def _further(items: Iterable[Judged]) -> list[tuple[float, Judged, int]]:
    """Give P(tied) P(label | tied) of each candidate of a pair and label, the greatest first."""
    shares = [
        (item.judgement.tied * float(share), item, position)
        for item in items
        for position, share in enumerate(item.judgement.labels)
    ]
    return sorted(shares, key=lambda entry: -entry[0])


def _place(candidate: Candidate) -> tuple[int, int, int]:
    return candidate.sentence, candidate.first, candidate.second


def _proposed(analysis: Analysis, item: Judged, position: int, built: list[Skeleton], model: PairModel) -> TieProposal:
    candidate, judgement = item
    regions = regions_of(analysis, candidate, built[candidate.sentence])
    joint = judgement.tied * float(judgement.labels[position])
    return _proposal(candidate, regions, LABELS[position], model.calibrated(joint))


def _proposal(candidate: Candidate, regions: Regions, label: str, probability: float) -> TieProposal:
    mode, backwards = mode_of_label(label)
    source, target = reversed(candidate.actors) if backwards else candidate.actors
    trigger = _trigger(regions, mode)
    first = regions.one.start if regions.one is not None else regions.sentence.start
    start, end = min(first, trigger.start), max(regions.two.end, trigger.end)
    return TieProposal(
        sentence=candidate.sentence,
        source=source,
        target=target,
        mode=mode,
        start=start,
        end=end,
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        probability=probability,
        rule=f"pair-model:{candidate.kind}",
    )


def _trigger(regions: Regions, mode: Mode) -> Node:
    """Give the word that most likely carries the tie: of a telling class, near, and rather between the actors."""
    telling = TELLING[mode]
    inside = range(regions.a[1] + 1, regions.b[0])
    costs: list[tuple[float, int]] = []
    for position, node in enumerate(regions.nodes):
        ranks = [telling.index(name) for name in node.classes if name in telling]
        if not ranks and CONTENT.isdisjoint(node.classes):
            continue
        distance = 0 if position in inside else INSIDE + _distance(position, regions)
        costs.append((2.0 * min(ranks, default=2 * INSIDE) + distance, position))
    return regions.nodes[min(costs)[1]] if costs else regions.nodes[regions.b[0]]


def _distance(position: int, regions: Regions) -> int:
    if position > regions.b[1]:
        return position - regions.b[1]
    return max(regions.a[0] - position, 0)
