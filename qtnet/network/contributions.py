"""Facts to contributions: one row per fact that can become a tie, with its weight under a scheme.

In: the tables `ties` and `funding` of the facts. Out: source, target, mode, domain, sign, directed, weight, status,
year, confidence, doc, fact, event; the event is the quotation, so that facts told by one quotation know each other.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from qtnet.extract.vocabulary import MODES
from qtnet.network.weights import STATUS_WEIGHTS, Scheme, money_factor, shared_weights

__all__ = ["contributions"]

_COLUMNS = [
    "source",
    "target",
    "mode",
    "domain",
    "sign",
    "directed",
    "weight",
    "status",
    "year",
    "confidence",
    "doc",
    "fact",
    "event",
]
#: One sum of money: told again in another document, it is the same sum; a document that tells two means two.
_SAME_MONEY = ["source", "target", "domain", "currency", "amount", "basis", "turn"]


def contributions(ties: pd.DataFrame, funding: pd.DataFrame, scheme: Scheme) -> tuple[pd.DataFrame, dict[str, int]]:
    """Give the contributions under a weight scheme, and what was dropped, counted by reason.

    Parameters
    ----------
    ties, funding
        Tables of the facts.
    scheme
        ``"ties"``, ``"funding"`` or ``"combined"``, as `qtnet.network.weights` defines them.
    """
    if scheme == "ties":
        return _of_ties(ties), {}
    money = _of_funding(funding)
    named = (money["source"] != "") & (money["target"] != "")
    dropped = {"money without funder or recipient": int((~named).sum())}
    money = money[named]
    if scheme == "funding":
        known = money["amount_usd"].notna()
        dropped["money without a known amount in USD"] = int((~known).sum())
        money = money[known].assign(weight=money["amount_usd"])
        money["weight"] = shared_weights(money, _SAME_MONEY)
        return money[_COLUMNS].reset_index(drop=True), dropped
    factor = money_factor(money["amount_usd"].fillna(0.0).to_numpy(dtype=float))
    money = money.assign(weight=money["weight"] * factor)
    money["weight"] = shared_weights(money, _SAME_MONEY)
    return pd.concat([_not_told_as_money(_of_ties(ties), money), money[_COLUMNS]], ignore_index=True), dropped


def _of_ties(ties: pd.DataFrame) -> pd.DataFrame:
    frame = _common(ties, fact="tie")
    frame["source"], frame["target"] = _text(ties["source"]), _text(ties["target"])
    frame["mode"] = _text(ties["mode"])
    frame["sign"] = np.where(_text(ties["sign"]) == "-", -1, 1)
    frame["directed"] = [MODES[mode].directed for mode in frame["mode"]]
    frame["event"] = _event(ties, _text(ties["sign"]))
    return frame[_COLUMNS]


def _of_funding(funding: pd.DataFrame) -> pd.DataFrame:
    frame = _common(funding, fact="funding")
    frame["source"], frame["target"] = _text(funding["funder"]), _text(funding["recipient"])
    frame["mode"], frame["sign"], frame["directed"] = "funding", 1, True
    frame["event"] = _event(funding, pd.Series("+", index=frame.index, dtype=str))
    for column in ("currency", "basis"):
        frame[column] = _text(funding[column])
    for column in ("amount", "amount_usd"):
        frame[column] = _number(funding[column])
    # a yearly sum counts for all its years, as it does in the totals of money
    frame["amount_usd"] *= _number(funding["years"]).where(frame["basis"] == "per-year").fillna(1.0)
    frame["turn"] = frame.groupby(["doc", *_SAME_MONEY[:-1]]).cumcount()
    return frame


def _common(facts: pd.DataFrame, *, fact: str) -> pd.DataFrame:
    frame = pd.DataFrame({c: _text(facts[c]) for c in ("doc", "domain", "status")})
    frame["fact"] = _text(facts[fact])
    frame["year"], frame["confidence"] = _number(facts["year"]), _number(facts["confidence"])
    real = frame["status"].map(lambda status: STATUS_WEIGHTS[status]).astype(float)
    frame["weight"] = real * frame["confidence"]
    return frame


def _not_told_as_money(ties: pd.DataFrame, money: pd.DataFrame) -> pd.DataFrame:
    # a funding tie whose sum stands in the funding table would count twice
    keys = ["doc", "source", "target"]
    told = pd.MultiIndex.from_frame(ties[keys]).isin(pd.MultiIndex.from_frame(money[keys]))
    return ties[~((ties["mode"] == "funding").to_numpy() & told)]


def _event(facts: pd.DataFrame, sign: pd.Series) -> pd.Series:
    start, end = (_number(facts[c]).astype(int).astype(str) for c in ("start", "end"))
    return _text(facts["doc"]) + ":" + start + "-" + end + ":" + sign


def _text(column: pd.Series) -> pd.Series:
    return column.where(column.notna(), "").astype(str).reset_index(drop=True)


def _number(column: pd.Series) -> pd.Series:
    return pd.to_numeric(column.reset_index(drop=True).replace("", np.nan)).astype(float)
