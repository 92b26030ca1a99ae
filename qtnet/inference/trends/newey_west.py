"""Slopes of series with Newey–West errors, many series at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["newey_west_lags", "slopes_with_errors"]

Floats = npt.NDArray[np.float64]


def newey_west_lags(length: int, *, at_least: int = 1) -> int:
    """Give the number of lags, ``floor(4 (T/100)^(2/9))`` or `at_least`, no more than T − 2.

    Examples
    --------
    >>> newey_west_lags(20), newey_west_lags(100), newey_west_lags(20, at_least=4)
    (2, 4, 4)
    """
    return min(max(int(4 * (length / 100) ** (2 / 9)), at_least), length - 2)


def slopes_with_errors(series: Floats, time: Floats, *, lags: int) -> tuple[Floats, Floats, Floats]:
    """Regress each series on time and a constant.

    Parameters
    ----------
    series
        Shape (n_series, T).
    time
        Shape (T,).
    lags
        Autocovariances that the error takes in, Bartlett weights [1]_; the variance is multiplied by T / (T − 2).

    Returns
    -------
    tuple of ndarray
        Slopes, their standard errors, and residuals of shape (n_series, T).

    References
    ----------
    .. [1] Newey & West (1987), Econometrica 55, 703-708.

    Examples
    --------
    >>> slope, error, rest = slopes_with_errors(np.array([[1.0, 3.0, 5.0, 7.0]]), np.arange(4.0), lags=1)
    >>> slope.round(6).tolist()
    [2.0]
    """
    length = len(time)
    design = np.column_stack([np.ones(length), time - time.mean()])
    bread = np.linalg.inv(design.T @ design)
    beta = series @ design @ bread
    residuals = series - beta @ design.T
    # only the slope's part of the sandwich is wanted: scores weighted by its row of the bread
    scores = residuals * (design @ bread[1])
    variance = (scores**2).sum(axis=1)
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * (scores[:, lag:] * scores[:, :-lag]).sum(axis=1)
    return beta[:, 1], np.sqrt(variance * length / (length - 2)), residuals
