"""Text in, blocks out: headings, bullets, paragraphs and boilerplate, with outline signs and enumerators peeled off.

A newline ends a block, except in paragraphs whose lines are wrapped. Offsets stay those of the stored text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qtnet.corpus.document import Block, BlockKind, Document
from qtnet.corpus.metadata import date_of

__all__ = ["blocks"]

_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•‣▪◦●○·–—]|\(?(?P<sign>\d{1,2}|[a-zA-Z]|[ivx]{2,4})[.)])[ \t]+(?=\S)")
_MARKDOWN = re.compile(r"[ \t]*(?P<marks>#{1,6})[ \t]+")
_LABEL = re.compile(r"[\"“*_]*(?P<label>[A-Z0-9][^:.!?;\n]{1,70}?)[\"”*_]*:(?=\s|\*)")
_ENDS_SENTENCE = re.compile(r"[.!?;,:…]['\"”’)\]*_]*$")
_LAST_SECTION = re.compile(
    r"(sources?|references|bibliography|further reading|related (articles|stories|posts|news)|bronnen|read more|"
    r"quellen|see also|tags|about the author|media contacts?|press contacts?|contacts?)\s*:?",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"(share (this|on)\b.*|read more\b.*|subscribe\b.*|sign up\b.*|advertisement|follow us\b.*|(©|copyright\b|\(c\)).*|"
    r"all rights reserved.*|(image|photo|picture) (credit|by|courtesy)\b.*|\W*https?://\S+\W*|\[\d+\]\s*https?://.*|"
    r"click here\b.*|cookies?\b.*(accept|settings|policy).*|#\w+(\s+#\w+)*|[\W_]+)",
    re.IGNORECASE,
)
# A section "Sources" that hides the rest of the text must stand in this last part of it.
_LAST_PART = 0.5
_HEADING_LENGTH, _HEADING_WORDS = 130, 18
# "The two sides agreed to the following:" leads in a list and is a sentence, not a heading.
_LEAD_IN_WORDS = 4
_LABEL_WORDS = 9
# Lines of a wrapped paragraph are about equally long; shorter lines are a list.
_WRAP_MINIMUM, _WRAP_MAXIMUM = 45, 120
# A machine leaves less than a word's room at the ends of lines; so many full ones are no chance.
_RAGGED, _FEWEST_FULL = 12, 4


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def blocks(document: Document) -> tuple[Block, ...]:
    r"""Cut a document into blocks, in reading order.

    Examples
    --------
    >>> text = "Who works with whom\n\n1. Asia\n- Japan: It signed with Korea."
    >>> for block in blocks(Document(doc="d", text=text)):
    ...     print(block.kind, block.level, repr(text[block.start : block.end]), repr(block.label))
    heading 0 'Who works with whom' ''
    heading 1 'Asia' ''
    bullet 0 'Japan: It signed with Korea.' 'Japan'
    """
    found: list[Block] = []
    ended = False
    runs = _runs(document.text)
    width = _width([line for run in runs for line in run])
    for run in runs:
        for line in [_joined(run)] if _is_wrapped(run, width) else run:
            block = _block(line, is_first=not found)
            late = line.start >= _LAST_PART * len(document.text)
            if late and block.kind in ("heading", "boilerplate") and _LAST_SECTION.fullmatch(_stripped(line)):
                ended = True
            if ended:
                block = Block(kind="boilerplate", start=line.start, end=line.end)
            found.append(block)
    return tuple(found)


def _runs(text: str) -> list[list[_Line]]:
    runs: list[list[_Line]] = [[]]
    for match in re.finditer(r"[^\n]*", text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            runs[-1].append(_Line(start, start + len(stripped), stripped))
        elif runs[-1] and match.start() < len(text) and text[match.start()] == "\n" and text[match.start() - 1] == "\n":
            runs.append([])
    return [part for run in runs if run for part in _parts(run)]


def _parts(run: list[_Line]) -> Iterator[list[_Line]]:
    """Cut a run before each bullet and heading: each may be wrapped for itself."""
    part: list[_Line] = []
    for line in run:
        if part and (_BULLET.match(line.text) or _MARKDOWN.match(line.text)):
            yield part
            part = []
        part.append(line)
    yield part


def _width(lines: list[_Line]) -> int:
    """Give the length to which a document's lines were wrapped by a machine; 0 where writers ended them."""
    longest = max((len(line.text) for line in lines), default=0)
    full = [line.text for line in lines if len(line.text) > longest - _RAGGED]
    is_wrapped = len(full) >= _FEWEST_FULL and sum(not _ENDS_SENTENCE.search(text) for text in full) >= len(full) / 2
    return longest if is_wrapped and _WRAP_MINIMUM <= longest <= _WRAP_MAXIMUM else 0


def _is_wrapped(run: list[_Line], width: int) -> bool:
    """Say whether lines are one paragraph; `width` is that of `_width`."""
    if len(run) < 2 or any(_MARKDOWN.match(line.text) for line in run):
        return False
    if width and all(_is_full(a, b, width) for a, b in pairwise(run)):
        return True
    lengths = [len(line.text) for line in run]
    longest = max(lengths)
    body = lengths[:-1]
    if not _WRAP_MINIMUM <= longest <= _WRAP_MAXIMUM or min(body) < longest * 0.7:
        return False
    open_ended = sum(not _ENDS_SENTENCE.search(line.text) for line in run[:-1])
    return open_ended >= len(body) * 0.6 and any(line.text[0].islower() for line in run[1:])


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Say whether the next line's first word had no room left: such lines were wrapped by a machine."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) > width


def _joined(run: list[_Line]) -> _Line:
    return _Line(run[0].start, run[-1].end, " ".join(line.text for line in run))


def _stripped(line: _Line) -> str:
    return line.text.strip("#*_ \t")


def _block(line: _Line, *, is_first: bool) -> Block:
    start, level, text = line.start, 0, line.text
    kind: BlockKind = "paragraph"
    markdown = _MARKDOWN.match(text)
    bullet = _BULLET.match(text)
    if markdown:
        start, level, text = start + markdown.end(), len(markdown["marks"]), text[markdown.end() :]
        kind = "heading"
    elif bullet:
        start, text = start + bullet.end(), text[bullet.end() :]
        enumerated = bool(bullet["sign"])
        is_title = enumerated and _looks_like_heading(text)
        kind = "heading" if is_title else "bullet"
        level = (1 if (bullet["sign"] or "").isdigit() else 2) if is_title else len(bullet["indent"].expandtabs(4)) // 2
    elif _NOISE.fullmatch(text) or (len(text) < 60 and date_of(text) and not is_first):
        kind = "boilerplate"
    elif _looks_like_heading(text):
        kind = "heading"
    if kind == "heading" and not _looks_like_heading(text) and not markdown:
        kind = "paragraph"
    return Block(kind=kind, start=start, end=line.end, level=level, label=_label(text) if kind != "boilerplate" else "")


def _looks_like_heading(text: str) -> bool:
    words = len(text.split())
    if len(text) > _HEADING_LENGTH or words > (_LEAD_IN_WORDS if text.endswith(":") else _HEADING_WORDS):
        return False
    return not re.search(r"[.!;,…]['\"”’)\]*_]*$", text)


def _label(text: str) -> str:
    match = _LABEL.match(text)
    if not match or match.end() >= len(text) or len(match["label"].split()) > _LABEL_WORDS:
        return ""
    return match["label"].strip()
