"""Ties that two sides share, row beside row, and how often their attributes agree.

Scores say whether a tie was found; here is what was said of the ties that were.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from qtnet.extract.vocabulary import DOMAINS
from qtnet.facts.facts import Facts
from qtnet.facts.matching import ActorRow, Key, aligned, folded, tie_key

__all__ = ["ATTRIBUTES", "attribute_accuracy", "matched_ties"]

#: What is said of a tie beyond its key at level ``mode``.
ATTRIBUTES = ("domain", "status", "year", "instrument")
#: Attributes that a text may leave open, so that a value can be missed or invented.
_OPEN = ("year", "instrument")
_Row = dict[str, object]


def matched_ties(gold: Facts, predicted: Facts, docs: Sequence[str], level: str = "mode") -> pd.DataFrame:
    """Give the ties that both sides have, one row for each two that belong together.

    Parameters
    ----------
    gold, predicted
        The two sides; ties of the first marked optional are left out.
    docs
        Documents to compare.
    level
        What must agree: ``pair`` or ``mode``.

    Returns
    -------
    DataFrame
        `doc`, then for `source`, `target` (ids of the first side), `mode`, `domain`, `status`, `year`, `instrument` and
        `evidence` the values of both sides as ``gold_…`` and ``predicted_…``. Years are text, instruments folded; what
        is not given is empty.

    Notes
    -----
    Where a key has several ties, those of the same mode and technology are matched first, then those of the same mode,
    then of the same technology, at last the others in order; what then has no counterpart is left out.
    """
    sides = [{name: _by_doc(getattr(facts, name)) for name in ("actors", "ties")} for facts in (gold, predicted)]
    rows: list[_Row] = []
    for doc in docs:
        names = aligned(*([ActorRow(str(r["actor"]), str(r["surface"])) for r in s["actors"][doc]] for s in sides))
        wanted: defaultdict[Key, list[_Row]] = defaultdict(list)
        given: defaultdict[Key, list[_Row]] = defaultdict(list)
        for row in sides[0]["ties"][doc]:
            if row.get("optional") != "1":
                wanted[tie_key(row, level)].append(row)
        for row in sides[1]["ties"][doc]:
            renamed = row | {end: names.get(str(row[end]), "?" + str(row[end])) for end in ("source", "target")}
            given[tie_key(renamed, level)].append(renamed)
        for key in sorted(wanted.keys() & given.keys(), key=repr):
            rows += [_side_by_side(doc, *two) for two in _counterparts(wanted[key], given[key])]
    columns = [f"{side}_{name}" for name in ("source", "target", "mode", *ATTRIBUTES, "evidence") for side in _SIDES]
    return pd.DataFrame(rows, columns=["doc", *columns])


def attribute_accuracy(matched: pd.DataFrame) -> pd.DataFrame:
    """Give how often the attributes of matched ties agree.

    Returns
    -------
    DataFrame
        `attribute`, `n` (matched ties), `right` (the same value, or none on both sides), `accuracy`; for `year` and
        `instrument` also `precision` (of the values given) and `recall` (of the values annotated), NaN without any.
    """
    rows = []
    for name in ATTRIBUTES:
        wanted, given = (matched[f"{side}_{name}"].to_numpy(dtype=object) for side in _SIDES)
        same = wanted == given
        row = {"attribute": name, "n": len(matched), "right": int(same.sum()), "accuracy": _mean(same)}
        if name in _OPEN:
            row |= {"precision": _mean(same[given != ""]), "recall": _mean(same[wanted != ""])}
        rows.append(row)
    return pd.DataFrame(rows, columns=["attribute", "n", "right", "accuracy", "precision", "recall"])


_SIDES = ("gold", "predicted")


def _by_doc(frame: pd.DataFrame) -> Mapping[str, list[_Row]]:
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in frame.to_dict("records"):
        rows[str(row["doc"])].append({str(k): v.strip() if isinstance(v, str) else v for k, v in row.items()})
    return rows


def _counterparts(wanted: list[_Row], given: list[_Row]) -> Iterator[tuple[_Row, _Row]]:
    here, there = sorted(wanted, key=_place), sorted(given, key=_place)
    for names in (("mode", "domain"), ("mode",), ("domain",), ()):
        for row in tuple(here):
            other = next((r for r in there if all(r[name] == row[name] for name in names)), None)
            if other is not None:
                here.remove(row)
                there.remove(other)
                yield row, other


def _place(row: _Row) -> tuple[int, str, str]:
    return [*DOMAINS].index(row["domain"]), str(row["mode"]), str(row["source"])  # type: ignore[arg-type]


def _side_by_side(doc: str, wanted: _Row, given: _Row) -> _Row:
    row: _Row = {"doc": doc}
    for side, of in zip(_SIDES, (wanted, given), strict=True):
        row |= {f"{side}_{name}": of[name] for name in ("source", "target", "mode", "domain", "status", "evidence")}
        row[f"{side}_year"] = "" if str(of["year"]) == "nan" else f"{float(str(of['year'])):.0f}"
        row[f"{side}_instrument"] = folded(str(of["instrument"]))
    return row


def _mean(same: np.ndarray) -> float:
    return float(same.mean()) if len(same) else np.nan
