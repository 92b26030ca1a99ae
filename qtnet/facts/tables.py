"""Facts to and from a folder of CSV files: the only place of this stage that touches fact files.

Reading checks every cell and reports all failures at once. Writing is all or nothing per file: a table is written
beside its place, forced to disk and renamed, so that a reader never meets half a table.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd

from qtnet.errors import InputError, TableError
from qtnet.facts.annotation import ANNOTATED, completed
from qtnet.facts.consistency import check_consistency
from qtnet.facts.facts import Facts
from qtnet.facts.schema import TABLES, Table
from qtnet.facts.validation import Failures, sorted_by_key, typed_frame
from qtnet.writing import write_files

__all__ = ["COUNTS_FILE", "read_cells", "read_facts", "write_facts"]

COUNTS_FILE = "extraction.json"


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
        if not (folder / f"{name}.csv").is_file():
            failures.add(str(folder / f"{name}.csv"), "missing")
    failures.raise_if_any()
    cells = {name: read_cells(folder / f"{name}.csv") for name in names}
    if annotated:
        cells = completed(cells, folder, failures)
    frames = {}
    for name, table in TABLES.items():
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
    folder = Path(folder)
    failures = Failures()
    texts: dict[str, str] = {}
    for name, table in TABLES.items():
        cells = _text_cells(getattr(facts, name), table)
        typed_frame(cells, table, path=f"{name}.csv", failures=failures)
        texts[f"{name}.csv"] = _csv_text(sorted_by_key(cells, table), table)
    failures.raise_if_any()
    texts[COUNTS_FILE] = json.dumps(facts.counts, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        write_files({folder / name: text for name, text in texts.items()})
    except OSError as fault:
        raise InputError(f"{folder}: facts cannot be written here: {fault.strerror}") from fault
    return folder


def read_cells(path: Path) -> pd.DataFrame:
    """Read a CSV file with every cell as text: Namibia's code is ``NA``, which is no missing value."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
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


def _csv_text(cells: pd.DataFrame, table: Table) -> str:
    return cells.to_csv(columns=list(table.names), index=False, lineterminator="\n")
