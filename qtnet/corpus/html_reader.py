"""A web page in, its main text out, in the plain marks of Markdown: ``# Heading``, ``- item``, ``cell | cell``.

Two ways. The own reader needs nothing and is the default, so that the same page gives the same text, and the same
offsets, on every machine; trafilatura (extra `readers`) is used where it is asked for by name.
"""

from __future__ import annotations

import re
from typing import Literal

from qtnet.corpus.boilerplate import main_pieces
from qtnet.corpus.decoding import bytes_to_text, check_text, is_encoding
from qtnet.corpus.metadata import date_of, is_iso_date, title_of
from qtnet.corpus.reading import Reading, clean_line, without_invisible
from qtnet.corpus.webpage import Page, Piece, parse_page
from qtnet.errors import CorpusError, MissingExtraError

__all__ = ["HtmlReader", "read_html"]

HtmlReader = Literal["qtnet", "trafilatura"]

_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# What pages call Latin-1 or GB 2312 is by convention (WHATWG) the larger code page.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
}
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_DAY = re.compile(r"\s*(\d{4}(?:[-/]\d{2}(?:[-/]\d{2})?)?)(?![\d/-])")
_SITE = re.compile(r"\s+[|–—·»-]\s+")
_LONGEST_TITLE = 300
_MARK = {0: "", 1: "# ", 2: "## ", 3: "### ", 4: "#### ", 5: "##### ", 6: "###### "}


def read_html(data: bytes, place: str, encoding: str = "", *, reader: HtmlReader = "qtnet") -> Reading:
    r"""Read a web page.

    Examples
    --------
    >>> page = b"<title>Pact | News</title><nav>Home</nav><article><h1>Pact</h1><p>Japan met Korea.</p></article>"
    >>> read_html(page, "a.html").text
    '# Pact\n\nJapan met Korea.'
    """
    source, used = _decoded(data, place, encoding)
    page = parse_page(source)
    pieces, main = main_pieces(page)
    title = _title(page, pieces)
    text = _by_trafilatura(source, place) if reader == "trafilatura" else _written(page, pieces)
    if title and text and title not in text[: len(title) + 400]:
        text = f"# {title}\n\n{text}"
    if not text:
        raise CorpusError(f"{place}: the page holds no text (it may be drawn by a script); save it as text")
    return Reading(
        text=check_text(text, place),
        reader=("html" if reader == "qtnet" else "html by trafilatura") + ("" if used == "utf-8" else f" ({used})"),
        title=title or title_of(text),
        date=_date(page, main) or date_of(text),
        source=clean_line(page.metas.get("og:site_name", "")),
        url=_address(page),
    )


def _decoded(data: bytes, place: str, encoding: str) -> tuple[str, str]:
    """Decode: by declaration of a person, byte order mark, UTF-8, and only then by what the page says of itself."""
    if not encoding:
        declared = _CHARSET.search(data[:4096])
        name = declared[1].decode("ascii").lower() if declared else ""
        name = _MEANT.get(name, name)
        if (
            name
            and is_encoding(name)
            and not name.startswith("utf")
            and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
        ):
            try:
                data.decode("utf-8")
            except UnicodeDecodeError:
                encoding = name
    text, used = bytes_to_text(data, place, encoding)
    return text, used


def _written(page: Page, pieces: list[Piece]) -> str:
    written: list[str] = []
    marked: set[int] = set()
    before: Piece | None = None
    for piece in pieces:
        element = page.elements[piece.element]
        is_item = element.item >= 0 and not piece.heading
        mark = _MARK[piece.heading]
        if is_item and element.item not in marked:
            marked.add(element.item)
            mark = "  " * min(element.lists - 1, 5) + "- "
        near = (
            before is not None
            and not piece.heading
            and not before.heading
            and mark.endswith("- ")
            and _is_item(page, before)
        )
        near = near or (before is not None and piece.is_row and before.is_row)
        if before is not None:
            written.append("\n" if near else "\n\n")
        written.append(mark + piece.text)
        before = piece
    return "".join(written)


def _is_item(page: Page, piece: Piece) -> bool:
    return page.elements[piece.element].item >= 0


def _title(page: Page, pieces: list[Piece]) -> str:
    first = next((piece.text for piece in pieces if piece.heading == 1), "")
    if not first:
        tops = [piece.text for piece in page.pieces if piece.heading == 1]
        first = tops[0] if len(tops) == 1 else ""
    if not first:
        first = clean_line(page.metas.get("og:title", "") or page.metas.get("title", ""))
        parts = _SITE.split(first)
        site = clean_line(page.metas.get("og:site_name", ""))
        if len(parts) > 1 and (parts[-1] == site or len(" ".join(parts[:-1]).split()) >= 3):
            first = first[: first.rindex(parts[-1])].rstrip(" |–—·»-")
    first = clean_line(first)
    return first if len(first) <= _LONGEST_TITLE else ""


def _date(page: Page, main: set[int]) -> str:
    given = [page.metas[name] for name in _DATES if name in page.metas]
    given += [match[1] for data in page.data for match in _JSON_DATE.finditer(data)]
    given += [value for element, value in page.times if element in main]
    for value in given:
        day = _DAY.match(value)
        if day and is_iso_date(day[1].replace("/", "-")):
            return day[1].replace("/", "-")
    return ""


def _address(page: Page) -> str:
    for name in ("canonical", "og:url"):
        address = page.metas.get(name, "").strip()
        if re.fullmatch(r"https?://[^\s<>\"]{3,2000}", address):
            return address
    return ""


def _by_trafilatura(source: str, place: str) -> str:
    try:
        import trafilatura
    except ImportError:
        raise MissingExtraError(
            "reading pages by trafilatura needs the extra 'readers': pip install trafilatura"
        ) from None
    try:
        found = trafilatura.extract(source, output_format="markdown", include_comments=False, include_formatting=False)
    except (ValueError, RecursionError, AttributeError) as error:
        raise CorpusError(f"{place}: trafilatura cannot read this page: {error}") from None
    return without_invisible(found or "").strip()
