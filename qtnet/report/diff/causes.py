"""Why a fact came, went or reads otherwise: documents first, then people's corrections, then how documents are read.

A document that joined or left settles the question, and so does a verdict on the fact itself. What remains is put
down to what else changed in reading; where several things did, they are named together, as nothing tells them apart.
A verdict that was not applied is no reason, and where verdicts are not recorded nothing is put down to reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from qtnet.report.diff.documents import DOCUMENT_CHANGES
from qtnet.report.diff.run import Run, Verdict
from qtnet.report.diff.settings import differs
from qtnet.report.rows import Row, keyed

__all__ = ["CAUSES", "Cause", "Causes"]

#: Code of a cause and how the page calls it.
CAUSES: Mapping[str, str] = {
    **DOCUMENT_CHANGES,
    "correction": "correction by a person",
    "withdrawn": "withdrawn correction",
    "settings": "other settings of extraction",
    "lexicon": "changed lexicon",
    "rules": "changed rules of extraction",
    "version": "another version of qtnet",
    "names": "names brought together otherwise, as other documents were read beside it",
    "unknown": "cannot be told from what the runs record",
}
_DONE = {"reject": "rejected", "edit": "edited", "add": "added", "accept": "accepted"}
_ENDS = ("source", "target", "funder", "recipient")
_BY_PERSON = "correction: "


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why something changed: a code of `CAUSES` (several joined by ``+``) and a sentence for people."""

    code: str
    text: str


class Causes:
    """What may have changed the facts between two runs."""

    def __init__(self, before: Run, after: Run, documents: pd.DataFrame, settings: pd.DataFrame) -> None:
        self._before, self._after = before, after
        self._documents = keyed(documents, "doc")
        self._was = {str(row["was"]): doc for doc, row in self._documents.items() if row["change"] == "renamed"}
        self._reading = _reading(settings, before, after)
        self._others = bool(len(documents))
        self._recorded = before.recorded and after.recorded
        self._verdicts = _difference(before.applied, after.applied)
        self._withdrawn = _difference(after.verdicts, before.applied) if self._recorded else []

    def of(self, fact: str, first: Row | None, second: Row | None) -> Cause:
        """Tell why a fact is only in the second run (`first` is None), only in the first, or differs."""
        doc = str((second or first or {})["doc"])
        document = self._documents.get(doc) or self._documents.get(self._was.get(doc, ""), {})
        change = str(document.get("change", ""))
        if change in ("new", "removed", "renamed"):
            return Cause(code=change, text=DOCUMENT_CHANGES[change])
        spoken = self._judged(fact, first, second)
        if spoken is not None:
            return spoken
        if change == "changed" or (change == "described" and first is not None and second is not None):
            return Cause(code=change, text=DOCUMENT_CHANGES[change])
        if not self._recorded:
            return Cause(code="unknown", text=CAUSES["unknown"])
        if self._reading:
            return _joined(self._reading)
        if self._others and (first is None or second is None or _other_ends(first, second)):
            return Cause(code="names", text=CAUSES["names"])
        return Cause(code="unknown", text=CAUSES["unknown"])

    def _judged(self, fact: str, first: Row | None, second: Row | None) -> Cause | None:
        """Give the verdict that explains a change, or None."""
        for row in self._after.verdicts_on(fact):
            if row in self._verdicts:
                return _spoken("correction", row)
        if second is not None and _by_person(second) and not (first is not None and _by_person(first)):
            return _spoken("correction", _adding(self._verdicts, second))
        for row in self._before.verdicts_on(fact):
            if row in self._withdrawn:
                return _spoken("withdrawn", row)
        if first is not None and _by_person(first) and (row := _adding(self._withdrawn, first)):
            return _spoken("withdrawn", row)
        ends = {str(row[end]) for row in (first, second) if row is not None for end in _ENDS if row.get(end)}
        for code, rows in (("correction", self._verdicts), ("withdrawn", self._withdrawn)):
            for row in rows:
                if _actors(row) & ends:
                    return _spoken(code, row)
        return None


def _adding(verdicts: Iterable[Verdict], record: Row) -> Verdict:
    """Give the first row of the verdict that added a fact; nothing where none did."""
    labels: dict[str, list[Verdict]] = {}
    for row in verdicts:
        if row["action"] == "add":
            labels.setdefault(row["id"], []).append(row)
    for rows in labels.values():
        told = {row["field"]: row["value"] for row in rows}
        if all(str(record.get(name)) == told.get(name) for name in ("doc", "evidence")):
            return rows[0]
    return {}


def _actors(row: Verdict) -> set[str]:
    """Name the actors that a verdict is about; nothing where it is about a fact."""
    if row["action"] in ("same", "distinct"):
        return {row["id"], row["value"]}
    return {row["id"]} if row["action"] == "actor" else set()


def _reading(settings: pd.DataFrame, before: Run, after: Run) -> dict[str, str]:
    """Give what changed in reading documents: code → sentence."""
    found: dict[str, str] = {}
    if other := differs(settings, "extraction.", "corpus.html"):
        found["settings"] = f"{CAUSES['settings']} ({'; '.join(other)})"
    for code in ("lexicon", "rules"):
        if differs(settings, f"provenance.{code}_sha256"):
            known = all(f"{code}_sha256" in run.inputs.provenance for run in (before, after))
            found[code] = CAUSES[code] if known else f"perhaps {CAUSES[code]}, which one of the runs does not record"
    if other := differs(settings, "provenance.qtnet"):
        found["version"] = f"{CAUSES['version']} ({other[0].removeprefix('provenance.qtnet: ')})"
    return found


def _joined(found: Mapping[str, str]) -> Cause:
    return Cause(code="+".join(found), text=" or ".join(found.values()))


def _difference(first: Iterable[Verdict], second: Iterable[Verdict]) -> list[Verdict]:
    """Give the verdicts of the second run that the first does not have."""
    known = {tuple(sorted(row.items())) for row in first}
    return [row for row in second if tuple(sorted(row.items())) not in known]


def _spoken(code: str, row: Verdict) -> Cause:
    done = _DONE.get(row.get("action", ""), row.get("action", ""))
    who = f" by {row['who']}" if row.get("who") else " by a person"
    why = f": {row['reason']}" if row.get("reason") else ""
    start = "correction" if code == "correction" else "correction withdrawn"
    return Cause(code=code, text=f"{start}, {done}{who}{why}" if done else CAUSES[code])


def _by_person(row: Row) -> bool:
    return str(row["rule"]).startswith(_BY_PERSON)


def _other_ends(first: Row, second: Row) -> bool:
    return any(str(first.get(end)) != str(second.get(end)) for end in _ENDS)
