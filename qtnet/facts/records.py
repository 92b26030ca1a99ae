"""Claims of one document to records of the fact tables: checked against the text, every drop counted by reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qtnet.corpus.document import Document
from qtnet.extract.claims import Claims, FundingClaim, TieClaim
from qtnet.extract.vocabulary import is_directed, sign_of
from qtnet.facts.identity import funding_id, tie_id

__all__ = ["Record", "actor_records", "funding_records", "tie_records"]

Record = dict[str, object]
_DIGITS = 6  # of a confidence: what is beyond differs between machines


def actor_records(claims: Claims) -> Iterator[Record]:
    """Give one record for each actor of a document."""
    for actor in claims.actors:
        yield {
            "doc": claims.doc,
            "actor": actor.actor,
            "kind": actor.kind,
            "country": actor.country,
            "surface": "|".join(dict.fromkeys(actor.surfaces)),
        }


def tie_records(document: Document, claims: Claims, dropped: Counter[str]) -> dict[str, Record]:
    """Give the ties of a document by id; of the same tie told twice the surer one stays."""
    known = {actor.actor for actor in claims.actors}
    records: dict[str, Record] = {}
    for claim in sorted(claims.ties, key=lambda c: (-c.confidence, c.start, c.end, c.rule)):
        fault = _fault(document, claim, {claim.source, claim.target} <= known)
        if claim.source == claim.target:
            fault = "actor tied to itself"
        if fault:
            dropped[fault] += 1
            continue
        record = _tie_record(document, claim)
        if record["tie"] in records:
            dropped["same tie twice"] += 1
        else:
            records[str(record["tie"])] = record
    return records


def funding_records(document: Document, claims: Claims, dropped: Counter[str]) -> dict[str, Record]:
    """Give the amounts of a document by id; of the same amount told twice the surer one stays."""
    known = {"", *(actor.actor for actor in claims.actors)}
    records: dict[str, Record] = {}
    for claim in sorted(claims.funding, key=lambda c: (-c.confidence, c.start, c.end, c.rule)):
        fault = _fault(document, claim, {claim.funder, claim.recipient} <= known)
        if claim.funder and claim.funder == claim.recipient:
            fault = "actor funds itself"
        if fault:
            dropped[fault] += 1
            continue
        record = _funding_record(document, claim)
        if record["funding"] in records:
            dropped["same amount twice"] += 1
        else:
            records[str(record["funding"])] = record
    return records


def _fault(document: Document, claim: TieClaim | FundingClaim, actors_known: bool) -> str:
    if not actors_known:
        return "actor not listed"
    if not 0 <= claim.start < claim.end <= len(document.text):
        return "quotation outside the text"
    if not document.text[claim.start : claim.end].strip():
        return "quotation is blank"
    return ""


def _tie_record(document: Document, claim: TieClaim) -> Record:
    source, target = claim.source, claim.target
    if not is_directed(claim.mode) and source > target:
        source, target = target, source
    return {
        "doc": document.doc,
        "source": source,
        "target": target,
        "mode": claim.mode,
        "sign": sign_of(claim.mode),
        "domain": claim.domain,
        "status": claim.status,
        "year": claim.year,
        "instrument": claim.instrument,
        "tie": tie_id(document.doc, source, target, claim.mode, claim.domain),
        **_quotation(document, claim),
    }


def _funding_record(document: Document, claim: FundingClaim) -> Record:
    named = ("funder", "recipient", "amount", "amount_high", "currency", "basis", "years", "year", "domain", "status")
    key = (claim.funder, claim.recipient, claim.amount, claim.currency, claim.year)
    return {
        "doc": document.doc,
        **{name: getattr(claim, name) for name in named},
        "funding": funding_id(document.doc, *key),
        **_quotation(document, claim),
    }


def _quotation(document: Document, claim: TieClaim | FundingClaim) -> Record:
    return {
        "evidence": document.text[claim.start : claim.end],
        "start": claim.start,
        "end": claim.end,
        "confidence": round(claim.confidence, _DIGITS),
        "rule": claim.rule,
    }
