"""All questions of a review in the order in which answers teach most, and review.csv.

A question's priority is the chance that the answer changes the facts, times how much that may move the metrics:

    priority = chance · (1 + influence) / 2

For a fact the chance is 1 − confidence, and the influence that of `qtnet.review.influence`. A sentence without a fact
holds a missed tie with the chance `MISSED`; its influence is the size of its group (sentences with the same path
between two actors) over that of the largest one, since one answer tells about all of them. A refused proposal was
wrongly refused with the chance `WRONGLY_REFUSED`, times its probability. A verdict that an extraction could not apply
comes first: what a person has said must not be lost.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from qtnet.extract import analyse
from qtnet.facts import alias_suggestions
from qtnet.facts.corrections import WAS
from qtnet.facts.unapplied import changed_verdicts, lost_verdicts
from qtnet.facts.verdicts import read_verdicts
from qtnet.review.folder import Reviewed
from qtnet.review.influence import influences
from qtnet.review.question import COLUMNS, Place, Question, paragraph_around
from qtnet.review.refusals import refused_ties
from qtnet.review.silent import SilentSentence, group_names, silent_sentences
from qtnet.writing import write_file

__all__ = ["build_queue", "write_queue"]

#: Of 338 such sentences in the parts a to d of data/corpus 109 overlap the quotation of an annotated tie.
MISSED = 0.32
#: A guess: those parts have four refused proposals away from all facts, none of them annotated.
WRONGLY_REFUSED = 0.1
#: A guess: pairs that share a form or a spelling are rarely proved wrong, and rarely right.
ALIAS = 0.3


def build_queue(reviewed: Reviewed) -> tuple[Question, ...]:
    """Give all questions, the most important first; the same facts give the same questions.

    Parameters
    ----------
    reviewed
        Facts with their texts. The documents are analysed again, which takes as long as their extraction.
    """
    found = [*_facts(reviewed), *_passages(reviewed), *_aliases(reviewed), *_verdicts(reviewed), *_drops(reviewed)]
    once = {question.id: question for question in reversed(found)}.values()
    return tuple(sorted(once, key=lambda q: (-q.priority, q.kind, q.group, q.doc, q.start, q.id)))


def write_queue(questions: Iterable[Question], path: str | Path) -> Path:
    """Write questions as a CSV file for a spreadsheet, the most important first.

    A cell that a spreadsheet would take for a formula starts with an apostrophe; the offsets tell the exact words.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for question in questions:
        writer.writerow([_cell(getattr(question, name)) for name in COLUMNS])
    return write_file(path, text.getvalue())


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


def _facts(reviewed: Reviewed) -> Iterator[Question]:
    influence = influences(reviewed.facts)
    unsure = {fact: verdict for verdict, fact in changed_verdicts(reviewed.facts).items()}
    for kind, table, key in (("tie", reviewed.facts.ties, "tie"), ("money", reviewed.facts.funding, "funding")):
        for row in table.to_dict("records"):
            fact, confidence = str(row[key]), float(row["confidence"])
            priority = (1 - confidence) * (1 + influence[fact]) / 2
            reason = _reason(confidence, influence[fact], str(row["rule"]))
            if fact in unsure:
                priority, reason = 1.0, f"verdict {unsure[fact]} was on a fact that now reads differently; {reason}"
            yield Question(
                id=fact,
                kind="tie" if kind == "tie" else "money",
                decide="Do the words say this? Accept, reject or edit it.",
                reason=reason,
                confidence=confidence,
                influence=round(influence[fact], 6),
                priority=round(priority, 6),
                fields={str(name): _plain(value) for name, value in row.items()},
                **_place(reviewed, str(row["doc"]), int(row["start"]), int(row["end"])),
            )


def _reason(confidence: float, influence: float, rule: str) -> str:
    doubt = "low" if confidence < 0.5 else "middling" if confidence < 0.8 else "high"
    weight = "outside the network" if not influence else f"influence {influence:.2f}"
    return f"{doubt} confidence {confidence:.2f}; {weight}; found by {rule}"


def _passages(reviewed: Reviewed) -> Iterator[Question]:
    """Give sentences without a fact, and proposals that were refused."""
    silent: list[SilentSentence] = []
    quotations = _quotations(reviewed)
    for document in reviewed.documents():
        analysis = analyse(document)
        mine = quotations.get(document.doc, [])
        silent += silent_sentences(analysis, mine)
        for tie in refused_ties(analysis):
            if not any(a < tie.end and b > tie.start for a, b in mine):
                yield Question(
                    id=_passage_id("r", document.doc, document.text[tie.start : tie.end], tie.mode),
                    kind="refused",
                    decide="Was it right to refuse this tie? Add it, or reject it for good.",
                    reason=f"proposed by {tie.rule} and dropped: not asserted",
                    confidence=round(tie.probability, 6),
                    priority=round(WRONGLY_REFUSED * tie.probability / 2, 6),
                    group=f"refused: {tie.mode}",
                    fields={"source": tie.source, "target": tie.target, "mode": tie.mode},
                    **_place(reviewed, document.doc, tie.start, tie.end),
                )
    groups = group_names(silent)
    most = max((size for _, size in groups.values()), default=1)
    for sentence in silent:
        text = reviewed.texts[sentence.doc][sentence.start : sentence.end]
        name, size = groups[sentence.path]
        yield Question(
            id=_passage_id("s", sentence.doc, text),
            kind="sentence",
            decide="Does the sentence tie two actors? Add the fact, or reject the sentence.",
            reason=f"two actors and a word that ties, but no fact; sentences with this path: {size}",
            influence=round(size / most, 6),
            priority=round(MISSED * (1 + size / most) / 2, 6),
            group=name,
            group_size=size,
            fields={"source": sentence.first, "target": sentence.second},
            **_place(reviewed, sentence.doc, sentence.start, sentence.end),
        )


def _aliases(reviewed: Reviewed) -> Iterator[Question]:
    for row in alias_suggestions(reviewed.facts).to_dict("records"):
        actor, other = str(row["actor"]), str(row["other"])
        yield Question(
            id=_passage_id("a", actor, other),
            kind="alias",
            decide="Are the two one actor? Accept to merge them, reject to keep them apart.",
            reason=str(row["why"]),
            quotation=f"{row['name']} = {row['other_name']}",
            doc=str(row["docs"]).split("|", maxsplit=1)[0],
            priority=round(ALIAS / 2, 6),
            fields={str(name): str(value) for name, value in row.items()},
        )


def _verdicts(reviewed: Reviewed) -> Iterator[Question]:
    for verdict in lost_verdicts(reviewed.facts):
        yield Question(
            id=verdict,
            kind="verdict",
            decide="This verdict could not be applied. Keep it for later documents, or withdraw it.",
            reason="nothing that the last extraction found has this id",
            priority=1.0,
        )


def _drops(reviewed: Reviewed) -> Iterator[Question]:
    """Give what was dropped without a place in a text, counted by reason."""
    for source in ("dropped", "extraction", "backend"):
        counts = reviewed.facts.counts.get(source)
        for reason, count in sorted(counts.items()) if isinstance(counts, Mapping) else ():
            if isinstance(count, int) and (source == "dropped" or "drop" in reason) and "not asserted" not in reason:
                yield Question(
                    id=f"{source}: {reason}",
                    kind="drops",
                    decide="Nothing to decide; a large count deserves a look at its cause.",
                    reason=f"dropped {count}: {reason.removeprefix('dropped: ')}",
                    group_size=count,
                )


def _quotations(reviewed: Reviewed) -> dict[str, list[tuple[int, int]]]:
    """Give the places of each document that gave a fact, kept or rejected."""
    columns = ["doc", "start", "end"]
    rows = pd.concat([reviewed.facts.ties[columns], reviewed.facts.funding[columns]])
    found = defaultdict(list)
    for doc, start, end in rows.itertuples(index=False):
        found[str(doc)].append((int(start), int(end)))
    for doc, start, end in _rejected_places(reviewed):
        found[doc].append((start, end))
    return found


def _rejected_places(reviewed: Reviewed) -> Iterator[tuple[str, int, int]]:
    """Give the quotations of rejected facts: a person has read them, so that they are not asked again."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_verdicts(reviewed.corrections) if reviewed.corrections else ():
        if row["action"] == "reject":
            said[row["id"]][row["field"]] = row.get(WAS, "")
    for was in said.values():
        words, text = was.get("evidence", ""), reviewed.texts.get(was.get("doc", ""), "")
        if words and (start := text.find(words)) >= 0:
            yield was["doc"], start, start + len(words)


def _place(reviewed: Reviewed, doc: str, start: int, end: int) -> Place:
    first, last = paragraph_around(reviewed.texts[doc], start, end)
    return {
        "doc": doc,
        "quotation": reviewed.texts[doc][start:end],
        "start": start,
        "end": end,
        "paragraph_start": first,
        "paragraph_end": last,
    }


def _passage_id(letter: str, *parts: str) -> str:
    """Give an id made of a document and its words, so that a line added above changes nothing."""
    return letter + hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest()[:12]


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    number = float(str(value))
    if number != number:
        return ""
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
