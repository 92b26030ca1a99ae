"""The fields of one item, read one by one; what is wrong is collected, so that a model hears of all of it at once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar, cast

__all__ = ["Fields"]

_Choice = TypeVar("_Choice", bound=str)


class Fields:
    """Reads an item; `faults` has a reason (to count) and a message (to tell) for everything that is wrong.

    A key that is absent counts as null: a server that does not enforce the schema leaves out what is not known.

    Examples
    --------
    >>> fields = Fields({"mode": "friendship", "year": 2024}, known=("mode", "year"))
    >>> fields.choice("mode", ("agreement", "rivalry")), fields.whole("year", 1900, 2100)
    ('agreement', 2024)
    >>> fields.faults
    [('bad-enum', "mode: 'friendship' is not one of agreement, rivalry")]
    """

    def __init__(self, item: Mapping[str, object], *, known: Sequence[str]) -> None:
        self._item = item
        self.faults: list[tuple[str, str]] = []
        for key in sorted(set(item) - set(known)):
            self.reject("unknown-field", f"{key}: no such field; expected {', '.join(known)}")

    def reject(self, reason: str, message: str) -> None:
        """Note what is wrong."""
        self.faults.append((reason, message))

    def choice(self, name: str, allowed: Sequence[_Choice]) -> _Choice:
        """Read a value of a closed vocabulary."""
        value = self._item.get(name)
        if value in allowed:
            return cast(_Choice, value)
        self.reject("bad-enum", f"{name}: {value!r} is not one of {', '.join(allowed)}")
        return allowed[0]

    def text(self, name: str, *, required: bool = False) -> str:
        """Read a text; null is the empty one."""
        value = self._item.get(name)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            self.reject("bad-value", f"{name}: {value!r} is not a {'filled ' if required else ''}string")
            return ""
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts; null is the empty one."""
        value = self._item.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            self.reject("bad-value", f"{name}: {value!r} is not a list of strings")
            return ()
        return tuple(entry.strip() for entry in value if entry.strip())

    def whole(self, name: str, low: int, high: int) -> int | None:
        """Read a whole number within bounds, or null."""
        value = self._item.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.reject("bad-value", f"{name}: {value!r} is not null or a whole number from {low} to {high}")
            return None
        return value

    def number(self, name: str, *, required: bool = False) -> float | None:
        """Read a positive number, or null."""
        value = self._item.get(name)
        if value is None and not required:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not (0 < cast(float, value) < math.inf):
            self.reject("bad-value", f"{name}: {value!r} is not a positive number written in full")
            return None
        return float(cast(float, value))
