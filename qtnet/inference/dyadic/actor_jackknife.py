"""Dyadic-cluster-robust variances that hold with few actors: actors left out one by one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["jackknife_variances"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

#: A pair that alone determines a coefficient has no residual to speak of.
_ALONE = 1e-9


def jackknife_variances(
    first: Ints, second: Ints, design: Floats, weight: Floats, score: Floats, *, n_actors: int
) -> Floats:
    r"""Give the variance of each coefficient when dyads that share an actor may depend on one another in any way.

    Parameters
    ----------
    first, second
        Codes of the two actors of each dyad.
    design
        Shape (n_dyads, n_terms).
    weight, score
        Information and derivative of the log-likelihood of each dyad by its linear predictor.
    n_actors
        Number of actors.

    Returns
    -------
    ndarray
        Shape (n_terms,), ≥ 0.

    Notes
    -----
    :math:`\frac{n-1}{n} \sum_a d_a d_a^T - \sum_p d_p d_p^T`, where :math:`d_a` is the change of the coefficients when
    the dyads of actor a are left out, :math:`d_p` when those of a pair are, each by one Newton step; exact for linear
    models. To first order this is the sandwich of `qtnet.inference.dyadic.robust_covariance`, but that is too small
    with few actors, because residuals are smaller than errors where an actor weighs much. As the difference may come
    out negative, the variance is at least that of dyads which do not depend on one another [1]_. Sizes of both are
    measured in tests/calibration.

    References
    ----------
    .. [1] MacKinnon, Nielsen & Webb (2024), Jackknife inference with two-way clustering, arXiv:2406.08880.

    Examples
    --------
    >>> first, second = np.triu_indices(5, 1)
    >>> errors = np.array([1.0, -1, 1, -1, 1, -1, 1, -1, 1, -1])
    >>> ones = np.ones(10)
    >>> jackknife_variances(first, second, ones[:, None], ones, errors, n_actors=5).round(4).tolist()
    [0.1235]
    """
    information = (design * weight[:, None]).T @ design
    inverse = np.linalg.pinv(information, hermitian=True)
    changes = np.empty((n_actors, design.shape[1]))
    for actor in range(n_actors):
        own = (first == actor) | (second == actor)
        part = design[own]
        left = information - (part * weight[own, None]).T @ part
        # without its dyads the fixed effect of an actor has no information left
        changes[actor] = np.linalg.pinv(left, hermitian=True) @ (score[own] @ part)
    adjusted = _without_own_pair(first, second, design @ inverse, design, weight, score)
    pair = np.minimum(first, second) * n_actors + np.maximum(first, second)
    kinds, place = np.unique(pair, return_inverse=True)
    by_pair = np.zeros((len(kinds), design.shape[1]))
    np.add.at(by_pair, place, design * adjusted[:, None])
    by_pair = by_pair @ inverse
    independent = (by_pair**2).sum(axis=0)
    shared = (n_actors - 1) / n_actors * (changes**2).sum(axis=0) - independent
    return np.asarray(np.maximum(shared, independent))


def _without_own_pair(
    first: Ints, second: Ints, leverage_rows: Floats, design: Floats, weight: Floats, score: Floats
) -> Floats:
    """Give the scores that the dyads of each pair would have if the pair had been left out of the fit."""
    own = (leverage_rows * design).sum(axis=1) * weight
    back = _reverse(first, second)
    paired = back >= 0
    other = np.where(paired, back, 0)
    cross = np.where(paired, (leverage_rows * design[other]).sum(axis=1), 0.0)
    apart = np.maximum(1 - own, _ALONE)
    determinant = np.maximum(
        apart * np.where(paired, apart[other], 1.0) - cross**2 * weight * np.where(paired, weight[other], 0.0),
        _ALONE**2,
    )
    moved = np.where(paired, apart[other], 1.0) * score + weight * cross * np.where(paired, score[other], 0.0)
    return np.asarray(moved / determinant)


def _reverse(first: Ints, second: Ints) -> Ints:
    """Give the row of the dyad in the other direction, −1 where there is none."""
    size = int(max(first.max(), second.max())) + 1
    row = np.full((size, size), -1, dtype=np.int64)
    row[first, second] = np.arange(len(first))
    return np.asarray(row[second, first])
