"""Money for technology: which amounts of a document are funding, for how long, by whom and for whom.

An amount counts when a funding cue stands nearer than a word of trade or value (revenue, market size, cost). There is
one row per amount and currency.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from qtnet.extract.analysis import Analysis
from qtnet.extract.attributes.dates import year_at
from qtnet.extract.attributes.domains import domain_at
from qtnet.extract.attributes.mood import mood_at
from qtnet.extract.claims import FundingClaim
from qtnet.extract.money.amounts import Amount, amounts_in
from qtnet.extract.money.candidates import Candidate, counts_of
from qtnet.extract.money.home_currency import home_currency
from qtnet.extract.money.roles import UNTOLD, Roles, roles_at
from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan
from qtnet.extract.vocabulary import Basis

__all__ = ["funding_claims", "is_funding"]

_PER_YEAR = re.compile(r"\b(?:per (?:year|annum)|a year|each year|every year|annual(?:ly)?|yearly)\b", re.IGNORECASE)
_PER_PROJECT = re.compile(
    r"\b(?:per (?:project|cent(?:er|re)|grant|award|institution|team)|(?:each|every) project|for each"
    r"|(?:each|every one) of)\b",
    re.IGNORECASE,
)
_NUMBER = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
}
_SPELT = "|".join(_NUMBER)
_YEARS = re.compile(rf"\b(?P<n>\d{{1,2}}|{_SPELT})[ -]years?\b(?! (?:ago|old|earlier|later))", re.IGNORECASE)
_SPAN = re.compile(r"\b(?:between|from)\s+((?:19|20)\d\d)\s+(?:and|to|until)\s+((?:19|20)\d\d)\b")
_REFUSAL_REACH = 50  # characters within which a word of trade or value speaks against an amount
_CUE_REACH = 110
_CLAUSE = 200  # characters on either side of an amount that may be of its clause
_CLAUSE_END = re.compile(r"[;]\s|\s[–—]\s")
_GRANTING = frozenset({"country", "bloc", "agency"})
_STILL_GRANTED = 8  # sentences after a grant in which further sums are of the same giver
_AWARD_REACH = 90  # characters around an amount in which it is said that it is awarded
_AWARDED = re.compile(
    r"\b(?:gets?|getting|awarded|granted|allocated|allotted|goes? to|went to|go to|gone to|(?:has|have|was|were|been)"
    r" won by|shares?|receiv(?:e|es|ed)|of which|of this|of it|remainder|rest)\b",
    re.IGNORECASE,
)
_CONFIDENCE = {0: 0.6, 1: 0.75, 2: 0.9}  # by the number of actors named


def funding_claims(analysis: Analysis, domain_weights: Mapping[str, float] | None = None) -> tuple[FundingClaim, ...]:
    """Find the funding of a document, in order of the text.

    Parameters
    ----------
    analysis
        The document, its sentences and mentions.
    domain_weights
        Of the technologies' features; those that come with qtnet when not given.
    """
    home = home_currency(analysis)
    everywhere = amounts_in(analysis.document.text, home)
    counts = counts_of(analysis)
    starts = [a.start for a in everywhere]
    claims: list[list[FundingClaim]] = []
    giver: Candidate | None = None
    granted = 0
    for position, sentence in enumerate(analysis.sentences):
        if sentence.block.kind == "boilerplate":
            continue
        amounts = [
            a._replace(start=a.start - sentence.start, end=a.end - sentence.start)
            for a in everywhere[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if a.end <= sentence.end
        ]
        for which, amount in enumerate(amounts):
            if not is_funding(sentence.text, amount.start, amount.end):
                continue
            claims.append([])
            for roles in roles_at(analysis, position, amounts, which, counts):
                if roles.funder is not None and roles.is_told and roles.funder.kind in _GRANTING:
                    granted, giver = position, roles.funder
                elif roles.funder is None and giver is not None and position - granted <= _STILL_GRANTED:
                    roles = _of_same_giver(sentence.text, amount, roles, giver)
                claims[-1].append(_claim(analysis, position, amount, roles, domain_weights))
    return tuple(sorted(_distinct(claims), key=lambda c: (c.start, c.end, c.funder, c.recipient)))


def _distinct(claims: Iterable[Sequence[FundingClaim]]) -> list[FundingClaim]:
    """Keep of the mentions of one amount and currency the surest; it has several claims if each of several gives.

    Two sentences of one sum that tell of two givers and name both givers and receivers tell of two sums.
    """
    kept: dict[tuple[float, str, str], Sequence[FundingClaim]] = {}
    for mention in claims:
        key = (mention[0].amount, mention[0].currency, "")
        if key in kept and _is_of_another_giver(kept[key][0], mention[0]):
            key = (*key[:2], mention[0].funder)
        if key not in kept or kept[key][0].confidence < mention[0].confidence:
            kept[key] = mention
    return [claim for mention in kept.values() for claim in mention]


def _is_of_another_giver(one: FundingClaim, other: FundingClaim) -> bool:
    """Say whether two claims of one sum both tell, in words of their own, of a giver and a receiver."""
    named = all(claim.funder and claim.recipient and claim.rule != UNTOLD for claim in (one, other))
    return named and one.funder != other.funder and one.recipient == other.recipient


def _of_same_giver(text: str, amount: Amount, roles: Roles, giver: Candidate) -> Roles:
    """Let who gave the sum before give this one too, where it is only said who gets it: "and B receives $4 million"."""
    near = text[max(0, amount.start - _AWARD_REACH) : amount.end + _AWARD_REACH]
    if roles.recipient is None or roles.recipient.actor == giver.actor or not _AWARDED.search(near):
        return roles
    return roles._replace(funder=giver._replace(source="before"), is_told=True)


def is_funding(text: str, start: int, end: int) -> bool:
    """Say whether the amount `text[start:end]` is money given, invested or committed.

    Examples
    --------
    >>> text = "It invested $2 billion; revenue was $9 billion."
    >>> is_funding(text, 12, 22), is_funding(text, 36, 46)
    (True, False)
    """
    cue = _nearest(_cues(), text, start, end)
    refusal = _nearest(_refusals(), text, start, end)
    if refusal is not None and refusal <= _REFUSAL_REACH:
        return cue is not None and cue <= refusal
    return cue is not None and cue <= _CUE_REACH


def _nearest(cues: TermScan, text: str, start: int, end: int) -> int | None:
    """Give the distance to the nearest match in the clause of the amount."""
    first, last = max(0, start - _CLAUSE), min(len(text), end + _CLAUSE)
    low = max((m.end() for m in _CLAUSE_END.finditer(text, first, start)), default=first)
    stop = _CLAUSE_END.search(text, end, last)
    high = stop.start() if stop else last
    gaps = [
        start - m.end() if m.end() <= start else m.start() - end
        for _, m in cues.finditer(text, low, high)
        if m.end() <= start or m.start() >= end
    ]
    return min(gaps, default=None)


def _claim(
    analysis: Analysis, position: int, amount: Amount, roles: Roles, domain_weights: Mapping[str, float] | None
) -> FundingClaim:
    sentence = analysis.sentences[position]
    start, end = sentence.start + amount.start, sentence.start + amount.end
    low, high = _quotation(roles, start, end)
    text = sentence.text
    basis = _basis(text, amount)
    return FundingClaim(
        funder=roles.funder.actor if roles.funder else "",
        recipient=roles.recipient.actor if roles.recipient else "",
        amount=amount.amount,
        amount_high=amount.high,
        currency=amount.currency,
        basis=basis,
        years=_years(text, amount),
        year=year_at(analysis, position, low, high),
        domain=domain_at(analysis, position, low, high, domain_weights),
        status=mood_at(text, amount.start, amount.end, mode="funding").status,
        start=low,
        end=high,
        confidence=_CONFIDENCE[(roles.funder is not None) + (roles.recipient is not None)],
        rule=UNTOLD if roles.funder and not roles.is_told else "money",
    )


def _quotation(roles: Roles, start: int, end: int) -> tuple[int, int]:
    named = [c for c in (roles.funder, roles.recipient) if c is not None and c.source != "before"]
    return min([start, *(m.start for m in named)]), max([end, *(m.end for m in named)])


def _basis(text: str, amount: Amount) -> Basis:
    near = text[max(0, amount.start - 60) : amount.end + 60]
    if _PER_PROJECT.search(near):
        return "per-project"
    return "per-year" if _PER_YEAR.search(near) else "total"


def _years(text: str, amount: Amount) -> int | None:
    near = text[max(0, amount.start - 80) : amount.end + 80]
    if match := _YEARS.search(near):
        return _NUMBER.get(match["n"].lower()) or int(match["n"])
    if match := _SPAN.search(near):
        return int(match[2]) - int(match[1]) + 1
    return None


@cache
def _cues() -> TermScan:
    return TermScan([TermList(read_termlist("money")["funding"]["cues"])])


@cache
def _refusals() -> TermScan:
    return TermScan([TermList(read_termlist("money")["funding"]["refused"])])
