"""Lists of mentions: "A, B (BB) and C" in, one group of positions out. One pass, whatever the length of the list."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from qtnet.extract.analysis import Mention, Token
from qtnet.extract.names.namewords import words_of

__all__ = ["coordinate"]

_STATES = frozenset(["country", "bloc"])
_LONGEST_PLACE = 5  # words between an organisation and where it sits: "(NSF) in the"
_PLACING = frozenset([("in",), ("in", "the"), ("of",), ("of", "the"), ("from",), ("from", "the")])
_LINKS = frozenset(["and", "or", "&", "plus", "/"])
_FILLERS = words_of(
    """the a an its their both also then later finally with between from of to by even more recently such as well
    others latterly namely in on"""
)
_ARTICLES = frozenset(["a", "an", "the", "one", "another"])
_LONGEST_APPOSITION = 10  # words
_NO_APPOSITION = words_of(
    """is are was were be has have had will would can could may might must should does did not who which that whose
    said says . ; : ( ) and or"""
)
_CLASS_NOUNS = words_of(
    """company companies firm firms startup startups start chipmaker chipmakers giant giants giant's ministry
    university universities institute group conglomerate maker manufacturer operator carmaker supplier provider
    developer government governments state-owned based up counterpart counterparts"""
)


def coordinate(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
    """Give the coordinations of a sentence.

    Members stand next to each other with nothing between them but commas, *and*, *or*, articles, brackets, years and
    class nouns ("and Swedish start-up B"). At least one link or comma parts two members.

    Returns
    -------
    tuple of tuple of int
        Positions in `mentions`; adjectives and places are no members.
    """
    starts = [token.start for token in tokens]
    aside = {i for i, m in enumerate(mentions) if m.adjective or _is_aside(tokens, starts, mentions, i)}
    members = [i for i in range(len(mentions)) if i not in aside]
    groups: list[tuple[int, ...]] = []
    current: list[int] = members[:1]
    cursor = 0
    links = 0
    described = [(mentions[i].start, mentions[i].end) for i in sorted(aside)]
    skipped = frozenset(t.start for t in tokens if described and _inside(t.start, described))
    for before, after in pairwise(members):
        while cursor < len(tokens) and tokens[cursor].start < mentions[before].end:
            cursor += 1
        link = _link(tokens, cursor, mentions[after].start, skipped)
        if link and mentions[after].start >= mentions[before].end:
            current.append(after)
            links += link == "and"
            continue
        if len(current) > 1 and (links or len(current) > 2):
            groups.append(tuple(current))
        current, links = [after], 0
    if len(current) > 1 and (links or len(current) > 2):
        groups.append(tuple(current))
    return tuple(groups)


def _is_aside(tokens: Sequence[Token], starts: Sequence[int], mentions: Sequence[Mention], i: int) -> bool:
    """Say whether a state only says whose the programme behind it is, or where the organisation before it sits."""
    if mentions[i].kind not in _STATES:
        return False
    behind = mentions[i + 1] if i + 1 < len(mentions) else None
    place = bisect_left(starts, mentions[i].end)
    if behind and behind.kind == "programme" and place == bisect_left(starts, behind.start):
        return True
    if i == 0 or mentions[i - 1].kind in _STATES or mentions[i - 1].end > mentions[i].start:
        return False
    if behind and behind.kind in _STATES and not behind.adjective:
        return False  # "Intel in India and Japan"
    between = tokens[bisect_left(starts, mentions[i - 1].end) : bisect_left(starts, mentions[i].start)]
    words = tuple(token.lower for token in between[-_LONGEST_PLACE:])
    behind_bracket = words[words.index(")") + 1 :] if ")" in words else words
    return behind_bracket in _PLACING


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (position, sys.maxsize)) - 1
    return at >= 0 and position < spans[at][1]


def _link(tokens: Sequence[Token], cursor: int, end: int, skipped: frozenset[int]) -> str:
    """Say how two neighbours are linked: by "and", by ",", or not at all."""
    found, depth, plain = "", 0, 0
    while cursor < len(tokens) and tokens[cursor].start < end:
        token = tokens[cursor]
        cursor += 1
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif depth:
            continue
        elif token.lower in _LINKS:
            found = "and"
        elif token.text in (",", ";"):
            found = found or ","
            cursor = max(cursor, _behind_apposition(tokens, cursor, end))
        elif (
            token.text in "-–‑"
            and token.end - token.start == 1
            and token.start == tokens[cursor - 2].end
            and token.end == end
        ):
            found = "and"
        elif token.text in "“”\"'‘’-–" or token.lower in _CLASS_NOUNS or token.text.isdigit():
            continue
        elif token.lower in _FILLERS or token.lower == "'s":
            plain += 1
        elif token.start in skipped:
            plain = 0
        else:
            return ""
    return found if plain <= 2 and depth <= 0 else ""


def _behind_apposition(tokens: Sequence[Token], at: int, end: int) -> int:
    """Give where an apposition that begins at a token ends, if the list goes on behind it: ", a maker, and"."""
    if tokens[at].lower not in _ARTICLES:
        return 0
    last = min(len(tokens), at + _LONGEST_APPOSITION)
    for close in range(at + 1, last):
        word = tokens[close]
        if word.start >= end or word.lower in _NO_APPOSITION:
            return 0
        if word.text == ",":
            behind = close + 1 < len(tokens) and tokens[close + 1].lower in _LINKS
            return close if behind and tokens[close + 1].start < end else 0
    return 0
