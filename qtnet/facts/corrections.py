"""corrections.csv: what people have said about extracted facts, read and checked.

Columns: `id` (of a tie or amount; for an added fact a label of one's own that starts with ``t`` or ``m``), `action`,
`field`, `value`, `reason`, `who`. An edit or an added fact takes one row per field. The action ``same`` is about
actors: `id` is the id of an actor and `value` that of the actor which it is an alias of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from qtnet.errors import TableError, nearest
from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.schema import TABLES, Column
from qtnet.facts.tables import read_cells
from qtnet.facts.validation import Failures, checked_value

__all__ = ["ACTIONS", "Action", "Correction", "read_corrections"]

Action = Literal["accept", "reject", "edit", "add", "same"]
Value = str | float
ACTIONS: tuple[Action, ...] = get_args(Action)
COLUMNS = ("id", "action", "field", "value", "reason", "who")
_TABLE_OF = {"t": "ties", "m": "funding"}
_FIXED = {"edit": ("doc", "sign"), "add": ("sign",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person decided about one fact; `rows` says where each field stands, for messages."""

    id: str
    action: Action
    values: Mapping[str, Value]
    path: str
    rows: Mapping[str, int]

    @property
    def table(self) -> str:
        """``ties``, ``funding`` or, for an alias, ``actors``."""
        return "actors" if self.action == "same" else _TABLE_OF[self.id[0]]

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
    by_id: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, row in enumerate(cells.to_dict("records"), start=2):
        cleaned = {str(name): str(cell).strip() for name, cell in row.items()}
        if _is_sound(cleaned, f"{path}, row {number}", failures):
            by_id.setdefault(cleaned["id"], []).append((number, cleaned))
    corrections = tuple(c for rows in by_id.values() for c in _correction(rows, str(path), failures))
    failures.raise_if_any()
    return corrections


def _is_sound(row: Mapping[str, str], place: str, failures: Failures) -> bool:
    before = len(failures.found)
    if row["action"] not in ACTIONS:
        failures.add(f"{place}, field action", f"'{row['action']}' is not one of {', '.join(ACTIONS)}")
    if row["action"] == "same":
        if not row["id"] or not row["value"] or row["id"] == row["value"]:
            failures.add(
                f"{place}, field value",
                f"'{row['id']}' and '{row['value']}': expected the ids of two actors that are one",
            )
    elif not row["id"] or row["id"][0] not in _TABLE_OF:
        failures.add(
            f"{place}, field id", f"'{row['id']}' is no id; expected one that starts with t (tie) or m (amount)"
        )
    elif row["action"] in _FIXED and row["field"] not in _columns(row):
        guess = nearest(row["field"], _columns(row))
        hint = f"; did you mean '{guess}'?" if guess else ""
        known = ", ".join(_columns(row))
        failures.add(f"{place}, field field", f"'{row['field']}' cannot be corrected; known: {known}{hint}")
    return len(failures.found) == before


def _columns(row: Mapping[str, str]) -> dict[str, Column]:
    table = _TABLE_OF[row["id"][0]]
    open_to_people = set(ANNOTATED[table]) - set(_FIXED[row["action"]])
    return {column.name: column for column in TABLES[table].columns if column.name in open_to_people}


def _correction(rows: list[tuple[int, dict[str, str]]], path: str, failures: Failures) -> Iterator[Correction]:
    first_row, first = rows[0]
    actions = sorted({row["action"] for _, row in rows})
    if len(actions) > 1:
        failures.add(f"{path}, row {rows[-1][0]}, field action", f"'{first['id']}' has several: {', '.join(actions)}")
        return
    action: Action = actions[0]  # type: ignore[assignment]
    values: dict[str, Value] = {}
    places: dict[str, int] = {"action": first_row}
    if action == "same":
        if len(rows) > 1:
            failures.add(f"{path}, row {rows[-1][0]}, field value", f"'{first['id']}' is an alias of one actor only")
        values["actor"] = first["value"]
    for number, row in rows if action in _FIXED else ():
        name = row["field"]
        value, fault = checked_value(row["value"], _columns(row)[name])
        if name in values:
            fault = f"'{row['id']}' has it twice, here and in row {places[name]}"
        if fault:
            failures.add(f"{path}, row {number}, field {name}", fault)
        values[name], places[name] = value, number
    correction = Correction(id=first["id"], action=action, values=values, path=path, rows=places)
    if action == "add":
        _check_complete(correction, failures)
    yield correction


def _check_complete(correction: Correction, failures: Failures) -> None:
    table = TABLES[correction.table]
    for column in table.columns:
        if column.required and column.name in ANNOTATED[table.name] and column.name not in {*correction.values, "sign"}:
            failures.add(correction.place("action"), f"added fact '{correction.id}' lacks the field '{column.name}'")
