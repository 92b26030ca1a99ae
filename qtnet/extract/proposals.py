"""A proposed tie: two actors, a mode and the words that say so, before mood, domain and year are read."""

from __future__ import annotations

from qtnet.extract.records import named_record
from qtnet.extract.vocabulary import Mode

__all__ = ["TieProposal"]


@named_record
class TieProposal:
    """What a frame or the pair model found in one sentence.

    `start:end` is the quotation, `trigger_start:trigger_end` the words that carry the tie; both are offsets in the
    stored text. Directed modes run from `source` to `target`; undirected ones keep the order of mention.
    """

    sentence: int  # position in `Analysis.sentences`
    source: str
    target: str
    mode: Mode
    start: int
    end: int
    trigger_start: int
    trigger_end: int
    probability: float  # in (0, 1]
    rule: str
