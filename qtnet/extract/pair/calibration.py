"""Calibration: from the model's probabilities to the share of proposals that is right, fitted on left-out parts."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

__all__ = ["brier", "calibrate", "calibration_error", "fit_calibration"]

SMALLEST = 1e-6
N_BINS = 5


def fit_calibration(joint: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Fit slope and intercept of the log-odds by maximum likelihood (Platt scaling), rounded to four digits.

    Examples
    --------
    >>> fit_calibration(np.array([0.5, 0.5, 0.5, 0.5, 0.9, 0.9]), np.array([True, False, True, False, True, False]))
    (0.0, 0.0)
    """
    odds = logit(np.clip(joint, SMALLEST, 1 - SMALLEST))
    side = np.where(right, 1.0, -1.0)

    def loss(values: np.ndarray) -> float:
        return float(np.logaddexp(0.0, -side * (values[0] * odds + values[1])).sum())

    slope, intercept = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return round(float(slope), 4) + 0.0, round(float(intercept), 4) + 0.0


def calibrate(joint: np.ndarray, slope: float, intercept: float) -> np.ndarray:
    """Apply a calibration."""
    return np.asarray(expit(slope * logit(np.clip(joint, SMALLEST, 1 - SMALLEST)) + intercept))


def brier(confidence: np.ndarray, right: np.ndarray) -> float:
    """Give the mean squared difference of confidence and truth."""
    return float(np.mean((confidence - right) ** 2))


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """Give the mean distance of confidence and truth over five bins, weighted by their size.

    Examples
    --------
    >>> calibration_error(np.array([0.9, 0.9]), np.array([True, False]))
    0.4
    """
    place = np.minimum((confidence * N_BINS).astype(int), N_BINS - 1)
    gaps = [
        abs(confidence[place == k].mean() - right[place == k].mean()) * (place == k).mean() for k in np.unique(place)
    ]
    return float(np.sum(gaps))
