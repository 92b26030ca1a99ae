"""The letters with which a match of a regular expression may begin: an index over lists of terms.

It reads the small language in which the lexicon is written; of anything else it says that any letter may stand there,
so that an index by beginnings never misses a match.
"""

from __future__ import annotations

import re

__all__ = ["LETTERS", "beginnings", "folded"]

LETTERS = 3  # of a beginning
_MOST = 400  # beginnings of one term
_LITERAL = re.compile(r"[^\\\[\](){}.*+?|^$]|\\[^\w\s]|\\d")
_CLASS = re.compile(r"\[(?:[^\]\[\\^-]+-?|-)\]")
_GROUP = re.compile(r"\(\?(?:-i)?:")

_PLAIN = re.compile(rf"[A-Za-z ]{{{LETTERS}}}(?![?*+{{])")

_Open = set[tuple[str, bool]]  # beginnings, and whether what follows may be added to them


def beginnings(term: str) -> set[str]:
    """Give the first letters, folded, that a match of a regular expression may begin with.

    Fewer than three are given where anything may follow; the empty string says that anything may stand there.

    Examples
    --------
    >>> sorted(beginnings("(?:AI |power )?chips?")), sorted(beginnings("[Nn]odes?")), beginnings("[a-z]+ power")
    (['ai ', 'chi', 'pow'], ['nod'], {''})
    """
    if "|" not in term and (plain := _PLAIN.match(term)):
        return {plain.group().lower()}
    return {folded(start) for start, _ in _alternatives(term, 0)[0]}


def folded(letters: str) -> str:
    """Fold letters as beginnings are: lower case, 0 for any digit.

    Examples
    --------
    >>> folded("5G ")
    '0g '
    """
    if letters.isalpha():
        return letters.lower()
    return "".join("0" if letter.isdecimal() else letter.lower() for letter in letters)


def _alternatives(term: str, at: int) -> tuple[_Open, int]:
    """Read alternatives up to the end or the closing bracket; give their beginnings and where reading stopped."""
    found: _Open = set()
    current: _Open = {("", True)}
    while at < len(term) and term[at] != ")":
        if term[at] == "|":
            found |= current
            current, at = {("", True)}, at + 1
            continue
        piece, at = _piece(term, at)
        current = _joined(current, piece)
    return found | current, at


def _piece(term: str, at: int) -> tuple[_Open, int]:
    """Read one character, class or group, and the sign of repetition behind it."""
    piece: _Open
    if group := _GROUP.match(term, at):
        piece, at = _alternatives(term, group.end())
        at += 1
    elif literal := _LITERAL.match(term, at):
        sign = literal.group()
        piece, at = {("0" if sign == r"\d" else sign[-1], True)}, literal.end()
    elif letters := _CLASS.match(term, at):
        piece, at = {(letter, True) for letter in letters.group()[1:-1]}, letters.end()
    else:
        return {("", False)}, _behind(term, at)
    sign = term[at : at + 1]
    if sign == "?":
        return piece | {("", True)}, at + 1
    if sign == "*":
        return {("", False)}, _behind(term, at)
    if sign in ("+", "{"):
        return {(start, False) for start, _ in piece}, _behind(term, at)
    return piece, at


def _behind(term: str, at: int) -> int:
    """Give the end of the alternative that `at` is in."""
    depth = 0
    while at < len(term) and (depth or term[at] not in "|)"):
        if term[at] == "\\":
            at += 1
        elif term[at] == "[":
            at = term.index("]", at + 2)
        else:
            depth += {"(": 1, ")": -1}.get(term[at], 0)
        at += 1
    return at


def _joined(current: _Open, piece: _Open) -> _Open:
    joined: _Open = set()
    for start, is_open in current:
        if not is_open or len(start) >= LETTERS:
            joined.add((start, False))
        else:
            joined |= {((start + more)[:LETTERS], is_more_open) for more, is_more_open in piece}
    return joined if len(joined) <= _MOST else {("", False)}
