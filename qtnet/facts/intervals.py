"""Intervals of precision, recall and F1 from a bootstrap over documents.

Facts of one document share its topic, its words and its reader, so documents are drawn, not facts.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

__all__ = ["RATES", "document_intervals", "rate_frame", "rates"]

RATES = ("precision", "recall", "f1")
_MIN_DOCUMENTS = 2


def rates(counts: np.ndarray) -> np.ndarray:
    """Give precision, recall and F1 of counts.

    Parameters
    ----------
    counts
        Shape ``(..., 3)``: right, extra, missed.

    Returns
    -------
    ndarray
        Shape ``(..., 3)``, in [0, 1]. Precision is 1 where nothing was extracted, recall is 1 where nothing was to be
        found: nothing said is nothing wrong. F1 is 0 where both are 0.

    Examples
    --------
    >>> rates(np.array([3, 1, 0])).round(3).tolist()
    [0.75, 1.0, 0.857]
    """
    right, extra, missed = np.moveaxis(np.asarray(counts, dtype=float), -1, 0)
    precision = _ratio(right, right + extra, empty=1.0)
    recall = _ratio(right, right + missed, empty=1.0)
    return np.stack([precision, recall, _ratio(2 * precision * recall, precision + recall, empty=0.0)], axis=-1)


def document_intervals(
    counts: np.ndarray, *, rng: int | np.random.SeedSequence | np.random.Generator, draws: int, level: float = 0.95
) -> np.ndarray:
    """Give percentile intervals of the rates over resampled documents.

    Parameters
    ----------
    counts
        Shape ``(n_documents, n_groups, 3)``: right, extra, missed of each document.
    rng
        Seed or generator.
    draws
        Number of resamples.
    level
        Probability that the interval is to cover.

    Returns
    -------
    ndarray
        Shape ``(2, n_groups, 3)``: low and high; NaN with fewer than two documents.
    """
    n = len(counts)
    if n < _MIN_DOCUMENTS:
        return np.full((2, *counts.shape[1:]), np.nan)
    times = np.random.default_rng(rng).multinomial(n, np.full(n, 1 / n), size=draws)
    drawn = rates(np.tensordot(times, counts, axes=(1, 0)))
    tail = (1 - level) / 2
    return np.asarray(np.quantile(drawn, [tail, 1 - tail], axis=0))


def rate_frame(counts: pd.DataFrame) -> pd.DataFrame:
    """Give `counts` (columns right, extra, missed) with the columns precision, recall and f1 after them."""
    values = rates(counts[["right", "extra", "missed"]].to_numpy())
    return counts.assign(**{name: values[:, i] for i, name in enumerate(RATES)})


def _ratio(top: np.ndarray, bottom: np.ndarray, *, empty: float) -> np.ndarray:
    filled = np.full_like(np.asarray(top, dtype=float), empty)
    return np.asarray(np.divide(top, bottom, out=filled, where=bottom != 0))
