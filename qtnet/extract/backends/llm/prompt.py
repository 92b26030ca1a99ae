"""What a model is told: the annotation guide in short, worked examples, and the document as delimited data.

The examples are checked when they are read: each of their quotations and names stands in its own text, by the same
check that answers have to pass.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from qtnet.corpus import Document
from qtnet.errors import InputError
from qtnet.extract.backends.llm.checks import Checker
from qtnet.extract.backends.llm.items import Fault, NamedActor
from qtnet.extract.backends.llm.windows import Window

__all__ = ["Message", "prompt_version", "question", "read_examples", "repair", "system_message"]

Message = tuple[str, str]  # role and content

_FOLDER = Path(__file__).parent
_SHOWN = 1000  # characters of an unreadable answer that are shown to the model again


@cache
def system_message() -> str:
    """Give the guide and the worked examples."""
    guide = (_FOLDER / "guide.md").read_text(encoding="utf-8")
    examples = read_examples(_FOLDER / "examples.toml")
    shown = (f"{_delimited(text)}\n\nAnswer:\n{answer}" for text, answer in examples)
    return f"{guide}\n# Worked examples (invented)\n\n" + "\n\n".join(shown) + "\n"


@cache
def prompt_version() -> str:
    """Give a short hash of all that a model is told: another wording is another version."""
    return hashlib.sha256(system_message().encode()).hexdigest()[:12]


def read_examples(path: Path) -> list[tuple[str, str]]:
    """Read worked examples: texts, each with its answer as compact JSON.

    Raises
    ------
    InputError
        If a quotation or name of an answer does not stand in its text, or a value is not allowed.
    """
    found = []
    for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["example"], start=1):
        text, answer = example["text"].strip(), json.loads(example["answer"])
        checked = Checker(Document(doc=f"example {number}", text=text)).check(answer, Window(0, len(text)))
        if checked.faults:
            raise InputError(f"{path}, example {number}: " + "; ".join(fault.message for fault in checked.faults))
        found.append((text, json.dumps(answer, ensure_ascii=False, separators=(",", ":"))))
    return found


def question(document: Document, window: Window, actors: Sequence[NamedActor]) -> Message:
    """Give the message that holds a window; `actors` are those of the windows before it."""
    parts = []
    if document.title and window.start > 0:
        parts.append(f"Title of the document, as data: {json.dumps(document.title, ensure_ascii=False)}")
    if document.date:
        parts.append(f"Date of the document: {document.date}")
    if actors:
        listed = [{"name": actor.name, "kind": actor.kind, "surfaces": list(actor.surfaces)} for actor in actors]
        parts.append(
            "Actors listed before, from earlier parts of the document; use these names and do not list them again: "
            + json.dumps(listed, ensure_ascii=False)
        )
    parts.append(_delimited(document.text[window.start : window.end]))
    return "user", "\n".join(parts)


def repair(faults: Sequence[Fault]) -> tuple[Message, ...]:
    """Give the messages that ask once more for rejected items: the items as they came, and what is wrong with each."""
    unread = [fault for fault in faults if not fault.table]
    if unread:
        told = f"{unread[0].message}. Answer the question again, with one complete JSON object and nothing else."
        return (("assistant", str(unread[0].item)[:_SHOWN] or "(nothing)"), ("user", told))
    failed = {table: [f.item for f in faults if f.table == table] for table in ("actors", "ties", "funding")}
    lines = [f"{number}. {fault.table}: {fault.message}" for number, fault in enumerate(faults, start=1)]
    request = (
        "These items were rejected, in this order:\n"
        + "\n".join(lines)
        + "\nAnswer with the same JSON object, holding only these items and corrected. Leave out what the text does "
        "not support; all other items have been accepted and must not be repeated."
    )
    return (("assistant", json.dumps(failed, ensure_ascii=False)), ("user", request))


def _delimited(text: str) -> str:
    """Put a text between markers that it cannot hold, as they are made from its own hash."""
    marker = hashlib.sha256(text.encode()).hexdigest()[:16]
    return f"<<<document {marker}\n{text}\ndocument {marker}>>>"
