"""Numbers on disk: `numbers.json`, complete, for programs; `numbers.csv`, flat, for people."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from qtnet.errors import InputError
from qtnet.paper.escaping import spreadsheet_text
from qtnet.paper.number import LEVEL, UNDEFINED, PaperNumber
from qtnet.paper.numbers import Numbers
from qtnet.paper.study import Study

__all__ = ["LIST", "SCHEMA", "numbers_csv", "numbers_json", "read_lists", "read_numbers"]

#: Name and version of the form of `numbers.json`.
SCHEMA = "qtnet numbers 1"

#: How the name of a list of facts begins; no id of a fact does.
LIST = "e-"

_FILE = "numbers.json"
_COLUMNS = (
    "key", "text", "text_ci", "value", "low", "high", "level", "std_error", "p_value", "n", "counted", "unit",
    "decimals", "label", "layer", "method", "exploratory", "caution", "reason", "facts",
)  # fmt: skip
#: So many facts of a number stand in its row; a longer list would fill a spreadsheet's cell, and the same ones are
#: nine tenths of the table of a large study.
_MOST_IN_ROW = 500
_FREE = ("text", "text_ci", "counted", "unit", "label", "layer", "method", "reason", "caution")


def numbers_json(numbers: Numbers) -> str:
    """Write numbers as JSON: the study, the numbers by key with value and printed forms, and the facts behind them.

    Numbers keep full precision. Lists of facts are stored once, under ``evidence``, and named by the numbers; ``facts``
    gives the quotation of each and where it stands.
    """
    lists: dict[str, list[str]] = {}
    listed = {key: _record(number, lists) for key, number in numbers.items()}
    study = {item.name: getattr(numbers.study, item.name) for item in fields(Study) if item.name != "facts"}
    whole = {
        "schema": SCHEMA,
        "study": {**study, "run": numbers.study.run, "documents": [dict(row) for row in numbers.study.documents]},
        "numbers": listed,
        "evidence": dict(sorted(lists.items())),
        "facts": {fact: dict(record) for fact, record in numbers.study.facts.items()},
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def numbers_csv(numbers: Numbers) -> str:
    """Write numbers as a flat table, one row each; no cell is a formula to a spreadsheet.

    A list of more than 500 facts stands as its name in `numbers.json`.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for key, one in numbers.items():
        cells: dict[str, object] = {
            "key": key, "text": one.text(), "text_ci": one.forms.get("ci", ""), "value": _plain(one.value),
            "low": _plain(one.low), "high": _plain(one.high), "level": LEVEL if one.has_interval else None,
            "std_error": _plain(one.std_error), "p_value": _plain(one.p_value), "n": _plain(one.n),
            "counted": one.counted, "unit": one.unit, "decimals": one.places, "label": one.label, "layer": one.layer,
            "method": one.method, "exploratory": "exploratory" if one.exploratory else "", "caution": one.caution,
            "reason": one.forms["reason"].removeprefix(UNDEFINED), "facts": _in_row(one.facts),
        }  # fmt: skip
        writer.writerow([spreadsheet_text(str(cells[c])) if c in _FREE else _cell(cells[c]) for c in _COLUMNS])
    return out.getvalue()


def read_numbers(path: str | Path) -> Numbers:
    """Read the numbers of a run.

    Parameters
    ----------
    path
        A `numbers.json`, the folder of a paper that holds one, or the folder of a run.

    Raises
    ------
    InputError
        If there is none, or it is not one that qtnet wrote.
    """
    file, whole = _whole(path)
    try:
        return Numbers((_number(key, one, whole["evidence"]) for key, one in whole["numbers"].items()), _study(whole))
    except (LookupError, TypeError, AttributeError, ValueError) as fault:
        raise InputError(f"{file}: damaged ({fault}); write it again with `qtnet paper`") from fault


def read_lists(path: str | Path) -> dict[str, list[str]]:
    """Read the lists of facts of a run by name; places and errors as for `read_numbers`."""
    file, whole = _whole(path)
    lists = whole.get("evidence")
    if not isinstance(lists, dict) or not all(isinstance(facts, list) for facts in lists.values()):
        raise InputError(f"{file}: damaged (no lists of facts); write it again with `qtnet paper`")
    return lists


def _whole(path: str | Path) -> tuple[Path, dict[str, Any]]:
    place = Path(path)
    tried = [place] if place.suffix == ".json" else [place / _FILE, place / "paper" / _FILE]
    file = next((one for one in tried if one.is_file()), None)
    if file is None:
        raise InputError(f"{place}: no {_FILE} here; expected one that `qtnet run` or `qtnet paper` wrote")
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{file}: not JSON ({fault})") from fault
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA:
        raise InputError(f"{file}: expected the schema '{SCHEMA}'; write it again with `qtnet paper`")
    return file, whole


def _in_row(facts: tuple[str, ...]) -> str:
    return _name(facts) if len(facts) > _MOST_IN_ROW else " ".join(facts)


def _record(number: PaperNumber, lists: dict[str, list[str]]) -> dict[str, object]:
    """Give a number as plain data without what is empty in it."""
    record: dict[str, object] = {"label": number.label, "kind": number.kind}
    if number.kind == "text":
        record["words"] = number.words
    else:
        record["value"] = _plain(number.value)
    for name in ("low", "high", "std_error", "p_value", "n"):
        record[name] = _plain(getattr(number, name))
    record |= {"level": LEVEL if number.has_interval else None, "decimals": number.places, "tested": number.tested}
    record |= {
        name: getattr(number, name)
        for name in ("counted", "unit", "layer", "method", "reason", "exploratory", "caution")
    }
    record["text"] = {form: text for form, text in number.forms.items() if form not in ("label", "reason")}
    record["evidence"] = _listed(number.facts, lists)
    return {name: v for name, v in record.items() if name == "value" or (v is not None and v != "" and v is not False)}


def _listed(facts: tuple[str, ...], lists: dict[str, list[str]]) -> str:
    """Store a list of facts once, and give its name."""
    if not facts:
        return ""
    name = _name(facts)
    lists[name] = list(facts)
    return name


def _name(facts: tuple[str, ...]) -> str:
    return LIST + hashlib.sha256(" ".join(facts).encode()).hexdigest()[:10]


def _number(key: str, stored: Mapping[str, Any], lists: Mapping[str, list[str]]) -> PaperNumber:
    known = {item.name for item in fields(PaperNumber)}
    values = {name: value for name, value in stored.items() if name in known and value is not None}
    for item in fields(PaperNumber):
        value = values.get(item.name, item.default)
        fits = isinstance(value, int | float) if isinstance(item.default, float) else isinstance(value, str | bool)
        if item.name in values and not fits:
            raise TypeError(f"{item.name} of '{key}' is {value!r}")
    return PaperNumber(key=key, facts=tuple(lists.get(stored.get("evidence", ""), ())), **values)


def _study(whole: Mapping[str, Any]) -> Study:
    known = {item.name for item in fields(Study)}
    stored = {name: value for name, value in whole["study"].items() if name in known}
    return Study(**{**stored, "documents": tuple(stored.get("documents", ())), "facts": whole["facts"]})


def _plain(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else float(value)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
