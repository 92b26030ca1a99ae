"""A Word document in, its text in reading order out: headings, list items, tables row by row.

Read as the zip of XML that it is. Deleted text of tracked changes, field codes, headers, footers, footnotes and
comments are left out.
"""

from __future__ import annotations

import io
import re
import zipfile

from qtnet.corpus.archives import BROKEN_ZIP, check_directory, read_entry
from qtnet.corpus.decoding import check_text
from qtnet.corpus.metadata import date_of, title_of
from qtnet.corpus.reading import Reading, clean_line, without_invisible
from qtnet.corpus.xml_events import read_xml
from qtnet.errors import CorpusError

__all__ = ["read_docx"]

_MAIN = re.compile(r"word/document\d*\.xml")
_HEADING = re.compile(r"heading (\d)")
# Moved or deleted text stands elsewhere or nowhere; a Fallback repeats the Choice before it.
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "sectPr"))
_ENCRYPTED_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_STYLES = 20


def read_docx(data: bytes, place: str, *, max_bytes: int, max_text: int) -> Reading:
    """Read a Word document.

    Raises
    ------
    CorpusError
        If the file is no Word document, is encrypted, unpacks to more than `max_bytes`, or holds no text, or more than
        `max_text` characters.
    """
    if data.startswith(_ENCRYPTED_OFFICE):
        raise CorpusError(f"{place}: an encrypted or old (.doc) Word file; save it as .docx without a password")
    check_directory(io.BytesIO(data), place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP as error:
        raise CorpusError(f"{place}: no Word document that can be read, perhaps cut short: {error}") from None
    with archive:
        names = archive.namelist()
        main = next((name for name in sorted(names) if _MAIN.fullmatch(name)), "")
        if not main:
            raise CorpusError(f"{place}: no Word document: the part word/document.xml is missing")
        parts = {
            name: read_entry(archive, name, f"{place}, part {name}", max_bytes) if name in names else b""
            for name in (main, "word/styles.xml", "docProps/core.xml")
        }
    styles = _Styles()
    _read(parts["word/styles.xml"], f"{place}, part word/styles.xml", styles)
    body = _Body({style: styles.form(style) for style in styles.named | styles.based}, place, max_text)
    _read(parts[main], f"{place}, part {main}", body)
    core = _Core()
    _read(parts["docProps/core.xml"], f"{place}, part docProps/core.xml", core)
    text = check_text(body.written(), place)
    first = body.lines[0][1] if body.lines and body.lines[0][0].startswith("#") else ""
    return Reading(
        text=text, reader="docx", title=first or clean_line("".join(core.title)) or title_of(text), date=date_of(text)
    )


class _Part:
    """Events of one part of the document."""

    def start(self, name: str, given: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def words(self, text: str) -> None: ...


def _read(data: bytes, place: str, part: _Part) -> None:
    if data:
        read_xml(data, place, start=part.start, end=part.end, words=part.words)


class _Core(_Part):
    """The title in the properties of the file."""

    def __init__(self) -> None:
        self.title: list[str] = []
        self.inside = False

    def start(self, name: str, given: dict[str, str]) -> None:
        self.inside = name == "title"

    def end(self, name: str) -> None:
        self.inside = False

    def words(self, text: str) -> None:
        if self.inside:
            self.title.append(text)


class _Styles(_Part):
    """What each paragraph style is: a heading of a level, a list item, or neither."""

    def __init__(self) -> None:
        self.named: dict[str, str] = {}
        self.based: dict[str, str] = {}
        self.outline: dict[str, int] = {}
        self.style = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        value = given.get("val", "")
        if name == "style":
            self.style = given.get("styleId", "")
        elif name == "name":
            self.named[self.style] = value.lower()
        elif name == "basedOn":
            self.based[self.style] = value
        elif name == "outlineLvl" and value in set("012345"):
            self.outline[self.style] = int(value) + 1

    def form(self, style: str) -> str:
        """Give the mark of paragraphs in this style: ``## ``, ``- `` or nothing."""
        for _ in range(_MOST_STYLES):
            name = self.named.get(style, "")
            heading = _HEADING.match(name)
            if name == "title" or heading or style in self.outline:
                level = 1 if name == "title" else min(6, int(heading[1])) if heading else self.outline[style]
                return "#" * max(1, level) + " "
            if name.startswith("list"):
                return "- "
            style = self.based.get(style, "")
        return ""


class _Paragraph:
    """A paragraph while it is read."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.style = ""
        self.mark = ""
        self.indent = 0


class _Body(_Part):
    """The paragraphs and rows of the document."""

    def __init__(self, forms: dict[str, str], place: str, most: int) -> None:
        self.forms = forms
        self.place, self.most, self.length = place, most, 0
        self.lines: list[tuple[str, str]] = []  # mark and text
        self.open: list[_Paragraph] = []  # a text box has paragraphs inside a paragraph
        self.rows: list[list[list[str]]] = []  # tables in tables
        self.left_out = 0
        self.in_text = False

    def start(self, name: str, given: dict[str, str]) -> None:
        if name in _LEFT_OUT or self.left_out:
            # A mark of deletion on the paragraph's end (in rPr) hides no text, so rPr itself is passed over.
            self.left_out += 1
        elif name == "p":
            self.open.append(_Paragraph())
        elif name == "tr":
            self.rows.append([])
        elif name == "tc" and self.rows:
            self.rows[-1].append([])
        elif name == "t":
            self.in_text = True
        elif self.open:
            self._property(name, given)

    def _property(self, name: str, given: dict[str, str]) -> None:
        paragraph, value = self.open[-1], given.get("val", "")
        if name == "pStyle":
            paragraph.style = value
        elif name == "ilvl" and value.isascii() and value.isdigit():
            paragraph.indent = min(5, int(value[:4]))
        elif name == "numId":
            paragraph.mark = "- " if value != "0" else ""
        elif name == "outlineLvl" and value in set("012345"):
            paragraph.mark = "#" * (int(value) + 1) + " "
        elif name in ("tab", "ptab"):
            paragraph.text.append("\t")
        elif name in ("br", "cr"):
            paragraph.text.append("\n")
        elif name == "noBreakHyphen":
            paragraph.text.append("-")

    def words(self, text: str) -> None:
        if self.in_text and self.open and not self.left_out:
            self.length += len(text)
            if self.length > self.most:
                raise CorpusError(f"{self.place}: holds more text than the limit of {self.most / 1e6:.1f} MB; split it")
            self.open[-1].text.append(text)

    def end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
        elif name == "t":
            self.in_text = False
        elif name == "p" and self.open:
            self._finish(self.open.pop())
        elif name == "tr" and self.rows:
            row = [" ".join(cell) for cell in self.rows.pop()]
            self._add("| ", " | ".join(cell for cell in row if cell))

    def _finish(self, paragraph: _Paragraph) -> None:
        lines = ["".join(paragraph.text)] if not paragraph.text else "".join(paragraph.text).split("\n")
        text = "\n".join(filter(None, (" ".join(without_invisible(line).split()) for line in lines)))
        form = self.forms.get(paragraph.style, "")
        mark = form if form.startswith("#") else paragraph.mark or form
        if mark.startswith("#"):
            text = text.replace("\n", " ")
        self._add("  " * paragraph.indent + mark if mark == "- " else mark, text)

    def _add(self, mark: str, text: str) -> None:
        if not text:
            return
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(text.replace("\n", " "))
        else:
            self.lines.append((mark, text))

    def written(self) -> str:
        """Give the text: items and rows close together, the rest with an empty line between."""
        written: list[str] = []
        before = ""
        for mark, text in self.lines:
            near = bool(mark.strip()) and not mark.startswith("#") and mark.strip() == before.strip()
            written += ["\n" if near else "\n\n", ("" if mark == "| " else mark) + text]
            before = mark
        return "".join(written[1:])
