"""Finding the terms of many lists in one pass over a text.

A pattern of some hundred alternatives is slow when it is tried at every character. Here each word of the text is looked
up by its first letters, and only the terms that begin so are tried there; what is found is the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from qtnet.extract.beginnings import LETTERS, beginnings, folded

__all__ = ["TermList", "TermScan"]

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST_KEYS = 1 << 16
#: Characters of a text that is read once for all who look into it again, and how many such texts are kept.
_LONGEST, _MOST_TEXTS = 4000, 16
#: What may not stand before a term, and not after it: characters of the same word.
_BEFORE, _AFTER = r"(?<!\w)", r"(?!\w)"
_BEFORE_WITH_HYPHEN = r"(?<![\w-])"

_Tried = tuple[tuple[int, re.Pattern[str]], ...]  # number of a list, and its terms that may begin in a place


class TermList(NamedTuple):
    """Terms, each a regular expression of whole words; the longest expression is tried first."""

    terms: Iterable[str]
    flags: re.RegexFlag = re.IGNORECASE
    after_hyphen: bool = False


class TermScan:
    """Lists of terms, found together.

    Examples
    --------
    >>> scan = TermScan([TermList(["quantum", "qubits?"]), TermList(["chips"])])
    >>> [(number, match.group()) for number, match in scan.finditer("Quantum chips with 5 qubits")]
    [(0, 'Quantum'), (1, 'chips'), (0, 'qubits')]
    """

    def __init__(self, lists: Sequence[TermList]) -> None:
        self._lists = tuple(lists)
        self._starts: dict[str, list[tuple[int, int]]] = {}  # list and rank of the terms with each beginning
        self._ranked: list[list[str]] = []
        for number, (terms, *_) in enumerate(self._lists):
            self._ranked.append(sorted(terms, key=lambda term: (-len(term), term)))
            for rank, term in enumerate(self._ranked[-1]):
                for start in beginnings(term):
                    self._starts.setdefault(start, []).append((number, rank))
        self._compiled: dict[tuple[tuple[int, int], ...], re.Pattern[str]] = {}
        self._chosen: dict[str, _Tried] = {}
        self._places_kept = lru_cache(maxsize=_MOST_TEXTS)(self._places)

    def finditer(self, text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """Give the number of a list and a match of it, by place in the text.

        Matches of one list do not overlap, as with `re.finditer`; those of two lists may.
        """
        last = len(text) if last is None else last
        free = [first] * len(self._lists)
        for at, tried in self._places_between(text, first, last):
            for number, pattern in tried:
                if at >= free[number] and (match := pattern.match(text, at, last)):
                    free[number] = match.end()
                    yield number, match

    def search(self, text: str, first: int = 0, last: int | None = None) -> re.Match[str] | None:
        """Give the first match of any list."""
        return next((match for _, match in self.finditer(text, first, last)), None)

    def _places_between(self, text: str, first: int, last: int) -> Iterable[tuple[int, _Tried]]:
        if len(text) > _LONGEST:
            return self._places(text, first, last)
        places = self._places_kept(text)
        low, high = (bisect_left(places, at, key=itemgetter(0)) for at in (first, last))
        return islice(places, low, high)

    def _places(self, text: str, first: int = 0, last: int | None = None) -> list[tuple[int, _Tried]]:
        """Give the beginnings of words where a term may begin.

        A stretch of text that begins within a word has no other ones: a term stands behind no letter.
        """
        chosen = self._chosen
        places: list[tuple[int, _Tried]] = []
        beginnings = _beginnings_kept if len(text) <= _LONGEST else _beginnings
        for at, key in beginnings(text, first, last):
            tried = chosen.get(key)
            if tried is None:
                tried = self._choose(key)
            if tried:
                places.append((at, tried))
        return places

    def _choose(self, key: str) -> _Tried:
        """Compile what may match where a word begins with these letters."""
        lower = folded(key)
        found = sorted(set().union(*(self._starts.get(lower[:size], ()) for size in range(len(lower) + 1))))
        by_list: dict[int, list[tuple[int, int]]] = {}
        for place in found:
            by_list.setdefault(place[0], []).append(place)
        tried = tuple((number, self._pattern(tuple(places))) for number, places in by_list.items())
        if len(self._chosen) < _MOST_KEYS:
            self._chosen[key] = tried
        return tried

    def _pattern(self, places: tuple[tuple[int, int], ...]) -> re.Pattern[str]:
        if places not in self._compiled:
            _, flags, after_hyphen = self._lists[places[0][0]]
            terms = "|".join(self._ranked[number][rank] for number, rank in places)
            before = _BEFORE if after_hyphen else _BEFORE_WITH_HYPHEN
            self._compiled[places] = re.compile(f"{before}(?:{terms}){_AFTER}", flags)
        return self._compiled[places]


def _beginnings(text: str, first: int, last: int | None) -> list[tuple[int, str]]:
    """Give where words begin, and their first letters."""
    starts = [word.start() for word in _WORD.finditer(text, first, len(text) if last is None else last)]
    return [(at, text[at : at + LETTERS]) for at in starts]


_beginnings_kept = lru_cache(maxsize=4)(_beginnings)  # for all scans of one sentence
