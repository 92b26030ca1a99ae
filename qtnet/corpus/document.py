"""Documents and their parts: what the corpus stage hands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qtnet.showing import Shown

__all__ = ["Block", "BlockKind", "Corpus", "Document", "Skipped"]

BlockKind = Literal["heading", "bullet", "paragraph", "boilerplate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document as stored: normalised text (NFC, line feeds only) that all offsets refer to."""

    doc: str  # the file's name without its ending, or the column `doc` of a table
    text: str
    title: str = ""
    date: str = ""  # ISO 8601, as far as known: "2025-05-13", "2025-05" or "2025"
    source: str = ""  # publisher
    url: str = ""
    licence: str = ""  # under which the text may be used, as sources.csv says it: "CC-BY-4.0"
    language: str = "en"
    sha256: str = ""  # of the bytes received: the file's, the archive entry's, or a table cell's in UTF-8
    title_supplied: bool = False  # the title is not the document's own, as sources.csv says it
    date_inferred: bool = False  # the date is concluded from the text, as sources.csv says it
    reader: str = "txt"  # what read it, and any guess it had to make: "txt (cp1252, guessed)", "html", "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines of one kind; `label` is the text before a bullet's or paragraph's colon ("China: …")."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read, and why; `is_fault` where it should have been readable."""

    path: str
    reason: str
    is_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus(Shown):
    """Documents sorted by id, and the files that were skipped.

    What `read_corpus` gives keeps the texts on disk: who takes one document after the other holds one text at a time.
    """

    documents: Sequence[Document]
    skipped: tuple[Skipped, ...] = ()

    def __len__(self) -> int:
        return len(self.documents)
