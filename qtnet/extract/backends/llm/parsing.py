"""A model's words in, parsed JSON out: bare, fenced, or behind the model's thoughts."""

from __future__ import annotations

import json
import re

__all__ = ["parse_answer"]

_FENCE = re.compile(r"```(?:json)?\s*\n(.*?)```", re.DOTALL | re.IGNORECASE)
_THOUGHTS = "</think>"


def parse_answer(content: str) -> object:
    r"""Parse the JSON of an answer.

    Raises
    ------
    ValueError
        If there is none; the message says where it breaks.

    Examples
    --------
    >>> parse_answer('Here it is:\n```json\n{"ties": []}\n```')
    {'ties': []}
    """
    said = content.rpartition(_THOUGHTS)[2].strip()
    if not said:
        raise ValueError("it is empty")
    fenced = _FENCE.search(said)
    start, end = said.find("{"), said.rfind("}")
    candidates = [said, *([fenced[1]] if fenced else []), *([said[start : end + 1]] if 0 <= start < end else [])]
    for candidate in candidates:
        try:
            return json.loads(candidate, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:
            fault = error
    raise ValueError(f"it is not valid JSON: {fault}")


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")
