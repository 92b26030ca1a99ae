"""The one interval of qtnet, from bootstrap draws: percentile, bias-corrected, accelerated, or widened by nesting."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.stats import norm

from qtnet.errors import InputError

__all__ = ["FEWEST_DRAWS", "IntervalKind", "bootstrap_interval", "nested_stretch"]

IntervalKind = Literal["percentile", "bc", "bca", "nested"]

#: With fewer defined draws the tails of a 95 % interval are single draws.
FEWEST_DRAWS = 20
#: Draws that differ by rounding alone do not spread.
_NO_SPREAD = 1e-18


def bootstrap_interval(
    estimate: float,
    draws: np.ndarray,
    *,
    level: float = 0.95,
    kind: IntervalKind = "bc",
    jackknife: np.ndarray | None = None,
    stretch: float = 1.0,
    bounds: tuple[float, float] = (-np.inf, np.inf),
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
        ``percentile``; ``bc`` corrects for the median bias of the draws; ``bca`` also for skewness; ``nested`` spans
        two intervals, the stretched percentiles and the same moved by twice the bias of the draws.
    jackknife
        The quantity with one document left out at a time; needed for ``bca``.
    stretch
        How much wider the bias-corrected estimate spreads than the estimate, from a nested bootstrap
        (`nested_stretch`); used by ``nested``.
    bounds
        Least and largest value that the quantity can have.

    Returns
    -------
    tuple of float
        Lower and upper end; NaN when the estimate is undefined or fewer than `FEWEST_DRAWS` draws are defined. The
        interval always contains the estimate: where bias correction would leave it out, it is stretched. Where no draw
        lies on one side of the estimate there is no bias to correct, and the percentile interval is given.

    Notes
    -----
    Why ``nested``: the components of bipolarity are not smooth. An actor between the poles adds to C whichever way
    chance moves it, so few documents give too much C, and the draws, which start from the sample, show only part of
    this bias; near a point where the alignment has two states the draws show a bias that the sample does not have. No
    correction is right in both cases, so the interval spans the answers with and without it. The corrected estimate
    ``2θ̂ − mean θ*`` also spreads more than θ̂: by how much, draws from the draws tell. Measured coverage is in
    ``data/calibration/interval_coverage.json``: it is on the safe side where there are two poles, and too low where a
    third pole is seen through some 100 documents only.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association 82,
    171–185. Hall, P. & Martin, M. A. (1988). On bootstrap resampling and iteration. Biometrika 75, 661–671.

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
    if kind in ("bc", "bca") and inside:
        tails = _corrected(estimate, known, tails, acceleration)
    low, high = np.quantile(known, tails)
    if kind == "nested":
        mean = known.mean()
        centres = (mean, 2 * estimate - mean)
        low, high = min(centres) - stretch * (mean - low), max(centres) + stretch * (high - mean)
    return float(max(min(low, estimate), bounds[0])), float(min(max(high, estimate), bounds[1]))


def nested_stretch(outer: np.ndarray, inner: np.ndarray) -> float:
    """Give how much wider a bias-corrected estimate spreads than the estimate, at least 1.

    Parameters
    ----------
    outer
        The quantity in resampled data, shape ``(draws,)``.
    inner
        The quantity in data resampled from each of them, shape ``(draws, again)``.

    Returns
    -------
    float
        Standard deviation of ``2 · outer − mean inner`` over that of `outer`, without what the few inner draws add; 1
        where fewer than `FEWEST_DRAWS` draws are defined.

    Examples
    --------
    >>> nested_stretch(np.arange(40.0), np.zeros((40, 5)))
    2.0
    """
    known = np.isfinite(inner)
    count = known.sum(axis=1)
    full = np.isfinite(outer) & (count > 1)
    if full.sum() < FEWEST_DRAWS:
        return 1.0
    draws, known, count, among = outer[full], known[full], count[full], np.where(known, inner, 0.0)[full]
    mean = among.sum(axis=1) / count
    error = (np.where(known, among - mean[:, None], 0.0) ** 2).sum(axis=1) / (count - 1) / count
    spread, corrected = float(draws.var()), float((2 * draws - mean).var() - error.mean())
    return float(np.sqrt(max(1.0, corrected / spread))) if spread > _NO_SPREAD else 1.0


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
