"""Lists of mentions: "A, B (BB) and C" in, one group of positions out. One pass, whatever the length of the list."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from qtnet.extract.analysis import Mention, Token
from qtnet.extract.names.namewords import words_of

__all__ = ["coordinate"]

_LINKS = frozenset(["and", "or", "&", "plus", "/"])
_FILLERS = words_of(
    """the a an its their both also then later finally with between from of to by even more recently such as well
    others latterly namely in on"""
)
_CLASS_NOUNS = words_of(
    """company companies firm firms startup startups start chipmaker chipmakers giant giants giant's ministry
    university universities institute group conglomerate maker manufacturer operator carmaker supplier provider
    developer government governments state-owned based up"""
)


def coordinate(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[tuple[int, ...], ...]:
    """Give the coordinations of a sentence.

    Members stand next to each other with nothing between them but commas, *and*, *or*, articles, brackets, years and
    class nouns ("and Swedish start-up B"). At least one link or comma parts two members.

    Returns
    -------
    tuple of tuple of int
        Positions in `mentions`; adjectives are no members.
    """
    members = [i for i, mention in enumerate(mentions) if not mention.adjective]
    groups: list[tuple[int, ...]] = []
    current: list[int] = members[:1]
    cursor = 0
    links = 0
    described = [(m.start, m.end) for m in mentions if m.adjective]
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
        elif token.start not in skipped:
            return ""
    return found if plain <= 2 and depth <= 0 else ""
