"""The facts of a study: each document is read once, and again only when it or what reads it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from qtnet.config import StudyConfig
from qtnet.corpus import Corpus, Document
from qtnet.corpus.spool import Chosen
from qtnet.extract.backends import Backend, BackendOptions, Rules, backend_of
from qtnet.extract.claims import Claims
from qtnet.extract.extract import extract_document
from qtnet.facts import Facts, extract_facts
from qtnet.facts.unapplied import lost_verdicts
from qtnet.study.building import Planned, Say, is_code_as_before
from qtnet.study.code import code_digest, machine
from qtnet.study.kept import KeptResults
from qtnet.study.shards import Shards
from qtnet.study.store import DamagedError, decoded, digest_of, encoded, record_types

__all__ = ["KeptClaims", "facts_of", "planned_reading"]

#: Back ends whose claims depend on the document and the code alone. The others keep their own answers, or rest on what
#: is installed beside qtnet, and are asked on every run.
_OF_DOCUMENTS = ("rules",)
_WITH_JOBS = ("rules", "mix")
_LISTED = 5


class KeptClaims:
    """The rules, with the claims of each document kept as soon as they are there.

    Parameters
    ----------
    kept
        Where they are looked for and kept.
    jobs
        Processes for those that are not there.
    say
        Called with one line where the claims cannot be kept.
    """

    def __init__(self, kept: KeptResults, *, jobs: int = 1, say: Say = lambda _line: None) -> None:
        self._kept, self._rules, self._say, self._is_as_before = kept, Rules(jobs=jobs), say, True
        self._shards = Shards(kept)

    def unread(self, documents: Sequence[Document]) -> list[int]:
        """Give the places of the documents whose claims are not kept."""
        return [place for place, document in enumerate(documents) if _key(document) not in self._shards]

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Give the claims of each document in order; extract what is missing, a few at a time."""
        records = record_types(Claims)
        keys = [_key(document) for document in documents]
        unread = [place for place, key in enumerate(keys) if key not in self._shards]
        fresh = self._rules.claims(Chosen(documents, unread)) if unread else iter(())
        missing = frozenset(unread)
        try:
            for place, key in enumerate(keys):
                if place in missing:
                    claims = next(fresh)
                    if self._may_keep():
                        self._shards.keep(key, encoded(claims).body())
                    yield claims
                else:
                    body = self._shards.find(key)
                    yield self._read(body, records) or extract_document(documents[place])
        finally:
            self._shards.flush()
            if self._kept.failure:
                self._say(self._kept.failure)

    def _read(self, body: bytes | None, records: Mapping[str, type]) -> Claims | None:
        with suppress(DamagedError):
            if body is not None:
                found: Claims = decoded(body, records)
                return found
        return None

    def _may_keep(self) -> bool:
        self._is_as_before = self._is_as_before and is_code_as_before(extract_document, "extraction", self._say)
        return self._is_as_before

    def report(self) -> dict[str, object]:
        """Give nothing: the counts of the documents say it all."""
        return self._rules.report()


def facts_of(
    study: StudyConfig, corpus: Corpus, *, kept: KeptResults, note: str, jobs: int, say: Say, progress: bool = False
) -> Facts:
    """Extract the facts of a study, or find what was extracted before, and apply its corrections."""
    corrections = study.path(study.corpus.corrections) if study.corpus.corrections else None
    backend = _backend(study, kept, jobs, say)
    unread = backend.unread(corpus.documents) if isinstance(backend, KeptClaims) else range(len(corpus))
    if len(unread) < len(corpus):
        say(f"extracting from {len(unread)} of {len(corpus)} documents; the others are as before")
    else:
        say(f"extracting from {len(corpus)} document{'s' * (len(corpus) != 1)}")
    facts = extract_facts(
        corpus, corrections=corrections, backend=backend, progress=progress, similarity=study.corpus.copies
    )
    if study.extraction.backend in _OF_DOCUMENTS:
        made = {document.doc: digest_of(document) for document in corpus.documents}
        kept.note(_note(note), {**_reader(), "documents": made})
    if lost := lost_verdicts(facts):
        many = f"{len(lost)} verdict{'s' * (len(lost) != 1)}"
        say(f"{many} could not be applied: {', '.join(lost[:_LISTED])}; qtnet review shows them")
    return facts


def planned_reading(study: StudyConfig, corpus: Corpus, *, kept: KeptResults, note: str) -> Planned:
    """Say which documents a run would read, and why."""
    if study.extraction.backend not in _OF_DOCUMENTS:
        return Planned(step="extraction", do="redo", why=f"back end '{study.extraction.backend}' is asked on every run")
    before = kept.noted(_note(note))
    unread = KeptClaims(kept).unread(corpus.documents)
    if not unread:
        return Planned(step="extraction", do="reuse")
    documents = Chosen(corpus.documents, unread[:_LISTED])
    shown = ", ".join(f"{document.doc} ({_why(before, document)})" for document in documents)
    more = f" and {len(unread) - _LISTED} more" if len(unread) > _LISTED else ""
    return Planned(step="extraction", do="redo", why=f"{len(unread)} of {len(corpus)} documents: {shown}{more}")


def _backend(study: StudyConfig, kept: KeptResults, jobs: int, say: Say) -> Backend:
    chosen: dict[str, Any] = {**vars(study.extraction), "cache": study.path(study.extraction.cache)}
    pipeline = study.path(study.extraction.spacy_model)
    if study.extraction.spacy_model and pipeline.is_dir():  # else the name of an installed one
        chosen["spacy_model"] = str(pipeline)
    found = backend_of(BackendOptions(**chosen, jobs=jobs if study.extraction.backend in _WITH_JOBS else 1), say=say)
    return KeptClaims(kept, jobs=jobs, say=say) if study.extraction.backend in _OF_DOCUMENTS else found


def _reader() -> dict[str, str]:
    """Give what claims depend on beside their document."""
    return {"code": code_digest(extract_document), "machine": machine()}


def _key(document: Document) -> str:
    return digest_of({"document": digest_of(document), **_reader()})


def _note(name: str) -> str:
    return f"{name}.documents"


def _why(before: Mapping[str, Any], document: Document) -> str:
    known = before.get("documents", {})
    if document.doc not in known:
        return "new"
    if known[document.doc] != digest_of(document):
        return "changed"
    return "not kept" if all(before.get(name) == value for name, value in _reader().items()) else "the code changed"
