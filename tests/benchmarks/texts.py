"""The texts that are timed: documents of the annotated corpus, as they are and put together to long ones."""

from __future__ import annotations

from pathlib import Path

from qtnet.corpus.document import Document

__all__ = ["documents", "long_document", "megabytes"]

_CORPUS = Path(__file__).parents[2] / "data" / "corpus"


def documents(parts: str = "abcdgh") -> list[Document]:
    """Give the documents of some parts of the corpus."""
    paths = [path for part in parts for path in sorted((_CORPUS / part / "docs").glob("*.txt"))]
    return [Document(doc=f"{path.parts[-3]}-{path.stem}", text=path.read_text(encoding="utf-8")) for path in paths]


def long_document(size: int) -> Document:
    """Give one document of about `size` characters, made of those of the corpus one after the other."""
    texts = [document.text for document in documents()]
    text = "\n\n".join(texts * (1 + size // sum(map(len, texts))))
    return Document(doc="long", text=text[:size])


def megabytes(timed: list[Document]) -> float:
    """Give the length of documents."""
    return sum(len(document.text.encode()) for document in timed) / 1e6
