"""The back end `mix`: what the rules found and what a language model found, united.

A tie that both found (same pair, mode and domain) is one tie. The column `rule` says ``rules``, ``llm`` or ``both``.
Its confidence is that of two independent witnesses, ``1 - (1 - p_rules) (1 - p_llm)``, so it is the highest of the
three; a fact of one witness keeps that witness's confidence. Both draw on the same words and may err together: read
it as an order, and calibrate it on annotated documents. A person's corrections are applied to facts, after all this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from qtnet.corpus import Document
from qtnet.extract.backends.backend import Backend
from qtnet.extract.backends.llm.claiming import LLM
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.extract.merge import merge_ties

__all__ = ["BOTH", "RULES", "Mix", "united"]

RULES, BOTH = "rules", "both"
_Claim = TypeVar("_Claim", TieClaim, FundingClaim)


class Mix:
    """Claims of two back ends, united document by document."""

    def __init__(self, rules: Backend, llm: Backend) -> None:
        self._rules, self._llm = rules, llm

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Extract with both; while the model is waited for, the rules work."""
        theirs = self._llm.claims(documents)
        for second, first in zip(theirs, self._rules.claims(documents), strict=True):
            yield united(first, second)

    def report(self) -> dict[str, object]:
        """Give the report of the model."""
        return {**self._llm.report(), "name": "mix"}


def united(rules: Claims, llm: Claims) -> Claims:
    """Unite the claims of one document.

    Examples
    --------
    >>> tie = TieClaim(source="IN", target="US", mode="agreement", domain="ai", status="announced", year=None,
    ...     instrument="", start=0, end=9, confidence=0.5, rule="pair model")
    >>> def claims(*ties):
    ...     return Claims(doc="d", actors=(), ties=ties, funding=())
    >>> [both] = united(claims(tie), claims(replace(tie, status="active", confidence=0.8, rule="llm"))).ties
    >>> both.rule, both.status, round(both.confidence, 2)
    ('both', 'active', 0.9)
    """
    ties = _joined(rules.ties, llm.ties, _tie_key, lambda one, other: merge_ties([one, other])[0])
    funding = _joined(rules.funding, llm.funding, lambda claim: (claim.amount, claim.currency), _fuller)
    parties = {end for tie in ties for end in (tie.source, tie.target)}
    parties |= {end for money in funding for end in (money.funder, money.recipient) if end}
    counts = rules.counts + Counter({f"{LLM}: {k}": n for k, n in llm.counts.items() if k != "sentences"})
    counts.update(f"found by {rule}" for rule in [*(tie.rule for tie in ties), *(money.rule for money in funding)])
    return Claims(
        doc=rules.doc,
        actors=_actors([*rules.actors, *llm.actors], parties),
        ties=tuple(sorted(ties, key=_tie_key)),
        funding=tuple(sorted(funding, key=lambda claim: (claim.start, claim.end, claim.amount))),
        counts=counts,
    )


def _joined(
    rules: Iterable[_Claim],
    llm: Iterable[_Claim],
    key: Callable[[_Claim], Hashable],
    merge: Callable[[_Claim, _Claim], _Claim],
) -> list[_Claim]:
    ours = {key(claim): claim for claim in rules}
    theirs = {key(claim): claim for claim in llm}
    found = [replace(claim, rule=RULES) for at, claim in ours.items() if at not in theirs]
    found += [replace(claim, rule=LLM) for at, claim in theirs.items() if at not in ours]
    for at in [at for at in ours if at in theirs]:
        sure = 1.0 - (1.0 - ours[at].confidence) * (1.0 - theirs[at].confidence)
        found.append(replace(merge(ours[at], theirs[at]), rule=BOTH, confidence=sure))
    return found


def _tie_key(tie: TieClaim) -> tuple[str, str, str, str]:
    return tie.source, tie.target, tie.mode, tie.domain


def _fuller(ours: FundingClaim, theirs: FundingClaim) -> FundingClaim:
    """Give the claim that names more of who gives and who gets; that of the rules where both name as many."""
    return max(ours, theirs, key=lambda claim: bool(claim.funder) + bool(claim.recipient))


def _actors(actors: Iterable[ActorClaim], parties: set[str]) -> tuple[ActorClaim, ...]:
    """Give each party once; kind and country are those of the rules, which look them up."""
    first: dict[str, ActorClaim] = {}
    forms: dict[str, dict[str, None]] = {}
    for actor in actors:
        if actor.actor in parties:
            first.setdefault(actor.actor, actor)
            forms.setdefault(actor.actor, {}).update(dict.fromkeys(actor.surfaces))
    return tuple(replace(first[name], surfaces=tuple(forms[name])) for name in sorted(first))
