"""Intervals of precision, recall and F1 from a bootstrap over documents.

Facts of one document share its topic, its words and its reader, so documents are drawn, not facts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

__all__ = ["RATES", "document_intervals", "rate_frame", "rates", "rates_by"]

RATES = ("precision", "recall", "f1")
_OUTCOMES = ("right", "extra", "missed")
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


def rates_by(
    rows: pd.DataFrame,
    column: str,
    groups: Sequence[str],
    docs: Sequence[str],
    *,
    rng: int | np.random.SeedSequence | np.random.Generator,
    draws: int,
) -> pd.DataFrame:
    """Give counts, rates and their intervals for each value of a column of judged facts.

    Parameters
    ----------
    rows
        Columns `doc`, `outcome` (right, extra, missed) and the one that groups.
    column, groups
        The grouping column and its values, in the order of the result.
    docs
        All documents that were compared, also those without rows.
    rng, draws
        As for `document_intervals`.

    Returns
    -------
    DataFrame
        The group, right, extra, missed, precision, recall, f1, then each rate's ``_low`` and ``_high``.
    """
    counts = np.zeros((len(docs), len(groups), len(_OUTCOMES)), dtype=int)
    axes = (("doc", docs), (column, groups), ("outcome", _OUTCOMES))
    place = tuple(
        rows[name].map({value: i for i, value in enumerate(values)}).to_numpy(dtype=int) for name, values in axes
    )
    np.add.at(counts, place, 1)
    total = pd.DataFrame(counts.sum(axis=0), columns=list(_OUTCOMES))
    total.insert(0, column, list(groups))
    frame = rate_frame(total)
    low, high = document_intervals(counts, rng=rng, draws=draws)
    for i, rate in enumerate(RATES):
        frame[f"{rate}_low"], frame[f"{rate}_high"] = low[:, i], high[:, i]
    return frame


def rate_frame(counts: pd.DataFrame) -> pd.DataFrame:
    """Give `counts` (columns right, extra, missed) with the columns precision, recall and f1 after them."""
    values = rates(counts[["right", "extra", "missed"]].to_numpy())
    return counts.assign(**{name: values[:, i] for i, name in enumerate(RATES)})


def _ratio(top: np.ndarray, bottom: np.ndarray, *, empty: float) -> np.ndarray:
    filled = np.full_like(np.asarray(top, dtype=float), empty)
    return np.asarray(np.divide(top, bottom, out=filled, where=bottom != 0))
