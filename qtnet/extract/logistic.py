"""Logistic regression with named features: fitting and its probability. The same rows always give the same weights."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from qtnet.errors import InputError

__all__ = ["CONSTANT", "fit_logistic", "probability"]

#: The constant feature, whose weight is not penalised.
CONSTANT = "any"
_DIGITS = 4  # of the weights: beyond them solvers of different machines disagree


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give ``1 / (1 + exp(-w·x))``; a feature without weight counts nothing.

    Examples
    --------
    >>> probability({"any": 1.0, "new": 1.0}, {"any": 0.0})
    0.5
    """
    return 1 / (
        1 + math.exp(-math.fsum([weights[name] * value for name, value in features.items() if name in weights]))
    )


def fit_logistic(rows: Sequence[tuple[Mapping[str, float], bool]], *, penalty: float) -> dict[str, float]:
    """Fit weights to rows of features and truth.

    Parameters
    ----------
    rows
        Features by name and whether the row is positive.
    penalty
        Strength of the pull of all weights but the constant's towards 0.

    Returns
    -------
    dict
        Weight by feature name, sorted by name, rounded to four digits.

    Raises
    ------
    InputError
        If there are no rows.

    Notes
    -----
    Minimises ``Σ log(1 + exp(-y w·x)) + penalty/2 |w|²``, y = 1 for positive rows and −1 for others, by L-BFGS from 0.

    Examples
    --------
    >>> fit_logistic([({"any": 1.0}, True), ({"any": 1.0}, False)], penalty=1.0)
    {'any': 0.0}
    """
    from scipy import sparse
    from scipy.optimize import minimize  # a third of a second, and only training needs it
    from scipy.special import expit

    if not rows:
        raise InputError("no annotated examples to fit a model to; give the folder of an annotated corpus")
    names = sorted({name for features, _ in rows for name in features})
    column = {name: j for j, name in enumerate(names)}
    cells = [(i, column[name], value) for i, (features, _) in enumerate(rows) for name, value in features.items()]
    i, j, values = zip(*cells, strict=True)
    design = sparse.csr_matrix((values, (i, j)), shape=(len(rows), len(names)))
    sides = np.where([positive for _, positive in rows], 1.0, -1.0)
    pulled = np.array([penalty if name != CONSTANT else 0.0 for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sides * (design @ weights)
        value = float(np.logaddexp(0.0, -margins).sum() + pulled / 2 @ weights**2)
        return value, design.T @ (-sides * expit(-margins)) + pulled * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-12})
    return {name: round(float(w), _DIGITS) + 0.0 for name, w in zip(names, fitted.x, strict=True)}
