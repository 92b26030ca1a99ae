"""How actors are used over a corpus: all that resolving them needs, without the rows of the table of actors.

A row per document and actor grows with the corpus; what is kept here grows with the number of names, and by a few bytes
for each document that uses one.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

import pandas as pd

__all__ = ["SEPARATOR", "ActorUse", "Used", "most_frequent", "normalised"]

#: Between the forms of an actor in one cell.
SEPARATOR = "|"
_T = TypeVar("_T")


class Used(NamedTuple):
    """How one id is used: forms as written, kinds with countries, and the numbers of the documents, in order."""

    forms: Counter[str]
    natures: Counter[tuple[str, str]]
    docs: array[int]


class ActorUse:
    """Ids of actors and how documents use them; documents are added in the order of the corpus.

    Examples
    --------
    >>> use = ActorUse()
    >>> use.add("d1", {"actor": "nstc", "kind": "agency", "country": "TW", "surface": "NSTC|the Council"})
    >>> use.by_id["nstc"].forms, use.documents_of("nstc")
    (Counter({'NSTC': 1, 'the Council': 1}), ['d1'])
    """

    def __init__(self) -> None:
        self.by_id: dict[str, Used] = {}
        self._documents: dict[str, int] = {}
        self._names: list[str] = []

    @classmethod
    def of(cls, actors: pd.DataFrame) -> ActorUse:
        """Read it off a table of actors."""
        use = cls()
        columns = ("doc", "actor", "kind", "country", "surface")
        for doc, *row in zip(*(actors[name].astype(str).tolist() for name in columns), strict=True):
            use.add(doc, dict(zip(columns[1:], row, strict=True)))
        return use

    def add(self, doc: str, actor: Mapping[str, object]) -> None:
        """Add an actor of a document, as a record of the table of actors."""
        number = self._documents.setdefault(doc, len(self._documents))
        used = self.by_id.get(str(actor["actor"]))
        if used is None:
            used = self.by_id[str(actor["actor"])] = Used(Counter(), Counter(), array("L"))
        used.forms.update(form for form in str(actor["surface"]).split(SEPARATOR) if form)
        used.natures[str(actor["kind"]), str(actor["country"])] += 1
        used.docs.append(number)

    def documents_of(self, actor: str) -> list[str]:
        """Name the documents that use an id, sorted."""
        if len(self._names) < len(self._documents):
            self._names = [*self._documents]
        return sorted({self._names[number] for number in self.by_id[actor].docs})

    def written_forms(self) -> dict[str, dict[str, str]]:
        """Give for each id its forms: normalised → as first written."""
        found: dict[str, dict[str, str]] = {}
        known: dict[str, str] = {}
        for actor, used in self.by_id.items():
            own = found[actor] = {}
            for form in used.forms:
                plain = known.get(form)
                if plain is None:
                    plain = known[form] = normalised(form)
                if plain:
                    own.setdefault(plain, form)
        return found


def normalised(form: str) -> str:
    """Fold a name to compare it: case, punctuation, leading article and possessive do not count.

    Examples
    --------
    >>> normalised("The U.S. Department of Energy's")
    'u s department of energy'
    """
    text = re.sub(r"[’']s\b", "", form.casefold())
    text = re.sub(r"[^\w&]+", " ", text).strip()
    return re.sub(r"^(the|a|an) ", "", text)


def most_frequent(values: Iterable[_T]) -> _T:
    """Give the value that occurs most often; of equals, the first in order."""
    counts = Counter(values)  # of a Counter, a copy
    return min(counts, key=lambda value: (-counts[value], str(value)))
