"""Whether a confidence of 0.8 is right in eight of ten cases: reliability of the extraction's probabilities."""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["brier", "calibration_error", "reliability"]

N_BINS = 5


def reliability(confidence: np.ndarray, right: np.ndarray) -> pd.DataFrame:
    """Group facts by confidence into five equal bins and compare with the share that is right.

    Returns
    -------
    DataFrame
        `low`, `high` (the bin, closed above), `n`, `confidence` (mean), `right` (share), NaN in empty bins.

    Examples
    --------
    >>> reliability(np.array([0.9, 0.9, 0.5]), np.array([True, False, True])).loc[4, ["n", "right"]].tolist()
    [2.0, 0.5]
    """
    edges = np.linspace(0, 1, N_BINS + 1)
    place = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, N_BINS - 1)
    n = np.bincount(place, minlength=N_BINS)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(place, weights=confidence, minlength=N_BINS) / n
        share = np.bincount(place, weights=np.asarray(right, dtype=float), minlength=N_BINS) / n
    return pd.DataFrame({"low": edges[:-1], "high": edges[1:], "n": n, "confidence": mean, "right": share})


def brier(confidence: np.ndarray, right: np.ndarray) -> float:
    """Give the mean squared difference of confidence and truth, in [0, 1]; NaN without facts."""
    return float(np.mean((confidence - right) ** 2)) if len(confidence) else np.nan


def calibration_error(table: pd.DataFrame) -> float:
    """Give the expected calibration error of a reliability table: mean distance from the diagonal, weighted by n."""
    filled = table[table["n"] > 0]
    if filled.empty:
        return np.nan
    return float(np.average((filled["confidence"] - filled["right"]).abs(), weights=filled["n"]))
