"""Money in constant US dollars: how much by whom, to whom and for what, each sum with the facts it rests on.

In: the funding table of the facts. Out: tidy frames. What several documents tell of the same money counts once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import pandas as pd

from qtnet.errors import UnknownNameError
from qtnet.extract.vocabulary import STATUSES

if TYPE_CHECKING:
    from qtnet.facts import Facts

__all__ = ["NOT_NAMED", "By", "commitments", "funding_flows", "funding_totals"]

By = Literal["domain", "funder", "recipient", "status"]
#: Stands where a document gives money without saying whose, or for whom.
NOT_NAMED = "(not named)"
_REAL = ("active", "announced")


def funding_totals(facts: Facts, *, by: By = "domain", status: Sequence[str] = _REAL) -> pd.DataFrame:
    """Sum the money by technology, funder, recipient or status.

    Parameters
    ----------
    facts
        Checked tables.
    by
        What the rows of the answer are.
    status
        Which commitments count; proposed and past ones do not unless asked for.

    Returns
    -------
    pd.DataFrame
        The column named by `by`, `amount_usd` (constant dollars; NaN where no amount could be converted), `n`
        (commitments), `n_not_converted`, `facts` (ids), `reason`; then, in no sum, what is named without payer
        and recipient: `unnamed_usd` (NaN where there is none), `n_unnamed`, `facts_unnamed`. Largest sum first.

    Raises
    ------
    UnknownNameError
        If `by` or a status is unknown.

    Notes
    -----
    See `commitments` for what is summed. Sums of what documents name are no estimate of what is spent: they grow
    with the documents read. An amount for which neither payer nor recipient is named is often a figure for the world
    whose parts stand beside it, so it is never added to them.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> row = {"doc": "a", "funder": "JP", "recipient": "", "amount": 5e6, "currency": "USD", "basis": "total",
    ...        "years": np.nan, "year": 2024, "domain": "ai", "status": "active", "funding": "m1", "amount_usd": 5e6,
    ...        "confidence": 0.9}
    >>> funding = pd.DataFrame([row, row | {"doc": "b", "funding": "m2"}, row | {"domain": "quantum", "funding": "m3"}])
    >>> funding_totals(SimpleNamespace(funding=funding))[["domain", "amount_usd", "facts"]].values.tolist()
    [['ai', 5000000.0, ('m1', 'm2')], ['quantum', 5000000.0, ('m3',)]]
    """
    if by not in get_args(By):
        raise UnknownNameError("grouping of money", by, get_args(By))
    told = commitments(facts, status=status)
    unnamed = _unnamed(told)
    sums, apart = _summed(told[~unnamed], [by]).set_index(by), _summed(told[unnamed], [by]).set_index(by)
    keys = [*sums.index, *apart.index.difference(sums.index, sort=True)]
    frame, apart = sums.reindex(keys), apart.reindex(keys)
    missing = frame["n"].isna()
    frame["reason"] = frame["reason"].where(~missing, "neither payer nor recipient is named")
    frame = frame.assign(unnamed_usd=apart["amount_usd"], n_unnamed=apart["n"], facts_unnamed=apart["facts"])
    for name in ("n", "n_not_converted", "n_unnamed"):
        frame[name] = frame[name].fillna(0).astype(np.int64)
    for name in ("facts", "facts_unnamed"):
        frame[name] = pd.Series(
            [own if isinstance(own, tuple) else () for own in frame[name]], index=frame.index, dtype=object
        )
    return frame.rename_axis(by).reset_index()


def funding_flows(facts: Facts, *, status: Sequence[str] = _REAL) -> pd.DataFrame:
    """Sum the money from each funder over each technology to each recipient.

    Returns
    -------
    pd.DataFrame
        `funder`, `recipient`, `domain`, then `amount_usd`, `n`, `n_not_converted`, `facts` and `reason` as in
        `funding_totals`; an end that no document names is ``(not named)``. Money without both ends flows from nobody to
        nobody: it is in no row. Largest sum first.
    """
    told = commitments(facts, status=status)
    return _summed(told[~_unnamed(told)], ["funder", "recipient", "domain"])


def commitments(facts: Facts, *, status: Sequence[str] = _REAL) -> pd.DataFrame:
    """Give each commitment of money once, with the ids of all facts that tell it.

    Returns
    -------
    pd.DataFrame
        `funder`, `recipient`, `domain`, `status`, `amount_usd` (constant dollars), `year` (of the same fact as the
        amount; NaN where it states none) and `facts` (tuple of ids).

    Raises
    ------
    UnknownNameError
        If a status is unknown.

    Notes
    -----
    Facts of several documents are one commitment when amount, currency and basis are equal, one end at least is
    named and equal, and the other end and the year do not contradict. The most complete fact stands for all: the one
    that names most ends, then has a year, then the surest. Dollars and year come from one fact: the most complete of
    those that could be converted and state a year, else of those that could be converted. A yearly amount counts for
    all its years where the length is given, else for one; the lower end of a range counts. Documents that give
    different figures for one programme are added up, as nothing in them tells a correction from a second commitment.
    """
    for name in status:
        if name not in STATUSES:
            raise UnknownNameError("status", name, STATUSES)
    rows = [
        {str(key): value for key, value in row.items()}
        for row in facts.funding[facts.funding["status"].isin(list(status))].to_dict("records")
    ]
    groups: list[list[dict[str, Any]]] = []
    alike: dict[tuple[Any, ...], list[list[dict[str, Any]]]] = {}
    for row in sorted(rows, key=_completeness):
        sums = alike.setdefault((row["amount"], row["currency"], row["basis"]), [])
        same = next((group for group in sums if all(_same_money(row, other) for other in group)), None)
        if same is None:
            groups.append([row])
            sums.append(groups[-1])
        else:
            same.append(row)
    return pd.DataFrame(
        [_commitment(group) for group in groups],
        columns=["funder", "recipient", "domain", "status", "amount_usd", "year", "facts"],
    ).astype({"amount_usd": float, "year": float})


def _completeness(row: Mapping[str, Any]) -> tuple[object, ...]:
    ends = bool(row["funder"]) + bool(row["recipient"])
    return (-ends, np.isnan(row["year"]), -row["confidence"], row["doc"], row["funding"])


def _same_money(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["doc"] == other["doc"]:
        return False  # its reader told the two apart
    if any(one[name] != other[name] for name in ("amount", "currency", "basis")):
        return False
    ends = [(one[end], other[end]) for end in ("funder", "recipient")]
    years = one["year"], other["year"]
    agree = any(a == b != "" for a, b in ends)
    contradict = any(a != b and a and b for a, b in ends) or (years[0] != years[1] and not np.isnan(years).any())
    return agree and not contradict


def _commitment(group: list[dict[str, Any]]) -> dict[str, object]:
    first = group[0]
    # Rate and prices are those of a year: an amount and the year of another statement would not belong together.
    dated = min(group, key=lambda row: (np.isnan(row["amount_usd"]), np.isnan(row["year"])))
    lengths = (row["years"] for row in (dated, *group) if not np.isnan(row["years"]))
    repeats = next(lengths, 1) if first["basis"] == "per-year" else 1
    return {
        "funder": first["funder"] or NOT_NAMED,
        "recipient": first["recipient"] or NOT_NAMED,
        "domain": first["domain"],
        "status": min((row["status"] for row in group), key=STATUSES.index),
        "amount_usd": dated["amount_usd"] * repeats,
        "year": dated["year"],
        "facts": tuple(sorted(row["funding"] for row in group)),
    }


def _unnamed(told: pd.DataFrame) -> pd.Series:
    """Tell for which commitments the documents name neither payer nor recipient."""
    return (told["funder"] == NOT_NAMED) & (told["recipient"] == NOT_NAMED)


def _summed(rows: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    sums: list[dict[str, object]] = []
    for key, part in rows.groupby(names, sort=True):
        known = part["amount_usd"].dropna()
        sums.append(
            {
                **dict(zip(names, key, strict=True)),
                "amount_usd": known.sum() if len(known) else np.nan,
                "n": len(part),
                "n_not_converted": len(part) - len(known),
                "facts": tuple(sorted(fact for facts in part["facts"] for fact in facts)),
                "reason": "" if len(known) else "no amount could be converted",
            }
        )
    frame = pd.DataFrame(sums, columns=[*names, "amount_usd", "n", "n_not_converted", "facts", "reason"])
    frame = frame.astype({"amount_usd": float, "n": np.int64, "n_not_converted": np.int64})
    return frame.sort_values(["amount_usd", *names], ascending=[False, *[True] * len(names)], ignore_index=True)
