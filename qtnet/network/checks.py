"""Is an edge table valid? Every failure is found before anything is raised.

In: a table with the columns source, target, layer and, as the user has them, weight, sign, directed, time, doc, fact,
event, confidence, status. Out: the same rows with every column present and of one type, or one error that lists all
that is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.errors import InputError, TableError, nearest
from qtnet.network.arrays import NAMED_BY_ROW, Floats, Ints, with_row_names

__all__ = [
    "EDGE_COLUMNS",
    "checked_edges",
    "checked_multiplier",
    "checked_sign",
    "edge_records",
    "other_separator",
]

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
#: What programs of other countries and tables write where a comma is expected.
_SEPARATORS = {";": "semicolons", "\t": "tabs"}
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
#: Sums and products of larger weights leave the range of floating-point numbers.
_HEAVIEST = 1e100
_LONGEST_NAME = 2**17  # characters; a longer one is a file read wrongly
_SHOWN = 10  # kinds of failures that are named; the rest is counted
_FIRST = 3  # rows of a kind that are named; the rest is counted


@dataclass(frozen=True, eq=False)
class _Texts:
    """A column of texts: the different ones, and which of them each row holds. Long tables repeat few names."""

    different: list[str]
    codes: Ints

    def values(self) -> pd.Series:
        """Give the text of each row."""
        return pd.Series(pd.array(self.different, dtype="str").take(self.codes))

    def categories(self) -> pd.Series:
        """Give the text of each row as a category: the names of a long table are kept once."""
        names = list(dict.fromkeys(self.different))
        place = {name: code for code, name in enumerate(names)}
        codes = (
            self.codes
            if len(names) == len(self.different)
            else np.array([place[x] for x in self.different])[self.codes]
        )
        return pd.Series(pd.Categorical.from_codes(codes, categories=pd.Index(names, dtype="str"), validate=False))

    def rows(self, wrong: Callable[[str], bool]) -> list[int]:
        """Give the rows whose text is wrong."""
        codes = [code for code, text in enumerate(self.different) if wrong(text)]
        found: list[int] = np.flatnonzero(np.isin(self.codes, codes)).tolist() if codes else []
        return found

    def __getitem__(self, row: int) -> str:
        return self.different[int(self.codes[row])]


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

    Parameters are those of `edge_records`; what tells no document, fact and event is named by its row.
    """
    out = edge_records(frame, directed=directed, actors=actors, place=place, table=table)
    out[list(_REQUIRED)] = out[list(_REQUIRED)].astype("str")
    return with_row_names(out, np.arange(len(out)))


def edge_records(
    frame: pd.DataFrame, *, directed: bool, actors: Sequence[str] | None, place: Callable[[int], str], table: str
) -> pd.DataFrame:
    """Give the edges typed, names as categories, without doc, fact and event that the table does not have.

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
    columns = {c: _text(frame, c) for c in _REQUIRED}
    problems = [problem for c in _REQUIRED for problem in _name_problems(c, columns[c])]
    problems += _end_problems(columns["source"], columns["target"], actors)
    out = pd.DataFrame({c: column.categories() for c, column in columns.items()}, copy=False)
    out["weight"] = _numbers(frame, "weight", 1.0, problems, low=0.0, high=_HEAVIEST, empty_ok=False)
    out["sign"] = _choices(frame, "sign", 1, _SIGNS, "+, -, 1 or -1", problems)
    out["directed"] = _choices(frame, "directed", directed, _TRUTHS, "true or false", problems).astype(bool)
    out["year"] = _numbers(frame, "time" if "time" in frame else "year", np.nan, problems, low=-np.inf, empty_ok=True)
    out["confidence"] = _numbers(frame, "confidence", 1.0, problems, low=0.0, high=1.0, empty_ok=False)
    if problems:
        raise _table_error(table, _by_kind(problems, place), count=len(problems))
    for column in NAMED_BY_ROW:
        if column in frame:
            out[column] = _text(frame, column).values()
    out["status"] = _text(frame, "status").values() if "status" in frame else ""
    return out


def other_separator(columns: Sequence[str]) -> str:
    """Say that a table was separated by something else than commas; nothing where its columns came apart."""
    mark = next((mark for mark in _SEPARATORS if len(columns) == 1 and mark in columns[0]), "")
    return f"the file seems to be separated by {_SEPARATORS[mark]}; expected commas" if mark else ""


def _missing_columns(frame: pd.DataFrame) -> list[str]:
    columns = [str(c) for c in frame.columns]
    if separated := other_separator(columns):
        return [separated]
    failures = []
    for column in _REQUIRED:
        same = [name for name in columns if name.lower() == column]
        if column not in columns and same:
            failures.append(f"column '{column}' is missing; the table has '{same[0]}': rename it to '{column}'")
        elif column not in columns:
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


def _text(frame: pd.DataFrame, column: str) -> _Texts:
    """Give a column as stripped texts; a missing cell is empty."""
    codes, different = pd.factorize(frame[column], use_na_sentinel=True)
    texts = ["" if value is None or value != value else str(value).strip() for value in different.tolist()]
    return _Texts([*texts, ""], np.where(codes < 0, len(texts), codes))


def _name_problems(column: str, texts: _Texts) -> list[_Problem]:
    empty = f"column '{column}' is empty; expected a name"
    broken = texts.rows(lambda text: "\r" in text)  # a CSV file would break there
    return (
        [_Problem(i, empty, empty, "") for i in texts.rows(lambda text: not text)]
        + [_wrong(i, column, repr(texts[i]), "a name without a carriage return") for i in broken]
        + [
            _wrong(i, column, f"{len(texts[i]):,} characters", f"a name of at most {_LONGEST_NAME:,}")
            for i in texts.rows(lambda text: len(text) > _LONGEST_NAME)
        ]
    )


def _end_problems(source: _Texts, target: _Texts, actors: Sequence[str] | None) -> list[_Problem]:
    problems = []
    number = {name: code for code, name in enumerate(dict.fromkeys([*source.different, *target.different]))}
    ends = [np.array([number[name] for name in each.different])[each.codes] for each in (source, target)]
    for i in np.flatnonzero((ends[0] == ends[1]) & (ends[0] != number[""])).tolist():
        alone = f"source and target are both '{source[i]}'; a tie joins two actors"
        problems.append(_Problem(i, alone, "source and target are one; a tie joins two actors", f"'{source[i]}'"))
    known = set(number) if actors is None else set(actors)
    for column, each in (("source", source), ("target", target)):
        for i in each.rows(lambda name: name != "" and name not in known):
            guess = nearest(each[i], sorted(known))
            hint = f"; did you mean '{guess}'?" if guess else ""
            kind = f"{column} is not among the {len(known)} known actors"
            alone = f"{column} '{each[i]}' is not among the {len(known)} known actors{hint}"
            problems.append(_Problem(i, alone, kind, f"'{each[i]}'{hint}"))
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
) -> Floats:
    if column not in frame:
        return np.full(len(frame), default)
    if (ready := frame[column].to_numpy()).dtype.kind == "f" and (
        np.isfinite(ready) & (ready >= low) & (ready <= high)
    ).all():
        return ready.astype(float)
    raw = _text(frame, column)
    different = pd.to_numeric(pd.Series(raw.different, dtype="str"), errors="coerce").to_numpy(dtype=float)
    values: Floats = different[raw.codes]
    wrong = ~np.isfinite(values) | (values < low) | (values > high)
    if empty_ok:
        wrong[raw.rows(lambda text: not text)] = False
    least = f" ≥ {low:g}" if np.isfinite(low) else ""
    hint = "; the direction of a tie's effect goes into the column 'sign'" if column == "weight" else ""
    for i in np.flatnonzero(wrong).tolist():
        minus = hint if values[i] < 0 else ""
        # the bound that only overflow sets is told to nobody else
        most = f" and ≤ {high:g}" if high < _HEAVIEST or values[i] > high else ""
        problems.append(_wrong(i, column, f"'{raw[i]}'", f"a finite number{least}{most}{minus}"))
    return values


def _choices(
    frame: pd.DataFrame,
    column: str,
    default: int,
    choices: dict[str, int] | dict[str, bool],
    expected: str,
    problems: list[_Problem],
) -> Ints:
    if column not in frame:
        return np.full(len(frame), int(default))
    raw = _text(frame, column)
    for i in raw.rows(lambda text: text.lower() not in choices):
        problems.append(_wrong(i, column, f"'{raw[i]}'", expected))
    different = np.array([int(choices.get(text.lower(), default)) for text in raw.different], dtype=np.int64)
    values: Ints = different[raw.codes]
    return values


def checked_multiplier(multiplier: npt.ArrayLike, shape: tuple[int, ...]) -> Floats:
    """Give the numbers as an array, or raise unless they have the shape and are finite and not negative."""
    factors = np.asarray(multiplier, dtype=float)
    if factors.shape != shape:
        raise InputError(f"multiplier has shape {factors.shape}; expected {shape}")
    if not (np.isfinite(factors) & (factors >= 0)).all():
        raise InputError("multiplier has a negative or non-finite entry; expected numbers ≥ 0")
    return factors


def checked_sign(sign: int | None) -> int | None:
    """Raise unless `sign` is 1, -1 or None."""
    if sign not in (None, 1, -1):
        raise InputError(f"sign is {sign!r}; expected 1, -1 or None")
    return sign
