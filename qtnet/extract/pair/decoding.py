"""From judged candidates to proposals: one for each pair and mode of a document, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.pair.model import LABELS, Judgement, PairModel, mode_of_label
from qtnet.extract.pair.regions import CONTENT, Regions, regions_of
from qtnet.extract.pair.skeleton import Node, Skeleton
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Mode

__all__ = ["Judged", "best_of_pairs", "proposals"]

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


def best_of_pairs(judged: list[Judged]) -> list[Judged]:
    """Keep the surest candidate of each pair of actors, in reading order."""
    best: dict[tuple[str, str], Judged] = {}
    for item in judged:
        low, high = sorted(item.candidate.actors)
        if (low, high) not in best or item.judgement.tied > best[low, high].judgement.tied:
            best[low, high] = item
    return sorted(
        best.values(), key=lambda item: (item.candidate.sentence, item.candidate.first, item.candidate.second)
    )


def proposals(
    analysis: Analysis, judged: list[Judged], built: list[Skeleton], model: PairModel
) -> Iterator[TieProposal]:
    """Propose the ties that reach the model's threshold."""
    for candidate, judgement in best_of_pairs(judged):
        if judgement.tied < model.threshold:
            continue
        regions = regions_of(analysis, candidate, built[candidate.sentence])
        for position in np.argsort(-judgement.labels, kind="stable")[:2]:
            share = float(judgement.labels[position])
            if position == judgement.labels.argmax() or share >= model.second:
                yield _proposal(candidate, regions, LABELS[position], model.calibrated(judgement.tied * share))


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
