"""From claims to facts: check, correct, resolve, convert, count.

In: documents and what extraction claims of each. Out: `Facts`, in which every quotation stands in its document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from qtnet.corpus.document import Corpus
from qtnet.errors import InputError
from qtnet.extract.backends import Backend, Rules
from qtnet.extract.claims import Claims
from qtnet.extract.vocabulary import is_directed
from qtnet.facts.correcting import Applied, apply_corrections
from qtnet.facts.corrections import Correction, read_corrections
from qtnet.facts.currency import BASE_YEAR, convert
from qtnet.facts.facts import Facts
from qtnet.facts.progress import shown
from qtnet.facts.records import Record, actor_records, funding_records, tie_records
from qtnet.facts.resolve import merged_ids, resolved_actors
from qtnet.facts.schema import TABLES
from qtnet.facts.validation import frame_of

__all__ = ["build_facts", "extract_facts"]

_LISTED = 5


def extract_facts(
    corpus: Corpus,
    *,
    corrections: str | Path | None = None,
    progress: bool = False,
    backend: Backend | None = None,
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
    checked = read_corrections(corrections) if corrections is not None else ()
    reader = backend or Rules()
    found = reader.claims(corpus.documents)
    if progress:
        found = shown(found, corpus.documents)
    claims = {claim.doc: claim for claim in found}
    facts = build_facts(corpus, claims, corrections=checked)
    if report := reader.report():
        facts.counts["backend"] = report
    if facts.ties.empty and facts.funding.empty:
        names = [document.doc for document in corpus.documents]
        more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
        raise InputError(
            f"no facts in {', '.join(names[:_LISTED])}{more}: no sentence ties two named actors or gives money to one; "
            "qtnet reads English texts on technology partnerships"
        )
    return facts


def build_facts(corpus: Corpus, claims: Mapping[str, Claims], *, corrections: Sequence[Correction] = ()) -> Facts:
    """Build the fact tables from what was claimed of each document.

    Parameters
    ----------
    corpus
        The documents; a document without claims counts as one without facts.
    claims
        Claims by document id.
    corrections
        Checked corrections, applied before actors are resolved.

    Returns
    -------
    Facts
        Only actors that take part in a fact are kept. Ids of actors are those of the whole corpus; ids of facts are
        hashes of what the document says, so they do not change when another document joins.
    """
    dropped: Counter[str] = Counter()
    actors: list[Record] = []
    facts: dict[str, dict[str, Record]] = {"ties": {}, "funding": {}}
    for document in corpus.documents:
        if document.doc in claims:
            actors += actor_records(claims[document.doc])
            facts["ties"] |= tie_records(document, claims[document.doc], dropped)
            facts["funding"] |= funding_records(document, claims[document.doc], dropped)
    texts = {document.doc: document.text for document in corpus.documents}
    applied = apply_corrections(corrections, facts, actors, texts, _early_leaders(corrections, actors))
    ties, money = list(facts["ties"].values()), list(facts["funding"].values())
    kept = _taking_part(actors, ties, money)
    same, apart = _aliases(corrections, kept, applied), _told_apart(corrections)
    leaders = merged_ids(frame_of(kept, TABLES["actors"]), same=same, distinct=apart)
    _rename(kept, ties, money, leaders)
    ties = _distinct(ties, dropped)
    dates = {document.doc: document.date for document in corpus.documents}
    for record in money:
        record |= _converted(record, dates[str(record["doc"])])
    table = frame_of(_united(kept), TABLES["actors"])
    built = Facts(
        documents=_documents(corpus),
        actors=table,
        ties=frame_of(ties, TABLES["ties"]),
        funding=frame_of(money, TABLES["funding"]),
        actors_resolved=resolved_actors(table),
    )
    built.counts.update(_counts(built, corpus, claims, dropped, applied, leaders))
    return built


def _documents(corpus: Corpus) -> pd.DataFrame:
    names = [name for name in TABLES["documents"].names if name != "chars"]
    records = [{**{name: getattr(d, name) for name in names}, "chars": len(d.text)} for d in corpus.documents]
    return frame_of(records, TABLES["documents"])


def _taking_part(actors: list[Record], ties: list[Record], money: list[Record]) -> list[Record]:
    named = {(r["doc"], r[end]) for r in ties for end in ("source", "target")}
    named |= {(r["doc"], r[end]) for r in money for end in ("funder", "recipient")}
    return [actor for actor in actors if (actor["doc"], actor["actor"]) in named]


def _aliases(corrections: Iterable[Correction], actors: list[Record], applied: Applied) -> list[tuple[str, str]]:
    """Give the pairs of actors that people have judged to be one; a pair that does not occur is reported."""
    there = {str(record["actor"]) for record in actors}
    pairs = []
    for correction in corrections:
        if correction.action == "same":
            pair = (correction.id, str(correction.values["actor"]))
            if there.issuperset(pair):
                pairs.append(pair)
                applied.counts["same"] += 1
            else:
                applied.not_found.append(correction.id)
    return pairs


def _early_leaders(corrections: Sequence[Correction], actors: list[Record]) -> dict[str, str]:
    """Give the ids over the whole corpus before corrections, as people have seen them; nothing if nobody judged."""
    if not corrections:
        return {}
    same = [(c.id, str(c.values["actor"])) for c in corrections if c.action == "same"]
    return merged_ids(frame_of(actors, TABLES["actors"]), same=same, distinct=_told_apart(corrections))


def _told_apart(corrections: Iterable[Correction]) -> list[tuple[str, str]]:
    """Give the pairs of actors that people have judged to be two."""
    return [(c.id, str(c.values["actor"])) for c in corrections if c.action == "distinct"]


def _rename(actors: list[Record], ties: list[Record], money: list[Record], leaders: Mapping[str, str]) -> None:
    for records, ends in ((actors, ("actor",)), (ties, ("source", "target")), (money, ("funder", "recipient"))):
        for record in records:
            record |= {end: leaders.get(str(record[end]), record[end]) for end in ends}
    for tie in ties:
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


def _counts(
    facts: Facts,
    corpus: Corpus,
    claims: Mapping[str, Claims],
    dropped: Counter[str],
    applied: Applied,
    leaders: Mapping[str, str],
) -> dict[str, object]:
    found = sum((claims[d.doc].counts for d in corpus.documents if d.doc in claims), Counter[str]())
    with_facts = {*facts.ties["doc"], *facts.funding["doc"]}
    return {
        "documents": len(corpus),
        "readers": dict(sorted(Counter(document.reader for document in corpus.documents).items())),
        "documents_without_facts": [d.doc for d in corpus.documents if d.doc not in with_facts],
        "skipped": [{"file": Path(s.path).name, "reason": s.reason} for s in corpus.skipped],
        "extraction": dict(sorted(found.items())),
        "dropped": dict(sorted(dropped.items())),
        "actors": len(facts.actors_resolved),
        "actors_merged": {actor: leader for actor, leader in sorted(leaders.items()) if actor != leader},
        "ties": len(facts.ties),
        "funding": len(facts.funding),
        "funding_not_converted": int(facts.funding["amount_usd"].isna().sum()),
        "corrections": {
            **dict(sorted(applied.counts.items())),
            "not_found": sorted(applied.not_found),
            "replaced": sorted(applied.replaced),
            "restored": sorted(applied.restored),
            "matched": dict(sorted(applied.matched.items())),
            "changed": dict(sorted(applied.changed.items())),
        },
    }
