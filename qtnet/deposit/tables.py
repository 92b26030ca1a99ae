"""The tables of a run with the meaning of every column: one description for the data package, codebook and store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

import pandas as pd

from qtnet.deposit.files import file_meaning
from qtnet.deposit.kinds import Kind, kind_of
from qtnet.facts.schema import TABLES, Table
from qtnet.facts.schema import Column as FactColumn
from qtnet.facts.tables import read_cells
from qtnet.report.dictionary import column_meaning, table_meaning
from qtnet.report.inputs import ReportInputs

__all__ = ["DepositColumn", "DepositTable", "deposit_tables"]

#: Result tables that repeat a table of facts; the store holds the facts once.
REPEATED = ("actors", "documents", "funding", "ties")
#: Columns of ``alias_suggestions.csv``, which has no schema of its own.
_ALIASES = {
    "other": ("id of the actor that may be the same", ""),
    "other_name": ("name of the other to show", ""),
    "why": ("a form that both use, or names that are alike", ""),
    "docs": ("the first 20 documents that name the actor", ""),
    "other_docs": ("the first 20 documents that name the other", ""),
}
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
_KINDS: dict[str, Kind] = {"text": "text", "integer": "whole", "number": "number"}


@dataclass(frozen=True, kw_only=True)
class DepositColumn:
    """A column: what it means, in which unit, and what a cell must be."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    is_whole_on_file: bool = True  # whole numbers that may be missing are written ``3.0`` in the result tables
    fact: FactColumn | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class DepositTable:
    """A table of a run: `path` inside its folder, `name` in the store, empty where the store has it elsewhere."""

    path: str
    name: str
    meaning: str
    columns: tuple[DepositColumn, ...]
    key: tuple[str, ...] = ()
    fact: Table | None = None
    folder: Path | None = field(default=None, repr=False)
    stored: pd.DataFrame | None = field(default=None, repr=False)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows; cells of a table of facts are text as on file."""
        if self.stored is not None:
            return self.stored
        return read_cells((self.folder or Path()) / self.path)


def deposit_tables(inputs: ReportInputs, folder: Path) -> list[DepositTable]:
    """List the tables of a finished run: the facts, the results, and what else is CSV, each by name.

    Parameters
    ----------
    inputs
        The results of the run.
    folder
        The run's folder, which holds ``facts/``.
    """
    described = [*_facts(folder), *_results(inputs)]
    return [*described, *_others(folder, {table.path for table in described})]


def _facts(folder: Path) -> Iterator[DepositTable]:
    for name, table in sorted(TABLES.items()):
        columns = tuple(
            DepositColumn(name=c.name, kind=_KINDS[c.type], meaning=c.meaning, unit=c.unit, fact=c)
            for c in table.columns
        )
        yield DepositTable(
            path=f"facts/{name}.csv",
            name=name,
            meaning=table.meaning[0].upper() + table.meaning[1:],
            columns=columns,
            key=table.key,
            fact=table,
            folder=folder,
        )


def _results(inputs: ReportInputs) -> Iterator[DepositTable]:
    frames = {f.name: value for f in fields(inputs) if isinstance(value := getattr(inputs, f.name), pd.DataFrame)}
    for name, frame in sorted(frames.items()):
        columns = _actor_columns(frame) if name == "coassignment" else tuple(_result_columns(name, frame))
        yield DepositTable(
            path=f"results/{name}.csv",
            name="" if name in REPEATED else name,
            meaning=table_meaning(name),
            columns=columns,
            stored=frame,
        )


def _result_columns(table: str, frame: pd.DataFrame) -> Iterator[DepositColumn]:
    for column in map(str, frame.columns):
        kind = kind_of(table, column, frame[column])
        meaning, unit = column_meaning(table, column)
        whole = pd.api.types.is_integer_dtype(frame[column].dtype)
        yield DepositColumn(name=column, kind=kind, meaning=meaning, unit=unit, is_whole_on_file=whole)


def _actor_columns(frame: pd.DataFrame) -> tuple[DepositColumn, ...]:
    first = DepositColumn(name="actor", kind="text", meaning="id of the actor")
    share = "share of the repeated searches in which the actor of the row and this one are in the same bloc"
    return (first, *(DepositColumn(name=str(a), kind="number", meaning=share, unit="0 to 1") for a in frame.columns))


def _others(folder: Path, described: set[str]) -> Iterator[DepositTable]:
    """Give the tables of the paper and of the review, whose columns are told by their cells."""
    for path in sorted(folder.rglob("*.csv")):
        name = path.relative_to(folder).as_posix()
        if name not in described and not any(part.startswith(".") for part in name.split("/")):
            cells = read_cells(path)
            stored = "numbers" if name == "paper/numbers.csv" else ""
            columns = tuple(_cell_column(stored, column, cells[column].tolist()) for column in cells.columns)
            yield DepositTable(path=name, name=stored, meaning=file_meaning(name), columns=columns, stored=cells)


def _cell_column(table: str, name: str, cells: list[str]) -> DepositColumn:
    filled = [cell for cell in cells if cell]
    kind: Kind = "number" if filled and all(_NUMBER.fullmatch(cell) for cell in filled) else "text"
    kind = kind_of(table, name) if table else kind
    told = column_meaning("", name)
    meaning, unit = _ALIASES.get(name, ("", "")) if told == column_meaning("", "") else told
    return DepositColumn(name=name, kind=kind, meaning=meaning, unit=unit, is_whole_on_file=False)
