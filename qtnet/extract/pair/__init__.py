"""The pair model: for every two actors that a sentence may tie, how likely it ties them, and in which mode.

Frames find what they were written for; this model judges all other pairs by features that hold across wordings. It is
trained by `python -m qtnet.extract.pair.train` on the annotated corpus; see MODEL_CARD.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from qtnet.extract.analysis import Analysis
from qtnet.extract.pair.candidates import Candidate, candidates, skeletons
from qtnet.extract.pair.decoding import Judged, proposals
from qtnet.extract.pair.features import candidate_groups
from qtnet.extract.pair.framehits import FrameHits, frame_hits
from qtnet.extract.pair.model import PairModel, load_model
from qtnet.extract.pair.profile import profile_of
from qtnet.extract.pair.skeleton import Skeleton
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Mode, is_directed, sign_of

__all__ = ["judge", "propose", "without_taken_roles"]

#: The rule of what two actors named in one sentence are said to do.
_WITHIN = "pair-model:sentence"


def propose(
    analysis: Analysis, frame_proposals: Sequence[TieProposal] = (), model: PairModel | None = None
) -> list[TieProposal]:
    """Propose the ties that the trained model finds.

    Parameters
    ----------
    analysis
        The analysed document.
    frame_proposals
        What frames found in it: evidence for the model, which adds other pairs and modes.
    model
        The model to ask; the one that comes with qtnet when not given.

    Returns
    -------
    list of TieProposal
        Pairs that frames left open and further modes of tied pairs; `probability` is calibrated on documents that the
        model was not trained on.
    """
    model = load_model() if model is None else model
    built = skeletons(analysis)
    framed: dict[frozenset[str], set[Mode]] = {}
    for proposal in frame_proposals:
        framed.setdefault(frozenset((proposal.source, proposal.target)), set()).add(proposal.mode)
    judged = judge(analysis, list(candidates(analysis, built)), built, frame_hits(frame_proposals), model)
    return without_taken_roles(list(proposals(analysis, judged, built, model, framed)), frame_proposals)


def without_taken_roles(found: Sequence[TieProposal], framed: Sequence[TieProposal]) -> list[TieProposal]:
    """Leave out who acts against another from outside a sentence whose own words say who does.

    "A restricted exports to B" says nothing of the actor that its heading or the sentence before names.
    """
    taken = {(proposal.sentence, proposal.mode, proposal.target) for proposal in framed if _is_against(proposal.mode)}
    return [
        proposal
        for proposal in found
        if proposal.rule == _WITHIN or (proposal.sentence, proposal.mode, proposal.target) not in taken
    ]


def _is_against(mode: Mode) -> bool:
    return is_directed(mode) and sign_of(mode) == "-"


def judge(
    analysis: Analysis, asked: Sequence[Candidate], built: list[Skeleton], hits: FrameHits, model: PairModel
) -> list[Judged]:
    """Judge candidates of a document."""
    profile = profile_of(analysis, built)
    groups = (candidate_groups(analysis, item, built[item.sentence], hits, profile) for item in asked)
    return [Judged(*item) for item in zip(asked, model.judge_groups(groups), strict=True)]
