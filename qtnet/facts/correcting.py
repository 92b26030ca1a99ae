"""Corrections applied to extracted records; a person's word wins over the extraction.

Corrections address facts by id. An id that does not occur any more is reported in the counts, never ignored, as the
person's judgement would otherwise be lost without a trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qtnet.errors import nearest
from qtnet.extract.vocabulary import is_directed, sign_of
from qtnet.facts.corrections import Correction
from qtnet.facts.identity import funding_id, tie_id
from qtnet.facts.names import country_names
from qtnet.facts.records import Record
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import Failures

__all__ = ["Applied", "apply_corrections"]

_ENDS = {"ties": ("source", "target"), "funding": ("funder", "recipient")}
_ID = {"ties": "tie", "funding": "funding"}
_DONE = {"accept": "accepted", "reject": "rejected", "edit": "edited", "add": "added"}
_RULES = {"edit": "correction: edited", "add": "correction: added"}
Facts = dict[str, dict[str, Record]]  # table → id → record


@dataclass(slots=True)
class Applied:
    """What became of the corrections."""

    counts: Counter[str] = field(default_factory=Counter)
    not_found: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)


def apply_corrections(
    corrections: Iterable[Correction], facts: Facts, actors: list[Record], texts: Mapping[str, str]
) -> Applied:
    """Apply corrections to the records `facts` and `actors`, in place.

    Parameters
    ----------
    corrections
        Checked corrections.
    facts
        ``{"ties": {id: record}, "funding": {id: record}}``.
    actors
        Records of actors; an actor that a correction brings into a document is added.
    texts
        Stored text of each document.

    Raises
    ------
    TableError
        If a correction names an unknown actor or words that the document does not contain; all at once.
    """
    failures, applied = Failures(), Applied()
    for correction in corrections:
        record = _record(correction, facts, texts)
        if record is None:
            applied.not_found.append(correction.id)
            continue
        if correction.action == "reject":
            del facts[correction.table][correction.id]
        else:
            _put(correction, record, facts, applied)
            _check_actors(correction, record, actors, texts, failures)
            _quote(correction, record, texts, failures)
        applied.counts[_DONE[correction.action]] += 1
    failures.raise_if_any()
    return applied


def _record(correction: Correction, facts: Facts, texts: Mapping[str, str]) -> Record | None:
    """Give the record that a correction is about; for an added fact an empty one, if its document was read."""
    if correction.action != "add":
        return facts[correction.table].get(correction.id)
    if correction.values["doc"] not in texts:
        return None
    return {column.name: None if column.type != "text" else "" for column in TABLES[correction.table].columns}


def _put(correction: Correction, record: Record, facts: Facts, applied: Applied) -> None:
    table = facts[correction.table]
    record |= correction.values
    record["confidence"] = 1.0
    record["rule"] = _RULES.get(correction.action, record["rule"])
    if correction.table == "ties":
        record["sign"] = sign_of(record["mode"])  # type: ignore[arg-type]
        if not is_directed(record["mode"]) and str(record["source"]) > str(record["target"]):  # type: ignore[arg-type]
            record["source"], record["target"] = record["target"], record["source"]
    if correction.action == "add":
        record[_ID[correction.table]] = _new_id(correction.table, record)
    # The document may hold the corrected fact already: once is enough, and the person's version stays.
    for other in [
        i for i, r in table.items() if r is not record and _key(correction.table, r) == _key(correction.table, record)
    ]:
        applied.replaced.append(other)
        del table[other]
    table[str(record[_ID[correction.table]])] = record


def _new_id(table: str, record: Mapping[str, object]) -> str:
    if table == "ties":
        return tie_id(*_key(table, record))
    amount, year = float(str(record["amount"])), record["year"]
    ends = (str(record["funder"]), str(record["recipient"]))
    return funding_id(
        str(record["doc"]), *ends, amount, str(record["currency"]), None if year is None else float(str(year))
    )


def _key(table: str, record: Mapping[str, object]) -> tuple[str, ...]:
    names = TABLES["ties"].key if table == "ties" else ("doc", "funder", "recipient", "amount", "currency", "year")
    return tuple(str(record[name]) for name in names)


def _check_actors(
    correction: Correction, record: Record, actors: list[Record], texts: Mapping[str, str], failures: Failures
) -> None:
    first, second = _ENDS[correction.table]
    if record[first] and record[first] == record[second]:
        failures.add(correction.place(second), f"'{record[second]}' is the {first} too; expected two different actors")
    for end in (first, second):
        actor = str(record[end])
        if not actor or any(a["doc"] == record["doc"] and a["actor"] == actor for a in actors):
            continue
        entry = _known_elsewhere(actor, str(record["doc"]), actors, texts)
        if entry is None:
            known = sorted({str(a["actor"]) for a in actors})
            guess = nearest(actor, known)
            hint = f"; did you mean '{guess}'?" if guess else ""
            # An undirected tie may have been turned: the message names the field that the person wrote.
            written = next((name for name, value in correction.values.items() if value == actor), end)
            failures.add(
                correction.place(written),
                f"actor '{actor}' is unknown; expected an id of actors.csv or a country code{hint}",
            )
        else:
            actors.append(entry)


def _known_elsewhere(actor: str, doc: str, actors: list[Record], texts: Mapping[str, str]) -> Record | None:
    """Give the actor's record for a document that did not list it: from another document, or a country."""
    others = [a for a in actors if a["actor"] == actor]
    if others:
        forms = sorted({form for a in others for form in str(a["surface"]).split("|") if form and form in texts[doc]})
        return {**others[0], "doc": doc, "surface": "|".join(forms)}
    if actor in country_names():
        name = country_names()[actor]
        return {
            "doc": doc,
            "actor": actor,
            "kind": "country",
            "country": actor,
            "surface": name if name in texts[doc] else "",
        }
    return None


def _quote(correction: Correction, record: Record, texts: Mapping[str, str], failures: Failures) -> None:
    if "evidence" not in correction.values:
        return
    text, evidence = texts[str(record["doc"])], str(record["evidence"])
    start = text.find(evidence)
    if start < 0:
        failures.add(
            correction.place("evidence"),
            f"'{evidence[:60]}' does not stand in document '{record['doc']}'; quote it exactly",
        )
        return
    record["start"], record["end"] = start, start + len(evidence)
