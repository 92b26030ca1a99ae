"""Ties of funding: money whose giver and receiver are both named."""

from __future__ import annotations

from collections.abc import Iterable

from qtnet.extract.analysis import Analysis
from qtnet.extract.claims import FundingClaim
from qtnet.extract.money.roles import UNTOLD
from qtnet.extract.proposals import TieProposal

__all__ = ["funding_ties"]


def funding_ties(analysis: Analysis, claims: Iterable[FundingClaim]) -> tuple[TieProposal, ...]:
    """Propose a tie from funder to recipient for each amount that tells its giver and names its receiver.

    A giver that is merely the one state or agency of the sentence makes no tie: of seven such in the annotated corpus
    none was right.

    Parameters
    ----------
    analysis
        The document.
    claims
        Its money, as `funding_claims` found it.
    """
    return tuple(
        TieProposal(
            sentence=next(i for i, s in enumerate(analysis.sentences) if s.start <= claim.start < s.end),
            source=claim.funder,
            target=claim.recipient,
            mode="funding",
            start=claim.start,
            end=claim.end,
            trigger_start=claim.start,
            trigger_end=claim.end,
            probability=claim.confidence,
            rule="money",
        )
        for claim in claims
        if claim.rule != UNTOLD and claim.funder and claim.recipient and claim.funder != claim.recipient
    )
