"""Is an edge table valid? Every failure is found before anything is raised.

In: a table with the columns source, target, layer and, as the user has them, weight, sign, directed, time, doc, fact,
event, confidence, status. Out: the same rows with every column present and of one type, or one error that lists all
that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from qtnet.errors import InputError, TableError, nearest

__all__ = ["EDGE_COLUMNS", "checked_edges", "checked_sign"]

_REQUIRED = ("source", "target", "layer")
#: Columns that an edge table may have; the first three it must have.
EDGE_COLUMNS = (
    *_REQUIRED,
    "weight",
    "sign",
    "directed",
    "time",
    "year",
    "doc",
    "fact",
    "event",
    "confidence",
    "status",
)
_SIGNS = {"+": 1, "+1": 1, "1": 1, "1.0": 1, "-": -1, "-1": -1, "-1.0": -1, "−": -1}
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
#: Sums and products of larger weights leave the range of floating-point numbers.
_HEAVIEST = 1e100
_SHOWN = 10  # kinds of failures that are named; the rest is counted
_FIRST = 3  # rows of a kind that are named; the rest is counted


class _Problem(NamedTuple):
    """A faulty row: the fault alone, the kind of fault that rows share, and what is in this one."""

    row: int
    alone: str
    kind: str
    found: str


def checked_edges(
    frame: pd.DataFrame, *, directed: bool, actors: Sequence[str] | None, place: Callable[[int], str], table: str
) -> pd.DataFrame:
    """Give the edges with all columns, typed, or raise with every failure.

    Parameters
    ----------
    frame
        Edge table as received; it is not modified.
    directed
        What a row is when the table has no column ``directed``.
    actors
        Known actors; None to accept any.
    place
        Names a row position for the reader, for example ``"line 3"``.
    table
        Name of the table in the message.
    """
    failures = _missing_columns(frame)
    if failures:
        raise _table_error(table, failures, count=len(failures))
    out = pd.DataFrame({c: _text(frame, c) for c in _REQUIRED}).reset_index(drop=True)
    problems: list[_Problem] = []
    for column in _REQUIRED:
        empty = f"column '{column}' is empty; expected a name"
        problems += [_Problem(i, empty, empty, "") for i in np.flatnonzero(out[column] == "").tolist()]
        broken = np.flatnonzero(out[column].str.contains("\r", regex=False)).tolist()  # a CSV file would break there
        problems += [_wrong(i, column, repr(out[column][i]), "a name without a carriage return") for i in broken]
    problems += _end_problems(out, actors)
    out["weight"] = _numbers(frame, "weight", 1.0, problems, low=0.0, high=_HEAVIEST, empty_ok=False)
    out["sign"] = _choices(frame, "sign", 1, _SIGNS, "+, -, 1 or -1", problems)
    out["directed"] = _choices(frame, "directed", directed, _TRUTHS, "true or false", problems).astype(bool)
    out["year"] = _numbers(frame, "time" if "time" in frame else "year", np.nan, problems, low=-np.inf, empty_ok=True)
    out["confidence"] = _numbers(frame, "confidence", 1.0, problems, low=0.0, high=1.0, empty_ok=False)
    if problems:
        raise _table_error(table, _by_kind(problems, place), count=len(problems))
    row = pd.Series([f"row{i}" for i in range(len(out))], dtype=out["source"].dtype)
    for column in ("doc", "fact", "event"):
        out[column] = _text(frame, column) if column in frame else row
    out["status"] = _text(frame, "status") if "status" in frame else ""
    return out


def _missing_columns(frame: pd.DataFrame) -> list[str]:
    columns = [str(c) for c in frame.columns]
    failures = []
    for column in _REQUIRED:
        if column not in columns:
            guess = nearest(column, columns)
            hint = f"; did you mean '{guess}'?" if guess else ""
            failures.append(f"column '{column}' is missing; columns that came: {', '.join(columns) or 'none'}{hint}")
    return failures


def _wrong(row: int, column: str, value: str, expected: str) -> _Problem:
    alone = f"column '{column}' is {value}; expected {expected}"
    return _Problem(row, alone, f"column '{column}' is wrong; expected {expected}", value)


def _by_kind(problems: Sequence[_Problem], place: Callable[[int], str]) -> list[str]:
    """Give one line per kind of fault, in the order of the first rows; a fault of one row stands for itself."""
    kinds: dict[str, list[_Problem]] = {}
    for problem in sorted(problems):
        kinds.setdefault(problem.kind, []).append(problem)
    return [
        f"{place(own[0].row)}: {own[0].alone}" if len(own) == 1 else f"{kind}: {_rows_named(own, place)}"
        for kind, own in kinds.items()
    ]


def _rows_named(own: Sequence[_Problem], place: Callable[[int], str]) -> str:
    first = [place(each.row) + (f" ({each.found})" if each.found else "") for each in own[:_FIRST]]
    more = f" and {len(own) - _FIRST} more" if len(own) > _FIRST else ""
    return f"{len(own)} rows, {', '.join(first)}{more}"


def _table_error(table: str, failures: list[str], *, count: int) -> TableError:
    many = f"{count} failure{'s' if count > 1 else ''} in {table}"
    shown = "".join(f"\n  {failure}" for failure in failures[:_SHOWN])
    more = f"\n  … and {len(failures) - _SHOWN} more kinds" if len(failures) > _SHOWN else ""
    return TableError(f"{many}:{shown}{more}")


def _text(frame: pd.DataFrame, column: str) -> pd.Series:
    values = frame[column].reset_index(drop=True)
    return values.where(values.notna(), "").astype(str).str.strip()


def _end_problems(edges: pd.DataFrame, actors: Sequence[str] | None) -> list[_Problem]:
    problems = []
    known = None if actors is None else set(actors)
    for i, (source, target) in enumerate(zip(edges["source"].tolist(), edges["target"].tolist(), strict=True)):
        if source == target != "":
            alone = f"source and target are both '{source}'; a tie joins two actors"
            problems.append(_Problem(i, alone, "source and target are one; a tie joins two actors", f"'{source}'"))
        for column, name in (("source", source), ("target", target)):
            if known is not None and name and name not in known:
                guess = nearest(name, sorted(known))
                hint = f"; did you mean '{guess}'?" if guess else ""
                kind = f"{column} is not among the {len(known)} known actors"
                alone = f"{column} '{name}' is not among the {len(known)} known actors{hint}"
                problems.append(_Problem(i, alone, kind, f"'{name}'{hint}"))
    return problems


def _numbers(
    frame: pd.DataFrame,
    column: str,
    default: float,
    problems: list[_Problem],
    *,
    low: float,
    high: float = np.inf,
    empty_ok: bool,
) -> np.ndarray:
    if column not in frame:
        return np.full(len(frame), default)
    raw = _text(frame, column)
    values = pd.to_numeric(raw, errors="coerce").to_numpy(dtype=float)
    wrong = ~np.isfinite(values) | (values < low) | (values > high)
    if empty_ok:
        wrong &= (raw != "").to_numpy()
    least = f" ≥ {low:g}" if np.isfinite(low) else ""
    hint = "; the direction of a tie's effect goes into the column 'sign'" if column == "weight" else ""
    for i in np.flatnonzero(wrong):
        minus = hint if values[i] < 0 else ""
        # the bound that only overflow sets is told to nobody else
        most = f" and ≤ {high:g}" if high < _HEAVIEST or values[i] > high else ""
        problems.append(_wrong(int(i), column, f"'{raw[i]}'", f"a finite number{least}{most}{minus}"))
    return values


def _choices(
    frame: pd.DataFrame,
    column: str,
    default: int,
    choices: dict[str, int] | dict[str, bool],
    expected: str,
    problems: list[_Problem],
) -> np.ndarray:
    if column not in frame:
        return np.full(len(frame), int(default))
    raw = _text(frame, column)
    values = raw.str.lower().map(choices)
    for i in np.flatnonzero(values.isna()):
        problems.append(_wrong(int(i), column, f"'{raw[i]}'", expected))
    return values.fillna(int(default)).to_numpy(dtype=int)


def checked_sign(sign: int | None) -> int | None:
    """Raise unless `sign` is 1, -1 or None."""
    if sign not in (None, 1, -1):
        raise InputError(f"sign is {sign!r}; expected 1, -1 or None")
    return sign
