"""Who gives an amount and who gets it.

The sentence is reduced to a skeleton in which each candidate actor, the amount and other amounts are one sign each; the
patterns of `lexicon/money.toml` are tried on it from the surest to the weakest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.money.amounts import Amount
from qtnet.extract.money.candidates import Candidate, Counts, role_candidates
from qtnet.extract.money.each import each_of
from qtnet.extract.money.rolepatterns import got_by, role_patterns
from qtnet.extract.money.signs import AMOUNT, OTHER, SIGN, WINDOW, skeleton_of

__all__ = ["UNTOLD", "Roles", "roles_at"]

#: The rule of money whose giver no construction tells: it is taken for the only state or agency of the sentence.
UNTOLD = "money:only-public"

#: "under the programme", "out of the fund": it is not what the money is for; "from A" gives it.
_SOURCE = re.compile(
    r"\b(?:under|through|via|within|from|out\sof|besides|alongside|as\spart\sof)\s(?:(?:the|its|their|a|an|both|this|that)\s)?(?:[\w’'-]+\s){0,2}$",
    re.IGNORECASE,
)
#: Words before a state in which it is only the place.
_PLACE = re.compile(r"\b(?:in|within|of|at|across|outside|near|around)\s(?:the\s)?$", re.IGNORECASE)
_BESIDE = re.compile(
    rf"({SIGN})(?:\sand\s{SIGN})?,?\s(?:together|along|jointly|in\scooperation|in\spartnership|alongside)\s?(?:with)?\s"
    r"(?:[a-z-]+\s){0,3}(?:and\s)?(?:the\s)?$"
)
_MEMBER = re.compile(
    rf"({SIGN})(?:\sof\s(?:{SIGN}|\w+))?(?:,\s[^,;{SIGN[1:-1]}]{{0,60}})?"
    r"(?:,|\sand|,\sand|\sas\swell\sas|,\sthe)\s(?:the\s)?(?:[a-z-]+\s){0,2}$"
)
_ASIDE = re.compile(r"\b(?:under|within|in|at|on|following|after|besides)\s(?:the\s)?$", re.IGNORECASE)
_PUBLIC, _PRIVATE = ("country", "bloc", "agency"), ("company", "research", "programme")
_HAS_OWN = re.compile(rf",?\s(?:with\s|another\s|a\sfurther\s|some\s)?{OTHER}")
_RELATIVE = re.compile(r"(?:\s[a-z]+)?,?\s(?:which|whose|(?:for|to|into|towards|with)\swhich)\b")
_FURTHER = re.compile(r",\s(?:and|but)\s")
_GOVERNING = 60  # characters before a candidate in which a preposition may govern it
_TOUCHING = 4  # characters: "China, the US (M)" is told of the last alone
_LONGEST_TITLE = 200  # characters
_REACH = 400  # characters on either side of an amount that are looked at
_AMOUNTS = 20  # amounts on either side, likewise


class Roles(NamedTuple):
    """The giver and the receiver of an amount; None where the text names none.

    `is_told` says that a construction names the giver; else it is the only public actor of the sentence.
    """

    funder: Candidate | None
    recipient: Candidate | None
    is_told: bool = True


def roles_at(
    analysis: Analysis, position: int, amounts: Sequence[Amount], which: int, counts: Counts
) -> tuple[Roles, ...]:
    """Find the funder and the recipient of one amount; several pairs where each of several gives or gets it.

    Parameters
    ----------
    analysis
        The document.
    position
        Place of the sentence in it.
    amounts
        All amounts of the sentence.
    which
        Place of the amount in question among them.
    counts
        The document's mentions, counted.
    """
    sentence = analysis.sentences[position]
    asked = amounts[which]
    low, high = max(0, asked.start - _REACH), min(len(sentence.text), asked.end + _REACH)
    first, last = max(0, which - _AMOUNTS), which + _AMOUNTS
    amounts = [a for a in amounts[first:last] if low <= a.start and a.end <= high]
    which = amounts.index(asked)
    candidates = role_candidates(analysis, position, counts, low, high)
    here = [c for c in candidates if c.source != "before"][:WINDOW]
    skeleton, shown = skeleton_of(sentence.text, sentence.start, (low, high), here, amounts, which)
    funder = _first(role_patterns("funder"), skeleton, shown, banned="")
    given = funder.actor if funder else ""
    if re.search(rf"\(\s?(?:about\s|over\s)?{AMOUNT}", skeleton):  # a sum in brackets is told of the name before them
        return (Roles(funder, None),)
    givers, getters = each_of("each_funder", skeleton, shown), each_of("each_recipient", skeleton, shown)
    recipient = _first(role_patterns("recipient"), skeleton, shown, banned=given, refused=_SOURCE) or _announced(
        analysis, position, candidates, given, counts
    )
    if funder is not None and _gets(skeleton, shown, funder):
        funder, recipient = None, funder
    is_told = funder is not None
    funder = funder or _only(here, _ungoverned(_clause(skeleton), shown, _PLACE), _PUBLIC, recipient)
    recipient = recipient or _only(here, _ungoverned(_up_to_and(skeleton), shown, _SOURCE), _PRIVATE, funder)
    if givers:
        return tuple(Roles(giver, None if recipient in givers else recipient) for giver in givers)
    if getters:
        return tuple(Roles(None if funder in getters else funder, getter, is_told) for getter in getters)
    return (Roles(funder, recipient, is_told),)


def _gets(skeleton: str, shown: dict[str, Candidate], who: Candidate) -> bool:
    """Say whether the actor right before the amount is said to get it: "C gets M from Tokyo"."""
    return any(shown[m["who"]].actor == who.actor for m in got_by().finditer(skeleton) if m["who"] in shown)


def _clause(skeleton: str) -> str:
    """Give the part of a skeleton between semicolons in which the amount stands."""
    amount = skeleton.index(AMOUNT)
    low, high = skeleton.rfind("; ", 0, amount), skeleton.find("; ", amount)
    return skeleton[low + 1 : high if high >= 0 else len(skeleton)]


def _up_to_and(skeleton: str) -> str:
    """Give what of a skeleton stands before another verb: in "spends M, and sells to B" B gets nothing."""
    further = _FURTHER.search(skeleton, skeleton.index(AMOUNT))
    return skeleton[: further.start()] if further else skeleton


def _ungoverned(part: str, shown: dict[str, Candidate], governing: re.Pattern[str]) -> list[Candidate]:
    """List the candidates of a clause that stand behind no such preposition and before no other amount."""
    return [
        shown[m.group()]
        for m in re.finditer(SIGN, part)
        if m.group() in shown and not _is_governed(part, m.start(), governing) and not _HAS_OWN.match(part, m.end())
    ]


def _is_governed(skeleton: str, place: int, governing: re.Pattern[str]) -> bool:
    """Say whether a candidate stands behind such a preposition and no relative clause goes on from it."""
    before = governing.search(skeleton, max(0, place - _GOVERNING), place)
    return before is not None and not _RELATIVE.match(skeleton, place + 1)


def _only(
    candidates: Sequence[Candidate], free: Sequence[Candidate], kinds: Sequence[str], other: Candidate | None
) -> Candidate | None:
    """Take the one actor of these kinds in the sentence, where no construction names any and none speaks against it."""
    taken = other.actor if other else ""
    fitting = [c for c in candidates if c.kind in kinds and c.actor != taken and c.source != "unsure"]
    return next((c for c in fitting if c in free), None) if len({c.actor for c in fitting}) == 1 else None


def _announced(
    analysis: Analysis, position: int, candidates: Sequence[Candidate], funder: str, counts: Counts
) -> Candidate | None:
    """Take the organisation that title or heading are about for the receiver, where the sentence names none."""
    here = analysis.sentences[position].block
    headings = [s.text for s in analysis.sentences if s.block.kind == "heading" and s.block.end <= here.start]
    title = analysis.document.text.partition("\n")[0]
    if len(title) > _LONGEST_TITLE:  # the text begins without one
        title = ""
    lead = " ".join([title, *headings[-1:]])
    place = analysis.sentences[position].start
    others = [Candidate(a, analysis.actors[a].kind, place, place, "before", 0) for a in sorted(counts.sure)]
    for candidate in [*candidates, *others]:
        if candidate.actor == funder or candidate.source == "unsure" or candidate.kind in _PUBLIC:
            continue
        if any(surface in lead for surface in analysis.actors[candidate.actor].surfaces):
            return candidate
    return None


def _first(
    patterns: Sequence[re.Pattern[str]],
    skeleton: str,
    shown: dict[str, Candidate],
    banned: str,
    refused: re.Pattern[str] | None = None,
) -> Candidate | None:
    """Give the candidate of the first pattern that matches, of several matches the nearest to the amount.

    Behind words that `refused` finds a candidate does not count.
    """
    amount = skeleton.index(AMOUNT)
    for pattern in patterns:
        found: list[tuple[int, int]] = []
        place = 0
        while match := pattern.search(skeleton, place):
            place = match.start() + 1
            at = match.start("who")
            if refused is not None and _is_governed(skeleton, at, refused):
                continue
            if shown[match["who"]].actor != banned:
                found.append((abs(match.start("who") - amount), match.start("who")))
        if found:
            gap, place = min(found)
            return shown[skeleton[_head_of_list(skeleton, place, shown) if gap > _TOUCHING else place]]
    return None


def _head_of_list(skeleton: str, place: int, shown: dict[str, Candidate]) -> int:
    """Go back from a list's member to its first: "A of Germany and B have put M" is told of A before B."""
    kind = shown[skeleton[place]].kind
    while back := _MEMBER.search(skeleton, 0, place):
        if shown[back[1]].kind != kind or _ASIDE.search(skeleton, max(0, back.start(1) - _GOVERNING), back.start(1)):
            break
        place = back.start(1)
    if back := _BESIDE.search(skeleton, 0, place):
        return _head_of_list(skeleton, back.start(1), shown)
    return place
