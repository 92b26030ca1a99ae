"""A document in, windows out: stretches of whole blocks that a model reads at once.

Most documents are one window. A long one is cut before a heading where there is one in the second half of the window,
else between blocks, and inside a block only between sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qtnet.corpus import Document, blocks, sentences

__all__ = ["Window", "halves", "windows"]


class Window(NamedTuple):
    """A stretch of the stored text."""

    start: int
    end: int


class _Piece(NamedTuple):
    """A block, or a sentence of a block that is longer than a window."""

    start: int
    end: int
    opens: bool  # a heading: what follows belongs to it


def windows(document: Document, *, chars: int) -> tuple[Window, ...]:
    r"""Cut a document into windows of at most `chars` characters; only a single longer sentence exceeds them.

    Examples
    --------
    >>> text = "Asia\n\nJapan and Korea signed.\n\nEurope\n\nFrance and Spain signed too.\n"
    >>> [text[w.start : w.end] for w in windows(Document(doc="d", text=text), chars=42)]
    ['Asia\n\nJapan and Korea signed.', 'Europe\n\nFrance and Spain signed too.']
    """
    pieces = _pieces(document, chars)
    found: list[Window] = []
    while pieces:
        start = pieces[0].start
        fitting = max(1, next((n for n, piece in enumerate(pieces) if piece.end - start > chars), len(pieces)))
        cut = fitting if fitting == len(pieces) else _before_heading(pieces, fitting)
        found.append(Window(pieces[0].start, pieces[cut - 1].end))
        pieces = pieces[cut:]
    return tuple(found)


def halves(document: Document, window: Window) -> tuple[Window, ...]:
    """Cut a window in two where blocks or sentences meet nearest to its middle; nothing for a single sentence."""
    pieces = [piece for piece in _pieces(document, 0) if window.start <= piece.start and piece.end <= window.end]
    if len(pieces) < 2:
        return ()
    middle = (window.start + window.end) / 2
    cut = min(range(1, len(pieces)), key=lambda at: (abs(pieces[at].start - middle), at))
    return Window(window.start, pieces[cut - 1].end), Window(pieces[cut].start, window.end)


def _pieces(document: Document, chars: int) -> list[_Piece]:
    found: list[_Piece] = []
    for block in blocks(document):
        if block.kind == "boilerplate":
            continue
        if block.end - block.start <= chars:
            found.append(_Piece(block.start, block.end, block.kind == "heading"))
        else:
            found += [_Piece(s.start, s.end, False) for s in sentences(document, block)]
    return found


def _before_heading(pieces: Sequence[_Piece], fitting: int) -> int:
    """Give the last cut that leaves no heading behind without its text, in the second half of the window."""
    for cut in range(fitting, fitting // 2, -1):
        if cut and pieces[cut].opens:
            while cut > 1 and pieces[cut - 1].opens:
                cut -= 1
            return cut
    while fitting > 1 and pieces[fitting - 1].opens:
        fitting -= 1
    return fitting
