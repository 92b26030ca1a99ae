"""The pair model: for every two actors that a sentence may tie, how likely it ties them, and in which mode.

Frames find what they were written for; this model judges all other pairs by features that hold across wordings. It is
trained by `python -m qtnet.extract.pair.train` on the annotated corpus; see MODEL_CARD.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import candidates, skeletons
from qtnet.extract.pair.decoding import Judged, proposals
from qtnet.extract.pair.features import candidate_features
from qtnet.extract.pair.framehits import FrameHits, frame_hits
from qtnet.extract.pair.model import PairModel, load_model
from qtnet.extract.pair.profile import profile_of
from qtnet.extract.pair.skeleton import Skeleton
from qtnet.extract.proposals import TieProposal

__all__ = ["judge", "propose"]


def propose(
    analysis: Analysis, frame_proposals: Sequence[TieProposal] = (), model: PairModel | None = None
) -> list[TieProposal]:
    """Propose the ties that the trained model finds.

    Parameters
    ----------
    analysis
        The analysed document.
    frame_proposals
        What frames found in it: evidence for the model, which then judges the pairs that frames left open.
    model
        The model to ask; the one that comes with qtnet when not given.

    Returns
    -------
    list of TieProposal
        At most two modes for each pair of actors, in reading order; `probability` is calibrated on documents that the
        model was not trained on.
    """
    model = load_model() if model is None else model
    built = skeletons(analysis)
    judged = judge(analysis, built, frame_hits(frame_proposals), model)
    framed = {frozenset((proposal.source, proposal.target)) for proposal in frame_proposals}
    left_open = [item for item in judged if frozenset(item.candidate.actors) not in framed]
    return list(proposals(analysis, left_open, built, model))


def judge(analysis: Analysis, built: list[Skeleton], hits: FrameHits, model: PairModel) -> list[Judged]:
    """Judge every candidate of a document."""
    profile = profile_of(analysis, built)
    found = list(candidates(analysis, built))
    features = [candidate_features(analysis, item, built[item.sentence], hits, profile) for item in found]
    return [Judged(*item) for item in zip(found, model.judge(features), strict=True)]
