"""Poisson regression of a series of counts through statsmodels, with its errors robust to autocorrelation."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

__all__ = ["fitted_poisson"]


def fitted_poisson(counts: np.ndarray, design: np.ndarray, **options: Any) -> Any:
    """Fit ``log E[counts] = design @ beta``; `options` go to statsmodels' ``GLM.fit``.

    Examples
    --------
    >>> fitted = fitted_poisson(np.array([1.0, 3.0]), np.ones((2, 1)))
    >>> float(np.exp(fitted.params[0]).round(6))
    2.0
    """
    with warnings.catch_warnings():
        # Of counts an exact fit has finite estimates; true separation is looked for before.
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        return GLM(counts, design, family=Poisson()).fit(tol=1e-10, **options)
