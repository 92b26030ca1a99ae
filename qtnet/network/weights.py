"""How much a fact weighs as a tie: three schemes, each with its reason.

``ties``
    status weight × confidence. The expected number of real ties that a quotation stands for. Facts of one tie that
    rest on the same quotation are one piece of evidence: they share the largest of their weights.
``funding``
    Constant US dollars from funder to recipient. The size of a commitment, blind to ties without money. A sum that
    several documents tell counts once, shared among them; a yearly sum counts for all its years, where they are known.
``combined``
    As ``ties``, with money counted on a logarithmic scale: a funded tie weighs status weight × confidence ×
    (1 + log10(1 + amount in million dollars)). Ten times the money is one more tie, so that one large fund does not
    silence all else.

Under ``ties`` and ``combined`` a weight is the one to be expected, as it contains the confidence; under ``funding`` it
is the amount, as if every fact were real. Resampling knows the difference: a fact that is kept counts without its
confidence in the first case, and its amount in the second.

The status weights are conventions, not estimates: what is planned counts half, what somebody proposes, or what has
ended, a quarter.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.extract.vocabulary import Status

__all__ = ["STATUS_WEIGHTS", "Scheme", "money_factor", "shared_weights"]

Scheme = Literal["ties", "funding", "combined"]

#: What a fact of each status counts, as a share of a tie that is in force.
STATUS_WEIGHTS: dict[Status, float] = {"active": 1.0, "announced": 0.5, "proposed": 0.25, "past": 0.25}

_MILLION_USD = 1e6


def money_factor(amount_usd: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the factor by which money raises a tie's weight: 1 for none, 2 at 9 million, 4 near a billion dollars.

    Examples
    --------
    >>> money_factor(np.array([0.0, 9e6, 999e6])).tolist()
    [1.0, 2.0, 4.0]
    """
    return 1.0 + np.log10(1.0 + amount_usd / _MILLION_USD)


def shared_weights(frame: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Give the weights after rows with equal `keys` have shared the largest of their weights.

    Each keeps its proportion of the largest, so the group weighs as much as its strongest row.

    Parameters
    ----------
    frame
        Has the columns `keys` and ``weight``.
    keys
        What makes two rows the same evidence.

    Examples
    --------
    >>> rows = pd.DataFrame({"event": ["a", "a", "b"], "weight": [1.0, 1.0, 0.5]})
    >>> shared_weights(rows, ["event"]).tolist()
    [0.5, 0.5, 0.5]
    """
    groups = frame.groupby(keys, sort=False)["weight"]
    total, largest = groups.transform("sum"), groups.transform("max")
    return frame["weight"] * (largest / total).where(total > 0, 0.0)
