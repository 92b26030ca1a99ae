"""Printed lines in, paragraphs out: joined where the line was full, parted where print parts them.

A paragraph ends by a wider gap, another size, a bullet, or a line that stops early after a full stop. A word divided at
the line's end is made whole unless the document writes it with a hyphen elsewhere.
"""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from qtnet.corpus.reading import named

__all__ = ["PrintedLine", "rejoined"]

_BULLET = re.compile(r"(?:[-*+•‣▪◦●○·–—]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_DIVIDED = re.compile(r"(?P<left>[^\W\d_]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_STOP = re.compile(r"[.!?:;…]['\"”’)\]]*(?:\[\d+\])?$")
# English prefixes and first parts that keep their hyphen wherever the line ends.
_KEEPS = named(
    "all cross ex far full half high joint large long low medium mid multi next non post pre self semi short "
    "single small state third two well world"
)
_GAP, _SIZE, _HEADING = 1.35, 0.08, 1.15
_FULL, _SHORT = 0.8, 0.6
_HEADING_WORDS = 25


class PrintedLine(NamedTuple):
    """A line as printed: where it starts, in points from the lower left corner, and how large its letters are."""

    text: str
    page: int = 0
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def rejoined(lines: list[PrintedLine]) -> str:
    r"""Give the text with one paragraph per line and empty lines between.

    Examples
    --------
    >>> print(rejoined([PrintedLine("Japan and the Nether-", y=40), PrintedLine("lands signed a pact.", y=30)]))
    Japan and the Netherlands signed a pact.
    """
    if not lines:
        return ""
    words = {word.lower() for line in lines for word in _WORD.findall(line.text[: _end(line.text)])}
    lengths = sorted(len(line.text) for line in lines)
    full = lengths[int(0.9 * (len(lengths) - 1))]
    leading = _leading(lines)
    paragraphs: list[list[PrintedLine]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _parted(before, line, full, leading):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    body = _body_size(lines)
    largest = max(line.size for line in lines)
    return "\n\n".join(_mark(p, body, largest) + _joined(p, words) for p in paragraphs)


def _end(text: str) -> int:
    """Give where the last word starts if the line divides it, so that half a word is not taken for one."""
    divided = _DIVIDED.search(text)
    return divided.start() if divided else len(text)


def _leading(lines: list[PrintedLine]) -> dict[float, float]:
    gaps: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        if before.page == line.page and before.size == line.size and 0 < before.y - line.y < 4 * max(line.size, 1.0):
            gaps.setdefault(line.size, []).append(before.y - line.y)
    # Lines within paragraphs are the closest; a low quantile is theirs even where most paragraphs have one line.
    return {size: sorted(found)[len(found) // 4] for size, found in gaps.items()}


def _body_size(lines: list[PrintedLine]) -> float:
    return median(line.size for line in lines for _ in range(1 + len(line.text) // 20))


def _parted(before: PrintedLine, line: PrintedLine, full: int, leading: dict[float, float]) -> bool:
    if _BULLET.match(line.text) or abs(before.size - line.size) > _SIZE * max(before.size, line.size):
        return True
    stopped = bool(_STOP.search(before.text))
    goes_on = line.text[:1].islower() or bool(_DIVIDED.search(before.text))
    gap = before.y - line.y
    if before.page != line.page or gap < -line.size:  # a new page, or the next column
        return not goes_on and (stopped or len(before.text) < _FULL * full)
    if gap > _GAP * leading.get(line.size, gap or 1.0):
        return True
    if goes_on:
        return False
    if stopped:
        return len(before.text) < _FULL * full or line.x > before.x + line.size
    return len(before.text) < _SHORT * full


def _mark(paragraph: list[PrintedLine], body: float, largest: float) -> str:
    size = paragraph[0].size
    words = sum(len(line.text.split()) for line in paragraph)
    if body <= 0 or size < _HEADING * body or words > _HEADING_WORDS:
        return ""
    return "# " if size == largest else "## "


def _joined(paragraph: list[PrintedLine], words: set[str]) -> str:
    text = paragraph[0].text
    for line in paragraph[1:]:
        divided = _DIVIDED.search(text)
        right = _WORD.match(line.text)
        if not divided:
            text += " " + line.text
        elif right and line.text[0].islower() and not _keeps_hyphen(divided["left"], right[0], words):
            text = text[: divided.end() - 1] + line.text
        else:
            text += line.text
    return text


def _keeps_hyphen(left: str, right: str, words: set[str]) -> bool:
    if f"{left}-{right}".lower() in words:
        return True
    if f"{left}{right}".lower() in words:
        return False
    # "US-led", "EU-funded": a name keeps its hyphen. "Nether-lands" does not: its first part is no word in capitals.
    return left.lower() in _KEEPS or (left.isupper() and len(left) > 1)
