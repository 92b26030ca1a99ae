"""Edge lists as CSV files: `source,target,layer[,weight,sign,directed,time,doc]`, checked line by line."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from qtnet.errors import InputError, TableError
from qtnet.long_fields import long_fields
from qtnet.network.checks import checked_edges, other_separator
from qtnet.network.multilayer import MultilayerNetwork
from qtnet.writing import write_file

__all__ = ["read_edges", "write_edges"]

_SHOWN = 10  # failures named one by one


def read_edges(path: str | Path, *, directed: bool = False) -> pd.DataFrame:
    """Read and check an edge list; the frame is what `MultilayerNetwork.from_edges` takes.

    Parameters
    ----------
    path
        A UTF-8 CSV file whose first line names the columns.
    directed
        What the edges are when there is no column ``directed``.

    Raises
    ------
    InputError
        If the file is missing, empty or not UTF-8.
    TableError
        If columns are missing or cells are wrong; the message names file, line and column of each failure.
    """
    path = Path(path)
    header, rows, lines = _read_rows(path)
    frame = pd.DataFrame(rows, columns=header, dtype=str)
    return checked_edges(frame, directed=directed, actors=None, place=lambda i: f"line {lines[i]}", table=str(path))


def write_edges(net: MultilayerNetwork, path: str | Path) -> Path:
    """Write the ties as an edge list that `read_edges` reads; give the path."""
    return write_file(path, net.to_edges().to_csv(index=False, lineterminator="\n"))


def _read_rows(path: Path) -> tuple[list[str], list[list[str]], list[int]]:
    if not path.is_file():
        raise InputError(f"{path}: no such file; expected a CSV of edges")
    rows, lines = [], []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file, long_fields():
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            for row in reader:
                if row:
                    rows.append(row)
                    lines.append(reader.line_num)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except csv.Error as error:
        raise InputError(f"{path}: not a CSV file ({error})") from error
    if not header:
        raise InputError(f"{path}: the file is empty; expected a first line 'source,target,layer,weight'")
    if separated := other_separator(header):
        raise TableError(f"{path}: {separated}")
    ragged = [(n, len(row)) for n, row in zip(lines, rows, strict=True) if len(row) != len(header)]
    if ragged:
        told = "".join(f"\n  line {n}: {cells} cells; expected {len(header)}" for n, cells in ragged[:_SHOWN])
        raise TableError(f"{len(ragged)} lines of {path} have a wrong number of cells:{told}")
    if len(set(header)) < len(header):
        raise TableError(f"{path}: a column is named twice in the first line: {', '.join(header)}")
    return header, rows, lines
