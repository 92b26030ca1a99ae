"""Text cells in, typed frame out, with every failure of every cell told at once.

Row numbers count the header as row 1, as a spreadsheet does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from qtnet.errors import TableError
from qtnet.facts.schema import Column, Table

__all__ = ["Failures", "checked_value", "empty_frame", "frame_of", "sorted_by_key", "typed_frame"]

_SHOWN = 20


class Failures:
    """Collects what is wrong with some tables, and raises it as one `TableError`."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, place: str, message: str) -> None:
        """Note a failure at a place such as ``ties.csv, row 3, column mode``."""
        self.found.append(f"{place}: {message}")

    def raise_if_any(self) -> None:
        """Raise all failures, the first twenty in full."""
        if not self.found:
            return
        more = len(self.found) - _SHOWN
        lines = self.found[:_SHOWN] + ([f"… and {more} more"] if more > 0 else [])
        if len(lines) == 1:
            raise TableError(lines[0])
        raise TableError(f"{len(self.found)} failures:\n" + "\n".join(lines))


def typed_frame(
    cells: pd.DataFrame, table: Table, *, path: str, failures: Failures, first_row: int = 2
) -> pd.DataFrame:
    """Turn a frame of text cells into the types of its schema; columns beyond the schema are left out.

    Parameters
    ----------
    cells
        All columns text, empty where unknown.
    table
        The schema.
    path
        How messages name the file.
    failures
        Where faults are noted; a faulty cell becomes NaN or stays text.
    first_row
        Number of the first row in its file.
    """
    missing = [name for name in table.names if name not in cells]
    for name in missing:
        found = ", ".join(map(str, cells.columns)) or "nothing"
        failures.add(f"{path}, column {name}", f"missing; found {found}")
    if missing:
        return empty_frame(table)
    columns = {c.name: _typed_column(cells[c.name].tolist(), c, path, failures, first_row) for c in table.columns}
    frame = pd.DataFrame(columns)
    _check_key(frame, table, path, failures, first_row)
    return frame


def empty_frame(table: Table) -> pd.DataFrame:
    """Give a frame without rows, with the columns and types of a schema.

    Examples
    --------
    >>> from qtnet.facts.schema import TABLES
    >>> empty_frame(TABLES["documents"]).columns.tolist()[:3]
    ['doc', 'title', 'date']
    """
    return pd.DataFrame({c.name: _as_type([], c) for c in table.columns})


def frame_of(records: Sequence[Mapping[str, object]], table: Table) -> pd.DataFrame:
    """Give records as a frame of the schema's types, sorted by its key; None becomes NaN."""
    columns = {
        c.name: _as_type([np.nan if r[c.name] is None else r[c.name] for r in records], c) for c in table.columns
    }
    return sorted_by_key(pd.DataFrame(columns), table)


def sorted_by_key(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Sort rows by the table's key in code-point order and number them from 0."""
    keys = list(zip(*(frame[name].tolist() for name in table.key), strict=True))
    order = sorted(range(len(frame)), key=keys.__getitem__)
    return frame.iloc[order].reset_index(drop=True)


def checked_value(cell: str, column: Column) -> tuple[str | float, str]:
    """Give the typed value of a cell, and what is wrong with it."""
    nothing = "" if column.type == "text" else np.nan
    if cell == "":
        return nothing, "is empty, but must not be" if column.required else ""
    if column.type == "text":
        return cell, _text_fault(cell, column)
    try:
        number = float(cell)
    except ValueError:
        return np.nan, f"'{cell}' is no number"
    if not np.isfinite(number):
        return np.nan, f"'{cell}' is not finite"
    if column.type == "integer" and number != int(number):
        return np.nan, f"'{cell}' is no whole number"
    if not column.low <= number <= column.high:
        return number, f"{cell} is outside [{column.low:g}, {column.high:g}]"
    return number, ""


def _typed_column(cells: list[str], column: Column, path: str, failures: Failures, first_row: int) -> pd.Series:
    values: list[str | float] = []
    for row, cell in enumerate(cells, start=first_row):
        value, fault = checked_value(cell, column)
        if fault:
            failures.add(f"{path}, row {row}, column {column.name}", fault)
        values.append(value)
    return _as_type(values, column)


def _as_type(values: Iterable[object], column: Column) -> pd.Series:
    if column.type == "text":
        return pd.Series(list(values), dtype=str)
    numbers = pd.Series(list(values), dtype=float)
    whole = column.type == "integer" and column.required and not numbers.isna().any()
    return numbers.astype(np.int64) if whole else numbers


def _text_fault(cell: str, column: Column) -> str:
    if "\r" in cell:
        return f"{cell!r} has a carriage return, at which a CSV file would break"
    if column.allowed and cell not in column.allowed:
        return f"'{cell}' is not one of {', '.join(column.allowed)}"
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"'{cell}' does not match {column.pattern}"
    return ""


def _check_key(frame: pd.DataFrame, table: Table, path: str, failures: Failures, first_row: int) -> None:
    if not frame.duplicated(list(table.key)).any():
        return
    seen: dict[tuple[str, ...], int] = {}
    for row, key in enumerate(zip(*(frame[name].tolist() for name in table.key), strict=True), start=first_row):
        if key in seen:
            failures.add(f"{path}, row {row}", f"same {', '.join(table.key)} as row {seen[key]}: {', '.join(key)}")
        else:
            seen[key] = row
