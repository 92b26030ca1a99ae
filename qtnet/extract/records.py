"""Small objects that extraction makes by the hundred thousand: frozen for the type checker, quick to make when it runs.

A frozen dataclass sets each field through ``object.__setattr__``, which makes one take ten times as long to create as
one that is not. Nobody may change a record; mypy sees to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

__all__ = ["named_record", "record"]

_Record = TypeVar("_Record")


@dataclass_transform(frozen_default=True)
def record(cls: type[_Record]) -> type[_Record]:
    """Make a class of records, equal and hashed by their fields.

    Examples
    --------
    >>> @record
    ... class Place:
    ...     start: int
    ...     end: int
    >>> Place(1, 2) == Place(1, 2), len({Place(1, 2), Place(1, 2)})
    (True, 1)
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


@dataclass_transform(frozen_default=True, kw_only_default=True)
def named_record(cls: type[_Record]) -> type[_Record]:
    """Make a class of records whose fields are given by name.

    Examples
    --------
    >>> @named_record
    ... class Place:
    ...     start: int
    ...     end: int
    >>> Place(end=2, start=1)
    Place(start=1, end=2)
    """
    return dataclass(slots=True, unsafe_hash=True, kw_only=True)(cls)
