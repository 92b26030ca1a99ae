"""A name found in a passage, before it is known which actor of the document it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from qtnet.extract.analysis import MentionSource
from qtnet.extract.names.gazetteer import Form
from qtnet.extract.names.namewords import Passable

__all__ = ["Name", "without_overlap"]


@dataclass(slots=True)
class Name:
    """Tokens ``first:last`` of a passage; `actor` is set for known names, `kind` None for what is no actor."""

    first: int
    last: int
    kind: Passable
    source: MentionSource
    actor: str = ""
    country: str = ""
    form: Form = "name"
    opens: bool = False  # only the first word of a sentence: its capital says nothing


def without_overlap(names: list[Name]) -> list[Name]:
    """Keep the longer of two names that overlap, the earlier of equal ones; known names win ties.

    Examples
    --------
    >>> tokyo = Name(2, 3, "country", "gazetteer", "JP", "JP", "government")
    >>> university = Name(0, 3, "research", "shape")
    >>> [name.kind for name in without_overlap([tokyo, university])]
    ['research']
    """
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: (n.first - n.last, n.source != "gazetteer", n.first)):
        span = range(name.first, name.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(name)
    return sorted(kept, key=lambda n: n.first)
