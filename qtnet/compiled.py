"""Loops that numpy cannot express, compiled to machine code when they are first called.

Compiled code is kept on disk for the next process, under the hash of all sources that it can be made of. It is strict
about floating point: sums run in the written order, so that the same numbers come out on every machine.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.core.caching import CompileResultCacheImpl, FunctionCache
from numba.core.dispatcher import Dispatcher

__all__ = ["compiled"]

_F = TypeVar("_F", bound=Callable[..., object])

_PACKAGE = Path(__file__).resolve().parent
#: Imports of a module as it is loaded; a compiled function can use no others.
_IMPORT = re.compile(r"^(?:from|import)[ \t]+qtnet\.([\w.]+)(?:[ \t]+import[ \t]+(\([^)]*\)|[^\n]*))?", re.M)


def compiled(function: _F) -> _F:
    """Compile a function of numbers and arrays; its Python form stands in ``function.py_func``.

    Examples
    --------
    >>> import numpy as np
    >>> @compiled
    ... def running_product(values):
    ...     total = 1.0
    ...     for value in values:
    ...         total *= value
    ...     return total
    >>> running_product(np.array([2.0, 3.0]))
    6.0
    """
    made: Any = numba.njit(nogil=True)(function)
    if isinstance(made, Dispatcher):  # else compiling is switched off
        # Where no folder for the compiled code can be written, it lives as long as the process.
        with suppress(OSError, RuntimeError):
            made._cache = _Kept(function)  # type: ignore[attr-defined,no-untyped-call]
    return cast(_F, made)


class _Named(CompileResultCacheImpl):
    """Names the files of compiled code by all of its sources.

    Numba alone looks at the file of the function, and would go on with what it compiled of functions and constants of
    other files before they changed.
    """

    def __init__(self, function: Callable[..., object]) -> None:
        self._sources = _digest(Path(inspect.getfile(function)))
        super().__init__(function)  # type: ignore[no-untyped-call]

    def get_filename_base(self, fullname: str, abiflags: str) -> str:
        own = super().get_filename_base(fullname, abiflags)  # type: ignore[no-untyped-call]
        return f"{own}-{self._sources}"


class _Kept(FunctionCache):
    _impl_class = _Named


@cache
def _digest(path: Path) -> str:
    """Give the hash of a module and of all modules of the package that it imports, directly or not."""
    found, waiting = set[Path](), [path]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting += _imported(source)
    total = hashlib.sha256()
    for source in sorted(found):
        total.update(f"{source.name}\0".encode() + hashlib.sha256(_text(source)).digest())
    return total.hexdigest()[:16]


@cache
def _imported(source: Path) -> tuple[Path, ...]:
    found: list[Path] = []
    for origin, names in _IMPORT.findall(_text(source).decode()):
        folder = _PACKAGE.joinpath(*origin.split("."))
        for place in (folder, *(folder / name for name in re.findall(r"\w+", names))):
            found += [path for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file()]
    return tuple(found)


@cache
def _text(source: Path) -> bytes:
    return source.read_bytes()
