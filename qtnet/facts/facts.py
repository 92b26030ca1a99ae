"""Facts: checked tables, the one thing that the facts stage hands on."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from qtnet.facts.schema import TABLES
from qtnet.facts.validation import empty_frame
from qtnet.showing import Shown

__all__ = ["Facts"]


def _no_duplicates() -> pd.DataFrame:
    return empty_frame(TABLES["duplicates"])


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts(Shown):
    """The tables of `qtnet.facts.schema`, sorted by their keys, and what happened on the way to them.

    Parameters
    ----------
    documents, actors, ties, funding, actors_resolved
        One row per document, actor in a document, tie, amount, and actor over all documents.
    duplicates
        The documents that copy another one, with the document that they copy.
    counts
        What extraction read, found, dropped and why; written as ``extraction.json``.
    """

    documents: pd.DataFrame = field(repr=False)
    actors: pd.DataFrame = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    funding: pd.DataFrame = field(repr=False)
    actors_resolved: pd.DataFrame = field(repr=False)
    duplicates: pd.DataFrame = field(default_factory=_no_duplicates, repr=False)
    counts: dict[str, object] = field(default_factory=dict)

    def __repr__(self) -> str:
        sizes = {
            "documents": self.documents,
            "actors": self.actors_resolved,
            "ties": self.ties,
            "funding": self.funding,
        }
        return f"Facts({', '.join(f'{len(frame)} {name}' for name, frame in sizes.items())})"
