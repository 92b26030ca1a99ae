"""Facts to and from a folder of CSV files: the only place of this stage that touches fact files.

Reading checks every cell and reports all failures at once. Writing is all or nothing per file: a table is written
beside its place, forced to disk and renamed, so that a reader never meets half a table.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import numpy as np
import pandas as pd

from qtnet.errors import InputError, TableError
from qtnet.facts.annotation import ANNOTATED, completed
from qtnet.facts.consistency import check_consistency
from qtnet.facts.facts import Facts
from qtnet.facts.records import Record
from qtnet.facts.schema import TABLES, Table
from qtnet.facts.validation import Failures, empty_frame, frame_of, sorted_by_key, typed_frame
from qtnet.long_fields import long_fields
from qtnet.writing import open_fresh

__all__ = ["COUNTS_FILE", "TableFiles", "read_cells", "read_facts", "write_facts"]

COUNTS_FILE = "extraction.json"
#: Facts of runs that did not look for copies, and annotated ones, have no such file.
_MAY_LACK = ("duplicates",)
#: Rows that wait to be checked and written together.
_ROWS = 20_000


def read_facts(folder: str | Path) -> Facts:
    """Read a folder of facts, or a folder of annotated (gold) facts.

    A gold folder holds only actors.csv, ties.csv and funding.csv with the columns of the annotation guide. What it
    lacks is completed: ids from the content, `confidence` 1, `rule` ``annotation``, offsets 0 to the length of the
    quotation (the text is not at hand), no converted amounts.

    Parameters
    ----------
    folder
        Holds one CSV file per table of `qtnet.facts.schema.TABLES`.

    Raises
    ------
    TableError
        If a file is missing or a cell breaks its rule; the message lists all failures with file, row and column.

    Examples
    --------
    >>> from qtnet.reference import reference_table
    >>> gold = reference_table("rates.csv").parents[1] / "corpus" / "seeds" / "gold"
    >>> read_facts(gold)
    Facts(5 documents, 50 actors, 97 ties, 8 funding)
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise TableError(f"{folder}: no such folder of facts")
    annotated = not (folder / "documents.csv").exists()
    names = tuple(ANNOTATED) if annotated else tuple(TABLES)
    failures = Failures()
    for name in names:
        if name not in _MAY_LACK and not (folder / f"{name}.csv").is_file():
            failures.add(str(folder / f"{name}.csv"), "missing")
    failures.raise_if_any()
    cells = {name: read_cells(path) for name in names if (path := folder / f"{name}.csv").is_file()}
    if annotated:
        cells = completed(cells, folder, failures)
    frames = {}
    for name, table in TABLES.items():
        if name not in cells:
            frames[name] = empty_frame(table)
            continue
        frame = typed_frame(cells[name], table, path=str(folder / f"{name}.csv"), failures=failures)
        if annotated and name == "ties":
            frame["optional"] = cells[name]["optional"]
        frames[name] = frame
    check_consistency(frames, folder, failures)
    failures.raise_if_any()
    frames = {name: sorted_by_key(frame, TABLES[name]) for name, frame in frames.items()}
    return Facts(**frames, counts=_read_counts(folder / COUNTS_FILE))


def write_facts(facts: Facts, folder: str | Path) -> Path:
    """Write the tables and ``extraction.json`` into a folder; same facts, same bytes.

    Raises
    ------
    InputError
        If the folder cannot be made or written.
    TableError
        If a table breaks its schema; nothing is written then.
    """
    with TableFiles(folder) as files:
        for name, table in TABLES.items():
            files.put_frame(name, sorted_by_key(getattr(facts, name), table))
        files.finish(facts.counts)
    return Path(folder)


class TableFiles:
    """Takes the rows of the tables as they are made and writes them: a sink that holds few rows.

    The files are written beside their places and take them at the end of a block that came to `finish`; an error leaves
    the folder as it was. Opening them finds out whether the folder can be written, before any work is done.

    Raises
    ------
    InputError
        If the folder cannot be made or written.
    TableError
        From `finish`, if a row breaks its schema.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self._failures = Failures()
        self._waiting: dict[str, list[Record]] = {name: [] for name in TABLES}
        self._written = dict.fromkeys(TABLES, 0)
        self._files: dict[str, BinaryIO] = {}
        self._open = ExitStack()
        self._is_new = False

    def __enter__(self) -> TableFiles:
        self._is_new = not self._folder.exists()
        try:
            for name in (*(f"{table}.csv" for table in TABLES), COUNTS_FILE):
                with self._told():
                    self._files[name] = self._open.enter_context(open_fresh(self._folder / name))
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._told():
            self._open.__exit__(kind, error, trace)
        if self._is_new and error is not None:
            with suppress(OSError):  # not empty: somebody put something there
                self._folder.rmdir()

    def put(self, table: str, records: Sequence[Record]) -> None:
        """Take rows of a table: all of one document, or several whole documents."""
        self._waiting[table] += records
        if len(self._waiting[table]) >= _ROWS:
            self._flush(table)

    def put_frame(self, table: str, frame: pd.DataFrame) -> None:
        """Take rows as a frame, sorted by the table's key."""
        for start in range(0, max(len(frame), 1), _ROWS):
            self._write(table, frame.iloc[start : start + _ROWS])
        if frame.duplicated(list(TABLES[table].key)).any():
            typed_frame(_text_cells(frame, TABLES[table]), TABLES[table], path=f"{table}.csv", failures=self._failures)

    def finish(self, counts: Mapping[str, object]) -> None:
        """Write what waits and the counts, and force all to disk."""
        for table in TABLES:
            self._flush(table)
        self._failures.raise_if_any()
        text = json.dumps(counts, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        with self._told():
            self._files[COUNTS_FILE].write(text.encode())
            for file in self._files.values():  # a full disk is told here, before the first file takes its place
                file.flush()
                os.fsync(file.fileno())

    def _flush(self, table: str) -> None:
        if self._waiting[table] or not self._written[table]:
            self._write(table, frame_of(self._waiting[table], TABLES[table]))
            self._waiting[table] = []

    def _write(self, table: str, frame: pd.DataFrame) -> None:
        schema, first = TABLES[table], not self._written[table]
        cells = _text_cells(frame, schema)
        row = 1 if first else self._written[table]
        typed_frame(cells, schema, path=f"{table}.csv", failures=self._failures, first_row=row + 1)
        self._written[table] = row + len(cells)
        if not self._failures.found:
            with self._told():
                self._files[f"{table}.csv"].write(_csv_text(cells, schema, header=first).encode())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise InputError(f"{self._folder}: facts cannot be written here: {fault.strerror}") from fault


def read_cells(path: Path) -> pd.DataFrame:
    """Read a CSV file with every cell as text: Namibia's code is ``NA``, which is no missing value."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file, long_fields():
            reader = csv.reader(file, strict=True)
            rows = [row for row in reader if row]
    except UnicodeDecodeError as fault:
        raise TableError(f"{path}: not UTF-8 at byte {fault.start}") from fault
    except csv.Error as fault:
        raise TableError(f"{path}, line {reader.line_num}: {fault}") from fault
    if not rows:
        raise TableError(f"{path}: empty; expected a header")
    header, body = rows[0], rows[1:]
    failures = Failures()
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            failures.add(f"{path}, row {number}", f"{len(row)} cells; the header has {len(header)}")
    for name in sorted({name for name in header if header.count(name) > 1}):
        failures.add(f"{path}, column {name}", "stands twice in the header")
    failures.raise_if_any()
    return pd.DataFrame({name: pd.Series([row[i] for row in body], dtype=str) for i, name in enumerate(header)})


def _read_counts(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        counts = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as fault:
        raise TableError(f"{path}: not JSON: {fault}") from fault
    if not isinstance(counts, dict):
        raise TableError(f"{path}: expected an object with counts, found {type(counts).__name__}")
    return counts


def _text_cells(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Give the columns of a schema as text, numbers as short as they can be read back exactly."""
    kept = [c for c in table.columns if c.name in frame]
    return pd.DataFrame(
        {c.name: pd.Series([_text(value) for value in frame[c.name].tolist()], dtype=str) for c in kept},
        index=range(len(frame)),
    )


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]
    if np.isnan(number):
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _csv_text(cells: pd.DataFrame, table: Table, *, header: bool) -> str:
    return cells.to_csv(columns=list(table.names), index=False, header=header, lineterminator="\n")
