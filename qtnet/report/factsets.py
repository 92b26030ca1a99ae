"""Lists of facts: those of a mark in a figure, and those that stand in a page once, under a name that links use."""

from __future__ import annotations

import hashlib

__all__ = ["FactSets", "MarkFacts"]

_SPELT_OUT = 2  # up to here the facts of a number stand in its link, above they have a name in the payload


class MarkFacts(list[str]):
    """The facts of one mark of a figure, never changed.

    Plotly copies a figure to the last text whenever it is made or written. The facts are most of a large one, so these
    are not copied with it.
    """

    def __deepcopy__(self, memo: dict[int, object]) -> MarkFacts:
        """Give the list itself."""
        return self


class FactSets:
    """Names for lists of facts, taken from their content so that a link stays valid over builds."""

    def __init__(self) -> None:
        self.named: dict[str, tuple[str, ...]] = {}

    def key(self, facts: tuple[str, ...]) -> str:
        """Give the name of a list: the facts themselves while they are few."""
        if len(facts) <= _SPELT_OUT:
            return ",".join(facts)
        name = "set-" + hashlib.sha256(" ".join(facts).encode()).hexdigest()[:10]
        self.named[name] = tuple(facts)
        return name
