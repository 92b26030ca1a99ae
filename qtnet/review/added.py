"""Facts that a person has added: shown until the next extraction brings them, and known again when it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qtnet.facts.verdicts import Row
from qtnet.review.question import Question, paragraph_around

__all__ = ["added_question", "extracted_labels"]

_RULE = "correction: added"
_COMPARED = ("doc", "mode", "domain", "amount", "currency", "evidence")


def added_question(name: str, values: object, texts: Mapping[str, str]) -> Question:
    """Show an added fact like the facts of the extraction; it can only be withdrawn."""
    fields = {str(k): str(v) for k, v in values.items()} if isinstance(values, Mapping) else {}
    doc, quotation = fields.get("doc", ""), fields.get("evidence", "")
    text = texts.get(doc, "")
    start = max(text.find(quotation), 0)
    first, last = paragraph_around(text, start, start + len(quotation))
    return Question(
        id=name,
        kind="added",
        decide="Added by a person; the next extraction brings it. Reject to withdraw it.",
        reason="added",
        doc=doc if text else "",
        quotation=quotation,
        start=start,
        end=start + len(quotation),
        paragraph_start=first,
        paragraph_end=last,
        fields=fields,
    )


def extracted_labels(questions: Iterable[Question], rows: Iterable[Row]) -> dict[str, str]:
    """Map the ids of facts that corrections have added to the labels under which the file has them."""
    said: dict[str, Row] = {}
    for row in rows:
        if row["action"] == "add":
            said.setdefault(row["id"], {})[row["field"]] = row["value"].strip()
    labels = {}
    for question in questions:
        if question.fields.get("rule") == _RULE:
            like = [name for name, values in said.items() if _is_same(values, question.fields)]
            if len(like) == 1:
                labels[question.id] = like[0]
    return labels


def _is_same(values: Mapping[str, str], fields: Mapping[str, str]) -> bool:
    """Compare what both say; a number may be written in two ways, and actors may have been merged since."""
    pairs = [(values.get(name, ""), fields.get(name, "")) for name in _COMPARED]
    return all(one == other or _number(one) == _number(other) is not None for one, other in pairs)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
