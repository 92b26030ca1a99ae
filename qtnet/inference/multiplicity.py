"""Many tests at once: Benjamini–Hochberg control of the false discovery rate over a named family."""

from __future__ import annotations

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from qtnet.errors import InputError

__all__ = ["adjust_family"]


def adjust_family(frame: pd.DataFrame, *, family: str, level: float = 0.05) -> pd.DataFrame:
    """Add adjusted p-values to the rows of a result frame that form one family.

    Parameters
    ----------
    frame
        Rows with a column ``p_value`` in (0, 1]; rows without a p-value belong to no test and stay NaN.
    family
        What the tests have in common, for example ``"TBI per layer"``; kept in the column ``family``.
    level
        False discovery rate at which ``rejected`` is decided.

    Returns
    -------
    pandas.DataFrame
        The frame with the columns ``p_adjusted``, ``rejected`` and ``family``.

    Examples
    --------
    >>> adjust_family(pd.DataFrame({"p_value": [0.01, 0.04, np.nan]}), family="layers")["p_adjusted"].tolist()
    [0.02, 0.04, nan]
    """
    p = frame["p_value"].to_numpy(dtype=float)
    tested = np.isfinite(p)
    if ((p[tested] <= 0) | (p[tested] > 1)).any():
        raise InputError(f"p_value of family '{family}': expected numbers in (0, 1], got {p[tested].min()}")
    adjusted, rejected = np.full(len(p), np.nan), np.zeros(len(p), dtype=bool)
    if tested.any():
        rejected[tested], adjusted[tested] = multipletests(p[tested], alpha=level, method="fdr_bh")[:2]
    return frame.assign(p_adjusted=adjusted, rejected=rejected, family=family)
