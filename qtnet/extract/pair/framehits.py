"""What frames found, as features: on the pair itself, on the same pair elsewhere, or on others in the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qtnet.extract.analysis import AnalysedSentence
from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import is_directed

__all__ = ["FrameHits", "frame_features", "frame_hits"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FrameHits:
    """Proposals of frames by sentence and pair, by pair, and by sentence."""

    here: dict[tuple[int, str, str], list[TieProposal]]
    anywhere: dict[Pair, list[TieProposal]]
    sentences: dict[int, list[TieProposal]]


def frame_hits(proposals: Iterable[TieProposal]) -> FrameHits:
    """Index what frames found in a document."""
    here: dict[tuple[int, str, str], list[TieProposal]] = {}
    anywhere: dict[Pair, list[TieProposal]] = {}
    sentences: dict[int, list[TieProposal]] = {}
    for proposal in proposals:
        low, high = sorted((proposal.source, proposal.target))
        here.setdefault((proposal.sentence, low, high), []).append(proposal)
        anywhere.setdefault((low, high), []).append(proposal)
        sentences.setdefault(proposal.sentence, []).append(proposal)
    return FrameHits(here, anywhere, sentences)


def frame_features(candidate: Candidate, hits: FrameHits, sentence: AnalysedSentence) -> Iterator[str]:
    """Give the features of what frames found for a candidate."""
    low, high = sorted(candidate.actors)
    here = hits.here.get((candidate.sentence, low, high), ())
    for proposal in here:
        yield f"frame={_label(proposal, candidate)}"
    if here:
        yield f"frame:{candidate.kind}"
    elif candidate.sentence in hits.sentences:
        yield f"frame:others{candidate.kind}"
        yield from sorted(set(_neighbours(candidate, hits.sentences[candidate.sentence], sentence)))
    else:
        yield f"frame:none{candidate.kind}"
    if not here and (elsewhere := hits.anywhere.get((low, high))):
        yield "frame:elsewhere"
        for proposal in elsewhere:
            yield f"frame:elsewhere={_label(proposal, candidate)}"


def _neighbours(candidate: Candidate, proposals: Iterable[TieProposal], sentence: AnalysedSentence) -> Iterator[str]:
    """Read frames that tie one of both actors to another, above all to one listed beside the second of both."""
    for side, (actor, other) in zip("AB", (candidate.actors, candidate.actors[::-1]), strict=True):
        listed = _listed_with(other, sentence)
        for proposal in proposals:
            ends = (proposal.source, proposal.target)
            if actor in ends:
                third = ends[1 - ends.index(actor)]
                yield f"frame:shares{side}{candidate.kind}"
                if third in listed:
                    yield f"frame:sibling{candidate.kind}"
                    yield f"frame:sibling={_directed(proposal, proposal.source == actor, side == 'A')}"


def _listed_with(actor: str, sentence: AnalysedSentence) -> set[str]:
    groups = [{sentence.mentions[index].actor for index in group} for group in sentence.groups]
    return set().union(*(group for group in groups if actor in group))


def _directed(proposal: TieProposal, is_source: bool, is_first: bool) -> str:
    return proposal.mode + ((">" if is_source == is_first else "<") if is_directed(proposal.mode) else "")


def _label(proposal: TieProposal, candidate: Candidate) -> str:
    return _directed(proposal, proposal.source == candidate.actors[0], is_first=True)
