"""Which pairs of actors tie more often? Poisson regression of counts on what the pairs have in common.

Pairs that share an actor are not independent. The standard errors allow for that, and the p-values come from
permuting actors, not from a distribution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.stats import norm

from qtnet.errors import InputError
from qtnet.inference.poisson import fitted_poisson
from qtnet.inference.pvalues import permutation_p
from qtnet.results import Result, tidy

__all__ = ["DyadicRegression", "dyadic_regression"]

INTERCEPT = "(intercept)"
_MIN_ACTORS = 5  # four actors give 24 permutations: no p-value below 0.04 could be found
_LEVEL = 0.95
_NO_ERROR = "no standard error: the estimated variance is not positive, as happens with few actors"
_STEPS, _CONVERGED = 50, 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class DyadicRegression(Result):
    """Coefficients of a Poisson regression of tie counts on covariates of pairs.

    `coefficients` has one row per term: `estimate` (change of the log expected count per unit of the covariate),
    `rate_ratio` (its exponential), dyadic-cluster-robust `std_error` and interval, permutation `p_value` of the null
    hypothesis in `null`. All NaN, with a reason, where the data do not identify the term.
    """

    coefficients: pd.DataFrame = field(repr=False)
    n_actors: int
    n_dyads: int
    permutations: int
    null: str = (
        "given the other covariates, it does not matter for the counts which actor has which place in the covariate"
    )

    def to_frame(self) -> pd.DataFrame:
        """Give one row per term; `metric` is the covariate's name, `n` the number of pairs."""
        return tidy(self.coefficients.copy())


class _Dyads(NamedTuple):
    first: np.ndarray  # actor of each pair, shape (n_dyads,)
    second: np.ndarray
    counts: np.ndarray  # shape (n_dyads,)
    design: np.ndarray  # shape (n_dyads, n_terms), the intercept first


def dyadic_regression(
    counts: np.ndarray,
    covariates: Mapping[str, np.ndarray],
    *,
    rng: int | np.random.SeedSequence | np.random.Generator,
    permutations: int = 999,
) -> DyadicRegression:
    r"""Regress how often pairs of actors are tied on covariates of the pairs.

    Parameters
    ----------
    counts
        Shape (n, n), symmetric, ≥ 0; the diagonal is not read. See `qtnet.inference.dyads.tie_counts`.
    covariates
        Matrices of the same shape by name; a pair with a NaN in any of them is left out.
    rng
        Seed or generator of the permutations.
    permutations
        Draws for each covariate's p-value.

    Returns
    -------
    DyadicRegression

    Raises
    ------
    InputError
        If a matrix has the wrong shape, is not symmetric, or counts are negative.

    Notes
    -----
    Poisson pseudo-maximum likelihood, :math:`E[y_{ij}] = \exp(\beta_0 + \sum_k \beta_k x_{ijk})` over unordered
    pairs: consistent when the mean is right, whatever the variance [1]_. The variance is the sandwich that lets any
    two pairs which share an actor correlate [2]_. P-values (two-sided) come from the quadratic assignment procedure
    with double semi-partialling [3]_: a covariate is regressed on the others, its residuals are permuted by actors,
    and the z value of the refitted model is compared. They are invalid where the covariate's variance itself depends
    on the actor. Separation (a covariate whose likelihood has no maximum) is found by a linear programme [4]_.

    References
    ----------
    .. [1] Santos Silva & Tenreyro (2006), Review of Economics and Statistics 88, 641-658.
    .. [2] Aronow, Samii & Assenova (2015), Political Analysis 23, 564-577, eq. 4.
    .. [3] Dekker, Krackhardt & Snijders (2007), Psychometrika 72, 563-581.
    .. [4] Correia, Guimarães & Zylkin (2019), arXiv:1903.01633, sect. 2.

    Examples
    --------
    Pairs within a club of three are tied twice, all others once, so the rate ratio is 2.

    >>> club = np.zeros((6, 6)); club[:3, :3] = 1.0
    >>> counts = 1.0 + club
    >>> result = dyadic_regression(counts, {"same club": club}, rng=1, permutations=19)
    >>> result.coefficients["rate_ratio"].round(6).tolist()
    [1.0, 2.0]
    """
    dyads = _dyads(counts, covariates)
    names = [INTERCEPT, *covariates]
    n_actors, n_dyads = len(counts), len(dyads.counts)
    reasons = _not_identified(dyads, names, n_actors)
    rows: list[dict[str, object]] = [{"metric": name, "n": n_dyads, "reason": reasons[name]} for name in names]
    used = [i for i, name in enumerate(names) if not reasons[name]]
    if used:
        kept = dyads._replace(design=dyads.design[:, used])
        for row, values in zip((rows[i] for i in used), _estimates(kept, n_actors, rng, permutations), strict=True):
            row.update(values)
    columns = ["metric", "estimate", "rate_ratio", "std_error", "ci_low", "ci_high", "p_value", "n", "reason"]
    table = pd.DataFrame(rows).reindex(columns=columns)
    return DyadicRegression(coefficients=table, n_actors=n_actors, n_dyads=n_dyads, permutations=permutations)


def _dyads(counts: np.ndarray, covariates: Mapping[str, np.ndarray]) -> _Dyads:
    n = len(counts)
    for name, matrix in {"counts": counts, **covariates}.items():
        if np.shape(matrix) != (n, n):
            raise InputError(f"{name}: expected shape ({n}, {n}), got {np.shape(matrix)}")
        if not np.array_equal(matrix, np.transpose(matrix), equal_nan=True):
            raise InputError(f"{name}: expected a symmetric matrix")
    if not (np.asarray(counts)[np.triu_indices(n, 1)] >= 0).all():
        raise InputError("counts: expected numbers ≥ 0 for every pair")
    first, second = np.triu_indices(n, 1)
    design = np.column_stack(
        [np.ones(len(first)), *(np.asarray(m, dtype=float)[first, second] for m in covariates.values())]
    )
    known = ~np.isnan(design).any(axis=1)
    return _Dyads(first[known], second[known], np.asarray(counts, dtype=float)[first, second][known], design[known])


def _not_identified(dyads: _Dyads, names: list[str], n_actors: int) -> dict[str, str]:
    """Say for each term why it cannot be estimated, or nothing; a reason for the intercept is one for all."""
    if n_actors < _MIN_ACTORS:
        return dict.fromkeys(names, f"{n_actors} actors; at least {_MIN_ACTORS} are needed")
    if not dyads.counts.any():
        return dict.fromkeys(names, "no pair is tied")
    reasons = dict.fromkeys(names, "")
    kept = [0]
    for i in range(1, len(names)):
        if np.linalg.matrix_rank(dyads.design[:, [*kept, i]]) == len(kept):
            constant = np.ptp(dyads.design[:, i]) == 0
            reasons[names[i]] = "does not vary" if constant else "collinear with the covariates before it"
        else:
            kept.append(i)
    for i in _separating(dyads.design[:, kept], dyads.counts):
        reasons[names[kept[i]]] = "separation: it tells pairs without a tie apart, so no finite estimate exists"
    if reasons[INTERCEPT]:
        return dict.fromkeys(names, reasons[INTERCEPT])
    return reasons


def _separating(design: np.ndarray, counts: np.ndarray) -> list[int]:
    """Give the terms of a direction along which the likelihood rises without end; none when it has a maximum."""
    tied, untied = design[counts > 0], design[counts == 0]
    if not len(untied):
        return []
    # Maximise the sum of -Xγ over untied pairs, each between 0 and 1, while Xγ = 0 for every tied pair.
    found = linprog(
        untied.sum(axis=0),
        A_ub=np.vstack([untied, -untied]),
        b_ub=np.concatenate([np.zeros(len(untied)), np.ones(len(untied))]),
        A_eq=tied,
        b_eq=np.zeros(len(tied)),
        bounds=(None, None),
        method="highs",
    )
    if found.status != 0 or found.fun > -_CONVERGED:
        return []
    terms = [int(i) for i in np.flatnonzero(np.abs(found.x) > _CONVERGED)]
    # The intercept takes part in every such direction; the covariates are what separates.
    return [i for i in terms if i > 0] or terms


def _estimates(
    dyads: _Dyads, n_actors: int, rng: int | np.random.SeedSequence | np.random.Generator, permutations: int
) -> list[dict[str, object]]:
    fitted = fitted_poisson(dyads.counts, dyads.design)
    beta = np.asarray(fitted.params)
    variances = np.diag(_dyadic_covariance(dyads, beta, n_actors))
    errors = np.sqrt(np.where(variances > _CONVERGED**2, variances, np.nan))
    half = norm.ppf((1 + _LEVEL) / 2) * errors
    generator = np.random.default_rng(rng)
    rows: list[dict[str, object]] = []
    for i, estimate in enumerate(beta):
        p = np.nan if i == 0 else _permutation_p(dyads, i, n_actors, generator, permutations)
        row: dict[str, object] = {
            "estimate": estimate,
            "rate_ratio": np.exp(estimate),
            "std_error": errors[i],
            "p_value": p,
        }
        row |= {"ci_low": estimate - half[i], "ci_high": estimate + half[i]}
        rows.append(row | {"reason": _NO_ERROR if np.isnan(errors[i]) else ""})
    return rows


def _dyadic_covariance(dyads: _Dyads, beta: np.ndarray, n_actors: int) -> np.ndarray:
    mean = np.exp(dyads.design @ beta)
    scores = dyads.design * (dyads.counts - mean)[:, None]
    by_actor = np.zeros((n_actors, scores.shape[1]))
    np.add.at(by_actor, dyads.first, scores)
    np.add.at(by_actor, dyads.second, scores)
    # Each pair meets itself at both of its actors and is wanted once.
    meat = by_actor.T @ by_actor - scores.T @ scores
    bread = np.linalg.inv((dyads.design * mean[:, None]).T @ dyads.design)
    return np.asarray(bread @ meat @ bread)


def _permutation_p(dyads: _Dyads, term: int, n_actors: int, rng: np.random.Generator, permutations: int) -> float:
    others = np.delete(dyads.design, term, axis=1)
    residual = dyads.design[:, term] - others @ np.linalg.lstsq(others, dyads.design[:, term], rcond=None)[0]
    matrix = np.full((n_actors, n_actors), np.nan)
    matrix[dyads.first, dyads.second] = matrix[dyads.second, dyads.first] = residual
    start = _poisson(others, dyads.counts, np.zeros(others.shape[1]))[0]
    observed = _z_of_last(others, residual, dyads.counts, start)
    draws = np.empty(permutations)
    for draw in range(permutations):
        order = rng.permutation(n_actors)
        draws[draw] = _z_of_last(others, matrix[order[dyads.first], order[dyads.second]], dyads.counts, start)
    return permutation_p(observed, draws, alternative="two-sided")


def _z_of_last(others: np.ndarray, column: np.ndarray, counts: np.ndarray, start: np.ndarray) -> float:
    """Give the z value of a column beside the others; NaN pairs (left out in the data) are left out here too."""
    known = ~np.isnan(column)
    design = np.column_stack([others, column])[known]
    beta, covariance = _poisson(design, counts[known], np.append(start, 0.0))
    return float(beta[-1] / np.sqrt(covariance[-1, -1])) if covariance[-1, -1] > 0 else np.nan


def _poisson(design: np.ndarray, counts: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Fit by Newton's method, a hundred times faster than a full model object; NaN when it does not converge."""
    beta = start.copy()
    if not start.any():
        beta[0] = np.log(counts.mean())
    for _ in range(_STEPS):
        mean = np.exp(np.clip(design @ beta, -30, 30))
        information = (design * mean[:, None]).T @ design
        try:
            step = np.linalg.solve(information, design.T @ (counts - mean))
        except np.linalg.LinAlgError:
            break
        beta = beta + step
        if np.abs(step).max() < _CONVERGED:
            return beta, np.linalg.inv(information)
    return np.full_like(beta, np.nan), np.full((len(beta), len(beta)), np.nan)
