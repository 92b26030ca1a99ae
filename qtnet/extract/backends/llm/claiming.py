"""What a model said of a document and stands in it, as claims with the ids of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qtnet.extract.analysis import Actor, Analysis
from qtnet.extract.backends.llm.items import NamedMoney, NamedTie
from qtnet.extract.backends.llm.naming import Names
from qtnet.extract.backends.llm.reading import Reading
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.extract.confidence import status_certainty
from qtnet.extract.evidence import whole_words
from qtnet.extract.merge import merge_ties

__all__ = ["LLM", "claims_of_reading"]

#: What the column `rule` says of a fact that a language model found.
LLM = "llm"
#: A prior, not a measurement: a model does not tell how sure it is in a way that could be calibrated. `qtnet score`
#: on annotated documents tells the precision of the model at hand.
_PRECISION = 0.75


def claims_of_reading(analysis: Analysis, reading: Reading) -> Claims:
    """Give the claims of a document that a model has read.

    Ties are merged as those of the rules are: one per pair, mode and domain, with the most real status.
    """
    names = Names(analysis)
    actors = {named.name: names.resolve(named) for named in reading.actors}
    counts = Counter({"sentences": len(analysis.sentences)}) + reading.counts
    text = analysis.document.text
    told = [_tie(tie, actors, text) for tie in reading.ties]
    self_ties = sum(tie.source == tie.target for tie in told)
    if self_ties:  # two names of one actor, which only the ids show
        counts["dropped: actor tied to itself"] += self_ties
    ties = merge_ties(told)
    funding = _once(_money(money, actors, text) for money in reading.funding)
    parties = {end for tie in ties for end in (tie.source, tie.target)}
    parties |= {end for money in funding for end in (money.funder, money.recipient) if end}
    return Claims(
        doc=analysis.document.doc, actors=_united(actors.values(), parties), ties=ties, funding=funding, counts=counts
    )


def _tie(tie: NamedTie, actors: dict[str, Actor], text: str) -> TieClaim:
    start, end = whole_words(text, tie.start, tie.end)
    return TieClaim(
        source=actors[tie.source].actor,
        target=actors[tie.target].actor,
        mode=tie.mode,
        domain=tie.domain,
        status=tie.status,
        year=tie.year,
        instrument=tie.instrument,
        start=start,
        end=end,
        confidence=_PRECISION * status_certainty(tie.status),
        rule=LLM,
    )


def _money(money: NamedMoney, actors: dict[str, Actor], text: str) -> FundingClaim:
    start, end = whole_words(text, money.start, money.end)
    return FundingClaim(
        funder=actors[money.funder].actor if money.funder else "",
        recipient=actors[money.recipient].actor if money.recipient else "",
        amount=money.amount,
        amount_high=money.amount_high,
        currency=money.currency,
        basis=money.basis,
        years=money.years,
        year=money.year,
        domain=money.domain,
        status=money.status,
        start=start,
        end=end,
        confidence=_PRECISION * status_certainty(money.status),
        rule=LLM,
    )


def _once(claims: Iterable[FundingClaim]) -> tuple[FundingClaim, ...]:
    """Keep an amount once: the claim that names most of its ends, the earliest of equals."""
    best: dict[tuple[float, str], FundingClaim] = {}
    for claim in sorted(claims, key=lambda c: (-bool(c.funder) - bool(c.recipient), c.start, c.end)):
        best.setdefault((claim.amount, claim.currency), claim)
    return tuple(sorted(best.values(), key=lambda c: (c.start, c.end, c.amount)))


def _united(actors: Iterable[Actor], parties: set[str]) -> tuple[ActorClaim, ...]:
    """Give each party once, with every form by which the model named it."""
    forms: dict[str, dict[str, None]] = {}
    first: dict[str, Actor] = {}
    for actor in actors:
        if actor.actor in parties:
            first.setdefault(actor.actor, actor)
            forms.setdefault(actor.actor, {}).update(dict.fromkeys(actor.surfaces))
    return tuple(
        ActorClaim(actor=name, kind=first[name].kind, country=first[name].country, surfaces=tuple(forms[name]))
        for name in sorted(first)
    )
