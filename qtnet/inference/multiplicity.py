"""Many tests at once: adjusted p-values over a family that the study names."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from qtnet.errors import InputError, UnknownNameError

__all__ = ["Adjustment", "adjust_family"]

Adjustment = Literal["benjamini-hochberg", "benjamini-yekutieli", "holm"]
_METHODS = {"benjamini-hochberg": "fdr_bh", "benjamini-yekutieli": "fdr_by", "holm": "holm"}


def adjust_family(
    frame: pd.DataFrame, *, family: str, level: float = 0.05, adjustment: Adjustment = "benjamini-hochberg"
) -> pd.DataFrame:
    """Add adjusted p-values to the rows of a result frame that form one family.

    Parameters
    ----------
    frame
        Rows with a column ``p_value`` in (0, 1]; rows without one belong to no test, are not counted and stay NaN.
    family
        What the tests have in common, for example ``"TBI per layer"``; kept in the column ``family``.
    level
        Error rate in (0, 1) at which ``rejected`` is decided.
    adjustment
        ``"benjamini-hochberg"`` bounds the expected share of false rejections when tests are independent or rise
        together; ``"benjamini-yekutieli"`` does so under any dependence; ``"holm"`` bounds the chance of one false
        rejection, under any dependence.

    Returns
    -------
    pandas.DataFrame
        The frame with the columns ``p_adjusted``, ``rejected``, ``family``, ``m`` (number of tests in the family) and
        ``adjustment``.

    Raises
    ------
    InputError
        If there is no column ``p_value``, a p-value is not in (0, 1], the level is not in (0, 1) or the family has no
        name.
    UnknownNameError
        If there is no such adjustment.

    References
    ----------
    Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini & Yekutieli 2001,
    doi:10.1214/aos/1013699998; Holm 1979, Scandinavian Journal of Statistics 6:65-70.

    Examples
    --------
    >>> found = adjust_family(pd.DataFrame({"p_value": [0.01, 0.04, np.nan]}), family="layers")
    >>> found["p_adjusted"].tolist(), found["m"].tolist()
    ([0.02, 0.04, nan], [2, 2, 2])
    """
    if adjustment not in _METHODS:
        raise UnknownNameError("adjustment", adjustment, _METHODS)
    if not family.strip():
        raise InputError("family: expected a name that says what the tests have in common, got an empty one")
    if not 0 < level < 1:
        raise InputError(f"level of family '{family}': expected a number between 0 and 1, got {level}")
    if "p_value" not in frame:
        raise InputError(f"family '{family}': expected a column 'p_value', got {', '.join(map(str, frame.columns))}")
    p = frame["p_value"].to_numpy(dtype=float)
    tested = ~np.isnan(p)
    wrong = p[tested][~((p[tested] > 0) & (p[tested] <= 1))]
    if wrong.size:
        raise InputError(f"p_value of family '{family}': expected numbers in (0, 1], got {wrong[0]}")
    adjusted, rejected = np.full(len(p), np.nan), np.zeros(len(p), dtype=bool)
    if tested.any():
        rejected[tested], adjusted[tested] = multipletests(p[tested], alpha=level, method=_METHODS[adjustment])[:2]
    return frame.assign(
        p_adjusted=adjusted, rejected=rejected, family=family, m=int(tested.sum()), adjustment=adjustment
    )
