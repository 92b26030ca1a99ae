"""Names of features in groups: what many candidates share is written once and looked up once.

A group is a list of names that hold for one candidate, names that come again with other candidates, or a stretch of
such names: the words of a sentence are named once, and each candidate takes its part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, ParamSpec, cast

__all__ = ["Group", "Names", "Stretch", "names_of", "shared"]

_MOST = 1 << 14  # groups that one function keeps in memory
_Arguments = ParamSpec("_Arguments")


class Names:
    """Names of features that come again, and the numbers that a coding gave them last, with that coding."""

    __slots__ = ("coded", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.coded: tuple[object, list[int]] = (None, [])


class Stretch(NamedTuple):
    """The names from `start` up to, not including, `stop`."""

    names: Names
    start: int
    stop: int


Group = list[str] | Names | Stretch


def names_of(groups: Iterable[Group]) -> list[str]:
    """Give the names that hold, sorted, once each.

    Examples
    --------
    >>> names_of([Stretch(Names(("m:signed", "m:pact", "m:with")), 1, 3), ["bias"], Names(("b:a",))])
    ['b:a', 'bias', 'm:pact', 'm:with']
    """
    return sorted({name for group in groups for name in _names(group)})


def shared(make: Callable[_Arguments, tuple[str, ...]]) -> Callable[_Arguments, Names]:
    """Let a function that names features name them once for the same arguments.

    Examples
    --------
    >>> @shared
    ... def distance(number):
    ...     return (f"dist={number}",)
    >>> distance(1) is distance(1), distance(1).names
    (True, ('dist=1',))
    """

    def named(*arguments: _Arguments.args, **options: _Arguments.kwargs) -> Names:
        return Names(make(*arguments, **options))

    return cast(Callable[_Arguments, Names], lru_cache(maxsize=_MOST)(named))


def _names(group: Group) -> list[str] | tuple[str, ...]:
    if isinstance(group, Stretch):
        return group.names.names[group.start : group.stop]
    return group.names if isinstance(group, Names) else group
