"""From claims to facts: check, correct, resolve, convert, count.

In: documents and what extraction claims of each. Out: the rows of the fact tables, in which every quotation stands in
its document. One document after the other is read, and its rows leave at once: a corpus may be larger than the memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from qtnet.corpus.document import Corpus, Document
from qtnet.corpus.spool import SpooledDocuments, bare
from qtnet.errors import InputError
from qtnet.extract.backends import Backend, Rules
from qtnet.extract.claims import Claims
from qtnet.extract.vocabulary import is_directed
from qtnet.facts.actor_use import ActorUse
from qtnet.facts.correcting import Applied
from qtnet.facts.corrections import Correction, read_corrections
from qtnet.facts.currency import BASE_YEAR, convert
from qtnet.facts.duplicates import DEFAULT_SIMILARITY, duplicates
from qtnet.facts.facts import Facts
from qtnet.facts.gathering import Gathered, pairs_of
from qtnet.facts.progress import shown
from qtnet.facts.records import Record
from qtnet.facts.resolve import merged_ids, resolved_actors
from qtnet.facts.schema import TABLES
from qtnet.facts.sinks import Frames, Sink
from qtnet.facts.spill import Found

__all__ = ["Extracted", "build_facts", "extract_facts", "extract_into"]

_LISTED = 5


class Extracted(NamedTuple):
    """What remains of an extraction when its rows have gone: how actors are used, their table, and the counts."""

    use: ActorUse
    resolved: pd.DataFrame
    counts: dict[str, object]


def extract_facts(
    corpus: Corpus,
    *,
    corrections: str | Path | None = None,
    progress: bool = False,
    backend: Backend | None = None,
    similarity: float = DEFAULT_SIMILARITY,
) -> Facts:
    """Extract the facts of a corpus.

    Parameters
    ----------
    corpus
        Documents, as `read_corpus` gives them.
    corrections
        A corrections.csv to apply.
    progress
        Show a bar with documents, MB/s and time left on standard error.
    backend
        What extracts the claims, as `qtnet.extract.backends.backend_of` gives it; the rules when not given.
    similarity
        From what similarity on a document counts as a copy of another; see `qtnet.facts.duplicates`. 0: nothing does.

    Raises
    ------
    InputError
        If no document holds a fact.
    TableError
        If the corrections are not valid.

    Examples
    --------
    >>> from qtnet.corpus import Document
    >>> text = "Japan and the Netherlands signed an agreement on quantum computing in 2024."
    >>> facts = extract_facts(Corpus(documents=(Document(doc="a", text=text),)))
    >>> facts.ties[["source", "target", "mode", "year"]].values.tolist()
    [['JP', 'NL', 'agreement', 2024.0]]
    """
    frames = Frames()
    done = extract_into(
        frames, corpus, corrections=corrections, progress=progress, backend=backend, similarity=similarity
    )
    return Facts(**frames.frames(), counts=done.counts)


def extract_into(
    sink: Sink,
    corpus: Corpus,
    *,
    corrections: str | Path | None = None,
    progress: bool = False,
    backend: Backend | None = None,
    similarity: float = DEFAULT_SIMILARITY,
) -> Extracted:
    """Extract the facts of a corpus and hand on their rows, as `extract_facts` does without holding them."""
    checked = read_corrections(corrections) if corrections is not None else ()
    reader = backend or Rules()
    documents = _ordered(corpus)
    found = reader.claims(documents)
    if progress:
        found = shown(found, documents)
    done = _built(sink, corpus, documents, found, checked, similarity)
    if report := reader.report():
        done.counts["backend"] = report
    if not done.counts["ties"] and not done.counts["funding"]:
        names = [document.doc for document in bare(documents)]
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        raise InputError(
            f"no facts in {', '.join(names[:_LISTED])}{more}: no sentence ties two named actors or gives money to one; "
            "qtnet reads English texts on technology partnerships"
        )
    return done


def build_facts(
    corpus: Corpus,
    claims: Mapping[str, Claims],
    *,
    corrections: Sequence[Correction] = (),
    similarity: float = DEFAULT_SIMILARITY,
) -> Facts:
    """Build the fact tables from what was claimed of each document.

    Parameters
    ----------
    corpus
        The documents; a document without claims counts as one without facts.
    claims
        Claims by document id.
    corrections
        Checked corrections, applied before actors are resolved.
    similarity
        As for `extract_facts`.

    Returns
    -------
    Facts
        Only actors that take part in a fact are kept. Ids of actors are those of the whole corpus; ids of facts are
        hashes of what the document says, so they do not change when another document joins.
    """
    frames, documents = Frames(), _ordered(corpus)
    found = (claims.get(document.doc) for document in bare(documents))
    done = _built(frames, corpus, documents, found, corrections, similarity)
    return Facts(**frames.frames(), counts=done.counts)


def _built(
    sink: Sink,
    corpus: Corpus,
    documents: Sequence[Document],
    claims: Iterable[Claims | None],
    corrections: Sequence[Correction],
    similarity: float,
) -> Extracted:
    gathered = Gathered(corrections)
    for document, said in zip(documents, claims, strict=True):
        gathered.add(document, said)
        sink.put("documents", [_document_record(document)])
    applied = gathered.correct()
    copies = duplicates(documents, similarity=similarity)
    for copy in copies:
        sink.put("duplicates", [copy._asdict()])
    leaders = _leaders(documents, gathered, applied)
    told, use = _Told(), ActorUse()
    for document, found in zip(bare(documents), gathered, strict=True):
        rows = _rows(document, found, leaders, gathered.dropped)
        told.add(document.doc, rows)
        for actor in rows.actors:
            use.add(document.doc, actor)
        for table, records in rows._asdict().items():
            sink.put(table, records)
    resolved = resolved_actors(use)
    sink.put("actors_resolved", [{str(k): v for k, v in row.items()} for row in resolved.to_dict("records")])
    counts = {
        **_counts(corpus, documents, gathered, applied),
        "actors": len(resolved),
        "actors_merged": {actor: leader for actor, leader in sorted(leaders.items()) if actor != leader},
        "copies": len(copies),
        **told.counts(),
    }
    return Extracted(use, resolved, counts)


def _leaders(documents: Sequence[Document], gathered: Gathered, applied: Applied) -> dict[str, str]:
    """Give the id of each actor over the whole corpus by its id in a document."""
    use = ActorUse()
    for document, found in zip(bare(documents), gathered, strict=True):
        for actor in found.actors:
            use.add(document.doc, actor)
    same = _aliases(gathered.corrections, use, applied)
    return merged_ids(use, same=same, distinct=pairs_of(gathered.corrections, "distinct"))


def _ordered(corpus: Corpus) -> Sequence[Document]:
    """Give the documents in order of their ids, in which the rows of all tables stand."""
    if isinstance(corpus.documents, SpooledDocuments):
        return corpus.documents
    return sorted(corpus.documents, key=lambda document: document.doc)


def _document_record(document: Document) -> Record:
    names = [name for name in TABLES["documents"].names if name != "chars"]
    return {**{name: getattr(document, name) for name in names}, "chars": len(document.text)}


def _aliases(corrections: Iterable[Correction], use: ActorUse, applied: Applied) -> list[tuple[str, str]]:
    """Give the pairs of actors that people have judged to be one; a pair that does not occur is reported."""
    pairs = []
    for pair in pairs_of(corrections, "same"):
        if all(actor in use.by_id for actor in pair):
            pairs.append(pair)
            applied.counts["same"] += 1
        else:
            applied.not_found.append(pair[0])
    return pairs


def _rows(document: Document, found: Found, leaders: Mapping[str, str], dropped: Counter[str]) -> Found:
    """Give the final records of a document, actors under their ids over the whole corpus."""
    _rename(found, leaders)
    for record in found.funding:
        record |= _converted(record, document.date)
    return Found(_united(found.actors), _distinct(found.ties, dropped), found.funding)


def _rename(found: Found, leaders: Mapping[str, str]) -> None:
    ends = (("actor",), ("source", "target"), ("funder", "recipient"))
    for records, names in zip(found, ends, strict=True):
        for record in records:
            record |= {name: leaders.get(str(record[name]), record[name]) for name in names}
    for tie in found.ties:
        if not is_directed(tie["mode"]) and str(tie["source"]) > str(tie["target"]):  # type: ignore[arg-type]
            tie["source"], tie["target"] = tie["target"], tie["source"]


def _distinct(ties: list[Record], dropped: Counter[str]) -> list[Record]:
    """Drop what became a tie of an actor with itself, or a second copy of a tie, when a person merged its ends."""
    best: dict[tuple[object, ...], Record] = {}
    for tie in ties:
        key = tuple(tie[name] for name in TABLES["ties"].key)
        if tie["source"] == tie["target"]:
            dropped["ends are one actor"] += 1
        elif key not in best:
            best[key] = tie
        else:
            dropped["ends merged: same tie twice"] += 1
            if float(str(tie["confidence"])) > float(str(best[key]["confidence"])):
                best[key] = tie
    return list(best.values())


def _united(actors: list[Record]) -> list[Record]:
    """Give one record per document and actor: a correction may have brought in an alias of one that is there."""
    united: dict[tuple[object, object], Record] = {}
    for actor in actors:
        known = united.setdefault((actor["doc"], actor["actor"]), actor)
        forms = [form for cell in (known["surface"], actor["surface"]) for form in str(cell).split("|") if form]
        known["surface"] = "|".join(dict.fromkeys(forms))
    return list(united.values())


def _converted(record: Record, date: str) -> Record:
    year = None if record["year"] is None else float(str(record["year"]))
    found = convert(float(str(record["amount"])), str(record["currency"]), year=year, document_date=date)
    return {**found._asdict(), "usd_year": BASE_YEAR}


class _Told:
    """What the rows of all documents come to."""

    def __init__(self) -> None:
        self.ties = self.funding = self.not_converted = 0
        self.without: list[str] = []

    def add(self, doc: str, rows: Found) -> None:
        self.ties += len(rows.ties)
        self.funding += len(rows.funding)
        self.not_converted += sum(_is_missing(record["amount_usd"]) for record in rows.funding)
        if not rows.ties and not rows.funding:
            self.without.append(doc)

    def counts(self) -> dict[str, Any]:
        return {
            "ties": self.ties,
            "funding": self.funding,
            "funding_not_converted": self.not_converted,
            "documents_without_facts": self.without,
        }


def _is_missing(value: object) -> bool:
    return value is None or value != value


def _counts(corpus: Corpus, documents: Sequence[Document], gathered: Gathered, applied: Applied) -> dict[str, object]:
    return {
        "documents": len(documents),
        "readers": dict(sorted(Counter(document.reader for document in bare(documents)).items())),
        "skipped": [{"file": Path(s.path).name, "reason": s.reason, "fault": s.is_fault} for s in corpus.skipped],
        "extraction": dict(sorted((+gathered.counts).items())),
        "dropped": dict(sorted(gathered.dropped.items())),
        "corrections": {
            **dict(sorted(applied.counts.items())),
            "not_found": sorted(applied.not_found),
            "replaced": sorted(applied.replaced),
            "restored": sorted(applied.restored),
            "matched": dict(sorted(applied.matched.items())),
            "changed": dict(sorted(applied.changed.items())),
        },
    }
