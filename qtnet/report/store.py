"""The page's inputs on disk: `report.json` for `qtnet report`, and each frame as CSV for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.errors import InputError
from qtnet.report.dictionary import results_dictionary
from qtnet.report.inputs import ReportInputs
from qtnet.writing import write_files

__all__ = ["read_inputs", "write_inputs"]

_FILE = "report.json"


def write_inputs(inputs: ReportInputs, folder: Path) -> None:
    """Write the inputs of a page into a folder.

    Parameters
    ----------
    inputs
        What the page is made of.
    folder
        Is made when missing; gets ``report.json``, one CSV for each frame, and a README.md that explains their columns.
    """
    write_files(_files(inputs, folder))


def read_inputs(folder: Path) -> ReportInputs:
    """Read what `write_inputs` wrote.

    Raises
    ------
    InputError
        If the folder holds no finished results.
    """
    path = folder / _FILE
    if not path.is_file():
        raise InputError(f"{path} is missing: {folder.parent} is not the folder of a finished run")
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return _inputs(plain)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise InputError(f"{path}: cut off or changed ({error}); build the study again") from error


def _files(inputs: ReportInputs, folder: Path) -> Iterator[tuple[Path, str]]:
    """Give the files one after the other: each may be large."""
    values = {item.name: getattr(inputs, item.name) for item in fields(inputs)}
    frames = {name: value for name, value in values.items() if isinstance(value, pd.DataFrame)}
    for name, frame in frames.items():
        yield folder / f"{name}.csv", _csv_text(frame)
    yield folder / _FILE, "{" + ",".join(f"{_json(name)}:{_json(_stored(v))}" for name, v in values.items()) + "}\n"
    yield folder / "README.md", results_dictionary(frames)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _stored(value: object) -> object:
    if isinstance(value, pd.DataFrame):
        return {"frame": _to_json(value)}
    return dict(value) if isinstance(value, Mapping) else value


def _inputs(plain: dict[str, Any]) -> ReportInputs:
    values: dict[str, Any] = {}
    for name, value in plain.items():
        is_frame = isinstance(value, dict) and value.keys() == {"frame"}
        values[name] = _from_json(value["frame"]) if is_frame else value
    values["poles"] = tuple(values["poles"])
    for item in fields(ReportInputs):
        if item.name in values and (item.type == "pd.DataFrame") != isinstance(values[item.name], pd.DataFrame):
            raise TypeError(f"{item.name} is {type(values[item.name]).__name__}; expected {item.type}")
    return ReportInputs(**values)


def _csv_text(frame: pd.DataFrame) -> str:
    shown = frame.copy()
    for column in shown.columns:
        if shown[column].dtype == object and shown[column].map(lambda v: isinstance(v, tuple | list)).any():
            shown[column] = shown[column].map(" ".join)
    labelled = not isinstance(shown.index, pd.RangeIndex)
    label = "actor" if labelled else None  # the only labelled rows are those of actors
    return shown.to_csv(index=labelled, index_label=label, lineterminator="\n")


def _to_json(frame: pd.DataFrame) -> dict[str, object]:
    labelled = not isinstance(frame.index, pd.RangeIndex)
    columns = {str(name): {"dtype": str(frame[name].dtype), **_cells(frame[name].tolist())} for name in frame.columns}
    return {"columns": columns, "index": list(frame.index) if labelled else None, "rows": len(frame)}


def _cells(cells: list[Any]) -> dict[str, object]:
    """Give the cells of a column, or where most come again, each once and their places: names, layers, lists of facts.

    Cells that are equal but print differently, such as 1 and 1.0, are different ones.
    """
    known: dict[tuple[type, object], int] = {}
    places = [known.setdefault(_identity(cell), len(known)) for cell in cells]
    if 2 * len(known) > len(cells):
        return {"values": [_plain(cell) for cell in cells]}
    once = dict(zip(reversed(places), reversed(cells), strict=True))
    return {"values": [_plain(once[place]) for place in range(len(known))], "places": places}


def _identity(cell: object) -> tuple[type, object]:
    return (type(cell), cell if isinstance(cell, str | tuple) else repr(cell))


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return {"tuple": list(value)}
    return None if value is None or value is pd.NA or value != value else value


def _from_json(stored: dict[str, Any]) -> pd.DataFrame:
    index = stored["index"] if stored["index"] is not None else range(stored["rows"])
    columns = {
        name: pd.Series(_restored_cells(column), index=index, dtype=column["dtype"])
        for name, column in stored["columns"].items()
    }
    return pd.DataFrame(
        columns, index=pd.Index(index) if stored["index"] is not None else pd.RangeIndex(stored["rows"])
    )


def _restored_cells(column: dict[str, Any]) -> list[object]:
    values = [_restored(value) for value in column["values"]]
    return [values[place] for place in column["places"]] if "places" in column else values


def _restored(value: object) -> object:
    return tuple(value["tuple"]) if isinstance(value, dict) else value
