"""What frames found, as features: on the pair itself, on the same pair elsewhere, or on others in the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qtnet.extract.pair.candidates import Candidate
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import is_directed

__all__ = ["FrameHits", "frame_features", "frame_hits"]

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class FrameHits:
    """Proposals of frames by sentence and pair, by pair, and the number of them by sentence."""

    here: dict[tuple[int, str, str], list[TieProposal]]
    anywhere: dict[Pair, list[TieProposal]]
    sentences: dict[int, int]


def frame_hits(proposals: Iterable[TieProposal]) -> FrameHits:
    """Index what frames found in a document."""
    here: dict[tuple[int, str, str], list[TieProposal]] = {}
    anywhere: dict[Pair, list[TieProposal]] = {}
    sentences: dict[int, int] = {}
    for proposal in proposals:
        low, high = sorted((proposal.source, proposal.target))
        here.setdefault((proposal.sentence, low, high), []).append(proposal)
        anywhere.setdefault((low, high), []).append(proposal)
        sentences[proposal.sentence] = sentences.get(proposal.sentence, 0) + 1
    return FrameHits(here, anywhere, sentences)


def frame_features(candidate: Candidate, hits: FrameHits) -> Iterator[str]:
    """Give the features of what frames found for a candidate."""
    low, high = sorted(candidate.actors)
    here = hits.here.get((candidate.sentence, low, high), ())
    for proposal in here:
        yield f"frame={_label(proposal, candidate)}"
    if here:
        yield f"frame:{candidate.kind}"
    elif candidate.sentence in hits.sentences:
        yield f"frame:others{candidate.kind}"
    else:
        yield f"frame:none{candidate.kind}"
    if not here and (elsewhere := hits.anywhere.get((low, high))):
        yield "frame:elsewhere"
        for proposal in elsewhere:
            yield f"frame:elsewhere={_label(proposal, candidate)}"


def _label(proposal: TieProposal, candidate: Candidate) -> str:
    if not is_directed(proposal.mode):
        return proposal.mode
    return proposal.mode + (">" if proposal.source == candidate.actors[0] else "<")
