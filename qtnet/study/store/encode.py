"""From a value to plain data and bytes: a tree for JSON, and the numbers of its arrays in one run of bytes.

Every list of the tree says first what it is: ``["tuple", 1, 2]``. The same value gives the same bytes in every process;
two values that differ in type or in a last bit give different ones. So the hash of the bytes stands for the value.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from qtnet.network import MultilayerNetwork
from qtnet.study.store.records import class_name, is_record, state_of

__all__ = ["Encoded", "Tree", "digest_of", "encoded"]

Tree = None | bool | int | float | str | list[Any]


class Encoded(NamedTuple):
    """A value as a line of JSON in pieces, and the bytes of its arrays, to which the line points."""

    line: tuple[bytes, ...]
    blob: bytes

    def body(self) -> bytes:
        """Give both as one."""
        return b"".join((*self.line, b"\n", self.blob))


def encoded(value: object) -> Encoded:
    r"""Take a value apart.

    Raises
    ------
    TypeError
        If it holds what cannot be stored, such as a function or an open file.

    Examples
    --------
    >>> encoded({"a": (1, 0.5), "b": None}).body()
    b'["dict",[["a",["tuple",1,0.5]],["b",null]]]\n'
    """
    blob = bytearray()
    return Encoded(tuple(_pieces(value, blob)), bytes(blob))


def digest_of(value: object) -> str:
    """Give the SHA-256 of a value: equal for equal values, and the same in every process.

    Examples
    --------
    >>> digest_of((1, 2)) == digest_of((1, 2)), digest_of((1, 2)) == digest_of([1, 2])
    (True, False)
    """
    blob, total = bytearray(), hashlib.sha256()
    for piece in _pieces(value, blob):
        total.update(piece)
    total.update(b"\n")
    total.update(blob)
    return total.hexdigest()


def _pieces(value: Any, blob: bytearray) -> Iterator[bytes]:
    """Write a value, frames column by column: the cells of a large one as objects of Python take ten times its room."""
    if not _has_frames(value):
        yield _json(_tree(value, blob))
    elif isinstance(value, pd.DataFrame):
        yield b'["frame",' + _json(_table(value.index, blob)) + b"," + _json(_table(value.columns, blob)) + b",["
        for place in range(value.shape[1]):
            yield b"," * (place > 0) + _json(_values(value.iloc[:, place], blob))
        yield b"]]"
    elif is_record(value):
        yield b'["record",' + _json(class_name(type(value))) + b","
        yield from _pairs(state_of(value), blob)
        yield b"]"
    elif isinstance(value, Mapping):
        yield b'["' + _kind(value).encode() + b'",'
        yield from _pairs(value, blob)
        yield b"]"
    else:
        yield b'["' + type(value).__name__.encode() + b'"'
        for item in value:
            yield b","
            yield from _pieces(item, blob)
        yield b"]"


def _pairs(items: Mapping[Any, Any], blob: bytearray) -> Iterator[bytes]:
    for place, (key, item) in enumerate(items.items()):
        yield (b",[" if place else b"[[") + _json(_tree(key, blob)) + b","
        yield from _pieces(item, blob)
        yield b"]"
    yield b"]"


def _has_frames(value: object) -> bool:
    """Say whether a value is a frame or holds some; of a list, the first item tells."""
    if isinstance(value, pd.DataFrame | MultilayerNetwork):
        return True
    if is_record(value):
        return any(map(_has_frames, state_of(value).values()))
    if isinstance(value, Mapping):
        return any(map(_has_frames, value.values()))
    return type(value) in (tuple, list) and len(value) > 0 and _has_frames(value[0])  # type: ignore[arg-type,index]


def _json(tree: Tree) -> bytes:
    return json.dumps(tree, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()


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
        return [_kind(value), [[_tree(key, blob), _tree(item, blob)] for key, item in value.items()]]
    raise TypeError(f"a value of type {type(value).__qualname__} cannot be stored: {value!r:.80}")


def _kind(value: Mapping[Any, Any]) -> str:
    return "counter" if isinstance(value, Counter) else "dict"


def _table(value: pd.DataFrame | pd.Series | pd.Index, blob: bytearray) -> Tree:
    if isinstance(value, pd.DataFrame):
        index, names = _table(value.index, blob), _table(value.columns, blob)
        return ["frame", index, names, [_values(value.iloc[:, place], blob) for place in range(value.shape[1])]]
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
