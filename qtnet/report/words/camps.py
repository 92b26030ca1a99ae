"""Two camps in words: what the best division leaves over, and how sure that is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.report.labels import layer_label
from qtnet.results import MULTILAYER

__all__ = ["camps_text", "unsettled_text"]

_MISFIT: Final = "Cooperation between two camps, or hostility inside one, does not fit a world of two camps."

#: A difference of sums that shows when they are written with two decimals.
_VISIBLE: Final = 0.01


def camps_text(frustration: pd.DataFrame, listed: float) -> str:
    """Say what weight does not fit the best division, whether that is proved, and what each technology leaves.

    Parameters
    ----------
    frustration
        Columns of `ReportInputs.frustration`.
    listed
        Summed weight of the ties that do not fit.
    """
    whole = frustration[frustration["layer"] == MULTILAYER]
    if whole.empty or pd.isna(whole.iloc[0]["estimate"]):
        return _MISFIT
    row = whole.iloc[0]
    proof = " This is proved to be the least possible." if str(row.get("certificate", "")).startswith("optimal") else ""
    netted = (
        f" The ties here add up to {listed:.2f}: for the total, cooperation and hostility of the same two actors in a "
        "technology are set against each other first, and only what is left counts."
    )
    return (
        f"{_MISFIT} The one division of all technologies that fits best leaves a weight of {row['estimate']:.2f} over."
        f"{proof}{netted if abs(listed - row['estimate']) >= _VISIBLE else ''}{_own_camps(frustration)}"
    )


def unsettled_text(camps: pd.DataFrame) -> str:
    """Say how many actors could change sides; empty where none could.

    Examples
    --------
    >>> unsettled_text(pd.DataFrame({"side": [0.0, 1.0, None], "settled": [True, False, False]}))
    ' Hollow: 1 of 2 actors could as well stand in the other camp.'
    """
    tied = camps[camps["side"].notna()]
    loose = int((~tied["settled"].astype(bool)).sum())
    return f" Hollow: {loose} of {len(tied)} actors could as well stand in the other camp." if loose else ""


def _own_camps(frustration: pd.DataFrame) -> str:
    """Say what each technology leaves over when it is divided for itself."""
    own = frustration[(frustration["layer"] != MULTILAYER) & frustration["estimate"].notna()]
    if own.empty:
        return ""
    left = own[own["estimate"] > 0]
    told = [f"{layer_label(str(a))} {v:.2f}" for a, v in zip(left["layer"], left["estimate"], strict=True)]
    if len(left) < len(own):
        told.append("the others 0" if told else "each 0")
    return f" Divided each for itself, the technologies leave: {', '.join(told)}."
