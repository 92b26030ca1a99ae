"""Loops that numpy cannot express, compiled to machine code when they are first called.

Compiled code is kept on disk for the next process. It is strict about floating point: sums run in the written order, so
that the same numbers come out on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

__all__ = ["compiled"]

_F = TypeVar("_F", bound=Callable[..., object])


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
    try:
        return cast(_F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        # No folder for the compiled code can be written: it lives as long as the process.
        return cast(_F, numba.njit(nogil=True)(function))
