"""The schema of an answer: closed vocabularies, every key required, nothing besides."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import get_args

from qtnet.extract.vocabulary import DOMAINS, KINDS, MODES, STATUSES, Basis

__all__ = ["answer_schema", "schema_hash"]

_Schema = dict[str, object]


@cache
def answer_schema() -> _Schema:
    """Give the JSON schema that a model's answer has to follow."""
    return _object(
        actors=_list(
            _object(
                name={"type": "string", "description": "the fullest form that the text uses, copied exactly"},
                kind=_one_of(KINDS),
                country={"type": "string", "description": "ISO 3166-1 alpha-2 of the home country, EU, or empty"},
                surfaces=_list({"type": "string", "description": "another form in the text, copied exactly"}),
            )
        ),
        ties=_list(
            _object(
                source={"type": "string", "description": "the name of a listed actor"},
                target={"type": "string", "description": "the name of another listed actor"},
                mode=_one_of(tuple(MODES)),
                domain=_one_of(DOMAINS),
                status=_one_of(STATUSES),
                year={"type": ["integer", "null"]},
                instrument={"type": "string", "description": "name of the agreement or programme, or empty"},
                evidence={"type": "string", "description": "shortest exact quotation, one unbroken stretch"},
            )
        ),
        funding=_list(
            _object(
                funder={"type": "string", "description": "the name of a listed actor, or empty"},
                recipient={"type": "string", "description": "the name of a listed actor, or empty"},
                amount={"type": "number", "description": "in full: 259000000"},
                amount_high={"type": ["number", "null"], "description": "upper end of a range"},
                currency={"type": "string", "description": "ISO 4217"},
                basis=_one_of(get_args(Basis)),
                years={"type": ["integer", "null"], "description": "length of the period"},
                year={"type": ["integer", "null"]},
                domain=_one_of(DOMAINS),
                status=_one_of(STATUSES),
                evidence={"type": "string", "description": "shortest exact quotation that holds the amount"},
            )
        ),
    )


@cache
def schema_hash() -> str:
    """Give the SHA-256 of the schema: an answer to another schema is another answer."""
    return hashlib.sha256(json.dumps(answer_schema(), sort_keys=True).encode()).hexdigest()


def _object(**properties: _Schema) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: _Schema) -> _Schema:
    return {"type": "array", "items": items}


def _one_of(values: tuple[str, ...]) -> _Schema:
    return {"type": "string", "enum": list(values)}
