"""Verdicts saved to corrections.csv, each at once; what others have written there in the meantime stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from qtnet.errors import InputError
from qtnet.facts.corrections import COLUMNS, WAS, subject_of
from qtnet.facts.tables import read_cells
from qtnet.writing import locked, write_file

__all__ = ["Row", "read_verdicts", "save_verdicts"]

Row = dict[str, str]


def read_verdicts(path: Path) -> list[Row]:
    """Read the rows of a file of corrections as they stand; none if there is no file yet."""
    if not path.is_file():
        return []
    return [{str(name): str(cell) for name, cell in row.items()} for row in read_cells(path).to_dict("records")]


def save_verdicts(
    path: Path, rows: Sequence[Row], *, about: Iterable[tuple[str, ...]] = (), expected: Sequence[Row] | None = None
) -> list[Row]:
    """Save verdicts; each replaces what the file says about the same subject.

    Parameters
    ----------
    path
        The file of corrections; made when missing.
    rows
        The new rows, empty to withdraw what was said.
    about
        Subjects, as `subject_of` tells them, whose rows are replaced beside those of `rows`.
    expected
        The rows that are to be replaced; if others are there, somebody has judged since, and nothing is replaced.

    Returns
    -------
    list
        The rows that were replaced, so that a person can take the verdict back.

    Raises
    ------
    InputError
        If the file cannot be read or written, or does not hold what is expected; it stays as it was.
    """
    subjects = {*about, *(subject_of(row) for row in rows)}
    with locked(path):
        there = read_verdicts(path)
        replaced = [row for row in there if subject_of(row) in subjects]
        if expected is not None and _said(replaced) != _said(expected):
            raise InputError(f"{path}: somebody has changed this verdict since; load the page again")
        kept = [row for row in there if subject_of(row) not in subjects]
        write_file(path, _text([*kept, *rows]))
    return replaced


def _said(rows: Sequence[Row]) -> list[Row]:
    return [{name: cell for name, cell in row.items() if cell} for row in rows]


def _text(rows: Sequence[Row]) -> str:
    more = dict.fromkeys(name for row in rows for name in row if name not in {*COLUMNS, WAS})
    names = (*COLUMNS, WAS, *more)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([[row.get(name, "") for name in names] for row in rows])
    return text.getvalue()
