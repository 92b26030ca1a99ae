"""A document in, its sentences as token passages out, with what the letter case of each block allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qtnet.corpus import Block, Document, blocks, sentences
from qtnet.extract.analysis import Token
from qtnet.extract.names.namewords import words_of
from qtnet.extract.tokens import tokenise

__all__ = ["Case", "Passage", "passages"]

#: mixed: capitals mark names; title: every word has one; folded: all letters are small or all are capitals.
Case = Literal["mixed", "title", "folded"]
_SMALL = words_of("""a an and as at but by for from in into is its nor of on or over per the to under via vs with""")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its tokens; `words` are their texts, folded to lower case where case says nothing."""

    start: int
    end: int
    block: Block
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    case: Case


def passages(document: Document) -> tuple[Passage, ...]:
    r"""Cut a document into passages; boilerplate gives none.

    Examples
    --------
    >>> found = passages(Document(doc="d", text="japan and asml agree.\n\nTokyo said so in May."))
    >>> [(passage.case, len(passage.tokens)) for passage in found]
    [('folded', 5), ('mixed', 6)]
    """
    found = []
    for block in blocks(document):
        if block.kind == "boilerplate":
            continue
        folded = _is_folded(document.text[block.start : block.end])
        for sentence in sentences(document, block):
            tokens = tokenise(document.text, sentence.start, sentence.end)
            case: Case = "folded" if folded else "title" if _is_title(block, tokens) else "mixed"
            words = tuple(t.lower if folded else t.text.replace("’", "'") for t in tokens)
            found.append(Passage(sentence.start, sentence.end, block, tokens, words, case))
    return tuple(found)


def _is_folded(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    upper = sum(map(str.isupper, letters))
    return bool(letters) and (upper == 0 or (upper > 0.8 * len(letters) and len(letters) > 20))


def _is_title(block: Block, tokens: tuple[Token, ...]) -> bool:
    words = [t.text for t in tokens if t.text[0].isalpha() and t.lower not in _SMALL]
    return block.kind == "heading" and _many(sum(w[0].isupper() for w in words), len(words))


def _many(capitals: int, words: int) -> bool:
    return words > 1 and capitals > (0.8 if words > 4 else 0.99) * words
