"""Folders and files in, a checked corpus out.

Every fault of the input is an error that names the file and what to do; what is left out on purpose is listed
in `Corpus.skipped`, so that nothing is lost silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from qtnet.corpus.decoding import decode
from qtnet.corpus.document import Corpus, Document, Skipped
from qtnet.corpus.language import language_of
from qtnet.corpus.metadata import Source, date_of, read_sources, title_of
from qtnet.errors import CorpusError

__all__ = ["MAX_BYTES", "READABLE", "read_corpus"]

#: File endings that are read as documents.
READABLE = (".md", ".txt")
#: A document on technology partnerships has some kilobytes; 10 MB is twenty long books, so more is a mistake.
MAX_BYTES = 10_000_000

_Table = dict[str, Source]


def read_corpus(
    paths: str | Path | Iterable[str | Path], *, sources: str | Path | None = None, max_bytes: int = MAX_BYTES
) -> Corpus:
    r"""Read documents from folders and files.

    Parameters
    ----------
    paths
        A folder, a file, or several of them. Folders are read with their subfolders; READMEs are left out.
    sources
        Table with the columns ``doc, title, date, source, url, sha256, encoding`` (all but `doc` optional). If
        not given, a ``sources.csv`` beside the documents, or beside their folder ``docs``, is used.
    max_bytes
        Largest size of one document.

    Returns
    -------
    Corpus
        Documents sorted by id.

    Raises
    ------
    CorpusError
        If a path is missing, a folder has no documents, or a document is empty, too large, not text, stored twice,
        or different from the hash in its sources table.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "news.txt").write_text("Japan and the EU sign\n\n13 May 2025\n", encoding="utf-8")
    ...     corpus = read_corpus(folder)
    >>> corpus.documents[0].doc, corpus.documents[0].title, corpus.documents[0].date
    ('news', 'Japan and the EU sign', '2025-05-13')
    """
    listed = [Path(paths)] if isinstance(paths, str | Path) else [Path(p) for p in paths]
    if not listed:
        raise CorpusError("no folder or file was named; expected at least one path to documents")
    files, skipped = _find(listed)
    given = read_sources(Path(sources)) if sources is not None else None
    tables: dict[Path, _Table] = {}
    by_id: dict[str, Path] = {}
    by_hash: dict[str, Path] = {}
    documents: list[Document] = []
    for path in files:
        table = given if given is not None else _table_beside(path, tables)
        document = _read_document(path, table, max_bytes)
        _check_new(document, path, by_id, by_hash)
        if document.language == "en":
            documents.append(document)
        else:
            skipped.append(Skipped(str(path), f"language '{document.language}', only English is read"))
    if not documents:
        raise CorpusError(
            f"{', '.join(map(str, listed))}: no document in English; {skipped[0].path}: {skipped[0].reason}"
        )
    documents.sort(key=lambda document: document.doc)
    return Corpus(documents=tuple(documents), skipped=tuple(sorted(skipped, key=lambda s: s.path)))


def _find(paths: list[Path]) -> tuple[list[Path], list[Skipped]]:
    files: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for path in paths:
        if path.is_file():
            if path.suffix.lower() not in READABLE:
                raise CorpusError(f"{path}: no reader for '{path.suffix}'; readable are {', '.join(READABLE)}")
            files[path] = None
        elif path.is_dir():
            found = _documents_in(path, skipped)
            if not found:
                raise CorpusError(f"{path}: the folder holds no document ending in {' or '.join(READABLE)}")
            files.update(dict.fromkeys(found))
        else:
            raise CorpusError(f"{path}: no such file or folder; expected a document or a folder of documents")
    return list(files), skipped


def _documents_in(folder: Path, skipped: list[Skipped]) -> list[Path]:
    found = []
    for path in sorted(folder.rglob("*")):
        if (
            not path.is_file()
            or path.suffix == ".csv"
            or any(p.startswith(".") for p in path.relative_to(folder).parts)
        ):
            continue
        if path.suffix.lower() not in READABLE:
            skipped.append(Skipped(str(path), f"no reader for '{path.suffix}'"))
        elif path.stem.upper() in ("README", "LICENSE"):
            skipped.append(Skipped(str(path), "describes the folder"))
        else:
            found.append(path)
    return found


def _table_beside(path: Path, tables: dict[Path, _Table]) -> _Table:
    folder = path.parent
    if folder not in tables:
        beside = [folder / "sources.csv"] + ([folder.parent / "sources.csv"] if folder.name == "docs" else [])
        tables[folder] = next((read_sources(p) for p in beside if p.is_file()), {})
    return tables[folder]


def _read_document(path: Path, table: _Table, max_bytes: int) -> Document:
    size = path.stat().st_size
    if size > max_bytes:
        raise CorpusError(
            f"{path}: {size / 1e6:.1f} MB is more than the limit of {max_bytes / 1e6:.1f} MB for one document; split "
            "it, or raise max_bytes"
        )
    data = path.read_bytes()
    known = table.get(path.stem, Source())
    digest = hashlib.sha256(data).hexdigest()
    if known.sha256 and known.sha256 != digest:
        raise CorpusError(
            f"{path}: its sha256 is {digest}, but sources.csv says {known.sha256}; the document was changed: restore "
            "it, or correct the field sha256"
        )
    text = decode(data, path, known.encoding or "utf-8")
    return Document(
        doc=path.stem,
        text=text,
        title=known.title or title_of(text),
        date=known.date or date_of(text),
        source=known.source,
        url=known.url,
        language=language_of(text),
        sha256=digest,
    )


def _check_new(document: Document, path: Path, by_id: dict[str, Path], by_hash: dict[str, Path]) -> None:
    if document.doc in by_id:
        raise CorpusError(
            f"{path}: the id '{document.doc}' is taken by {by_id[document.doc]}; rename one of the two files"
        )
    if document.sha256 in by_hash:
        raise CorpusError(
            f"{path}: same content as {by_hash[document.sha256]}; remove one, or its facts would count twice"
        )
    by_id[document.doc] = by_hash[document.sha256] = path
