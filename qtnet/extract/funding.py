"""Who gives the money and who gets it: the actors around an amount, and the ties that follow.

Constructions are tried from the surest to the weakest: "X gives Y M", "M from X", "M for Y", "X's M Y", "Y receives M".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from qtnet.extract.analysis import AnalysedSentence, Analysis, Mention
from qtnet.extract.claims import FundingClaim
from qtnet.extract.proposals import TieProposal
from qtnet.extract.termlists import alternatives, read_termlist

__all__ = ["Roles", "funding_ties", "roles_at"]


class Roles(NamedTuple):
    """The giver and the receiver of an amount; None where the text names none."""

    funder: Mention | None
    recipient: Mention | None


_BREAK = re.compile(r";|\s[–—]\s|:\s|,\s(?:while|whereas|which|whose|but)\b")


def funding_ties(analysis: Analysis, claims: tuple[FundingClaim, ...]) -> tuple[TieProposal, ...]:
    """Propose a tie from funder to recipient for each amount that names both.

    Parameters
    ----------
    analysis
        The document.
    claims
        Its money, as `funding_claims` found it.
    """
    ties: list[TieProposal] = []
    for claim in claims:
        if not claim.funder or not claim.recipient or claim.funder == claim.recipient:
            continue
        position = next(i for i, s in enumerate(analysis.sentences) if s.start <= claim.start < s.end)
        ties.append(
            TieProposal(
                sentence=position,
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
        )
    return tuple(ties)


def roles_at(sentence: AnalysedSentence, start: int, end: int) -> Roles:
    """Find the funder and the recipient of the amount at `start:end` (offsets in the document)."""
    mentions = [m for m in sentence.mentions if m.end <= start or m.start >= end]
    scored = [(m, *_scores(sentence, m, start, end)) for m in mentions]
    funder = _best([(m, f) for m, f, _ in scored])
    recipient = _best([(m, r) for m, _, r in scored if funder is None or m.actor != funder.actor])
    return Roles(funder, recipient)


def _best(scored: list[tuple[Mention, float]]) -> Mention | None:
    able = [(score, -m.start, m) for m, score in scored if score > 0]
    return max(able, key=lambda t: (t[0], t[1]))[2] if able else None


def _scores(sentence: AnalysedSentence, mention: Mention, start: int, end: int) -> tuple[float, float]:
    """Score how much speaks for a mention as funder and as recipient."""
    text = sentence.text
    offset = sentence.start
    if mention.end <= start:
        between = text[mention.end - offset : start - offset]
        return _before(mention, text[: mention.start - offset], between)
    return _after(mention, text[end - offset : mention.start - offset], text[mention.end - offset :])


def _before(mention: Mention, lead: str, between: str) -> tuple[float, float]:
    broken = bool(_BREAK.search(between))
    funder = recipient = 0.0
    gives, gets = _give().search(between), _get().search(between)
    preposition = re.search(r"(?:^|\s)(\w+)\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,2}$", lead)
    after_by = bool(preposition and preposition[1].lower() in ("from", "by"))
    after_for = bool(preposition and preposition[1].lower() in ("for", "to", "into", "in", "at"))
    if gets and not after_by and (not gives or gets.start() <= gives.start()):
        recipient = 3.0
    elif gives and not after_for:
        funder = 3.0
    if re.match(r"[’']s?\s+(?:[\w-]+\s+){0,3}$", between):
        funder = max(funder, 2.5)
    if re.match(r"\s*\(\s*$", between):
        funder = max(funder, 2.0)
    if _give().search(lead[-40:]) and re.match(r"\s+(?:a|an|up to|about|some|the)?\s*(?:[\w-]+\s+){0,4}$", between):
        recipient, funder = 3.5, 0.0
    if after_for and _give().search(lead):
        recipient = max(recipient, 1.5)
    if mention.kind == "programme":
        recipient, funder = max(recipient, 2.0), 0.0
    weight = 0.4 if broken else 1.0
    near = 1 - min(len(between), 200) / 400
    return funder * weight * near, recipient * weight * near


def _after(mention: Mention, between: str, tail: str) -> tuple[float, float]:
    broken = bool(_BREAK.search(between))
    funder = recipient = 0.0
    if re.search(r"\b(?:from|by|led by)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$", between):
        funder = 3.0
    elif re.search(r"\b(?:for|to|into|in|towards?|at)\s+(?:the\s+|its\s+|a\s+)?(?:[\w’'-]+\s+){0,3}$", between):
        recipient = 3.0
    if mention.kind == "programme" and len(between) < 40:
        recipient, funder = 3.2, 0.0
    if _give().match(tail.lstrip()) or re.match(
        r"\s+(?:is|are|will|has|have)\b.{0,20}\b(?:giv|pay|invest|put|spend|hand|provid)", tail
    ):
        funder = max(funder, 2.0)
    weight = 0.4 if broken else 1.0
    near = 1 - min(len(between), 200) / 400
    return funder * weight * near, recipient * weight * near


@cache
def _give() -> re.Pattern[str]:
    return alternatives(read_termlist("money")["roles"]["give"])


@cache
def _get() -> re.Pattern[str]:
    return alternatives(read_termlist("money")["roles"]["get"])
