"""Keys for caches of what was computed from a big object: the object itself counts, not what it holds."""

from __future__ import annotations

from typing import Generic, TypeVar

__all__ = ["Identity"]

_Held = TypeVar("_Held")


class Identity(Generic[_Held]):
    """An object as the key of a cache, equal to the key of the same object only.

    Examples
    --------
    >>> one, other = [1], [1]
    >>> Identity(one) == Identity(one), Identity(one) == Identity(other)
    (True, False)
    """

    __slots__ = ("held",)

    def __init__(self, held: _Held) -> None:
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.held is self.held
