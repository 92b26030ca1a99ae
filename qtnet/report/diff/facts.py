"""Facts that one run has and the other lacks, and facts that read otherwise, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from qtnet.report.diff.causes import Causes
from qtnet.report.evidence import actor_names, original_amount
from qtnet.report.inputs import ReportInputs
from qtnet.report.rows import Row, rows

__all__ = ["FACT_COLUMNS", "fact_changes"]

#: Columns of the table of changed facts.
FACT_COLUMNS = (
    "change", "fact", "kind", "doc", "source", "target", "mode", "sign", "amount", "domain", "status", "year",
    "confidence", "evidence", "start", "end", "fields", "instead", "cause", "reason",
)  # fmt: skip

_KEYS = {"ties": "tie", "funding": "funding"}
#: Where a quotation stands moves with every letter put in before it, and says nothing of the fact.
_IGNORED = ("start", "end")
_ORDER = ("added", "gone", "changed")
_SAME_NUMBER = 1e-9


def fact_changes(before: ReportInputs, after: ReportInputs, causes: Causes) -> pd.DataFrame:
    """Compare the facts of two runs.

    Returns
    -------
    DataFrame
        `FACT_COLUMNS`, one row per fact: ``change`` is added, gone or changed; ``fields`` says what reads otherwise;
        ``instead`` names the fact that now takes the same words (of a gone fact) or took them before (of an added one);
        ``cause`` is a code of `qtnet.report.diff.causes.CAUSES` and ``reason`` says it in words.
    """
    found = [row for table, key in _KEYS.items() for row in _changes(before, after, table, key, causes)]
    frame = pd.DataFrame(_paired(found), columns=FACT_COLUMNS)
    order = frame["change"].map(_ORDER.index)
    return frame.assign(order=order).sort_values(["order", "doc", "start", "fact"]).drop(columns="order")


def _changes(before: ReportInputs, after: ReportInputs, table: str, key: str, causes: Causes) -> Iterator[Row]:
    old, new = ({str(row[key]): row for row in rows(getattr(run, table))} for run in (before, after))
    names = (actor_names(before), actor_names(after))
    for fact in sorted({*old, *new}):
        first, second = old.get(fact), new.get(fact)
        fields = _fields(first, second) if first is not None and second is not None else []
        if first is None or second is None or fields:
            change = "added" if first is None else "gone" if second is None else "changed"
            shown, known = (second, names[1]) if second is not None else (first or {}, names[0])
            cause = causes.of(fact, first, second)
            told = _tie(shown, known) if table == "ties" else _money(shown, known)
            yield {"change": change, "fact": fact, "fields": "; ".join(fields), "cause": cause.code,
                   "reason": cause.text, "instead": "", **told, **_common(shown)}  # fmt: skip


def _fields(first: Row, second: Row) -> list[str]:
    """Say which cells of a fact differ."""
    shared = [name for name in second if name in first and name not in _IGNORED]
    return [
        f"{name}: {_cell(first[name]) or 'empty'} → {_cell(second[name]) or 'empty'}"
        for name in shared
        if not _same(first[name], second[name])
    ]


def _same(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, float) and first == first and second == second:
        return abs(first - second) <= _SAME_NUMBER * max(1.0, abs(first))
    return _cell(first) == _cell(second)


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _tie(row: Row, names: Mapping[str, str]) -> Row:
    source, target = str(row["source"]), str(row["target"])
    shown = {"source": names.get(source, source), "target": names.get(target, target)}
    return {"kind": "tie", **shown, "mode": str(row["mode"]), "sign": str(row["sign"]), "amount": ""}


def _money(row: Row, names: Mapping[str, str]) -> Row:
    source, target = _cell(row["funder"]), _cell(row["recipient"])
    shown = {"source": names.get(source, source), "target": names.get(target, target)}
    return {"kind": "money", **shown, "mode": "money", "sign": "", "amount": original_amount(row)}


def _common(row: Row) -> Row:
    told = {name: _cell(row[name]) for name in ("doc", "domain", "status", "evidence")}
    numbers = {
        "start": int(str(row["start"])),
        "end": int(str(row["end"])),
        "confidence": float(str(row["confidence"])),
    }
    return {**told, **numbers, "year": _cell(row["year"]).removesuffix(".0")}


def _paired(found: Sequence[Row]) -> list[Row]:
    """Join facts that went with facts that came from the same words."""
    came: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        if row["change"] == "added":
            came.setdefault((row["kind"], row["doc"]), []).append(row)
    instead: dict[str, str] = {}
    for row in found:
        if row["change"] == "gone":
            near = [other for other in came.get((row["kind"], row["doc"]), ()) if _overlap(row, other)]
            free = [other for other in near if other["fact"] not in instead]
            if free:
                best = max(free, key=lambda other: (_ends(row) == _ends(other), _overlap(row, other), other["fact"]))
                instead |= {row["fact"]: best["fact"], best["fact"]: row["fact"]}
    return [{**row, "instead": instead.get(row["fact"], "")} for row in found]


def _overlap(first: Row, second: Row) -> int:
    """Count the characters that two quotations share; of a document that changed, only equal words count."""
    if first["evidence"] == second["evidence"]:
        return len(str(first["evidence"]))
    if first["cause"] == "changed":
        return 0
    return max(0, min(int(first["end"]), int(second["end"])) - max(int(first["start"]), int(second["start"])))


def _ends(row: Row) -> frozenset[object]:
    return frozenset((row["source"], row["target"]))
