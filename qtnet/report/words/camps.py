"""Two camps in words: what the best division leaves over, and how sure that is."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.report.labels import layer_label
from qtnet.report.rows import Row, rows
from qtnet.results import MULTILAYER

__all__ = ["camps_text", "netting_text", "unsettled_text"]

_MISFIT: Final = "Cooperation between two camps, or hostility inside one, does not fit a world of two camps."

#: A difference of sums that shows when they are written with two decimals.
_VISIBLE: Final = 0.01


def camps_text(frustration: pd.DataFrame) -> str:
    """Say what weight does not fit the best division, and whether that is proved.

    Parameters
    ----------
    frustration
        Columns of `ReportInputs.frustration`.
    """
    row = _whole(frustration)
    if row is None:
        return _MISFIT
    proof = " This is proved to be the least possible." if str(row.get("certificate", "")).startswith("optimal") else ""
    left = float(row["estimate"])
    return f"{_MISFIT} The one division of all technologies that fits best leaves a weight of {left:.2f} over.{proof}"


def netting_text(frustration: pd.DataFrame, listed: float) -> str:
    """Say why the ties add up to more than the total, and what each technology leaves when divided for itself.

    Parameters
    ----------
    frustration
        Columns of `ReportInputs.frustration`.
    listed
        Summed weight of the ties that do not fit.
    """
    row = _whole(frustration)
    netted = (
        f" The coloured ties add up to {listed:.2f}: for the total, cooperation and hostility of the same two actors "
        "in a technology are set against each other first, and only what is left counts."
    )
    apart = row is not None and abs(listed - float(row["estimate"])) >= _VISIBLE
    return f"{netted if apart else ''}{_own_camps(frustration)}"


def unsettled_text(camps: pd.DataFrame) -> str:
    """Say how many actors could change sides, and which sides do not compare; empty where all is settled.

    Examples
    --------
    >>> camps = pd.DataFrame({"side": [0.0, 1.0, 1.0], "settled": [True, False, True], "group": [1, 2, 3]})
    >>> unsettled_text(camps.head(2))
    ' Hollow: 1 of 2 actors could as well stand in the other camp.'
    >>> unsettled_text(camps.iloc[[0, 2]])
    ' Actors between whom no path of ties runs are on the same or on different sides by convention.'
    """
    tied = camps[camps["side"].notna()]
    settled = tied["settled"].astype(bool)
    loose = int((~settled).sum())
    hollow = f" Hollow: {loose} of {len(tied)} actors could as well stand in the other camp." if loose else ""
    apart = " Actors between whom no path of ties runs are on the same or on different sides by convention."
    return hollow + (apart if tied.loc[settled, "group"].nunique() > 1 else "")


def _whole(frustration: pd.DataFrame) -> Row | None:
    """Give the row of the whole network where it is defined."""
    whole = rows(frustration[(frustration["layer"] == MULTILAYER) & frustration["estimate"].notna()])
    return whole[0] if whole else None


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
