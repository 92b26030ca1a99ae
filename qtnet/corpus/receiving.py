"""A file found in, its documents out: one, or those of an archive or a table, each with what its sources table knows.

What cannot be read comes out as `Skipped` with its reason, so that one bad file does not hide the others.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from qtnet.corpus.archives import open_zip, read_entries
from qtnet.corpus.doctables import has_documents, read_table
from qtnet.corpus.document import Skipped
from qtnet.corpus.finding import Found, shown
from qtnet.corpus.forms import ARCHIVES, DOCUMENTS, TABLES, Limits, read_bytes
from qtnet.corpus.html_reader import HtmlReader
from qtnet.corpus.metadata import Source, parse_sources, read_sources
from qtnet.corpus.reading import Reading
from qtnet.errors import CorpusError

__all__ = ["Received", "Receiver"]

_Table = dict[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A document as received: where it was, its id, what its reader and its sources table say, and its hash."""

    place: str
    doc: str
    reading: Reading
    known: Source
    sha256: str


class Receiver:
    """Reads files; remembers the sources tables of their folders."""

    def __init__(self, limits: Limits, html: HtmlReader, given: _Table | None) -> None:
        self.limits = limits
        self.html = html
        self.given = given
        self.beside: dict[Path, _Table] = {}

    def receive(self, file: Found) -> Iterator[Received | Skipped]:
        """Give the documents of a file."""
        place = shown(file.path)
        ending = file.path.suffix.lower()
        table = {} if ending in ARCHIVES else self._table_beside(file.path)
        try:
            self.limits.check(file.path.stat().st_size, ending, place)
            if ending in ARCHIVES:
                yield from self._archive(file.path, place)
                return
            with file.path.open("rb") as stream:
                # A file may grow, or claim no size at all, after it was measured.
                data = stream.read(self.limits.of(ending) + 1)
            self.limits.check(len(data), ending, place)
        except CorpusError as error:
            yield _fault(place, error)
        except OSError as error:
            yield Skipped(place, f"cannot be read: {error.strerror or error}", is_fault=True)
        else:
            yield from self._file(data, file.path.name, place, table, is_named=file.is_named)

    def _file(
        self, data: bytes, name: str, place: str, table: _Table, *, is_named: bool
    ) -> Iterator[Received | Skipped]:
        path = PurePosixPath(name)
        ending = path.suffix.lower()
        if ending in TABLES:
            if is_named or has_documents(data, ending):
                yield from self._rows(data, place, ending, table)
            else:
                yield Skipped(place, "a table without the columns doc and text")
            return
        try:
            yield self._one(data, _id(path.stem), place, ending, table)
        except CorpusError as error:
            yield _fault(place, error)

    def _one(self, data: bytes, doc: str, place: str, ending: str, table: _Table) -> Received:
        known = table.get(doc, Source())
        digest = hashlib.sha256(data).hexdigest()
        if known.sha256 and known.sha256 != digest:
            raise CorpusError(
                f"{place}: its sha256 is {digest}, but sources.csv says {known.sha256}; the document was changed: "
                "restore it, or correct the field sha256"
            )
        reading = read_bytes(data, place, ending, encoding=known.encoding, html=self.html, limits=self.limits)
        return Received(place=place, doc=doc, reading=reading, known=known, sha256=digest)

    def _rows(self, data: bytes, place: str, ending: str, table: _Table) -> Iterator[Received | Skipped]:
        try:
            for row in read_table(data, place, ending):
                if isinstance(row.found, CorpusError):
                    yield _fault(row.place, row.found)
                elif len(row.found.text) > self.limits.text:
                    yield Skipped(row.place, f"field text: more than {self.limits.text / 1e6:.1f} MB", is_fault=True)
                else:
                    doc = _id(row.doc)
                    digest = hashlib.sha256(row.cell.encode()).hexdigest()
                    known = table.get(doc, Source())
                    yield Received(place=row.place, doc=doc, reading=row.found, known=known, sha256=digest)
        except CorpusError as error:
            yield _fault(place, error)

    def _archive(self, path: Path, place: str) -> Iterator[Received | Skipped]:
        empty = True
        with open_zip(path) as archive:
            entries = read_entries(
                archive,
                place,
                (*DOCUMENTS, *TABLES),
                max_bytes=self.limits.of,
                max_total=self.limits.archive,
            )
            tables: dict[PurePosixPath, _Table] = {}
            for name, where, found in entries:
                folder = PurePosixPath(name).parent
                if isinstance(found, Skipped):
                    yield found
                elif PurePosixPath(name).name == "sources.csv":
                    tables[folder] = parse_sources(found, where)
                else:
                    empty = False
                    table = self.given or tables.get(folder) or tables.get(folder.parent, {})
                    yield from self._file(found, name, where, table, is_named=False)
        if empty:
            yield Skipped(place, "the archive holds no document that can be read", is_fault=True)

    def _table_beside(self, path: Path) -> _Table:
        if self.given is not None:
            return self.given
        folder = path.parent
        if folder not in self.beside:
            beside = [folder / "sources.csv"] + ([folder.parent / "sources.csv"] if folder.name == "docs" else [])
            self.beside[folder] = next((read_sources(p) for p in beside if p.is_file()), {})
        return self.beside[folder]


def _id(name: str) -> str:
    # A Mac writes file names in another normal form than tables have them.
    return unicodedata.normalize("NFC", name)


def _fault(place: str, error: CorpusError) -> Skipped:
    return Skipped(place, str(error).removeprefix(f"{place}: "), is_fault=True)
