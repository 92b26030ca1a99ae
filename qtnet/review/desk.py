"""The desk: questions on one side, a person's verdicts on the other; checks each verdict and saves it at once.

A verdict is a request such as ``{"id": "t8f10dfc14384", "action": "edit", "values": {"status": "past"}}``. It is
checked by the rules that the next extraction applies, so that what was saved will hold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from threading import RLock

from qtnet.errors import InputError, TableError
from qtnet.facts.annotation import ANNOTATED
from qtnet.facts.correcting import apply_corrections
from qtnet.facts.corrections import COLUMNS, WAS, checked_corrections, subject_of
from qtnet.facts.names import country_names
from qtnet.facts.schema import TABLES
from qtnet.facts.unapplied import changed_verdicts
from qtnet.facts.verdicts import Row, read_verdicts, save_verdicts
from qtnet.review.added import added_question, extracted_labels
from qtnet.review.folder import Reviewed
from qtnet.review.question import Question

__all__ = ["Desk", "VerdictError"]

Subject = tuple[str, ...]

_FACTS = {"tie": "ties", "money": "funding"}
_LETTER = {"ties": "t", "funding": "m"}
_ENDS = {"ties": ("source", "target"), "funding": ("funder", "recipient")}
_FAULT = re.compile(r"row \d+, field (\w+): (.*)", re.DOTALL)
#: What a person can say about each kind of question.
_ALLOWED = {
    "tie": ("accept", "reject", "edit"),
    "money": ("accept", "reject", "edit"),
    "sentence": ("reject",),
    "refused": ("reject",),
    "alias": ("accept", "reject"),
    "verdict": (),
    "added": (),
}


class VerdictError(InputError):
    """A verdict that the next extraction could not apply; `fields` says what is wrong with which."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class Desk:
    """Questions, and the verdicts on them in the file of corrections.

    Parameters
    ----------
    reviewed
        The facts, with the file of corrections.
    questions
        What is asked.
    who
        The name under which verdicts are saved.
    """

    def __init__(self, reviewed: Reviewed, questions: Sequence[Question], *, who: str) -> None:
        if reviewed.corrections is None:
            raise InputError(
                f"{reviewed.folder}: the study of this run names no file of corrections; give one with --corrections, "
                'and name it in the study: corrections = "corrections.csv" under [corpus]'
            )
        self.path: Path = reviewed.corrections
        self.reviewed, self.who = reviewed, who
        self.questions = {question.id: question for question in questions if question.kind != "drops"}
        self._undo: list[tuple[list[Subject], list[Row], list[Row]]] = []
        self._lock = RLock()
        checked_corrections(read_verdicts(self.path), str(self.path))
        #: Facts that were added once are extracted now: question → label under which the file has them.
        self._labels = extracted_labels(self.questions.values(), read_verdicts(self.path))

    def verdicts(self) -> dict[str, dict[str, object]]:
        """Give what the file says about each question and each added fact, by id."""
        found: dict[str, dict[str, object]] = {}
        rows = read_verdicts(self.path)
        asked = {subject: name for name in self.questions for subject in self._subjects(name, rows)}
        for row in rows:
            name = asked.get(subject_of(row)) or (row["id"] if row["action"] == "add" else None)
            if name is None:
                continue
            if name not in found or found[name]["action"] != row["action"]:
                found[name] = {"action": row["action"], "reason": row["reason"], "who": row["who"], "values": {}}
            if row["action"] in ("edit", "add"):
                found[name]["values"][row["field"]] = row["value"]  # type: ignore[index]
        return found

    def added(self) -> list[Question]:
        """Give the facts that were added and not yet extracted, in the order of the file."""
        said = {name: about for name, about in self.verdicts().items() if name not in self.questions}
        return [added_question(name, about["values"], self.reviewed.texts) for name, about in said.items()]

    def judge(self, request: Mapping[str, object]) -> str:
        """Check a verdict and save it; give the id that it is about.

        Raises
        ------
        VerdictError
            If the verdict is not valid; nothing is saved then.
        """
        with self._lock:
            action = str(request.get("action", ""))
            values = {str(k): str(v).strip() for k, v in _mapping(request, "values").items()}
            if action == "add":
                name, rows = self._added(str(request.get("table", "")), values)
            else:
                name, rows = self._said(str(request.get("id", "")), action, values)
            told = [self._told(str(actor), about) for actor, about in _mapping(request, "actors").items()]
            reason = str(request.get("reason", "")).strip()
            rows = [{"reason": reason, "who": self.who, **row} for row in [*chain(*told), *rows]]
            self._check(rows)
            about = self._subjects(name, read_verdicts(self.path)) if name in self.questions else [("fact", name)]
            if rows and name in self._labels:  # the added fact stays, and is judged under the id that it has now
                about.remove(("fact", self._labels[name]))
            # A fact that reads differently since an earlier verdict has its verdict now, which replaces that one.
            about += [("fact", old) for old, fact in changed_verdicts(self.reviewed.facts).items() if fact == name]
            self._save(rows, about)
            return name

    def undo(self) -> bool:
        """Take back the last verdict of this session; False if there is none.

        Raises
        ------
        InputError
            If somebody else has judged the same since.
        """
        with self._lock:
            if not self._undo:
                return False
            about, rows, written = self._undo.pop()
            save_verdicts(self.path, rows, about=about, expected=written)
            return True

    def close(self) -> None:
        """Wait for a verdict that is being saved, and take no other one."""
        self._lock.acquire()

    def _save(self, rows: list[Row], about: Sequence[Subject]) -> None:
        subjects = list(dict.fromkeys([*about, *(subject_of(row) for row in rows)]))
        self._undo.append((subjects, save_verdicts(self.path, rows, about=subjects), rows))

    def _said(self, name: str, action: str, values: Mapping[str, str]) -> tuple[str, list[Row]]:
        question = self.questions.get(name)
        if action == "withdraw" and (question is not None or name in self.verdicts()):
            return name, []
        if question is None:
            raise VerdictError(f"no question has the id '{name}'; load the page again")
        if action not in _ALLOWED[question.kind]:
            known = ", ".join((*_ALLOWED[question.kind], "withdraw"))
            raise VerdictError(f"'{action}' is no verdict on a {question.kind}; expected one of {known}")
        if action == "reject" and name in self._labels:
            return name, []
        if question.kind in _FACTS:
            ends = [] if action == "reject" else self._known_actors(question)
            return name, [*ends, *self._on_fact(question, action, values)]
        if question.kind == "alias":
            return name, [self._on_alias(question, action)]
        return name, [
            {"id": name, "action": "nothing", "field": "doc", "value": question.doc},
            {"id": name, "action": "nothing", "field": "evidence", "value": question.quotation},
        ]

    def _on_fact(self, question: Question, action: str, values: Mapping[str, str]) -> list[Row]:
        """Give one row per field, with what the fact said before anybody changed it."""
        columns = [name for name in ANNOTATED[_FACTS[question.kind]] if name != "sign"]
        was = {name: question.fields[name] for name in columns} | self._was(question.id)
        for name in values:
            if name not in columns or name == "doc":
                raise VerdictError(f"'{name}' cannot be edited", {name: "cannot be edited"})
        now = {**was, **values}
        if action == "edit" and now == was:
            raise VerdictError("nothing is changed; accept the fact as it stands, or change a field")
        rows = []
        for name in columns:
            value = now[name] if action == "edit" else ""
            if was[name] or value:
                rows.append({"id": question.id, "action": action, "field": name, "value": value, WAS: was[name]})
        return rows

    def _on_alias(self, question: Question, action: str) -> Row:
        """Give the row on a pair of actors; as an actor is the alias of one other only, either may stand first."""
        actor, other = question.fields["actor"], question.fields["other"]
        if action == "reject":
            return {"id": actor, "action": "distinct", "field": "", "value": other}
        taken = {r["id"]: r["value"] for r in read_verdicts(self.path) if r["action"] == "same"}
        for one, two in ((actor, other), (other, actor)):
            if taken.get(one, two) == two:
                return {"id": one, "action": "same", "field": "", "value": two}
        raise VerdictError(f"'{actor}' is an alias of '{taken[actor]}' already, and '{other}' of '{taken[other]}'")

    def _was(self, name: str) -> Row:
        """Give what the fact said when it was first judged: its table shows edited values since."""
        before = [row for row in read_verdicts(self.path) if subject_of(row) == ("fact", name) and row.get(WAS)]
        if not before:
            return {}
        question = self.questions[name]
        empty = dict.fromkeys((c for c in ANNOTATED[_FACTS[question.kind]] if c != "sign"), "")
        return empty | {row["field"]: row[WAS] for row in before}

    def _known_actors(self, question: Question) -> list[Row]:
        """Give who the ends of a judged fact are, so that the fact can return when no document lists them any more."""
        rows: list[Row] = []
        said = {row["id"] for row in read_verdicts(self.path) if row["action"] == "actor"}
        actors = self.reviewed.facts.actors
        for end in _ENDS[_FACTS[question.kind]]:
            actor = question.fields[end]
            about = actors[(actors["actor"] == actor) & (actors["doc"] == question.doc)]
            if actor and actor not in country_names() and actor not in said and len(about):
                rows += self._told(actor, {str(k): str(v) for k, v in about.iloc[0].items()})
        return rows

    def _told(self, actor: str, about: object) -> list[Row]:
        if not isinstance(about, Mapping):
            raise VerdictError(f"actor '{actor}': expected its kind, country and names")
        fields = ("kind", "country", "surface")
        return [
            {"id": actor, "action": "actor", "field": name, "value": str(about.get(name, "")).strip()}
            for name in fields
            if name == "kind" or str(about.get(name, "")).strip()
        ]

    def _added(self, table: str, values: Mapping[str, str]) -> tuple[str, list[Row]]:
        if table not in _LETTER:
            raise VerdictError(f"'{table}' is no table of facts; expected {' or '.join(_LETTER)}")
        given = {name: value for name, value in values.items() if value}
        needed = [
            c.name for c in TABLES[table].columns if c.required and c.name in ANNOTATED[table] and c.name != "sign"
        ]
        if missing := [name for name in needed if name not in given]:
            raise VerdictError(f"still to fill in: {', '.join(missing)}", dict.fromkeys(missing, "must be filled in"))
        text = "|".join(f"{name}={given[name]}" for name in sorted(given))
        name = f"{_LETTER[table]}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"
        return name, [{"id": name, "action": "add", "field": f, "value": v} for f, v in given.items()]

    def _check(self, rows: Sequence[Row]) -> None:
        """Try the verdict on the facts of its document, as the next extraction will."""
        try:
            full = [{**dict.fromkeys(COLUMNS, ""), **row} for row in rows]
            said = checked_corrections(full, "verdict")
            docs = {str(c.values.get("doc", c.was.get("doc", ""))) for c in said if c.table in _ENDS}
            unknown = sorted(docs - set(self.reviewed.texts))
            if unknown:
                raise VerdictError(f"document '{unknown[0]}' is unknown", {"doc": "unknown"})
            facts = {t: self._records(t, docs) for t in _ENDS}
            actors = self.reviewed.facts.actors.to_dict("records")
            apply_corrections(said, facts, [{str(k): v for k, v in a.items()} for a in actors], self.reviewed.texts)
        except TableError as fault:
            lines = str(fault).splitlines()
            found = [(match[1], match[2]) for line in lines if (match := _FAULT.search(line))]
            raise VerdictError("; ".join(text for _, text in found) or str(fault), dict(found)) from fault

    def _records(self, table: str, docs: set[str]) -> dict[str, dict[str, object]]:
        frame = getattr(self.reviewed.facts, table)
        rows = frame[frame["doc"].isin(sorted(docs))].to_dict("records")
        key = "tie" if table == "ties" else "funding"
        return {str(r[key]): {str(k): None if v != v else v for k, v in r.items()} for r in rows}

    def _subjects(self, name: str, rows: Iterable[Row]) -> list[Subject]:
        """Give the subjects of those rows of the file that a verdict on a question replaces."""
        question = self.questions[name]
        if question.kind in ("sentence", "refused"):
            return [("nothing", name)]
        if question.kind == "alias":
            pair = {question.fields["actor"], question.fields["other"]}
            said = (row for row in rows if row["action"] in ("same", "distinct"))
            return [subject_of(row) for row in said if {row["id"], row["value"]} == pair]
        if question.kind == "verdict":
            return [("fact", name), ("nothing", name), ("same", name)]
        return [("fact", name), *([("fact", self._labels[name])] if name in self._labels else [])]


def _mapping(request: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = request.get(name) or {}
    if not isinstance(found, Mapping):
        raise VerdictError(f"'{name}' is {type(found).__name__}; expected an object")
    return found
