"""Corrections applied to extracted records; a person's word wins over the extraction.

Corrections address facts by id. When an id does not occur any more, the verdict is not lost:

- an accepted or edited fact whose words were kept with the verdict is put back as it was judged, in place of what the
  extraction now makes of them;
- a rejected fact that came back under another id, saying the same, is rejected again; one that now says something
  else is left for a person to judge, and named under ``changed``;
- everything else is named under ``not_found``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qtnet.extract.vocabulary import is_directed, sign_of
from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.corrections import Correction
from qtnet.facts.identity import funding_id, tie_id
from qtnet.facts.naming import Naming
from qtnet.facts.records import Record
from qtnet.facts.rematching import ENDS, find_again, says_the_same
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import Failures

__all__ = ["Applied", "apply_corrections"]

_ID = {"ties": "tie", "funding": "funding"}
_DONE = {"accept": "accepted", "reject": "rejected", "edit": "edited", "add": "added"}
_RULES = {"edit": "correction: edited", "add": "correction: added"}
_RESTORED = {"accept": "correction: accepted", "edit": "correction: edited"}
Facts = dict[str, dict[str, Record]]  # table → id → record


@dataclass(slots=True)
class Applied:
    """What became of the corrections."""

    counts: Counter[str] = field(default_factory=Counter)
    not_found: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    matched: dict[str, str] = field(default_factory=dict)  # verdict → the id that its fact has now
    changed: dict[str, str] = field(default_factory=dict)  # verdict → the fact that must be judged again


def apply_corrections(
    corrections: Sequence[Correction],
    facts: Facts,
    actors: list[Record],
    texts: Mapping[str, str],
    leaders: Mapping[str, str] | None = None,
    known: Iterable[Record] = (),
) -> Applied:
    """Apply corrections to the records `facts` and `actors`, in place.

    Parameters
    ----------
    corrections
        Checked corrections; those of actors are used where a fact names the actor.
    facts
        ``{"ties": {id: record}, "funding": {id: record}}``.
    actors
        Records of actors; an actor that a correction brings into a document is added.
    texts
        Stored text of each document.
    leaders
        Id of each actor over the whole corpus, by its id in a document; corrections may use both.
    known
        Actors of the whole corpus, each at least once, where `actors` holds those of a part of its documents.

    Raises
    ------
    TableError
        If a correction names an unknown actor or words that the document does not contain; all at once.
    """
    told = [correction for correction in corrections if correction.action == "actor"]
    work = _Work(facts, texts, Naming(actors, texts, told, leaders or {}, known), corrections)
    for correction in corrections:
        if correction.table in facts:
            work.apply(correction)
        elif correction.action == "nothing":
            work.note_nothing(correction)
    work.failures.raise_if_any()
    return work.applied


class _Work:
    def __init__(
        self, facts: Facts, texts: Mapping[str, str], naming: Naming, corrections: Sequence[Correction]
    ) -> None:
        self.facts, self.texts, self.naming = facts, texts, naming
        self.judged = {correction.id for correction in corrections if correction.table in facts}
        self.applied, self.failures = Applied(), Failures()

    def apply(self, correction: Correction) -> None:
        there = self.facts[correction.table].get(correction.id)
        if correction.action == "add":
            done = self._add(correction)
        elif there is not None:
            done = self._change(correction, there)
        else:
            done = self._find_again(correction)
        if done:
            self.applied.counts[_DONE[correction.action]] += 1
        else:
            self.applied.not_found.append(correction.id)

    def note_nothing(self, correction: Correction) -> None:
        if str(correction.values["evidence"]) in self.texts.get(str(correction.values["doc"]), ""):
            self.applied.counts["passages without a fact"] += 1
        else:
            self.applied.not_found.append(correction.id)

    def _add(self, correction: Correction) -> bool:
        if correction.values["doc"] not in self.texts:
            return False
        record = _empty(correction.table) | _nulled(correction.values)
        self._put(correction, record, _RULES["add"])
        return True

    def _change(self, correction: Correction, record: Record) -> bool:
        if correction.action == "reject":
            del self.facts[correction.table][correction.id]
            return True
        # What was judged is what the person saw, in all fields that do not make up the id.
        kept = {name: value for name, value in correction.was.items() if name not in _keys(correction.table)}
        if str(kept.get("evidence", "")) not in self.texts[str(record["doc"])]:
            del kept["evidence"]
        record |= _nulled(kept) | _nulled(correction.values)
        self._put(correction, record, _RULES.get(correction.action, str(record["rule"])))
        return True

    def _find_again(self, correction: Correction) -> bool:
        """Match a verdict whose id is gone; what was accepted or edited is put back, if its words still stand."""
        table, text = self.facts[correction.table], self.texts.get(str(correction.was.get("doc")), "")
        if not text or not correction.was.get("evidence"):
            return False
        other = find_again(correction, table, self.judged, text, self.naming.leaders)
        if correction.action == "reject":
            if other and says_the_same(correction, table[other], self.naming.leaders):
                self.applied.matched[correction.id] = other
                del table[other]
                return True
            if other:
                self.applied.changed[correction.id] = other
            return False
        record = _empty(correction.table) | _nulled(correction.was) | _nulled(correction.values)
        if not self._can_return(correction, record, text):
            return False
        record[_ID[correction.table]] = correction.id
        if other:
            self.applied.matched[correction.id] = other
            del table[other]
        self._put(correction, record, _RESTORED[correction.action])
        self.applied.restored.append(correction.id)
        return True

    def _can_return(self, correction: Correction, record: Record, text: str) -> bool:
        complete = {column.name for column in TABLES[correction.table].columns if column.required}
        known = all(self.naming.knows(str(record["doc"]), str(record[end])) for end in ENDS[correction.table])
        asked = (complete & set(ANNOTATED[correction.table])) - {"sign"}
        return known and all(record[name] not in ("", None) for name in asked) and str(record["evidence"]) in text

    def _put(self, correction: Correction, record: Record, rule: str) -> None:
        table, name = self.facts[correction.table], correction.table
        record["confidence"], record["rule"] = 1.0, rule
        self.naming.settle(correction, record, self.failures)
        if name == "ties":
            record["sign"] = sign_of(record["mode"])  # type: ignore[arg-type]
            if not is_directed(record["mode"]) and str(record["source"]) > str(record["target"]):  # type: ignore[arg-type]
                record["source"], record["target"] = record["target"], record["source"]
        if correction.action == "add":
            record[_ID[name]] = _new_id(name, record)
        # The document may hold the corrected fact already: once is enough, and the person's version stays.
        for other in [i for i, r in table.items() if r is not record and _key(name, r) == _key(name, record)]:
            self.applied.replaced.append(other)
            del table[other]
        table[str(record[_ID[name]])] = record
        self._quote(correction, record)

    def _quote(self, correction: Correction, record: Record) -> None:
        evidence = str(record["evidence"])
        if record["start"] is not None and "evidence" not in {*correction.values, *correction.was}:
            return
        text = self.texts[str(record["doc"])]
        start = text.find(evidence)
        if start < 0:
            self.failures.add(
                correction.place("evidence"),
                f"'{evidence[:60]}' does not stand in document '{record['doc']}'; quote it exactly",
            )
            return
        if record["start"] is None or text[int(str(record["start"])) : int(str(record["end"]))] != evidence:
            record["start"], record["end"] = start, start + len(evidence)


def _empty(table: str) -> Record:
    return {column.name: None if column.type != "text" else "" for column in TABLES[table].columns}


def _nulled(values: Mapping[str, object]) -> Record:
    """Give values as records hold them: an unknown number is None."""
    return {name: None if value != value else value for name, value in values.items()}


def _keys(table: str) -> tuple[str, ...]:
    """Name the columns that the id of a fact is a hash of."""
    return TABLES["ties"].key if table == "ties" else ("doc", "funder", "recipient", "amount", "currency", "year")


def _key(table: str, record: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(record[name]) for name in _keys(table))


def _new_id(table: str, record: Mapping[str, object]) -> str:
    if table == "ties":
        return tie_id(*_key(table, record))
    amount, year = float(str(record["amount"])), record["year"]
    ends = (str(record["funder"]), str(record["recipient"]))
    return funding_id(
        str(record["doc"]), *ends, amount, str(record["currency"]), None if year is None else float(str(year))
    )
