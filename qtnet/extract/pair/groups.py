"""Names of features in groups: what many candidates share is written once and looked up once.

A group is a tuple of names and the part of it that holds for a candidate: the words of a sentence are named once, and
each candidate takes its stretch of them.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Group", "all_of", "names_of"]

#: Names, and the half-open range of those that hold; None stands for the end. Names that come again with other
#: candidates stand in a tuple, so that their numbers can be kept; others in a list.
Group = tuple[tuple[str, ...] | list[str], int, int | None]


def all_of(names: Iterable[str]) -> Group:
    """Give a group whose names all hold, for this candidate only.

    Examples
    --------
    >>> all_of(("bias", "rel=in"))
    (['bias', 'rel=in'], 0, None)
    """
    return list(names), 0, None


def names_of(groups: Iterable[Group]) -> list[str]:
    """Give the names that hold, sorted, once each.

    Examples
    --------
    >>> names_of([(("m:signed", "m:pact", "m:with"), 1, 3), all_of(["bias"])])
    ['bias', 'm:pact', 'm:with']
    """
    return sorted({name for names, start, stop in groups for name in names[start:stop]})
