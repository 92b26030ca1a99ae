"""How many blocs stand out from chance, in words and as a table."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.report.rounding import p_text
from qtnet.report.rows import Row, rows
from qtnet.report.words.sentences import CANNOT_TELL, count

__all__ = ["UNTESTED", "count_text", "counted_blocs", "counted_table"]

UNTESTED: Final = "the blocs are not tested against chance"


def count_text(found: pd.DataFrame) -> str:
    """Say how many blocs stand out from chance, as a clause.

    Parameters
    ----------
    found
        `ReportInputs.bloc_count`; empty where the study did not ask.

    Examples
    --------
    >>> frame = pd.DataFrame({"blocs": [1, 2, 3], "p_value": [float("nan"), 0.01, 0.8]})
    >>> count_text(frame.assign(stands_out=[True, True, False], reason=""))
    'against chance 2 blocs stand out (p = 0.010)'
    >>> count_text(frame.assign(stands_out=[True, False, False], p_value=0.4, reason=""))
    'whether there is more than one bloc cannot be told from chance (p = 0.400)'
    """
    if found.empty:
        return UNTESTED
    reason = next((str(row["reason"]) for row in rows(found) if row["reason"]), "")
    number = counted_blocs(found)
    if reason and number == 1:
        return f"whether there is more than one {CANNOT_TELL}: {reason}"
    tested = p_text(float(_needed(found, max(number, 2))["p_value"]))
    if number == 1:
        return f"whether there is more than one bloc cannot be told from chance ({tested})"
    return f"against chance {count(number, 'bloc')} stand out ({tested})"


def counted_blocs(found: pd.DataFrame) -> int:
    """Give the number of blocs that stand out from chance, 1 where none does."""
    return int(found.loc[found["stands_out"].astype(bool), "blocs"].max())


def counted_table(found: pd.DataFrame) -> pd.DataFrame:
    """Give one row per number of blocs that was looked at: what it needs, what chance reaches, and what may be said."""
    asked = found[found["blocs"].astype(int) > 1]
    return pd.DataFrame(
        {
            "blocs": asked["blocs"].astype(int),
            "modularity": asked["estimate"].astype(float),
            "eigenvalue": asked["eigenvalue"].astype(float),
            "null_high": asked["null_high"].astype(float),
            "p_value": asked["p_value"].astype(float),
            "verdict": ["stands out" if out else "no more than chance" for out in asked["stands_out"]],
            "reason": asked["reason"].fillna("").astype(str),
        }
    ).reset_index(drop=True)


def _needed(found: pd.DataFrame, number: int) -> Row:
    return rows(found[found["blocs"].astype(int) == number])[0]
