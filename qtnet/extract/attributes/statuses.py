"""The status of a tie: by rule where words of mood stand right at its trigger, else by trained weights.

`mood` reads cues and has the last word on what is negated or denied. A plan or suggestion right before the trigger
("plans to sign") is taken as it is; elsewhere the weights of `lexicon/status_weights.json` decide from all that the
sentence holds. `status_training` fits them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.mood import Mood, anchor, governing_cue, is_lessened, status_of, trigger_of
from qtnet.extract.attributes.status_features import status_features
from qtnet.extract.logistic import probability
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import STATUSES, Status

__all__ = ["StatusWeights", "likely_mood", "status_probabilities"]

StatusWeights = Mapping[str, Mapping[str, float]]  # by status, then by feature
_NEAR = 5  # characters between words of mood and the trigger that they rule without doubt: " to "


def likely_mood(analysis: Analysis, proposal: TieProposal, weights: StatusWeights | None = None) -> Mood:
    """Give the mood of a proposed tie.

    Parameters
    ----------
    analysis
        The document in which the tie was found.
    proposal
        The tie.
    weights
        Of the features; those that come with qtnet when not given.
    """
    rule = status_of(analysis, proposal)
    if not rule.asserted or proposal.mode == "rivalry" or _is_ruled(analysis, proposal):
        return rule
    chances = status_probabilities(status_features(analysis, proposal), weights)
    return Mood(max(STATUSES, key=lambda s: (chances[s], -STATUSES.index(s))), asserted=True)


def status_probabilities(features: Mapping[str, float], weights: StatusWeights | None = None) -> dict[Status, float]:
    """Give each status's probability against all others; they need not add up to 1."""
    table = _weights() if weights is None else weights
    return {status: probability(features, table[status]) for status in STATUSES}


def _is_ruled(analysis: Analysis, proposal: TieProposal) -> bool:
    text = analysis.sentences[proposal.sentence].text
    start, end = trigger_of(analysis, proposal)
    cue = governing_cue(text, start, end, proposal.mode)
    first, last = anchor(text, start, end, proposal.mode)
    if cue is None or cue.end < first - _NEAR or cue.start >= last:
        return False
    return cue.kind != "active" or is_lessened(text, cue)


@cache
def _weights() -> StatusWeights:
    table: StatusWeights = json.loads(
        files("qtnet.extract").joinpath("lexicon", "status_weights.json").read_text(encoding="utf-8")
    )
    return table
