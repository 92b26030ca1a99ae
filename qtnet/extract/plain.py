"""The text as extraction reads it: wrapped lines joined, and what stood before left out; all offsets stay.

A text stored twice, a pull quote or a standfirst tells nothing new. Were they read again, each fact would seem better
supported, and references would find other actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qtnet.corpus import Block, Document, blocks

__all__ = ["plain", "repeated"]

#: Characters that writers repeat only where they repeat a passage; headings and labels recur in good faith.
LEAST = 60
_BLANKS = str.maketrans("\n\t", "  ")


def plain(document: Document) -> Document:
    r"""Give a document whose blocks hold no line ends and whose repeated blocks are blank.

    Examples
    --------
    >>> text = "Japan and the EU have signed a pact on quantum\ncomputing, and so did India."
    >>> plain(Document(doc="d", text=text)).text
    'Japan and the EU have signed a pact on quantum computing, and so did India.'
    """
    cut = blocks(document)
    again = repeated(document.text, cut)
    text, pieces, at = document.text, [], 0
    for position, block in enumerate(cut):
        here = text[block.start : block.end]
        pieces += [text[at : block.start], " " * len(here) if position in again else here.translate(_BLANKS)]
        at = block.end
    read = "".join([*pieces, text[at:]])
    return document if read == text else replace(document, text=read)


def repeated(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    r"""Give the positions of blocks that repeat an earlier one, alone or together with a neighbour.

    Examples
    --------
    >>> said = "Japan and Canada have signed an agreement on research into quantum computing."
    >>> text = f"News\n{said}\nNews\n{said}"
    >>> repeated(text, [Block(kind="paragraph", start=a, end=b) for a, b in ((0, 4), (5, 82), (83, 87), (88, 165))])
    frozenset({2, 3})
    """
    wordings = [" ".join(text[block.start : block.end].split()) for block in blocks]
    found = {at for at in _seen_before(wordings) if len(wordings[at]) >= LEAST}
    for at in _seen_before(list(pairwise(wordings))):
        if len(wordings[at]) + len(wordings[at + 1]) >= LEAST:
            found |= {at, at + 1}
    return frozenset(found)


def _seen_before(items: Sequence[object]) -> list[int]:
    seen: set[object] = set()
    positions = []
    for at, item in enumerate(items):
        if item in seen:
            positions.append(at)
        seen.add(item)
    return positions
