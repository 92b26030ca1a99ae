"""Chance that carries over from one window to the next: first-order autoregression as the null of time series."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["autocorrelation", "autoregressive_draws"]

Floats = npt.NDArray[np.float64]

#: Nearer to 1 a series has no level to return to.
_HIGHEST = 0.9
#: By then a start at zero weighs less than 0.05.
_WARM_UP = 30


def autocorrelation(residuals: Floats, *, terms: int = 0) -> float:
    """Give the first autocorrelation of residuals, in [0, 0.9].

    Parameters
    ----------
    residuals
        What a regression left of a series, in the order of time.
    terms
        Number of coefficients whose downward bias of the autocorrelation is made good; 0 to leave it.

    Notes
    -----
    Residuals of a fit with k terms underestimate the autocorrelation r by about (k + (k + 2) r) / T; for a constant
    this is Kendall's (1 + 3 r) / T [1]_.

    References
    ----------
    .. [1] Kendall (1954), Biometrika 41, 403-404.

    Examples
    --------
    >>> autocorrelation(np.array([1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0]))
    0.14285714285714285
    """
    size = float(residuals[:-1] @ residuals[:-1])
    if size == 0:
        return 0.0
    found = float(residuals[1:] @ residuals[:-1]) / size
    if terms:
        # with so few windows that the correction has no room, the highest is assumed
        room = len(residuals) - terms - 2
        found = (len(residuals) * found + terms) / room if room > 0 else _HIGHEST
    return float(np.clip(found, 0.0, _HIGHEST))


def autoregressive_draws(length: int, correlation: float, *, draws: int, rng: np.random.Generator) -> Floats:
    """Draw stationary normal series of mean 0, shape (draws, length); their scale does not matter to its users."""
    noise = rng.normal(size=(draws, length + _WARM_UP))
    series = np.empty_like(noise)
    last = np.zeros(draws)
    for place in range(noise.shape[1]):
        last = correlation * last + noise[:, place]
        series[:, place] = last
    return series[:, _WARM_UP:]
