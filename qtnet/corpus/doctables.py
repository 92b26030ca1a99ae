"""A table of documents in (CSV, TSV or JSON lines), one document per row out.

Columns `doc` and `text`, and if known `title, date, source, url`; others are ignored. A faulty row is named by its
number and field, and does not take the others with it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass

from qtnet.corpus.decoding import bytes_to_text, check_text
from qtnet.corpus.metadata import is_iso_date
from qtnet.corpus.reading import Reading
from qtnet.errors import CorpusError
from qtnet.long_fields import long_fields

__all__ = ["Row", "has_documents", "read_table"]

_NEEDED, _OPTIONAL = ("doc", "text"), ("title", "date", "source", "url")
_DELIMITERS = {".csv": ",", ".tsv": "\t"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands, the document's id, and the document or what is wrong with it."""

    place: str
    doc: str
    found: Reading | CorpusError
    cell: str = ""  # the text as received


def read_table(data: bytes, place: str, ending: str, encoding: str = "") -> Iterator[Row]:
    r"""Read a table of documents.

    Raises
    ------
    CorpusError
        If the table as a whole cannot be read: its encoding, its header, its quoting.

    Examples
    --------
    >>> for row in read_table(b"doc,text\na,Japan met Korea.\nb,\n", "t.csv", ".csv"):
    ...     print(row.doc, row.found if isinstance(row.found, CorpusError) else row.found.text)
    a Japan met Korea.
    b t.csv, row 2, field text: empty; expected the document's text
    """
    text, used = bytes_to_text(data, place, encoding)
    reader = ending.removeprefix(".") + ("" if used == "utf-8" else f" ({used})")
    records = _json_records(text, place) if ending not in _DELIMITERS else _csv_records(text, place, ending)
    for number, record in enumerate(records, start=1):
        where = f"{place}, row {number}"
        if isinstance(record, CorpusError):
            yield Row(where, "", record)
            continue
        doc = record.get("doc")
        try:
            reading = _reading(record, where, reader)
        except CorpusError as error:
            yield Row(where, doc if isinstance(doc, str) else "", error)
        else:
            yield Row(where, str(doc).strip(), reading, str(record["text"]))


def has_documents(data: bytes, ending: str) -> bool:
    r"""Tell whether a table is one of documents, by the names in its first row.

    Examples
    --------
    >>> has_documents(b"doc,text\n", ".csv"), has_documents(b"doc,evidence\n", ".csv")
    (True, False)
    """
    first = data.split(b"\n", 1)[0]
    return all(name.encode() in first.replace(b"\x00", b"").lower() for name in _NEEDED)


def _csv_records(text: str, place: str, ending: str) -> Iterator[dict[str, object] | CorpusError]:
    try:
        with long_fields():
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=_DELIMITERS[ending], strict=True)
            header = [name.strip().lower() for name in next(rows, [])]
            _check_header(header, place)
            listed = [row for row in rows if row]
    except csv.Error as error:
        raise CorpusError(
            f"{place}: not a readable table: {error}; quote fields that hold quotes or line ends"
        ) from None
    for number, row in enumerate(listed, start=1):
        if len(row) != len(header):
            yield CorpusError(f"{place}, row {number}: {len(row)} fields, but the header has {len(header)}")
        else:
            yield dict(zip(header, row, strict=True))


def _check_header(header: list[str], place: str) -> None:
    for name in _NEEDED:
        if name not in header:
            raise CorpusError(
                f"{place}: the column '{name}' is missing; found {', '.join(filter(None, header)) or 'nothing'}"
            )
    twice = sorted({name for name in (*_NEEDED, *_OPTIONAL) if header.count(name) > 1})
    if twice:
        raise CorpusError(f"{place}: the column '{twice[0]}' stands twice; keep one")


def _json_records(text: str, place: str) -> Iterator[dict[str, object] | CorpusError]:
    number = 0
    for line in text.split("\n"):
        if not line.strip():
            continue
        number += 1
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield CorpusError(f"{place}, row {number}: no JSON object: {error}")
            continue
        if isinstance(record, dict):
            yield record
        else:
            yield CorpusError(f'{place}, row {number}: expected a JSON object such as {{"doc": …, "text": …}}')


def _reading(record: dict[str, object], where: str, reader: str) -> Reading:
    cells: dict[str, str] = {}
    for name in (*_NEEDED, *_OPTIONAL):
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise CorpusError(f"{where}, field {name}: expected text, found {type(value).__name__}")
        cells[name] = check_cell(value or "", f"{where}, field {name}") if name != "text" else value or ""
        if name in _NEEDED and not cells[name].strip():
            raise CorpusError(
                f"{where}, field {name}: empty; expected the document's {'id' if name == 'doc' else name}"
            )
    if cells["date"] and not is_iso_date(cells["date"]):
        raise CorpusError(
            f"{where}, field date: '{cells['date']}' is no ISO date; expected YYYY, YYYY-MM or YYYY-MM-DD"
        )
    text = check_text(cells["text"], f"{where}, field text")
    return Reading(text=text, reader=reader, **{name: cells[name] for name in _OPTIONAL})


def check_cell(text: str, where: str) -> str:
    """Give a short field without white space around it; refuse control characters and half characters."""
    if not text.strip():
        return ""
    return " ".join(check_text(text, where).split())
