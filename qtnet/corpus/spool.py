"""Documents whose texts lie in one temporary file: a corpus of any size, of which one text at a time is in memory.

The file has no name and goes with the process, however that ends. So what was read stays what it was: an input that
changes or vanishes afterwards changes nothing.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from threading import Lock
from typing import Any, NamedTuple, overload

from qtnet.corpus.document import Document
from qtnet.errors import CorpusError

__all__ = ["Chosen", "SpooledDocuments", "bare", "byte_sizes"]

#: Texts of fewer bytes together stay in memory.
_IN_MEMORY = 16_000_000


class _Place(NamedTuple):
    start: int
    length: int


class SpooledDocuments(Sequence[Document]):
    """A row of documents; each is made anew, with its text, when it is asked for.

    Examples
    --------
    >>> stored = SpooledDocuments()
    >>> for name in ("b", "a"):
    ...     stored.add(Document(doc=name, text=f"Text {name}."))
    >>> stored.sort()
    >>> [document.text for document in stored], len(stored), stored[-1].doc
    (['Text a.', 'Text b.'], 2, 'b')
    """

    def __init__(self) -> None:
        self._file: Any = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - goes with the object
        weakref.finalize(self, self._file.close)
        self._bare: list[tuple[Document, _Place]] = []
        self._size = 0
        self._lock = Lock()  # a back end may read in several threads

    def add(self, document: Document) -> None:
        """Add a document at the end.

        Raises
        ------
        CorpusError
            If the disk for temporary files is full.
        """
        data = document.text.encode()
        try:
            with self._lock:
                self._file.seek(self._size)
                self._file.write(data)
                self._file.flush()
        except OSError as fault:
            raise CorpusError(
                f"{tempfile.gettempdir()}: the text of '{document.doc}' cannot be stored here ({fault.strerror}); make "
                "room, or name another folder for temporary files in the environment variable TMPDIR"
            ) from fault
        self._bare.append((replace(document, text=""), _Place(self._size, len(data))))
        self._size += len(data)

    def sort(self) -> None:
        """Put the documents in order of their ids."""
        self._bare.sort(key=lambda one: one[0].doc)

    def bare(self) -> Iterator[Document]:
        """Give the documents without their texts."""
        return (document for document, _ in self._bare)

    def sizes(self) -> list[int]:
        """Give the length of each text in bytes of UTF-8."""
        return [place.length for _, place in self._bare]

    def __len__(self) -> int:
        return len(self._bare)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, place: int | slice) -> Document | tuple[Document, ...]:
        """Give a document with its text, or several."""
        if isinstance(place, slice):
            return tuple(self._made(*one) for one in self._bare[place])
        return self._made(*self._bare[place])

    def __iter__(self) -> Iterator[Document]:
        return (self._made(*one) for one in self._bare)

    def __reduce__(self) -> tuple[Any, ...]:
        return _spooled, (tuple(self),)

    def _made(self, bare: Document, place: _Place) -> Document:
        with self._lock:
            self._file.seek(place.start)
            data = self._file.read(place.length)
        return replace(bare, text=data.decode())


def bare(documents: Iterable[Document]) -> Iterable[Document]:
    """Give documents for what is known of them beside their texts, which are empty where they would have to be read."""
    return documents.bare() if isinstance(documents, SpooledDocuments) else documents


def byte_sizes(documents: Sequence[Document]) -> list[int]:
    """Give the length of each text in bytes of UTF-8."""
    if isinstance(documents, SpooledDocuments):
        return documents.sizes()
    return [len(document.text.encode()) for document in documents]


class Chosen(Sequence[Document]):
    """Some documents of a row, each taken from there when it is asked for."""

    def __init__(self, documents: Sequence[Document], places: Sequence[int]) -> None:
        self._documents, self._places = documents, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Document: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, place: int | slice) -> Document | tuple[Document, ...]:
        """Give one of them, or several."""
        if isinstance(place, slice):
            return tuple(self._documents[at] for at in self._places[place])
        return self._documents[self._places[place]]


def _spooled(documents: tuple[Document, ...]) -> SpooledDocuments:
    stored = SpooledDocuments()
    for document in documents:
        stored.add(document)
    return stored
