"""What every back end is: documents in, their claims out in the same order, and counts for extraction.json."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from qtnet.corpus import Document
from qtnet.errors import InputError
from qtnet.extract.claims import Claims
from qtnet.extract.extract import extract_document
from qtnet.parallel import map_ordered

__all__ = ["Backend", "Rules"]


class Backend(Protocol):
    """A way to extract claims.

    `report` is read after all claims. It must be the same for the same documents and answers, as it is stored with the
    facts: what depends on the run (requests, retries) is told on standard error instead.
    """

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Give the claims of each document, in order."""
        ...

    def report(self) -> dict[str, object]:
        """Give what extraction.json says about the back end; empty for nothing."""
        ...


class Rules:
    """The default: frames and the trained pair model, offline.

    Parameters
    ----------
    jobs
        Processes among which the documents are shared. The claims and their order are the same for any number.
    """

    def __init__(self, *, jobs: int = 1) -> None:
        if jobs < 1:
            raise InputError(f"jobs: expected a whole number of at least 1, got {jobs}")
        self._jobs = jobs

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Extract one document after the other, or some at a time; few are held in memory at once."""
        return map_ordered(extract_document, documents, jobs=self._jobs, named=_name)

    def report(self) -> dict[str, object]:
        """Give nothing: the counts of the documents say it all."""
        return {}


def _name(document: Document) -> str:
    return f"document '{document.doc}'"
