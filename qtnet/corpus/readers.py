"""Folders, files, patterns, archives and tables in, a checked corpus out.

Every fault of the input is an error that names the file and what to do, all faults at once; what is left out on purpose
is listed in `Corpus.skipped`, so that nothing is lost silently.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qtnet.corpus.document import Corpus, Document, Skipped
from qtnet.corpus.finding import find_files, shown
from qtnet.corpus.forms import MAX_BYTES, READABLE, Limits
from qtnet.corpus.html_reader import HtmlReader
from qtnet.corpus.language import language_of
from qtnet.corpus.metadata import date_of, read_sources, title_of
from qtnet.corpus.receiving import Received, Receiver
from qtnet.corpus.spool import SpooledDocuments
from qtnet.errors import CorpusError

__all__ = ["MAX_BYTES", "READABLE", "read_corpus"]

_LISTED = 20
_LONGEST_ID = 200


def read_corpus(
    paths: str | Path | Iterable[str | Path],
    *,
    sources: str | Path | None = None,
    max_bytes: int = MAX_BYTES,
    html: HtmlReader = "qtnet",
    skip_faulty: bool = False,
) -> Corpus:
    r"""Read documents from folders, files, patterns, zip archives and tables.

    Parameters
    ----------
    paths
        A folder, a file, a pattern such as ``docs/**/*.html``, or several of them. Folders are read with their
        subfolders; READMEs are left out. Documents are ``.txt .md .html .pdf .docx``; a ``.zip`` holds documents; a
        ``.csv``, ``.tsv`` or ``.jsonl`` has one per row, with the columns ``doc, text`` and, if known, ``title, date,
        source, url``.
    sources
        Table with the columns ``doc, title, date, source, url, sha256, encoding`` (all but `doc` optional). If
        not given, a ``sources.csv`` beside the documents, or beside their folder ``docs``, is used. It is stronger
        than what a document says of itself.
    max_bytes
        Largest size of one document's text; ten times that for PDF, Word and tables, a hundred times for archives.
    html
        What reads web pages: qtnet's own reader, the same everywhere, or ``"trafilatura"`` (extra ``readers``).
    skip_faulty
        List documents that cannot be read in `Corpus.skipped` instead of raising for them.

    Returns
    -------
    Corpus
        Documents sorted by id: the file's name without its ending, or the column `doc`.

    Raises
    ------
    CorpusError
        If a path is missing, a folder has no documents, or documents are empty, too large, not text, of one id,
        or different from the hash in their sources table; names each of them.
    MissingExtraError
        If a PDF is there and pypdf is not installed.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "news.txt").write_text("Japan and the EU sign\n\n13 May 2025\n", encoding="utf-8")
    ...     corpus = read_corpus(folder)
    >>> corpus.documents[0].doc, corpus.documents[0].title, corpus.documents[0].date
    ('news', 'Japan and the EU sign', '2025-05-13')
    """
    listed = [Path(paths)] if isinstance(paths, str | Path) else [Path(p) for p in paths]
    if not listed:
        raise CorpusError("no folder or file was named; expected at least one path to documents")
    try:
        files, skipped = find_files(listed, READABLE)
    except OSError as error:
        raise CorpusError(f"{shown(str(error.filename))}: cannot be read: {error.strerror or error}") from error
    given = read_sources(Path(sources)) if sources is not None else None
    receiver = Receiver(Limits(max_bytes), html, given)
    collected = _Collected(skipped)
    for file in files:
        for one in receiver.receive(file):
            collected.add(one)
    faults = [one for one in collected.skipped if one.is_fault]
    if faults and not skip_faulty:
        more = [f"and {len(faults) - _LISTED} more"] if len(faults) > _LISTED else []
        raise CorpusError("\n".join([f"{one.path}: {one.reason}" for one in faults[:_LISTED]] + more))
    if not collected.documents:
        raise CorpusError(f"{', '.join(map(shown, listed))}: no document in English{_first(collected.skipped)}")
    collected.documents.sort()
    skipped = sorted(collected.skipped, key=lambda one: (one.path, one.reason))
    return Corpus(documents=collected.documents, skipped=tuple(skipped))


def _first(skipped: list[Skipped]) -> str:
    return f"; {skipped[0].path}: {skipped[0].reason}" if skipped else ""


class _Collected:
    """Documents so far, and what was left out."""

    def __init__(self, skipped: list[Skipped]) -> None:
        self.documents = SpooledDocuments()
        self.skipped = skipped
        self.by_id: dict[str, str] = {}

    def add(self, one: Received | Skipped) -> None:
        """Take a document if it is new and in English."""
        if isinstance(one, Skipped):
            self.skipped.append(one)
            return
        document = _document(one)
        fault = _fault_of_id(document.doc)
        if not fault and document.doc in self.by_id:
            fault = f"the id '{document.doc}' is taken by {self.by_id[document.doc]}; rename one of the two"
        if fault:
            self.skipped.append(Skipped(one.place, fault, is_fault=True))
            return
        self.by_id[document.doc] = one.place
        if document.language == "en":
            self.documents.add(document)
        else:
            self.skipped.append(Skipped(one.place, f"language '{document.language}', only English is read"))


def _document(one: Received) -> Document:
    reading, known = one.reading, one.known
    return Document(
        doc=one.doc,
        text=reading.text,
        title=known.title or reading.title or title_of(reading.text),
        date=known.date or reading.date or date_of(reading.text),
        source=known.source or reading.source,
        url=known.url or reading.url,
        licence=known.licence,
        title_supplied=known.title_supplied,
        date_inferred=known.date_inferred,
        language=language_of(reading.text),
        sha256=one.sha256,
        reader=reading.reader,
    )


def _fault_of_id(doc: str) -> str:
    if not doc.strip() or len(doc) > _LONGEST_ID:
        return f"its id has {len(doc)} characters; expected 1 to {_LONGEST_ID}"
    odd = next((c for c in doc if not c.isprintable() or c in "/\\"), "")
    return f"its id '{shown(doc)}' holds '{shown(odd)}'; rename it" if odd else ""
