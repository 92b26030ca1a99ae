"""CSV fields of any length: Python's reader stops at 131,072 characters, less than a long document has."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["long_fields"]

#: The largest that Python takes on every system.
_LONGEST = 2**31 - 1


@contextmanager
def long_fields() -> Iterator[None]:
    """Let `csv.reader` read fields of any length within the block.

    The limit is the process's and is put back at the end. So read all rows within the block: between two rows
    another reader may put it back.

    Examples
    --------
    >>> with long_fields():
    ...     rows = list(csv.reader(["a" * 200_000]))
    >>> len(rows[0][0])
    200000
    """
    before = csv.field_size_limit(_LONGEST)
    try:
        yield
    finally:
        csv.field_size_limit(before)
