"""Annotated facts as claims, so that gold can take the extraction's place: same checks, offsets and conversion."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from qtnet.corpus.document import Corpus
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.facts.facts import Facts
from qtnet.facts.tables import read_facts
from qtnet.facts.validation import Failures

__all__ = ["gold_claims"]


def gold_claims(gold: str | Path | Facts, corpus: Corpus) -> dict[str, Claims]:
    """Give what an annotator found in each document of a corpus, with the offsets of every quotation.

    Parameters
    ----------
    gold
        Annotated facts, or their folder.
    corpus
        The documents; gold of other documents is left out.

    Raises
    ------
    TableError
        If a quotation does not stand in its document.

    Notes
    -----
    A quotation that stands in the text several times gets the offsets of its first place.
    """
    facts = gold if isinstance(gold, Facts) else read_facts(gold)
    failures = Failures()
    found = {}
    for document in corpus.documents:
        parts = [frame[frame["doc"] == document.doc] for frame in (facts.actors, facts.ties, facts.funding)]
        spans = [_spans(part, document.text, document.doc, failures) for part in parts[1:]]
        found[document.doc] = Claims(
            doc=document.doc,
            actors=tuple(_actor(row) for row in parts[0].to_dict("records")),
            ties=tuple(_tie(row, *span) for row, span in zip(parts[1].to_dict("records"), spans[0], strict=True)),
            funding=tuple(_money(row, *span) for row, span in zip(parts[2].to_dict("records"), spans[1], strict=True)),
        )
    failures.raise_if_any()
    return found


def _spans(rows: pd.DataFrame, text: str, doc: str, failures: Failures) -> list[tuple[int, int]]:
    spans = []
    for evidence in rows["evidence"]:
        start = text.find(evidence)
        if start < 0:
            failures.add(f"document '{doc}', field evidence", f"'{evidence[:60]}' does not stand in it")
        spans.append((start, start + len(evidence)))
    return spans


def _actor(row: Mapping[Hashable, Any]) -> ActorClaim:
    forms = tuple(form for form in str(row["surface"]).split("|") if form)
    return ActorClaim(actor=row["actor"], kind=row["kind"], country=row["country"], surfaces=forms)


def _tie(row: Mapping[Hashable, Any], start: int, end: int) -> TieClaim:
    names = ("source", "target", "mode", "domain", "status", "instrument", "confidence", "rule")
    return TieClaim(**{name: row[name] for name in names}, year=_whole(row["year"]), start=start, end=end)


def _money(row: Mapping[Hashable, Any], start: int, end: int) -> FundingClaim:
    names = ("funder", "recipient", "amount", "currency", "basis", "domain", "status", "confidence", "rule")
    high = row["amount_high"]
    return FundingClaim(
        **{name: row[name] for name in names},
        amount_high=None if pd.isna(high) else high,
        years=_whole(row["years"]),
        year=_whole(row["year"]),
        start=start,
        end=end,
    )


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)
