"""The four models of a dyad's outcome: mean, weight and score, and their fit through statsmodels.

In: outcome, design and offset of dyads. Out: coefficients with the fitted means, and what the variance and the
permutations need of them.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from statsmodels.genmod.families import Binomial, Gaussian, NegativeBinomial, Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

__all__ = ["Family", "FamilyName", "Fit", "fitted"]

FamilyName = Literal["poisson", "negative-binomial", "logit", "linear"]
Floats = npt.NDArray[np.float64]

_STEPS, _CONVERGED = 60, 1e-9


@dataclass(frozen=True)
class Family:
    """One model of the outcome; `dispersion` is α of the negative binomial, variance μ + α μ²."""

    name: FamilyName
    dispersion: float = 0.0

    def weight(self, mean: Floats) -> Floats:
        """Give the information of each dyad about its linear predictor, up to the variance of a linear model."""
        if self.name == "logit":
            return mean * (1 - mean)
        return np.ones_like(mean) if self.name == "linear" else mean / (1 + self.dispersion * mean)

    def score(self, outcome: Floats, mean: Floats) -> Floats:
        """Give the derivative of each dyad's log-likelihood by its linear predictor."""
        if self.name in ("logit", "linear"):
            return outcome - mean
        return (outcome - mean) / (1 + self.dispersion * mean)

    def of_statsmodels(self) -> Any:
        """Give statsmodels' family; the negative binomial without dispersion is Poisson."""
        if self.name == "logit":
            return Binomial()
        if self.name == "linear":
            return Gaussian()
        return NegativeBinomial(alpha=self.dispersion) if self.dispersion else Poisson()


@dataclass(frozen=True, eq=False)
class Fit:
    """Coefficients, fitted means and deviance; `converged` is false where the likelihood has no maximum."""

    beta: Floats
    mean: Floats
    deviance: float
    converged: bool


def fitted(family: Family, outcome: Floats, design: Floats, offset: Floats, start: Floats | None = None) -> Fit:
    """Fit a family by iteratively reweighted least squares.

    Examples
    --------
    >>> found = fitted(Family("poisson"), np.array([1.0, 3.0]), np.ones((2, 1)), np.zeros(2))
    >>> np.exp(found.beta).round(6).tolist(), found.converged
    ([2.0], True)
    """
    with warnings.catch_warnings():
        # An exact fit of counts has finite estimates; separation is known by steps that do not end.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            found = GLM(outcome, design, family=family.of_statsmodels(), offset=offset).fit(
                start_params=start, maxiter=_STEPS, tol=_CONVERGED, tol_criterion="params"
            )
    return Fit(np.asarray(found.params), np.asarray(found.mu), float(found.deviance), bool(found.converged))
