"""corrections.csv: what people have said about extracted facts, read and checked.

Columns: `id`, `action`, `field`, `value`, `reason`, `who` and, optional, `was`. What an action is about:

=============  ============================================================================================
``accept``     The fact `id` is right as it stands.
``reject``     The fact `id` is wrong, or is no fact.
``edit``       The fact `id` is right once `field` says `value`; one row per field.
``add``        A fact that was missed, one row per field; `id` is a label that starts with ``t`` or ``m``.
``same``       The actor `id` is an alias of the actor `value`.
``distinct``   The actors `id` and `value` are two, although their names are alike.
``actor``      Who the actor `id` is: `field` ``kind``, ``country`` and ``surface``, for one that no document lists.
``nothing``    The words `value` of `field` ``evidence``, in the document of `field` ``doc``, state no fact.
=============  ============================================================================================

`was` keeps what a field said when it was judged. With it a judged fact is found again, or put back, when a later
extraction no longer finds it under its id: see `qtnet.facts.rematching`. A row whose `value` is its `was` changes
nothing; `qtnet review` writes such rows, but none for what was empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from qtnet.errors import TableError, nearest
from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.schema import TABLES, Column
from qtnet.facts.tables import read_cells
from qtnet.facts.validation import Failures, checked_value

__all__ = ["ACTIONS", "COLUMNS", "WAS", "Action", "Correction", "checked_corrections", "read_corrections", "subject_of"]

Action = Literal["accept", "reject", "edit", "add", "same", "distinct", "actor", "nothing"]
Value = str | float
ACTIONS: tuple[Action, ...] = get_args(Action)
COLUMNS = ("id", "action", "field", "value", "reason", "who")
WAS = "was"
_TABLE_OF = {"t": "ties", "m": "funding"}
_PAIRS = ("same", "distinct")
_OTHER: dict[str, str] = {"same": "actors", "distinct": "actors", "actor": "actors", "nothing": "passages"}
#: Actions that need a value per field, with the columns that they may not set.
_FIXED = {"edit": ("doc", "sign"), "add": ("sign",)}
_OPEN = {"actor": ("kind", "country", "surface"), "nothing": ("doc", "evidence")}
_NEEDED = {"actor": ("kind",), "nothing": ("doc", "evidence")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person decided about one fact; `rows` says where each field stands, for messages."""

    id: str
    action: Action
    values: Mapping[str, Value]
    path: str
    rows: Mapping[str, int]
    was: Mapping[str, Value] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """``ties`` or ``funding``; ``actors`` or ``passages`` for what is not about a fact."""
        return _OTHER.get(self.action) or _TABLE_OF[self.id[0]]

    def place(self, field: str) -> str:
        """Where a field stands, as messages say it."""
        return f"{self.path}, row {self.rows.get(field, min(self.rows.values()))}, field {field}"


def read_corrections(path: str | Path) -> tuple[Correction, ...]:
    """Read corrections, one per id, in the order of their first rows.

    Raises
    ------
    TableError
        If the file is missing or any row is not valid; all failures at once, with file, row and field.
    """
    path = Path(path)
    if not path.is_file():
        raise TableError(f"{path}: no such file of corrections")
    cells = read_cells(path)
    failures = Failures()
    for name in COLUMNS:
        if name not in cells:
            failures.add(f"{path}, column {name}", f"missing; found {', '.join(cells.columns)}")
    failures.raise_if_any()
    rows = [{str(name): str(cell) for name, cell in row.items()} for row in cells.to_dict("records")]
    return checked_corrections(rows, str(path))


def checked_corrections(rows: Iterable[Mapping[str, str]], path: str) -> tuple[Correction, ...]:
    """Check rows of corrections, numbered from 2 as in a file with a header; `path` is for messages.

    Raises
    ------
    TableError
        If any row is not valid; all failures at once.
    """
    failures = Failures()
    by_subject: dict[tuple[str, ...], list[tuple[int, dict[str, str]]]] = {}
    for number, row in enumerate(rows, start=2):
        cleaned = {name: cell.strip() for name, cell in row.items()}
        if _is_sound(cleaned, f"{path}, row {number}", failures):
            by_subject.setdefault(subject_of(cleaned), []).append((number, cleaned))
    corrections = tuple(c for found in by_subject.values() for c in _correction(found, path, failures))
    failures.raise_if_any()
    return corrections


def subject_of(row: Mapping[str, str]) -> tuple[str, ...]:
    """Tell what a row is about; one subject has one verdict.

    Examples
    --------
    >>> subject_of({"id": "t1", "action": "edit", "value": "past"}), subject_of({"id": "t1", "action": "reject"})
    (('fact', 't1'), ('fact', 't1'))
    >>> subject_of({"id": "imec", "action": "distinct", "value": "imec-taiwan"})
    ('distinct', 'imec', 'imec-taiwan')
    """
    action = row["action"]
    if action == "distinct":
        return action, row["id"], row["value"]
    return action if action in _OTHER else "fact", row["id"]


def _is_sound(row: Mapping[str, str], place: str, failures: Failures) -> bool:
    before = len(failures.found)
    action = row["action"]
    if action not in ACTIONS:
        failures.add(f"{place}, field action", f"'{action}' is not one of {', '.join(ACTIONS)}")
    elif action in _PAIRS and (not row["id"] or not row["value"] or row["id"] == row["value"]):
        expected = "two actors that are one" if action == "same" else "two actors that are not one"
        failures.add(f"{place}, field value", f"'{row['id']}' and '{row['value']}': expected the ids of {expected}")
    elif action not in _OTHER and (not row["id"] or row["id"][0] not in _TABLE_OF):
        failures.add(
            f"{place}, field id", f"'{row['id']}' is no id; expected one that starts with t (tie) or m (amount)"
        )
    elif action not in _PAIRS and not row["id"]:
        failures.add(f"{place}, field id", "is empty; expected a label of one's own")
    elif action not in _PAIRS and (row["field"] or action in {*_FIXED, *_OPEN}) and row["field"] not in _columns(row):
        guess = nearest(row["field"], _columns(row))
        hint = f"; did you mean '{guess}'?" if guess else ""
        known = ", ".join(_columns(row))
        failures.add(f"{place}, field field", f"'{row['field']}' cannot be corrected; known: {known}{hint}")
    return len(failures.found) == before


def _columns(row: Mapping[str, str]) -> dict[str, Column]:
    """Give the columns that a row may name; a row that only keeps what was said may name any."""
    action = row["action"]
    if action in _OPEN:
        columns = (*TABLES["actors"].columns, *TABLES["ties"].columns)
        return {column.name: column for column in columns if column.name in _OPEN[action]}
    table = _TABLE_OF[row["id"][0]]
    closed = () if _is_unchanged(row) else _FIXED.get(action, ())
    open_to_people = set(ANNOTATED[table]) - set(closed)
    return {column.name: column for column in TABLES[table].columns if column.name in open_to_people}


def _is_unchanged(row: Mapping[str, str]) -> bool:
    return row["action"] == "edit" and bool(row["value"]) and row["value"] == row.get(WAS)


def _correction(rows: list[tuple[int, dict[str, str]]], path: str, failures: Failures) -> Iterator[Correction]:
    first_row, first = rows[0]
    actions = sorted({row["action"] for _, row in rows})
    if len(actions) > 1:
        failures.add(f"{path}, row {rows[-1][0]}, field action", f"'{first['id']}' has several: {', '.join(actions)}")
        return
    action: Action = actions[0]  # type: ignore[assignment]
    values: dict[str, Value] = {}
    was: dict[str, Value] = {}
    places: dict[str, int] = {"action": first_row}
    if action in _PAIRS:
        if len(rows) > 1:
            failures.add(f"{path}, row {rows[-1][0]}, field value", f"'{first['id']}' is an alias of one actor only")
        values["actor"] = first["value"]
    for number, row in rows if action not in _PAIRS else ():
        name = row["field"]
        if not name:
            continue
        if name in places:
            failures.add(
                f"{path}, row {number}, field {name}", f"'{row['id']}' has it twice, here and in row {places[name]}"
            )
        places[name] = number
        if action in {*_FIXED, *_OPEN} and not _is_unchanged(row):
            values[name] = _checked(row["value"], _columns(row)[name], f"{path}, row {number}", failures)
        if row.get(WAS) and action not in _OPEN and action != "add":
            column = _columns({**row, "action": "accept"})[name]
            was[name] = _checked(row[WAS], column, f"{path}, row {number}, was of", failures)
    correction = Correction(id=first["id"], action=action, values=values, path=path, rows=places, was=was)
    _check_complete(correction, failures)
    yield correction


def _checked(cell: str, column: Column, place: str, failures: Failures) -> Value:
    value, fault = checked_value(cell, column)
    if fault:
        failures.add(f"{place}, field {column.name}", fault)
    return value


def _check_complete(correction: Correction, failures: Failures) -> None:
    needed: tuple[str, ...] = _NEEDED.get(correction.action, ())
    if correction.action == "add":
        table = TABLES[correction.table]
        open_to_people = set(ANNOTATED[table.name]) - {"sign"}
        needed = tuple(c.name for c in table.columns if c.required and c.name in open_to_people)
    for name in needed:
        if name not in correction.values:
            what = "added fact" if correction.action == "add" else correction.action
            failures.add(correction.place("action"), f"{what} '{correction.id}' lacks the field '{name}'")
