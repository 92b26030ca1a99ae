"""From plain data and bytes back to the value; what does not fit is damaged, never guessed."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.study.store.encode import Tree

__all__ = ["DamagedError", "decoded"]


class DamagedError(InputError):
    """A stored result cannot be read; it is computed again."""


def decoded(body: bytes, records: Mapping[str, type]) -> Any:
    """Put a value together again.

    Parameters
    ----------
    body
        What `Encoded.body` gave.
    records
        The classes that may be made, by name; as `record_types` gives them.

    Raises
    ------
    DamagedError
        If the bytes are no value, or hold a class that is not expected.

    Examples
    --------
    >>> from qtnet.study.store import encoded
    >>> decoded(encoded({"a": (1, 0.5)}).body(), {})
    {'a': (1, 0.5)}
    """
    line, _, blob = body.partition(b"\n")
    try:
        return _Reader(blob, records).value(json.loads(line))
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError, MemoryError) as error:
        raise DamagedError(f"a stored result is damaged: {error}") from error


class _Reader:
    """Makes values of a tree; holds the bytes and the classes that may be made."""

    def __init__(self, blob: bytes, records: Mapping[str, type]) -> None:
        self._blob, self._records = blob, records

    def value(self, tree: Tree) -> Any:
        if not isinstance(tree, list):
            return tree
        kind, *rest = tree
        return _MAKERS[kind](self, *rest)

    def number(self, dtype: str, start: int) -> np.generic:
        made: np.generic = self._taken(dtype, 1, start)[0]
        return made

    def array(self, dtype: str, shape: list[int], start: int) -> np.ndarray:
        return self._taken(dtype, math.prod(shape), start).reshape(shape).copy()

    def objects(self, shape: list[int], cells: list[Tree]) -> np.ndarray:
        made = np.empty(len(cells), dtype=object)
        made[:] = [self.value(cell) for cell in cells]
        return made.reshape(shape)

    def bytes_(self, start: int, length: int) -> bytes:
        return self._taken("|u1", length, start).tobytes()

    def frame(self, index: Tree, columns: Tree, cells: list[Tree]) -> pd.DataFrame:
        labels, names = self.value(index), self.value(columns)
        made = pd.DataFrame({place: self._column(each, labels) for place, each in enumerate(cells)}, index=labels)
        made.columns = names
        return made

    def series(self, index: Tree, name: Tree, cells: Tree) -> pd.Series:
        values = self.value(cells)
        made: pd.Series = pd.Series(values, index=self.value(index), dtype=values.dtype, name=self.value(name))
        return made

    def index(self, name: Tree, cells: Tree) -> pd.Index:
        values = self.value(cells)
        made: pd.Index = pd.Index(values, dtype=values.dtype, name=self.value(name))
        return made

    def record(self, name: str, fields: list[list[Any]]) -> Any:
        return self._records[name](**{field: self.value(tree) for field, tree in fields})

    def pairs(self, items: list[list[Any]]) -> dict[Any, Any]:
        return {self.value(key): self.value(item) for key, item in items}

    def _column(self, cells: Tree, labels: pd.Index) -> pd.Series:
        values = self.value(cells)
        made: pd.Series = pd.Series(values, index=labels, dtype=values.dtype)
        return made

    def _taken(self, dtype: str, count: int, start: int) -> np.ndarray:
        kind = np.dtype(dtype)
        if kind.hasobject:
            raise ValueError(f"an array of type {dtype} is no plain data")
        return np.frombuffer(self._blob, dtype=kind, count=count, offset=start) if count else np.empty(0, dtype=kind)


def _masked(reader: _Reader, dtype: str, *cells: Tree) -> Any:
    if dtype not in ("boolean", "Int64", "Float64", "str", "string"):
        raise ValueError(f"'{dtype}' is no type of a column")
    values: Any = [None if cell is None else reader.value(cell) for cell in cells]
    kind: Any = dtype
    return pd.array(values, dtype=kind)


_MAKERS: dict[str, Callable[..., Any]] = {
    "float": lambda _reader, text: float(text),
    "NA": lambda _reader: pd.NA,
    "number": _Reader.number,
    "bytes": _Reader.bytes_,
    "tuple": lambda reader, *items: tuple(reader.value(item) for item in items),
    "list": lambda reader, *items: [reader.value(item) for item in items],
    "dict": _Reader.pairs,
    "counter": lambda reader, items: Counter(reader.pairs(items)),
    "array": _Reader.array,
    "objects": _Reader.objects,
    "frame": _Reader.frame,
    "series": _Reader.series,
    "range": lambda reader, start, stop, step, name: pd.RangeIndex(start, stop, step, name=reader.value(name)),
    "index": _Reader.index,
    "texts": _masked,
    "masked": _masked,
    "record": _Reader.record,
}
