"""Finding the terms of many lists in one pass over a text.

A pattern of some hundred alternatives is slow when it is tried at every character. Here each word of the text is looked
up by its first letters, and only the terms that begin so are tried there; what is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from qtnet.extract.beginnings import LETTERS, beginnings, folded

__all__ = ["TermList", "TermScan"]

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST_KEYS = 1 << 16
#: What may not stand before a term, and not after it: characters of the same word.
_BEFORE, _AFTER = r"(?<!\w)", r"(?!\w)"
_BEFORE_WITH_HYPHEN = r"(?<![\w-])"


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
        self._chosen: dict[str, tuple[tuple[int, re.Pattern[str]], ...]] = {}

    def finditer(self, text: str, first: int = 0, last: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """Give the number of a list and a match of it, by place in the text.

        Matches of one list do not overlap, as with `re.finditer`; those of two lists may.
        """
        last = len(text) if last is None else last
        chosen = self._chosen
        free = [first] * len(self._lists)
        for word in _WORD.finditer(text, first, last):
            at = word.start()
            key = text[at : at + LETTERS]
            tried = chosen.get(key)
            if tried is None:
                tried = self._choose(key)
            for number, pattern in tried:
                if at >= free[number] and (match := pattern.match(text, at, last)):
                    free[number] = match.end()
                    yield number, match

    def search(self, text: str, first: int = 0, last: int | None = None) -> re.Match[str] | None:
        """Give the first match of any list."""
        return next((match for _, match in self.finditer(text, first, last)), None)

    def _choose(self, key: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
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
