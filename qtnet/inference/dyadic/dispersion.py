"""The dispersion of the negative binomial: how much more counts vary than Poisson's would."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import digamma

from qtnet.inference.dyadic.families import Family, fitted

__all__ = ["estimated_dispersion"]

Floats = npt.NDArray[np.float64]

#: Variances between μ + 1e-6 μ² and μ + 1e6 μ²: beyond, the likelihood is flat to the last digit.
_LOG_RANGE = (np.log(1e-6), np.log(1e6))


def estimated_dispersion(outcome: Floats, design: Floats, offset: Floats) -> float:
    r"""Give the maximum-likelihood dispersion α of a negative binomial regression, variance :math:`\mu + \alpha\mu^2`.

    Parameters
    ----------
    outcome, design, offset
        Counts, covariates and logarithm of the exposure, one row per dyad.

    Returns
    -------
    float
        α ≥ 0; 0 where the counts vary no more than Poisson's; NaN where it grows without end.

    Notes
    -----
    The derivative of the profile likelihood is brought to zero: for a given α the coefficients are fitted, and by the
    envelope theorem the derivative by α at these coefficients is that of the profile. The coefficients of a full
    Newton search, which often fails with few counts, are the same [1]_.

    References
    ----------
    .. [1] Cameron & Trivedi (2013), Regression Analysis of Count Data, 2nd ed., sect. 3.3.1.

    Examples
    --------
    Ten counts with mean 2 and variance 6.

    >>> counts = np.array([0.0, 0, 0, 0, 1, 1, 2, 3, 6, 7])
    >>> round(estimated_dispersion(counts, np.ones((10, 1)), np.zeros(10)), 4)
    1.4273
    """
    poisson = fitted(Family("poisson"), outcome, design, offset)
    if ((outcome - poisson.mean) ** 2 - outcome).sum() <= 0:
        return 0.0

    def slope(log_dispersion: float) -> float:
        family = Family("negative-binomial", float(np.exp(log_dispersion)))
        mean = fitted(family, outcome, design, offset, start=poisson.beta).mean
        return _slope(outcome, mean, family.dispersion)

    low, high = _LOG_RANGE
    if slope(low) <= 0:
        return 0.0
    if slope(high) >= 0:
        return float("nan")
    return float(np.exp(brentq(slope, low, high, xtol=1e-12)))


def _slope(outcome: Floats, mean: Floats, dispersion: float) -> float:
    """Give the derivative of the log-likelihood by the logarithm of the dispersion."""
    r = 1 / dispersion
    by_r = digamma(outcome + r) - digamma(r) - np.log1p(mean / r) + 1 - (r + outcome) / (r + mean)
    return float(-r * by_r.sum())
