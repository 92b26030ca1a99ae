"""Which documents joined, left, changed or were named otherwise between two runs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.inputs import ReportInputs
from qtnet.report.rows import Row, keyed

__all__ = ["DOCUMENT_CHANGES", "document_changes", "renamed"]

#: Kinds of change, in the words of the page.
DOCUMENT_CHANGES: Mapping[str, str] = {
    "new": "new document",
    "removed": "removed document",
    "changed": "changed document",
    "renamed": "the same document under another name",
    "described": "another title, date, source or address",
}

_COLUMNS = ("doc", "change", "title", "was", "sha256_before", "sha256_after")
_DESCRIPTION = ("title", "date", "source", "url")


def document_changes(before: ReportInputs, after: ReportInputs) -> pd.DataFrame:
    """Compare the documents of two runs.

    Returns
    -------
    DataFrame
        One row per document that is not the same in both: ``doc``, ``change`` (a key of `DOCUMENT_CHANGES`),
        ``title``, ``was`` (its earlier name, or what its description said), and both hashes.
    """
    old, new = keyed(before.documents, "doc"), keyed(after.documents, "doc")
    names = renamed(before, after)
    found = [_row(doc, names, old, new) for doc in sorted({*old, *new} - {*names.values()})]
    return pd.DataFrame([row for row in found if row], columns=_COLUMNS)


def renamed(before: ReportInputs, after: ReportInputs) -> dict[str, str]:
    """Give the new name and the old one of each document that has the same bytes under another name."""
    old, new = keyed(before.documents, "doc"), keyed(after.documents, "doc")
    left = {str(row["sha256"]): doc for doc, row in old.items() if doc not in new and row["sha256"]}
    return {doc: left[str(row["sha256"])] for doc, row in new.items() if doc not in old and str(row["sha256"]) in left}


def _row(doc: str, names: Mapping[str, str], old: Mapping[str, Row], new: Mapping[str, Row]) -> Row | None:
    first, second = old.get(names.get(doc, doc)), new.get(doc)
    shown = second or first or {}
    change, was = _change(doc, names, first, second)
    if not change:
        return None
    hashes = {"sha256_before": (first or {}).get("sha256", ""), "sha256_after": (second or {}).get("sha256", "")}
    return {"doc": doc, "change": change, "title": str(shown.get("title") or doc), "was": was, **hashes}


def _change(doc: str, names: Mapping[str, str], first: Row | None, second: Row | None) -> tuple[str, str]:
    if doc in names:
        return "renamed", names[doc]
    if first is None:
        return "new", ""
    if second is None:
        return "removed", ""
    if first["sha256"] != second["sha256"]:
        return "changed", ""
    other = [f"{name}: {first[name] or 'none'}" for name in _DESCRIPTION if str(first[name]) != str(second[name])]
    return ("described", "; ".join(other)) if other else ("", "")
