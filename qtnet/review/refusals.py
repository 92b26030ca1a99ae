"""Ties that were proposed and refused, because the words deny, doubt or only wish them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from qtnet.extract import frames, pair
from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.statuses import likely_mood
from qtnet.extract.proposals import TieProposal

__all__ = ["refused_ties"]


def refused_ties(analysis: Analysis) -> Iterator[TieProposal]:
    """Give the proposals of a document that are not asserted, one for each sentence, pair and mode, in order."""
    framed = frames.propose(analysis)
    refused: dict[tuple[int, str, str, str], TieProposal] = {}
    for proposal in chain(framed, pair.propose(analysis, framed)):
        first, second = sorted((proposal.source, proposal.target))
        if first != second and not likely_mood(analysis, proposal).asserted:
            refused.setdefault((proposal.sentence, first, second, proposal.mode), proposal)
    yield from (refused[key] for key in sorted(refused))
