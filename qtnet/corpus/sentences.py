"""Blocks in, sentences out: an own splitter, an abbreviation list and exact offsets.

A sentence ends at ``. ! ? …`` (with closing quotes, brackets and citations such as ``[1]``) before white space and a
capital, a digit or an opening quote; before a lower-case letter only where the whole block has no capitals. What runs
on for thousands of characters is a list or a broken file: it is cut at a comma or blank, so that whatever reads
sentences takes time linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from qtnet.corpus.document import Block, Document

__all__ = ["Sentence", "sentences"]

_CLOSERS = r"['\"”’»)\]*_]*(?:\s{0,2}\[\d{1,3}(?:[,–-]\s?\d{1,3})*\])*"
_END = re.compile(rf"(?<![.!?…])(?P<stop>[.!?…]+){_CLOSERS}(?P<space>\s+)(?=\S)")
_LAST_WORD = re.compile(r"\S+$")
_INITIAL = re.compile(r"[(\"“'‘]*(?:[A-Z]\.)+(?:-[A-Z]\.)?")
_NEXT_WORD = re.compile(r"[\"“‘'(\[*_]*([^\W_]+)")
_STARTS = re.compile(r"[\"“‘'«(\[*_–—-]*\s?[A-ZÀ-ÞĀ-Ž0-9$€£¥₹]")
_QUOTE_STARTS = re.compile(r"[\"“‘«]")
#: Characters of the longest sentence (none of the annotated corpus has 450), and of its end, where it is cut at a mark.
_LONGEST, _CUT_ZONE = 3000, 400
_CUTS = (re.compile(r".*[;,]\s", re.DOTALL), re.compile(r".*\s", re.DOTALL))


class Sentence(NamedTuple):
    """A sentence as a slice of the stored text."""

    start: int
    end: int


def sentences(document: Document, block: Block) -> tuple[Sentence, ...]:
    """Cut a block into sentences.

    Examples
    --------
    >>> text = "TSMC Ltd. of Taiwan met Dr. Kim on Jan. 5. The U.S. Bureau agreed [2]. It paid $1.5 bn."
    >>> block = Block(kind="paragraph", start=0, end=len(text))
    >>> [text[s.start : s.end] for s in sentences(Document(doc="d", text=text), block)]
    ['TSMC Ltd. of Taiwan met Dr. Kim on Jan. 5.', 'The U.S. Bureau agreed [2].', 'It paid $1.5 bn.']
    """
    text = document.text[block.start : block.end]
    lower_case = not any(map(str.isupper, text))
    cuts = [m.end() for m in _END.finditer(text) if _is_boundary(text, m, lower_case=lower_case)]
    found = []
    for start, end in _shortened(text, [0, *cuts, len(text)]):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            found.append(Sentence(block.start + left, block.start + right))
    return tuple(found)


def _shortened(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """Give the pieces between cuts, none longer than a sentence may be."""
    for start, end in pairwise(cuts):
        while end - start > _LONGEST:
            latest = start + _LONGEST
            ends = (cut.match(text, latest - _CUT_ZONE, latest) for cut in _CUTS)
            middle = next((found.end() for found in ends if found), latest)
            yield start, middle
            start = middle
        yield start, end


def _is_boundary(text: str, match: re.Match[str], *, lower_case: bool) -> bool:
    following = text[match.end() : match.end() + 40]
    if not (_STARTS.match(following) or (lower_case and following[0].isalpha()) or _QUOTE_STARTS.match(following)):
        return False
    if "\n" in match["space"] and match["stop"] != ".":
        return True
    stop = match["stop"]
    closed = match.end("stop") < match.start("space")
    if closed or stop not in (".", "!"):
        return not (stop in ("…", "...") and following[:1].islower())
    return _ends_after(text, match.end("stop"), following, lower_case=lower_case)


def _ends_after(text: str, stop_end: int, following: str, *, lower_case: bool) -> bool:
    word = _LAST_WORD.search(text[max(0, stop_end - 40) : stop_end])
    last = word[0].lstrip("(\"“'‘[") if word else ""
    lists = _abbreviations()
    if last in lists["never"] and not (last == "No." and not following[0].isdigit() and following[0] != "#"):
        return False
    opener = _NEXT_WORD.match(following)
    opens = bool(opener) and opener[1].lower() in lists["openers"] if opener else False
    if last in lists["before-opener"]:
        return opens and not lower_case
    return opens if _INITIAL.fullmatch(last) else True


@cache
def _abbreviations() -> dict[str, set[str]]:
    lists: dict[str, set[str]] = {"never": set(), "before-opener": set(), "openers": set()}
    section = ""
    for line in (Path(__file__).parent / "abbreviations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            lists[section].add(line)
    return lists
