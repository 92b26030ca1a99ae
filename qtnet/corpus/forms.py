"""Which file endings are read, how large a file may be, and which reader takes it."""

from __future__ import annotations

from dataclasses import dataclass

from qtnet.corpus.decoding import bytes_to_text, check_text
from qtnet.corpus.docx_reader import read_docx
from qtnet.corpus.html_reader import HtmlReader, read_html
from qtnet.corpus.markdown_reader import read_markdown
from qtnet.corpus.metadata import date_of, title_of
from qtnet.corpus.pdf_reader import read_pdf
from qtnet.corpus.reading import Reading
from qtnet.errors import CorpusError

__all__ = ["ARCHIVES", "DOCUMENTS", "MAX_BYTES", "READABLE", "TABLES", "Limits", "read_bytes"]

#: A document on technology partnerships has some kilobytes; 10 MB is twenty long books, so more is a mistake.
MAX_BYTES = 10_000_000
_HTML = (".htm", ".html", ".xhtml")
#: Endings of files that hold one document.
DOCUMENTS = (".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".txt", ".xhtml")
#: Endings of files with one document per row.
TABLES = (".csv", ".jsonl", ".ndjson", ".tsv")
ARCHIVES = (".zip",)
#: All file endings that are read.
READABLE = (*DOCUMENTS, *TABLES, *ARCHIVES)


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which a file is refused before it is read; `text` is that of one document's text."""

    text: int = MAX_BYTES

    @property
    def archive(self) -> int:
        """Of an archive, packed and unpacked: a hundred of the longest documents."""
        return 100 * self.text

    def of(self, ending: str) -> int:
        """Give the limit for files of this ending: ten times the text where pictures or many rows come with it."""
        if ending in ARCHIVES:
            return self.archive
        return 10 * self.text if ending in (".pdf", ".docx", *TABLES) else self.text

    def check(self, size: int, ending: str, place: str) -> None:
        """Raise `CorpusError` when a file is too large."""
        if size > self.of(ending):
            raise CorpusError(
                f"{place}: {size / 1e6:.1f} MB is more than the limit of {self.of(ending) / 1e6:.1f} MB for one "
                f"{'document' if ending in DOCUMENTS else 'file of documents'}; split it, or raise max_bytes"
            )


def read_bytes(data: bytes, place: str, ending: str, *, encoding: str, html: HtmlReader, limits: Limits) -> Reading:
    """Read the bytes of one document by the reader of its ending.

    Raises
    ------
    CorpusError
        If the bytes are no document of this form.
    """
    if ending in _HTML:
        reading = read_html(data, place, encoding, reader=html)
    elif ending == ".pdf":
        reading = read_pdf(data, place, max_bytes=limits.text)
    elif ending == ".docx":
        reading = read_docx(data, place, max_bytes=limits.of(ending), max_text=limits.text)
    elif ending in (".md", ".markdown"):
        reading = read_markdown(data, place, encoding)
    else:
        text, used = bytes_to_text(data, place, encoding)
        text = check_text(text, place)
        reader = "txt" if used == "utf-8" else f"txt ({used})"
        reading = Reading(text=text, reader=reader, title=title_of(text), date=date_of(text))
    if len(reading.text) > limits.text:
        raise CorpusError(f"{place}: holds more text than the limit of {limits.text / 1e6:.1f} MB; split it")
    return reading
