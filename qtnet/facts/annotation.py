"""Annotated (gold) facts: the columns of the annotation guide, completed to the tables of this stage."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from qtnet.facts.currency import BASE_YEAR
from qtnet.facts.identity import funding_id, tie_id
from qtnet.facts.resolve import resolved_actors
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import Failures, typed_frame

__all__ = ["ANNOTATED", "completed"]

Cells = dict[str, pd.DataFrame]

#: Columns that people fill in; `optional` marks ties on which two annotators disagreed.
ANNOTATED: dict[str, tuple[str, ...]] = {
    "actors": ("doc", "actor", "kind", "country", "surface"),
    "ties": ("doc", "source", "target", "mode", "sign", "domain", "status", "year", "instrument", "evidence"),
    "funding": (
        *("doc", "funder", "recipient", "amount", "amount_high", "currency", "basis"),
        *("years", "year", "domain", "status", "evidence"),
    ),
}
_RULE = "annotation"


def completed(cells: Cells, folder: Path, failures: Failures) -> Cells:
    """Complete the text cells of an annotated folder to all columns and tables of the schema."""
    for name, columns in ANNOTATED.items():
        for column in columns:
            if column not in cells[name]:
                failures.add(
                    f"{folder / name}.csv, column {column}", f"missing; found {', '.join(cells[name].columns)}"
                )
    failures.raise_if_any()
    ties, money = cells["ties"].copy(), cells["funding"].copy()
    if "optional" not in ties:
        ties["optional"] = pd.Series([""] * len(ties), dtype=str)
    ties["tie"] = [tie_id(*key) for key in zip(*(ties[c] for c in TABLES["ties"].key), strict=True)]
    money["funding"] = _funding_ids(money, folder, failures)
    for frame in (ties, money):
        frame["start"], frame["confidence"], frame["rule"] = "0", "1", _RULE
        frame["end"] = [str(len(text)) for text in frame["evidence"]]
    money["usd_year"], money["amount_usd"], money["rate"], money["note"] = str(BASE_YEAR), "", "", "annotation"
    docs = sorted({doc for name in ANNOTATED for doc in cells[name]["doc"]})
    documents = pd.DataFrame({name: pd.Series([""] * len(docs), dtype=str) for name in TABLES["documents"].names})
    documents["doc"], documents["chars"] = pd.Series(docs, dtype=str), "0"
    actors = typed_frame(cells["actors"], TABLES["actors"], path=str(folder / "actors.csv"), failures=failures)
    failures.raise_if_any()
    resolved = resolved_actors(actors).astype(str)
    return {
        "documents": documents,
        "actors": cells["actors"],
        "ties": ties,
        "funding": money,
        "actors_resolved": resolved,
    }


def _funding_ids(money: pd.DataFrame, folder: Path, failures: Failures) -> list[str]:
    ids = []
    rows = zip(*(money[c] for c in ("doc", "funder", "recipient", "amount", "currency", "year")), strict=True)
    for row, (doc, funder, recipient, amount, currency, year) in enumerate(rows, start=2):
        try:
            ids.append(funding_id(doc, funder, recipient, float(amount), currency, float(year) if year else None))
        except ValueError:
            failures.add(f"{folder}/funding.csv, row {row}", f"amount '{amount}' or year '{year}' is no number")
            ids.append("")
    return ids
