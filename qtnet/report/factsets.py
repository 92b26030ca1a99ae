"""Lists of facts that stand in a page once, under a name that links, tables and figures use."""

from __future__ import annotations

import hashlib

__all__ = ["FactSets"]

_SPELT_OUT = 2  # up to here the facts of a number stand in its link, above they have a name in the payload


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
