"""Answers on disk: one JSON file per question, named by its hash. The cache is also how a run resumes.

A file is written beside its place, forced to disk and renamed, so that a run that is killed leaves whole answers only.
It holds what was asked for (model, parameters, hashes) and the answer, never the key of the server.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from qtnet.errors import InputError
from qtnet.writing import write_file

__all__ = ["Answer", "AnswerCache", "question_key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model answered, and what it used."""

    content: str
    finish_reason: str
    model: str  # as the server names it
    system_fingerprint: str
    tokens_in: int
    tokens_out: int


def question_key(
    *, model: str, params: Mapping[str, object], prompt: str, schema: str, messages: Sequence[tuple[str, str]]
) -> str:
    """Give the SHA-256 of all that an answer depends on.

    Examples
    --------
    >>> asked = {"model": "m", "params": {"seed": 1}, "prompt": "p", "schema": "s"}
    >>> question_key(**asked, messages=[("user", "a")]) == question_key(**asked, messages=[("user", "b")])
    False
    """
    parts = [model, dict(sorted(params.items())), prompt, schema, [list(message) for message in messages]]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class AnswerCache:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Answer | None:
        """Give a stored answer, or None.

        Raises
        ------
        InputError
            If the file is no stored answer.
        """
        path = self._path(key)
        if not path.is_file():
            return None
        try:
            stored = json.loads(path.read_text(encoding="utf-8"))["answer"]
            answer = Answer(**stored)
            sound = all(isinstance(stored[f.name], int if f.type == "int" else str) for f in fields(Answer))
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:
            raise InputError(f"{path}: this is no stored answer; delete the file, and it is asked again")
        return answer

    def put(self, key: str, answer: Answer, *, asked: Mapping[str, object]) -> None:
        """Store an answer with what was asked."""
        path = self._path(key)
        text = json.dumps({"asked": dict(asked), "answer": asdict(answer)}, ensure_ascii=False, indent=1) + "\n"
        try:
            write_file(path, text)
        except OSError as fault:
            raise InputError(f"{self.folder}: answers cannot be stored here: {fault.strerror}") from fault

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
