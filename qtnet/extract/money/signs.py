"""A sentence about money as a skeleton: every candidate actor, the amount asked for and other amounts are signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qtnet.extract.money.amounts import Amount
from qtnet.extract.money.candidates import Candidate

__all__ = ["AMOUNT", "OTHER", "PROGRAMME", "SIGN", "WINDOW", "skeleton_of"]

#: Candidates of a sentence that get a sign.
WINDOW = 40
_FIRST = 0xE000  # private characters, which no text holds: one for each candidate
_LAST = 0xF000
AMOUNT, OTHER = "\uf100", "\uf101"
#: Any candidate, one that is a programme.
SIGN = f"[{chr(_FIRST)}-{chr(_LAST)}]"
PROGRAMME = "[" + "".join(chr(_FIRST + 2 * i + 1) for i in range(WINDOW)) + "]"
_HOME = re.compile(rf"({SIGN})(?:[’']s?\s(?:[a-z-]+\s){{0,2}}(?:[a-z-]+,\s)?|\s)(?=({SIGN}))")
#: "the agency of Japan", "a firm from Kenya": the state tells where an organisation sits.
_SEAT = re.compile(rf"({SIGN}),?\s(?:of|from|based\sin)\s(?:the\s)?({SIGN})")


def skeleton_of(
    text: str,
    offset: int,
    part: tuple[int, int],
    candidates: Sequence[Candidate],
    amounts: Sequence[Amount],
    which: int,
) -> tuple[str, dict[str, Candidate]]:
    """Give the skeleton of a part of a sentence, and which candidate each sign stands for.

    Parameters
    ----------
    text, offset
        The sentence and where it begins in the document.
    part
        The offsets in the sentence that are looked at.
    candidates, amounts, which
        The actors and amounts of the part; `which` is the amount asked for.
    """
    signs: list[tuple[int, int, str]] = []
    shown: dict[str, Candidate] = {}
    for i, amount in enumerate(amounts):
        signs.append((amount.start, amount.end, AMOUNT if i == which else OTHER))
    for i, candidate in enumerate(candidates):
        start, end = candidate.start - offset, candidate.end - offset
        if not any(a < end and b > start for a, b, _ in signs):
            sign = chr(_FIRST + 2 * i + (candidate.kind == "programme"))
            signs.append((start, end, sign))
            shown[sign] = candidate
    out, place = [], part[0]
    for start, end, sign in sorted(signs):
        out += [text[place:start], sign]
        place = end
    flat = "".join([*out, text[place : part[1]]])
    flat = re.sub(rf"\s?\((?![^)]*{AMOUNT})[^)]*\)", "", flat).replace("\n", " ")
    flat = re.sub(
        rf"({SIGN})\s(?:federal\s|central\s|state\s)?(?:government|administration|side|authorities|state)\b",
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
    return _without_seats("".join([*kept, skeleton[place:]]), shown)


def _without_seats(skeleton: str, shown: dict[str, Candidate]) -> str:
    """Drop the state behind an organisation: of "G42 from the Emirates" and "the DFC of the US" the first acts."""

    def seat(match: re.Match[str]) -> str:
        tied = shown[match[1]].kind not in ("country", "bloc") and shown[match[2]].kind == "country"
        return match[1] if tied and shown[match[1]].source != "pronoun" else match.group()

    return _SEAT.sub(seat, skeleton)
