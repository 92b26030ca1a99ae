"""The one interval of qtnet: percentile, bias-corrected or bias-corrected and accelerated, from bootstrap draws."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.stats import norm

from qtnet.errors import InputError

__all__ = ["FEWEST_DRAWS", "bootstrap_interval"]

#: With fewer defined draws the tails of a 95 % interval are single draws.
FEWEST_DRAWS = 20


def bootstrap_interval(
    estimate: float,
    draws: np.ndarray,
    *,
    level: float = 0.95,
    kind: Literal["percentile", "bc", "bca"] = "bc",
    jackknife: np.ndarray | None = None,
) -> tuple[float, float]:
    """Give the bootstrap interval of an estimate.

    Parameters
    ----------
    estimate
        The value in the data.
    draws
        The same quantity in resampled data; undefined (NaN) draws are left out.
    level
        Nominal coverage, in (0, 1).
    kind
        ``percentile``; ``bc`` corrects for the median bias of the draws; ``bca`` also for skewness.
    jackknife
        The quantity with one document left out at a time; needed for ``bca``.

    Returns
    -------
    tuple of float
        Lower and upper end; NaN when the estimate is undefined or fewer than `FEWEST_DRAWS` draws are defined. The
        interval always contains the estimate: where bias correction would leave it out, it is stretched. Where no draw
        lies on one side of the estimate there is no bias to correct, and the percentile interval is given.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82,
    171–185.

    Examples
    --------
    >>> low, high = bootstrap_interval(50.0, np.arange(101.0), kind="percentile")
    >>> round(low, 6), round(high, 6)
    (2.5, 97.5)
    """
    if not 0 < level < 1:
        raise InputError(f"level: expected a number between 0 and 1, got {level}")
    known = draws[np.isfinite(draws)]
    if not np.isfinite(estimate) or known.size < FEWEST_DRAWS:
        return float("nan"), float("nan")
    acceleration = _acceleration(jackknife) if kind == "bca" else 0.0
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    # On the rim of the draws (an index at 0, an alignment at 1) the bias cannot be estimated: the correction would
    # push both tails onto the rim and call the estimate certain.
    inside = (known < estimate).any() and (known > estimate).any()
    if kind != "percentile" and inside:
        tails = _corrected(estimate, known, tails, acceleration)
    low, high = np.quantile(known, tails)
    return float(min(low, estimate)), float(max(high, estimate))


def _corrected(estimate: float, draws: np.ndarray, tails: np.ndarray, acceleration: float) -> np.ndarray:
    below = ((draws < estimate).sum() + (draws == estimate).sum() / 2) / draws.size
    bias = norm.ppf(np.clip(below, 1 / (draws.size + 1), draws.size / (draws.size + 1)))
    shifted = bias + norm.ppf(tails)
    return np.asarray(norm.cdf(bias + shifted / (1 - acceleration * shifted)))


def _acceleration(jackknife: np.ndarray | None) -> float:
    if jackknife is None:
        raise InputError("jackknife: a 'bca' interval needs the values with one document left out at a time, got none")
    known = jackknife[np.isfinite(jackknife)]
    gap = known.mean() - known if known.size else np.zeros(1)
    spread = float((gap**2).sum())
    return float((gap**3).sum() / (6 * spread**1.5)) if spread > 0 else 0.0
