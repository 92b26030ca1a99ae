"""Extraction of one document: from its text to the claims about actors, ties and money.

Frames and the pair model propose ties; mood, domain, year and instrument are read for each; what is not asserted is
dropped and counted; the rest is merged to one tie per pair, mode and domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from qtnet.corpus.document import Document
from qtnet.extract import frames, pair
from qtnet.extract.analyse import analyse
from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.dates import year_of
from qtnet.extract.attributes.denials import is_denied_behind
from qtnet.extract.attributes.domains import domains_of
from qtnet.extract.attributes.instruments import instrument_of
from qtnet.extract.attributes.statuses import StatusWeights, likely_mood
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.extract.collector import collection_put_off
from qtnet.extract.confidence import status_certainty
from qtnet.extract.evidence import whole_words
from qtnet.extract.merge import merge_ties
from qtnet.extract.models import Models
from qtnet.extract.money.funding import funding_claims
from qtnet.extract.money.ties import funding_ties
from qtnet.extract.proposals import TieProposal
from qtnet.extract.vocabulary import Status, ends_of

__all__ = ["claims_of", "extract_document", "tie_claims"]


def extract_document(document: Document) -> Claims:
    """Extract the claims of one document.

    Parameters
    ----------
    document
        Its text is read as it stands; all offsets refer to it.

    Returns
    -------
    Claims
        Actors that take part in a fact, ties, money, and counts of sentences, candidates and drops.
    """
    with collection_put_off():
        return claims_of(analyse(document))


def claims_of(analysis: Analysis, models: Models | None = None) -> Claims:
    """Extract the claims of an analysed document, with the shipped weights if no others are given."""
    pairs, domains, statuses = (models.pair, models.domains, models.statuses) if models is not None else (None,) * 3
    counts = Counter(sentences=len(analysis.sentences))
    funding = funding_claims(analysis, domains)
    framed = frames.propose(analysis)
    proposals = [*framed, *pair.propose(analysis, framed, pairs), *funding_ties(analysis, funding)]
    ties = tie_claims(analysis, proposals, counts, domains, statuses)
    return Claims(
        doc=analysis.document.doc, actors=_parties(analysis, ties, funding), ties=ties, funding=funding, counts=counts
    )


def tie_claims(
    analysis: Analysis,
    proposals: Iterable[TieProposal],
    counts: Counter[str],
    domain_weights: Mapping[str, float] | None = None,
    status_weights: StatusWeights | None = None,
) -> tuple[TieClaim, ...]:
    """Turn proposals into merged ties; add to `counts` what was dropped and why."""
    claims: list[TieClaim] = []
    for proposal in _surest(proposals):
        counts["candidates"] += 1
        mood = likely_mood(analysis, proposal, status_weights)
        if proposal.source == proposal.target:
            counts["dropped: actor tied to itself"] += 1
        elif not mood.asserted or is_denied_behind(analysis, proposal):
            counts["dropped: not asserted"] += 1
        else:
            claims += _claims(analysis, proposal, mood.status, domain_weights)
    return merge_ties(claims)


def _surest(proposals: Iterable[TieProposal]) -> list[TieProposal]:
    """Keep one proposal for each pair and mode of a sentence: the most probable, then the shortest."""
    best: dict[tuple[int, str, str, str], TieProposal] = {}
    for proposal in proposals:
        first, second = ends_of(proposal.source, proposal.target, proposal.mode)
        key = (proposal.sentence, first, second, proposal.mode)
        if key not in best or _rank(proposal) < _rank(best[key]):
            best[key] = proposal
    return [best[key] for key in sorted(best)]


def _rank(proposal: TieProposal) -> tuple[float, int, int, str, int]:
    return -proposal.probability, proposal.end - proposal.start, proposal.start, proposal.rule, proposal.trigger_start


def _claims(
    analysis: Analysis, proposal: TieProposal, status: Status, domain_weights: Mapping[str, float] | None
) -> Iterator[TieClaim]:
    """Give one claim for each domain that the words support."""
    start, end = whole_words(analysis.document.text, proposal.start, proposal.end)
    year, instrument = year_of(analysis, proposal), instrument_of(analysis, proposal)
    for domain in domains_of(analysis, proposal, domain_weights):
        yield TieClaim(
            source=proposal.source,
            target=proposal.target,
            mode=proposal.mode,
            domain=domain,
            status=status,
            year=year,
            instrument=instrument,
            start=start,
            end=end,
            confidence=proposal.probability * status_certainty(status),
            rule=proposal.rule,
        )


def _parties(analysis: Analysis, ties: Iterable[TieClaim], funding: Iterable[FundingClaim]) -> tuple[ActorClaim, ...]:
    """Give every actor that takes part in a fact, sorted by id."""
    named = {actor for tie in ties for actor in (tie.source, tie.target)}
    named |= {actor for money in funding for actor in (money.funder, money.recipient) if actor}
    actors = (analysis.actors[name] for name in sorted(named))
    return tuple(
        ActorClaim(actor=actor.actor, kind=actor.kind, country=actor.country, surfaces=actor.surfaces)
        for actor in actors
    )
