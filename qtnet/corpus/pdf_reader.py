"""A PDF in, its running text out, read by pypdf (extra `readers`).

A PDF holds places of words, not paragraphs: lines are taken with position and size, what repeats at the edges of
pages is dropped, and `rejoining` makes paragraphs of the rest. That text is stored, and offsets refer to it.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from qtnet.corpus.decoding import check_text
from qtnet.corpus.metadata import date_of, title_of
from qtnet.corpus.reading import Reading, clean_line
from qtnet.corpus.rejoining import PrintedLine, rejoined
from qtnet.errors import CorpusError, MissingExtraError

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

__all__ = ["read_pdf"]

#: A long report has some hundred pages.
_MOST_PAGES = 3_000
#: A page has some thousand operators; a few forms that draw each other several times make any number of them.
_MOST_OPERATORS = 5_000_000
_MOST_FORMS = 20_000
_EDGE = 2
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite)?\W{0,3}(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|\||von)\s*\d{1,4})?\W{0,3}", re.IGNORECASE
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
# Bullets of symbol fonts come out as private characters.
_SYMBOL_BULLET = re.compile("^[\uf0a7\uf0b7\uf0d8\uf076\uf02d]\\s*")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^(?:untitled|microsoft word|document\d*$)", re.IGNORECASE)


def read_pdf(data: bytes, place: str, *, max_bytes: int) -> Reading:
    """Read a PDF.

    Raises
    ------
    CorpusError
        If the file is broken, encrypted or too long, or has no text that can be read (scanned pages).
    MissingExtraError
        If pypdf is not installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtraError(f"{place}: reading PDF needs the extra 'readers': pip install pypdf") from None
    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(data))
            _check_open(reader, place)
            pages = _pages(reader, place, max_bytes)
            title = _title(reader)
        except CorpusError:
            raise
        except Exception as error:  # pypdf raises errors of every kind on broken files
            raise CorpusError(
                f"{place}: no PDF that can be read, perhaps cut short: {type(error).__name__}: {str(error)[:200]}"
            ) from None
    text = rejoined([line for page in _without_edges(pages) for line in page])
    _check_letters(text, place, len(pages))
    text = check_text(text, place)
    heading = text.split("\n", 1)[0]
    found = heading.lstrip("# ") if heading.startswith("#") else ""
    return Reading(text=text, reader="pdf", title=found or title or title_of(text), date=date_of(text))


def _check_open(reader: PdfReader, place: str) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise CorpusError(f"{place}: the PDF is encrypted; save it without its password")
    if len(reader.pages) > _MOST_PAGES:
        raise CorpusError(
            f"{place}: {len(reader.pages)} pages are more than the limit of {_MOST_PAGES}; split the file"
        )


def _pages(reader: PdfReader, place: str, max_bytes: int) -> list[list[PrintedLine]]:
    pages = []
    total = 0
    work = _Work(place)
    for number, page in enumerate(reader.pages):
        lines = _lines(page, number, work)
        work.check()
        total += sum(len(line.text) for line in lines)
        if total > max_bytes:
            raise CorpusError(f"{place}: holds more text than the limit of {max_bytes / 1e6:.1f} MB")
        pages.append(lines)
    return pages


class _Work:
    """What it takes to read a file, counted, so that no file takes for ever."""

    def __init__(self, place: str) -> None:
        self.place, self.operators, self.forms = place, 0, 0

    def take(self, operator: bytes, _arguments: Any, _cm: Any, _tm: Any) -> None:
        self.operators += 1
        self.forms += operator == b"Do"
        self.check()

    def check(self) -> None:
        """Raise when it is too much; asked again after each page, as pypdf passes over errors inside of forms."""
        if self.operators > _MOST_OPERATORS or self.forms > _MOST_FORMS:
            raise CorpusError(f"{self.place}: takes more than {_MOST_OPERATORS} steps to draw; save its text anew")


def _lines(page: PageObject, number: int, work: _Work) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    words: list[str] = []
    where: list[tuple[float, float, float]] = []

    def end_line() -> None:
        text = _SYMBOL_BULLET.sub("• ", clean_line("".join(words)).translate(_LIGATURES))
        if text:
            x, y, size = where[0] if where else (0.0, 0.0, 0.0)
            lines.append(PrintedLine(text, number, round(x, 1), round(y, 1), round(size, 1)))
        words.clear()
        where.clear()

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        for at, part in enumerate(text.split("\n")):
            if at:
                end_line()
            words.append(part)
            if part.strip():
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                where.append((float(x), float(y), abs(float(size) * float(tm[3] * cm[3] + tm[2] * cm[1]))))

    page.extract_text(visitor_text=visit, visitor_operand_before=work.take)
    end_line()
    return lines


def _without_edges(pages: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """Drop page numbers, and lines that stand at the edge of more than half of the pages."""
    seen: Counter[tuple[str, float]] = Counter()
    for page in pages:
        seen.update({_key(page[at]) for at in _edges(page)})
    often = {key for key, count in seen.items() if count > max(1.0, len(pages) / 2)}
    kept = []
    for page in pages:
        edges = _edges(page)
        kept.append(
            [
                line
                for at, line in enumerate(page)
                if at not in edges or not (_key(line) in often or _PAGE_NUMBER.fullmatch(line.text))
            ]
        )
    return kept


def _edges(page: list[PrintedLine]) -> set[int]:
    in_order = list(range(len(page)))
    by_height = sorted(in_order, key=lambda at: -page[at].y)
    return {*in_order[:_EDGE], *in_order[-_EDGE:], *by_height[:_EDGE], *by_height[-_EDGE:]}


def _key(line: PrintedLine) -> tuple[str, float]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text), line.size


def _check_letters(text: str, place: str, pages: int) -> None:
    letters = sum(map(str.isalpha, text))
    if letters < 20:
        raise CorpusError(
            f"{place}: {pages} pages without a layer of text (scanned?); make one by text recognition (OCR) first"
        )
    if len(_PRIVATE.findall(text)) > 0.1 * letters:
        raise CorpusError(
            f"{place}: its fonts do not say which letters they draw; make the text anew by recognition (OCR)"
        )


def _title(reader: PdfReader) -> str:
    title = clean_line(str((reader.metadata and reader.metadata.title) or ""))
    return "" if _FILE_NAME.search(title) or len(title) > 300 else title


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on broken files off the screen: what matters comes as an error."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
