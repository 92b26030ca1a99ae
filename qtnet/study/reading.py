"""The facts of a study: each document is read once, and again only when it or what reads it has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qtnet.config import StudyConfig
from qtnet.corpus import Corpus, Document
from qtnet.extract.backends import Backend, BackendOptions, Rules, backend_of
from qtnet.extract.claims import Claims
from qtnet.extract.extract import extract_document
from qtnet.facts import Facts, extract_facts
from qtnet.facts.unapplied import lost_verdicts
from qtnet.study.building import Planned, Say, is_code_as_before
from qtnet.study.code import code_digest, machine
from qtnet.study.kept import KeptResults
from qtnet.study.store import digest_of, encoded, record_types

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

    def claims(self, documents: Sequence[Document]) -> Iterator[Claims]:
        """Give the claims of each document in order; extract what is missing, a few at a time."""
        records = record_types(Claims)
        missing = [document for document in documents if not self._kept.has(_key(document))]
        fresh = self._rules.claims(missing) if missing else iter(())
        unread = {document.doc for document in missing}
        for document in documents:
            if document.doc in unread:
                claims = next(fresh)
                if self._may_keep():
                    self._kept.keep(_key(document), encoded(claims).body())
                yield claims
            else:
                found = self._kept.find(_key(document), records)
                yield extract_document(document) if found is None else found.value

    def _may_keep(self) -> bool:
        self._is_as_before = self._is_as_before and is_code_as_before(extract_document, "extraction", self._say)
        return self._is_as_before

    def report(self) -> dict[str, object]:
        """Give nothing: the counts of the documents say it all."""
        return self._rules.report()


def facts_of(study: StudyConfig, corpus: Corpus, *, kept: KeptResults, note: str, jobs: int, say: Say) -> Facts:
    """Extract the facts of a study, or find what was extracted before, and apply its corrections."""
    corrections = study.path(study.corpus.corrections) if study.corpus.corrections else None
    unread = [document.doc for document in corpus.documents if not kept.has(_key(document))]
    if study.extraction.backend in _OF_DOCUMENTS and len(unread) < len(corpus):
        say(f"extracting from {len(unread)} of {len(corpus)} documents; the others are as before")
    else:
        say(f"extracting from {len(corpus)} document{'s' * (len(corpus) != 1)}")
    facts = extract_facts(corpus, corrections=corrections, backend=_backend(study, kept, jobs, say))
    if study.extraction.backend in _OF_DOCUMENTS:
        kept.note(_note(note), {document.doc: _made_of(document) for document in corpus.documents})
    if lost := lost_verdicts(facts):
        many = f"{len(lost)} verdict{'s' * (len(lost) != 1)}"
        say(f"{many} could not be applied: {', '.join(lost[:_LISTED])}; qtnet review shows them")
    return facts


def planned_reading(study: StudyConfig, corpus: Corpus, *, kept: KeptResults, note: str) -> Planned:
    """Say which documents a run would read, and why."""
    if study.extraction.backend not in _OF_DOCUMENTS:
        return Planned(step="extraction", do="redo", why=f"back end '{study.extraction.backend}' is asked on every run")
    before = kept.noted(_note(note))
    unread = [document for document in corpus.documents if not kept.has(_key(document))]
    if not unread:
        return Planned(step="extraction", do="reuse")
    shown = ", ".join(f"{document.doc} ({_why(before.get(document.doc), document)})" for document in unread[:_LISTED])
    more = f" and {len(unread) - _LISTED} more" if len(unread) > _LISTED else ""
    return Planned(step="extraction", do="redo", why=f"{len(unread)} of {len(corpus)} documents: {shown}{more}")


def _backend(study: StudyConfig, kept: KeptResults, jobs: int, say: Say) -> Backend:
    chosen: dict[str, Any] = {**vars(study.extraction), "cache": study.path(study.extraction.cache)}
    pipeline = study.path(study.extraction.spacy_model)
    if study.extraction.spacy_model and pipeline.is_dir():  # else the name of an installed one
        chosen["spacy_model"] = str(pipeline)
    found = backend_of(BackendOptions(**chosen, jobs=jobs if study.extraction.backend in _WITH_JOBS else 1), say=say)
    return KeptClaims(kept, jobs=jobs, say=say) if study.extraction.backend in _OF_DOCUMENTS else found


def _made_of(document: Document) -> dict[str, str]:
    return {"document": digest_of(document), "code": code_digest(extract_document), "machine": machine()}


def _key(document: Document) -> str:
    return digest_of(_made_of(document))


def _note(name: str) -> str:
    return f"{name}.documents"


def _why(before: dict[str, str] | None, document: Document) -> str:
    if before is None:
        return "new"
    now = _made_of(document)
    return "changed" if before["document"] != now["document"] else "the code changed" if before != now else "not kept"
