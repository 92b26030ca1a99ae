"""What is reviewed: the facts of a folder, the texts that they quote, and where the verdicts on them are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from qtnet.corpus import Document, read_corpus
from qtnet.errors import InputError
from qtnet.facts import Facts, read_facts
from qtnet.report import read_inputs

__all__ = ["CORRECTIONS_FILE", "QUEUE_FILE", "Reviewed", "read_reviewed"]

CORRECTIONS_FILE = "corrections.csv"
QUEUE_FILE = "review.csv"
_LISTED = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Reviewed:
    """Facts, the stored text of each document, and the file of verdicts; it is None where nothing says which it is."""

    folder: Path
    facts: Facts = field(repr=False)
    texts: Mapping[str, str] = field(repr=False)
    corrections: Path | None

    def documents(self) -> list[Document]:
        """Give the documents with what is known of them, as extraction reads them."""
        told = self.facts.documents[["doc", "title", "date", "source", "url", "language", "sha256"]]
        return [
            Document(
                text=self.texts[doc],
                doc=doc,
                title=title,
                date=date,
                source=source,
                url=url,
                language=language,
                sha256=sha,
            )
            for doc, title, date, source, url, language, sha in told.astype(str).itertuples(index=False)
        ]


def read_reviewed(
    folder: str | Path, *, docs: Iterable[str | Path] = (), corrections: str | Path | None = None
) -> Reviewed:
    """Read what is to be reviewed.

    Parameters
    ----------
    folder
        The folder of a finished run, or a folder of facts as `qtnet extract` writes it.
    docs
        Where the documents are, for a folder of facts; not needed for those whose text lies in its folder ``texts``.
    corrections
        The file of verdicts. If not given: corrections.csv in a folder of facts; for a run, the one that its study
        names.

    Raises
    ------
    InputError
        If a document has no text, or a text is not the one that the facts quote.
    TableError
        If the facts are not valid.
    """
    folder = Path(folder)
    is_run = (folder / "results").is_dir() and (folder / "facts").is_dir()
    facts = read_facts(folder / "facts" if is_run else folder)
    texts = dict(read_inputs(folder / "results").texts) if is_run else _stored(folder / "texts")
    listed = list(docs)
    if listed:
        texts = {document.doc: document.text for document in read_corpus(listed).documents} | texts
    _check_texts(facts, texts, folder)
    if corrections is not None:
        place: Path | None = Path(corrections)
    else:
        place = _of_run(folder) if is_run else folder / CORRECTIONS_FILE
    return Reviewed(folder=folder, facts=facts, texts=texts, corrections=place)


def _stored(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    return {path.name.removesuffix(".txt"): path.read_bytes().decode("utf-8") for path in files}


def _of_run(folder: Path) -> Path | None:
    """Give the corrections that the study of a run names, if the run lies where runs lie by default."""
    path = folder / "run.json"
    try:
        named = json.loads(path.read_text(encoding="utf-8"))["config"]["corpus"]["corrections"]
    except (ValueError, LookupError, TypeError, RecursionError) as fault:
        raise InputError(f"{path}: not the record of a run ({fault}); build the study again") from fault
    if not isinstance(named, str):
        raise InputError(f"{path}: corpus.corrections is {named!r}; expected the name of a file")
    study = folder.resolve().parent.parent
    return study / named if named and (study / f"{folder.resolve().name}.toml").is_file() else None


def _check_texts(facts: Facts, texts: Mapping[str, str], folder: Path) -> None:
    missing = [doc for doc in facts.documents["doc"] if doc not in texts]
    if missing:
        more = f" and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
        raise InputError(
            f"{folder}: the text of {', '.join(missing[:_LISTED])}{more} is not there; say where the documents are "
            "with --docs"
        )
    for name, table in (("tie", facts.ties), ("funding", facts.funding)):
        columns = zip(*(table[c] for c in (name, "doc", "start", "end", "evidence")), strict=True)
        for fact, doc, start, end, evidence in columns:
            if (found := texts[doc][start:end]) != evidence:
                raise InputError(
                    f"fact '{fact}': {doc}[{start}:{end}] reads '{found[:60]}', not '{evidence[:60]}'; expected the "
                    "documents from which the facts were extracted: extract them again, or give others with --docs"
                )
