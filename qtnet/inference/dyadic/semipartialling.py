"""Multiple regression quadratic assignment: the p-value of a covariate by permuting actors.

In: dyads, what is fitted beside the covariate, a family. Out: the statistic in the data and under each permutation.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from qtnet.inference.dyadic.actor_orders import actor_orders
from qtnet.inference.dyadic.families import Family, fitted
from qtnet.inference.dyadic.table import DyadTable
from qtnet.inference.pvalues import permutation_p
from qtnet.parallel import Seed

__all__ = ["mrqap_p", "mrqap_statistics"]

Floats = npt.NDArray[np.float64]

#: So many entries of permuted residuals are held at a time (80 MB).
_ENTRIES = 10_000_000
#: A permuted covariate of which the others explain all but this share is made up of them.
_NOTHING_LEFT = 1e-10


def mrqap_p(dyads: DyadTable, column: Floats, others: Floats, family: Family, *, permutations: int, rng: Seed) -> float:
    """Give the two-sided permutation p-value of a covariate beside others; see `mrqap_statistics`."""
    observed, draws = mrqap_statistics(dyads, column, others, family, permutations=permutations, rng=rng)
    return permutation_p(observed, draws, alternative="two-sided")


def mrqap_statistics(
    dyads: DyadTable, column: Floats, others: Floats, family: Family, *, permutations: int, rng: Seed
) -> tuple[float, Floats]:
    r"""Give the statistic of a covariate in the data and with its residuals permuted by actors.

    Parameters
    ----------
    dyads
        The table of dyads; its outcome and offset are read.
    column
        The covariate, shape (n_dyads,).
    others
        What is fitted beside it, intercept and fixed effects included, shape (n_dyads, n_others).
    family
        Model of the outcome; the dispersion of a negative binomial stays as it is.
    permutations
        Number of orders of the actors; all of them where they are fewer.
    rng
        Seed or generator.

    Returns
    -------
    float
        The statistic in the data.
    ndarray
        Shape (orders,), NaN where the permuted covariate is made up of the others.

    Notes
    -----
    Double semi-partialling [1]_: the covariate is regressed on the others (and on the logarithm of the exposure) by
    least squares, and its residuals r are permuted by actors, so that outcome and others keep their dependence. The
    statistic is the efficient score of the permuted residuals beside the others,
    :math:`\tilde r^T s / \sqrt{\tilde r^T W \tilde r}`, where s and W are score and information of the fit without the
    covariate and :math:`\tilde r` is what weighted regression on the others leaves of r. For linear models it orders
    the permutations exactly as the t value of [1]_ does; for the others it is the score test in place of the z value,
    needs one fit only, and exists where that has none. A dyad that is not in the data hides the residual that moves
    there.

    References
    ----------
    .. [1] Dekker, Krackhardt & Snijders (2007), Psychometrika 72, 563-581.
    """
    base = fitted(family, dyads.outcome, others, dyads.offset)
    score, weight = family.score(dyads.outcome, base.mean), family.weight(base.mean)
    known = np.column_stack([others, dyads.offset]) if dyads.offset.any() else others
    residual = column - known @ np.linalg.lstsq(known, column, rcond=None)[0]
    matrix = np.full((dyads.n_actors, dyads.n_actors), np.nan)
    matrix[dyads.first, dyads.second] = residual
    if not dyads.directed:
        matrix[dyads.second, dyads.first] = residual
    orders = actor_orders(dyads.n_actors, permutations=permutations, rng=rng)
    size = max(1, _ENTRIES // len(dyads))
    draws = [
        _efficient_scores(matrix[part[:, dyads.first], part[:, dyads.second]], others, score, weight)
        for part in np.split(orders, range(size, len(orders), size))
    ]
    observed = float(_efficient_scores(residual[None, :], others, score, weight)[0])
    return observed, np.concatenate(draws)


def _efficient_scores(residuals: Floats, others: Floats, score: Floats, weight: Floats) -> Floats:
    """Give the statistic of each row of residuals, shape (draws, n_dyads); NaN entries are left out of their row."""
    hidden = np.isnan(residuals)
    r = np.where(hidden, 0.0, residuals)
    crossed = (r * weight) @ others
    slopes = np.empty_like(crossed)
    nuisance = np.where(hidden, 0.0, score) @ others
    whole = ~hidden.any(axis=1)
    if whole.any():
        slopes[whole] = np.linalg.solve((others * weight[:, None]).T @ others, crossed[whole].T).T
    for draw in np.flatnonzero(~whole):
        own = (others * np.where(hidden[draw], 0.0, weight)[:, None]).T @ others
        # a draw that hides all dyads of an actor leaves its fixed effect without a value
        slopes[draw] = np.linalg.pinv(own, hermitian=True) @ crossed[draw]
    size = (r * r) @ weight
    information = size - (slopes * crossed).sum(axis=1)
    value = r @ score - (slopes * nuisance).sum(axis=1)
    defined = information > _NOTHING_LEFT * size
    statistics = np.full(len(r), np.nan)
    statistics[defined] = value[defined] / np.sqrt(information[defined])
    return statistics
