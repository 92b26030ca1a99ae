"""The facts of a study: each document is read once, and again only when it or what reads it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qtnet.config import StudyConfig
from qtnet.corpus import Corpus, Document
from qtnet.corpus.spool import Chosen
from qtnet.extract.backends import Backend, BackendOptions, backend_of
from qtnet.facts import Facts, extract_facts
from qtnet.facts.unapplied import lost_verdicts
from qtnet.study.building import Planned, Say
from qtnet.study.claims import KeptClaims, claims_reader
from qtnet.study.kept import KeptResults
from qtnet.study.store import digest_of

__all__ = ["facts_of", "planned_reading"]

#: Back ends whose claims depend on the document and the code alone. The others keep their own answers, or rest on what
#: is installed beside qtnet, and are asked on every run.
_OF_DOCUMENTS = ("rules",)
_WITH_JOBS = ("rules", "mix")
_LISTED = 5


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
        kept.note(_note(note), {**claims_reader(), "documents": made})
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


def _note(name: str) -> str:
    return f"{name}.documents"


def _why(before: Mapping[str, Any], document: Document) -> str:
    known = before.get("documents", {})
    if document.doc not in known:
        return "new"
    if known[document.doc] != digest_of(document):
        return "changed"
    is_as_before = all(before.get(name) == value for name, value in claims_reader().items())
    return "not kept" if is_as_before else "the code changed"
