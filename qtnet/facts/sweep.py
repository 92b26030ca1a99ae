"""Precision against recall: what the extraction would score if only its surer facts were kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qtnet.facts.intervals import rate_frame

__all__ = ["SWEPT_LEVELS", "threshold_sweep"]

SWEPT_LEVELS = ("pair", "mode")
LEAST = tuple(round(0.1 * k, 1) for k in range(10))


def threshold_sweep(rows: pd.DataFrame) -> pd.DataFrame:
    """Score judged facts anew with only those kept whose confidence reaches a least one.

    Parameters
    ----------
    rows
        Judged facts: `level`, `outcome`, `confidence`.

    Returns
    -------
    DataFrame
        `level` (pair, mode), `least_confidence` (0, 0.1, … 0.9), `right`, `extra`, `missed`, precision, recall, f1.

    Examples
    --------
    >>> rows = pd.DataFrame(
    ...     {"level": "pair", "outcome": ["right", "extra", "missed"], "confidence": [0.9, 0.3, float("nan")]}
    ... )
    >>> threshold_sweep(rows).query("level == 'pair'")[["precision", "recall"]].drop_duplicates().values.tolist()
    [[0.5, 0.5], [1.0, 0.5]]
    """
    found = []
    for level in SWEPT_LEVELS:
        here = rows[rows["level"] == level]
        confidence = here["confidence"].to_numpy(dtype=float)
        right, extra = ((here["outcome"] == outcome).to_numpy() for outcome in ("right", "extra"))
        wanted = len(here) - int(extra.sum())
        for least in LEAST:
            kept = np.nan_to_num(confidence, nan=-1.0) >= least
            n = int((right & kept).sum())
            found.append((level, least, n, int((extra & kept).sum()), wanted - n))
    return rate_frame(pd.DataFrame(found, columns=["level", "least_confidence", "right", "extra", "missed"]))
