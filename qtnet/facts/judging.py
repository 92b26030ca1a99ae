"""Every fact of gold and prediction, judged: right, extra or missed, at every level; all scores are counts of this.

Documents that the gold does not name are left out, as nothing is known about them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np
import pandas as pd

from qtnet.facts.facts import Facts
from qtnet.facts.matching import MONEY_LEVELS, TIE_LEVELS, ActorRow, Key, aligned, money_key, tie_key

__all__ = ["OUTCOMES", "actor_accuracy", "gold_documents", "judged"]

Outcome = Literal["right", "extra", "missed"]
OUTCOMES: tuple[Outcome, ...] = ("right", "extra", "missed")
Cells = dict[str, object]
_SHOWN = ("source", "target", "mode", "domain", "status", "funder", "recipient", "amount", "currency")


def gold_documents(gold: Facts) -> tuple[str, ...]:
    """Give the documents that a gold names in any of its tables, sorted."""
    return tuple(sorted({doc for frame in (gold.actors, gold.ties, gold.funding) for doc in frame["doc"]}))


def judged(gold: Facts, predicted: Facts, docs: Sequence[str]) -> pd.DataFrame:
    """Give one row per document, level and key.

    Returns
    -------
    DataFrame
        `doc`, `level`, `outcome` (right, extra, missed), `pair` (aligned actors, at level ``pair``), what the fact
        says, its `evidence`, its `confidence` (NaN for missed facts) and `overlap` of the two quotations in [0, 1]
        (right facts only). A key that a gold tie marked optional holds is neither missed nor extra.
    """
    sides = [{name: _by_doc(getattr(f, name)) for name in ("actors", "ties", "funding")} for f in (gold, predicted)]
    rows: list[Cells] = []
    for doc in docs:
        (gold_actors, gold_ties, gold_money), (actors, ties, money) = (
            (side["actors"][doc], side["ties"][doc], side["funding"][doc]) for side in sides
        )
        names = aligned(_actor_rows(gold_actors), _actor_rows(actors))
        for level in TIE_LEVELS:
            rows += _compare(doc, level, gold_ties, ties, names, tie_key)
        for level in MONEY_LEVELS:
            rows += _compare(doc, level, gold_money, money, names, money_key)
    columns = ["doc", "level", "outcome", "pair", *_SHOWN, "evidence", "confidence", "overlap"]
    return pd.DataFrame(rows, columns=columns)


def actor_accuracy(gold: Facts, predicted: Facts, docs: Sequence[str]) -> pd.DataFrame:
    """Give, for `kind` and `country`, how many aligned actors have the annotated value: `attribute`, `right`, `n`."""
    wanted, given = _by_doc(gold.actors), _by_doc(predicted.actors)
    right, n = {"kind": 0, "country": 0}, 0
    for doc in docs:
        names = aligned(_actor_rows(wanted[doc]), _actor_rows(given[doc]))
        by_id = {row["actor"]: row for row in wanted[doc]}
        for row in given[doc]:
            if row["actor"] in names:
                n += 1
                for attribute in right:
                    right[attribute] += row[attribute] == by_id[names[str(row["actor"])]][attribute]
    share = [count / n if n else np.nan for count in right.values()]
    return pd.DataFrame({"attribute": list(right), "right": list(right.values()), "n": n, "accuracy": share})


def _by_doc(frame: pd.DataFrame) -> dict[str, list[Cells]]:
    rows: dict[str, list[Cells]] = defaultdict(list)
    for row in frame.to_dict("records"):
        rows[str(row["doc"])].append({str(k): v.strip() if isinstance(v, str) else v for k, v in row.items()})
    return rows


def _actor_rows(rows: Iterable[Cells]) -> Iterator[ActorRow]:
    return (ActorRow(str(row["actor"]), str(row["surface"])) for row in rows)


def _compare(
    doc: str,
    level: str,
    gold: Iterable[Cells],
    predicted: Iterable[Cells],
    names: Mapping[str, str],
    key: Callable[..., Key],
) -> Iterator[Cells]:
    wanted: dict[Key, Cells] = {}
    optional: set[Key] = set()
    for row in gold:
        if row.get("optional") == "1":
            optional.add(key(row, level))
        else:
            wanted[key(row, level)] = row
    given: dict[Key, Cells] = {}
    for row in predicted:
        found = key(row, level, names)
        if found in wanted or found not in optional:
            given[found] = _surer(row, given.get(found))
    for found in sorted(wanted.keys() | given.keys(), key=repr):
        row = _judgement(doc, level, wanted.get(found), given.get(found))
        row["pair"] = found[0] if level == "pair" else ()
        yield row


def _surer(row: Cells, other: Cells | None) -> Cells:
    return row if other is None or float(str(row["confidence"])) >= float(str(other["confidence"])) else other


def _judgement(doc: str, level: str, wanted: Cells | None, given: Cells | None) -> Cells:
    shown = wanted if wanted is not None else given or {}
    outcome: Outcome = "missed" if given is None else "extra" if wanted is None else "right"
    row: Cells = {"doc": doc, "level": level, "outcome": outcome, "overlap": np.nan}
    row |= {name: shown[name] for name in _SHOWN if name in shown}
    row["evidence"] = shown["evidence"]
    row["confidence"] = np.nan if given is None else given["confidence"]
    if wanted is not None and given is not None:
        row["overlap"] = _overlap(str(wanted["evidence"]), str(given["evidence"]))
    return row


def _overlap(first: str, second: str) -> float:
    """Share of the longer quotation that the longest common run of characters covers."""
    if first in second or second in first:
        return min(len(first), len(second)) / max(len(first), len(second))
    run = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    return run.size / max(len(first), len(second))
