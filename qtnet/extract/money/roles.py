"""Who gives an amount and who gets it.

The sentence is reduced to a skeleton in which each candidate actor, the amount and other amounts are one sign each; the
patterns of `lexicon/money.toml` are tried on it from the surest to the weakest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from qtnet.extract.analysis import Analysis
from qtnet.extract.money.amounts import Amount
from qtnet.extract.money.candidates import Candidate, Counts, role_candidates
from qtnet.extract.termlists import read_termlist

__all__ = ["UNTOLD", "Roles", "roles_at"]

#: The rule of money whose giver no construction tells: it is taken for the only state or agency of the sentence.
UNTOLD = "money:only-public"

_FIRST_SIGN = 0xE000  # private characters, which no text holds: one for each candidate
_LAST_SIGN = 0xF000
_AMOUNT, _OTHER = "\uf100", "\uf101"
_SIGN = f"[{chr(_FIRST_SIGN)}-{chr(_LAST_SIGN)}]"
_HOME = re.compile(rf"({_SIGN})(?:[’']s?\s(?:[a-z-]+\s){{0,2}}|\s)(?=({_SIGN}))")
_MEMBER = re.compile(
    rf"({_SIGN})(?:\sof\s(?:{_SIGN}|\w+))?(?:,\s[^,;{_SIGN[1:-1]}]{{0,60}})?"
    r"(?:,|\sand|,\sand|\sas\swell\sas|,\sthe)\s(?:the\s)?(?:[a-z-]+\s){0,2}$"
)
#: A giver gives; "C has been granted M" is told of a receiver.
_ACTIVE = (
    r"(?<!\bbe\s)(?<!\bbeen\s)(?<!\bbeing\s)"
    r"(?:(?<!\bis\s)(?<!\bare\s)(?<!\bwas\s)(?<!\bwere\s)|(?=\w+ing\b|is\b|are\b))"
)
_HEDGE = (
    r"(?:up\sto|about|around|some|over|more\sthan|nearly|almost|as\smuch\sas|at\sleast|at\smost|an?|the"
    r"|another|roughly)"
)
_NOUN_OPENING = (
    r"(?:(?:the|its|their|a|an|this|that|both|those\sof)\s)?(?:(?!like\b|as\b|including\b|which\b)[\w’'.-]+\s){0,4}?"
)
_PUBLIC, _PRIVATE = ("country", "bloc", "agency"), ("company", "research", "programme")
_TOUCHING = 4  # characters: "China, the US (M)" is told of the last alone
_LONGEST_TITLE = 200  # characters
_REACH = 400  # characters on either side of an amount that are looked at
_AMOUNTS = 20  # amounts on either side, likewise
_WINDOW = 40  # candidates looked at in a sentence


class Roles(NamedTuple):
    """The giver and the receiver of an amount; None where the text names none.

    `is_told` says that a construction names the giver; else it is the only public actor of the sentence.
    """

    funder: Candidate | None
    recipient: Candidate | None
    is_told: bool = True


def roles_at(analysis: Analysis, position: int, amounts: Sequence[Amount], which: int, counts: Counts) -> Roles:
    """Find the funder and the recipient of one amount.

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
    here = [c for c in candidates if c.source != "before"][:_WINDOW]
    skeleton, shown = _skeleton(sentence.text, sentence.start, (low, high), here, amounts, which)
    funder = _first(_patterns("funder"), skeleton, shown, banned="")
    given = funder.actor if funder else ""
    if re.search(rf"\(\s?(?:about\s|over\s)?{_AMOUNT}", skeleton):  # a sum in brackets is told of the name before them
        return Roles(funder, None)
    recipient = _first(_patterns("recipient"), skeleton, shown, banned=given) or _announced(
        analysis, position, candidates, given, counts
    )
    is_told = funder is not None
    funder = funder or _only(here, _PUBLIC, recipient)
    recipient = recipient or _only(here, _PRIVATE, funder)
    return Roles(funder, recipient, is_told)


def _only(candidates: Sequence[Candidate], kinds: Sequence[str], other: Candidate | None) -> Candidate | None:
    """Take the one actor of these kinds in the sentence, where no construction names any."""
    taken = other.actor if other else ""
    fitting = [c for c in candidates if c.kind in kinds and c.actor != taken and c.source != "unsure"]
    return fitting[0] if len({c.actor for c in fitting}) == 1 else None


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


def _skeleton(
    text: str,
    offset: int,
    part: tuple[int, int],
    candidates: Sequence[Candidate],
    amounts: Sequence[Amount],
    which: int,
) -> tuple[str, dict[str, Candidate]]:
    signs: list[tuple[int, int, str]] = []
    shown: dict[str, Candidate] = {}
    for i, amount in enumerate(amounts):
        signs.append((amount.start, amount.end, _AMOUNT if i == which else _OTHER))
    for i, candidate in enumerate(candidates):
        start, end = candidate.start - offset, candidate.end - offset
        if not any(a < end and b > start for a, b, _ in signs):
            sign = chr(_FIRST_SIGN + 2 * i + (candidate.kind == "programme"))
            signs.append((start, end, sign))
            shown[sign] = candidate
    out, place = [], part[0]
    for start, end, sign in sorted(signs):
        out += [text[place:start], sign]
        place = end
    flat = "".join([*out, text[place : part[1]]])
    flat = re.sub(rf"\s?\((?![^)]*{_AMOUNT})[^)]*\)", "", flat).replace("\n", " ")
    flat = re.sub(
        rf"({_SIGN})\s(?:federal\s|central\s|state\s)?(?:government|administration|side|authorities|state)\b",
        r"\1",
        flat,
    )
    return _without_homes(flat, shown), shown


def _without_homes(skeleton: str, shown: dict[str, Candidate]) -> str:
    """Drop the country before an organisation: in "Japan's METI" and "the US NSF" the ministry and the agency act."""
    kept: list[str] = []
    place = 0
    for match in _HOME.finditer(skeleton):
        if shown[match[1]].kind in ("country", "bloc") and shown[match[2]].kind not in ("country", "bloc"):
            kept.append(skeleton[place : match.start(1)])
            place = match.start(2)
    return "".join([*kept, skeleton[place:]])


def _first(
    patterns: Sequence[re.Pattern[str]], skeleton: str, shown: dict[str, Candidate], banned: str
) -> Candidate | None:
    """Give the candidate of the first pattern that matches, of several matches the nearest to the amount."""
    amount = skeleton.index(_AMOUNT)
    for pattern in patterns:
        found: list[tuple[int, int]] = []
        place = 0
        while match := pattern.search(skeleton, place):
            place = match.start() + 1
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
        if shown[back[1]].kind != kind:
            break
        place = back.start(1)
    return place


@cache
def _patterns(role: str) -> tuple[re.Pattern[str], ...]:
    table = read_termlist("money")["roles"]
    return tuple(_compile(p, table) for p in table[role])


def _compile(pattern: str, table: dict[str, list[str]]) -> re.Pattern[str]:
    programme = "[" + "".join(chr(_FIRST_SIGN + 2 * i + 1) for i in range(_WINDOW)) + "]"
    amount = rf"(?:{_HEDGE}\s)*{_AMOUNT}"
    parts = {
        "{np}": _NOUN_OPENING,
        "{sp}": r"(?:(?:the|its|their|a|an)\s)?(?:[\w-]+\s)?",
        "{aux}": rf"(?:\s(?:{'|'.join(table['aux'])}))*",
        "{app}": rf"(?:,\s[^;{_AMOUNT}]{{0,160}}?,|\sof\s{_SIGN}|,)?",
        "{gap}": rf"[^;{_AMOUNT}]{{0,70}}?",
        "{GIVE}": _ACTIVE + "(?:" + "|".join(rf"{v}(?!\w)" for v in table["give"]) + ")",
        "{GET}": "|".join(rf"{v}(?!\w)" for v in table["get"]),
        "{TELL}": "|".join(rf"{v}(?!\w)" for v in table["tell"]),
        "{M}": amount,
        "{N}": _OTHER,
        "{P}": f"(?P<who>{programme})",
        "{C}": f"(?P<who>{_SIGN})",
    }
    for key, value in parts.items():
        pattern = pattern.replace(key, value)
    return re.compile(pattern, re.IGNORECASE)
