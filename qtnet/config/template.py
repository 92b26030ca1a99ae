"""A study file with every key, its value and what it is for, as `qtnet init` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from qtnet.config.sections import SECTIONS

__all__ = ["study_text"]

#: Where comments begin, and the longest line.
_COMMENT, _LONGEST = 38, 120
_HEAD = (
    "# A study file of qtnet. Paths are relative to this file; every key except title and corpus.documents has a",
    "# default, so a line may be left out. Build it: qtnet run FILE; see first what would be done: --dry-run.",
)


def study_text(
    *, title: str, question: str, settings: Mapping[str, Mapping[str, Any]], head: tuple[str, ...] = _HEAD
) -> str:
    """Write a study file.

    Parameters
    ----------
    title, question
        Of the study.
    settings
        Values by section and key; the others are the defaults.
    head
        Comments at the top, each with its ``#``.

    Examples
    --------
    >>> text = study_text(title="Chips", question="", settings={"corpus": {"documents": ["docs"]}})
    >>> text.splitlines()[6]
    'documents = ["docs"]                  # folders or files'
    """
    lines = [*head, f"title = {_value(title)}", f"question = {_value(question)}"]
    for section, cls in SECTIONS.items():
        lines += ["", f"[{section}]"]
        given = settings.get(section, {})
        for item in fields(cls):
            default = () if item.default is MISSING else item.default
            lines += _lines(item.name, given.get(item.name, default), item.metadata["says"])
    return "\n".join(lines) + "\n"


def _lines(name: str, value: Any, says: str) -> Iterator[str]:
    line = f"{name} = {_value(value)}"
    whole = f"{line:<{_COMMENT - 2}}  # {says}"
    if len(whole) <= _LONGEST:
        yield whole
    else:
        yield from (f"# {says}", line)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    # A text of JSON is one of TOML but for the two halves by which JSON writes signs beyond 16 bits.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F") if isinstance(value, str) else repr(value)
