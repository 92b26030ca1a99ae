"""From a value to plain data and bytes: a tree for JSON, and the numbers of its arrays in one run of bytes.

Every list of the tree says first what it is: ``["tuple", 1, 2]``. The same value gives the same bytes in every process;
two values that differ in type or in a last bit give different ones. So the hash of the bytes stands for the value.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from qtnet.study.store.records import class_name, is_record, state_of

__all__ = ["Encoded", "Tree", "digest_of", "encoded"]

Tree = None | bool | int | float | str | list[Any]


class Encoded(NamedTuple):
    """A value as a tree of plain data, and the bytes of its arrays, to which the tree points."""

    tree: Tree
    blob: bytes

    def body(self) -> bytes:
        """Give both as one: a line of JSON, and the bytes."""
        line = json.dumps(self.tree, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        return line.encode() + b"\n" + self.blob


def encoded(value: object) -> Encoded:
    """Take a value apart.

    Raises
    ------
    TypeError
        If it holds what cannot be stored, such as a function or an open file.

    Examples
    --------
    >>> encoded({"a": (1, 0.5), "b": None}).tree
    ['dict', [['a', ['tuple', 1, 0.5]], ['b', None]]]
    """
    blob = bytearray()
    return Encoded(_tree(value, blob), bytes(blob))


def digest_of(value: object) -> str:
    """Give the SHA-256 of a value: equal for equal values, and the same in every process.

    Examples
    --------
    >>> digest_of((1, 2)) == digest_of((1, 2)), digest_of((1, 2)) == digest_of([1, 2])
    (True, False)
    """
    return hashlib.sha256(encoded(value).body()).hexdigest()


def _tree(value: Any, blob: bytearray) -> Tree:
    if value is None or type(value) in (bool, int, str):
        return value  # type: ignore[no-any-return]
    if type(value) is float:
        return value if math.isfinite(value) else ["float", repr(value)]
    if value is pd.NA:
        return ["NA"]
    if isinstance(value, np.generic):
        return ["number", value.dtype.str, _run(value.tobytes(), blob)]
    if isinstance(value, bytes):
        return ["bytes", _run(value, blob), len(value)]
    if isinstance(value, pd.DataFrame | pd.Series | pd.Index):
        return _table(value, blob)
    if isinstance(value, np.ndarray):
        return _array(value, blob)
    if is_record(value):
        fields = [[name, _tree(field, blob)] for name, field in state_of(value).items()]
        return ["record", class_name(type(value)), fields]
    return _group(value, blob)


def _group(value: Any, blob: bytearray) -> Tree:
    if type(value) in (tuple, list):
        return [type(value).__name__, *(_tree(item, blob) for item in value)]
    if isinstance(value, Mapping):
        kind = "counter" if isinstance(value, Counter) else "dict"
        return [kind, [[_tree(key, blob), _tree(item, blob)] for key, item in value.items()]]
    raise TypeError(f"a value of type {type(value).__qualname__} cannot be stored: {value!r:.80}")


def _table(value: pd.DataFrame | pd.Series | pd.Index, blob: bytearray) -> Tree:
    if isinstance(value, pd.DataFrame):
        columns = [_values(value.iloc[:, place], blob) for place in range(value.shape[1])]
        return ["frame", _table(value.index, blob), _table(value.columns, blob), columns]
    if isinstance(value, pd.Series):
        return ["series", _table(value.index, blob), _tree(value.name, blob), _values(value, blob)]
    if isinstance(value, pd.MultiIndex):
        raise TypeError("an index of several levels cannot be stored; make them columns")
    if isinstance(value, pd.RangeIndex):
        return ["range", value.start, value.stop, value.step, _tree(value.name, blob)]
    return ["index", _tree(value.name, blob), _values(value, blob)]


def _values(column: pd.Series | pd.Index, blob: bytearray) -> Tree:
    """Give the values of a column with their type; where texts lie in memory is no part of it."""
    dtype = column.dtype
    if isinstance(dtype, np.dtype):
        return _array(column.to_numpy(), blob)
    if isinstance(dtype, pd.StringDtype):
        return ["texts", "str" if dtype.na_value is not pd.NA else "string", *_cells(column, blob)]
    if dtype.name in ("boolean", "Int64", "Float64"):
        return ["masked", dtype.name, *_cells(column, blob)]
    raise TypeError(f"column '{column.name}' of type {dtype} cannot be stored")


def _cells(column: pd.Series | pd.Index, blob: bytearray) -> list[Tree]:
    missing = column.isna()
    return [None if gone else _tree(cell, blob) for gone, cell in zip(missing, column.astype(object), strict=True)]


def _array(array: np.ndarray, blob: bytearray) -> Tree:
    if array.dtype == object:
        return ["objects", list(array.shape), [_tree(cell, blob) for cell in array.ravel()]]
    if array.dtype.hasobject or array.dtype.names:
        raise TypeError(f"an array of type {array.dtype} cannot be stored")
    return ["array", array.dtype.str, list(array.shape), _run(np.ascontiguousarray(array).tobytes(), blob)]


def _run(data: bytes, blob: bytearray) -> int:
    """Append bytes; give where they begin."""
    blob += b"\0" * (-len(blob) % 8)  # numbers start where processors like to read them
    start = len(blob)
    blob += data
    return start
