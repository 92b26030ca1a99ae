"""The JSON schema of study files: editors complete keys and mark mistakes with it."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any, get_type_hints

from qtnet.config.sections import SECTIONS

__all__ = ["study_schema"]

_TYPES: dict[object, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    tuple[str, ...]: {"type": "array", "items": {"type": "string"}},
}


def study_schema() -> dict[str, Any]:
    """Give the schema of study files.

    Examples
    --------
    >>> study_schema()["properties"]["network"]["properties"]["level"]["enum"]
    ['country', 'actor']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Study file of qtnet",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extends": {"type": "string", "description": "a study file whose keys hold where this one gives none"},
            "title": {"type": "string", "minLength": 1, "description": "title of the page"},
            "question": {"type": "string", "default": "", "description": "what the study asks, in the reader's words"},
            **{name: _section(cls) for name, cls in SECTIONS.items()},
        },
        "anyOf": [{"required": ["extends"]}, {"required": ["title", "corpus"]}],
    }


def _section(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {
        "type": "object",
        "description": (cls.__doc__ or "").splitlines()[0],
        "additionalProperties": False,
        "properties": {item.name: _key(item, hints[item.name]) for item in fields(cls)},
    }


def _key(item: Field[Any], hint: object) -> dict[str, Any]:
    says, check = item.metadata["says"], item.metadata["check"]
    made = {**_TYPES[hint], **(check.schema() if check is not None else {}), "description": says}
    if item.default is not MISSING:
        made["default"] = [*item.default] if isinstance(item.default, tuple) else item.default
    return made
