"""Where two files first differ: the row and column of a table, the key of a record, the line of a text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from qtnet.long_fields import long_fields

__all__ = ["Place", "first_difference"]

_SHOWN = 60  # characters of a value
_END = "(nothing)"


class Place(NamedTuple):
    """Where two files differ first, and what stands there in each."""

    where: str
    before: str
    after: str


def first_difference(name: str, before: bytes, after: bytes) -> Place:
    r"""Find the first place at which two files differ.

    Parameters
    ----------
    name
        Name of the file, whose ending tells how it is read.
    before, after
        What it holds, which is not the same.

    Examples
    --------
    >>> first_difference("ties.csv", b"tie,sign\nt1,1\n", b"tie,sign\nt1,-1\n")
    Place(where='row 1 (t1), column sign', before='1', after='-1')
    >>> first_difference("run.json", b'{"a": {"b": 1}}', b'{"a": {"b": 2}}')
    Place(where='key a.b', before='1', after='2')
    """
    try:
        texts = before.decode("utf-8"), after.decode("utf-8")
    except UnicodeDecodeError:
        return _byte(before, after)
    found = None
    if name.endswith(".csv"):
        with long_fields():
            found = _cell(*texts)
    elif name.endswith(".json"):
        found = _key(*texts)
    return found or _line(*texts) or _byte(before, after)


def _cell(before: str, after: str) -> Place | None:
    old, new = (csv.reader(io.StringIO(text)) for text in (before, after))
    try:
        heads = next(old, []), next(new, [])
        if heads[0] != heads[1]:
            return Place("the columns", _short(", ".join(heads[0])), _short(", ".join(heads[1])))
        for number, (first, second) in enumerate(zip_longest(old, new), start=1):
            if first == second:
                continue
            if first is None or second is None:
                return Place(f"row {number}", _short(",".join(first or [_END])), _short(",".join(second or [_END])))
            cells = zip_longest(heads[0], first, second, fillvalue="")
            column, one, two = next(cell for cell in cells if cell[1] != cell[2])
            return Place(
                f"row {number} ({_short(first[0] if first else '')}), column {column}", _short(one), _short(two)
            )
    except csv.Error:
        return None
    return None


def _key(before: str, after: str) -> Place | None:
    try:
        return next(_keys(json.loads(before), json.loads(after), ""), None)
    except ValueError:
        return None


def _keys(before: object, after: object, place: str) -> Iterator[Place]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _keys(before.get(key, _END), after.get(key, _END), f"{place}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list):
        for number, pair in enumerate(zip_longest(before, after, fillvalue=_END)):
            yield from _keys(*pair, f"{place}[{number}]")
    elif before != after:
        yield Place(f"key {place}", _short(_plain(before)), _short(_plain(after)))


def _line(before: str, after: str) -> Place | None:
    lines = zip_longest(before.splitlines(), after.splitlines(), fillvalue=_END)
    for number, (first, second) in enumerate(lines, start=1):
        if first != second:
            start = next((i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
            cut = max(0, start - _SHOWN // 3)  # a line of a page may be long
            return Place(f"line {number}", _short(first[cut:]), _short(second[cut:]))
    return None


def _byte(before: bytes, after: bytes) -> Place:
    same = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(map(len, (before, after)))
    )
    return Place(f"byte {same}", f"{len(before):,} bytes", f"{len(after):,} bytes")


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
