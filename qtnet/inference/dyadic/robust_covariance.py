"""The dyadic-cluster-robust variance: pairs that share an actor may depend on one another in any way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["dyadic_covariance", "dyadic_meat"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def dyadic_meat(first: Ints, second: Ints, scores: Floats, *, n_actors: int) -> Floats:
    r"""Sum the products of the scores of all ordered pairs of dyads that share an actor.

    Parameters
    ----------
    first, second
        Codes of the two actors of each dyad.
    scores
        Shape (n_dyads, n_terms).
    n_actors
        Number of codes in use.

    Notes
    -----
    :math:`\sum_a A_a A_a^T - \sum_p S_p S_p^T`, where :math:`A_a` adds the scores of the dyads of actor a and
    :math:`S_p` those of the two actors of a pair, in both directions: such dyads meet at two actors and are wanted
    once [1]_.

    References
    ----------
    .. [1] Aronow, Samii & Assenova (2015), Political Analysis 23, 564-577, eq. 4 and sect. 5.

    Examples
    --------
    Three dyads of four actors; the first shares an actor with the second, the third stands alone.

    >>> dyadic_meat(np.array([0, 0, 3]), np.array([1, 2, 4]), np.array([[1.0], [2.0], [3.0]]), n_actors=5).tolist()
    [[18.0]]
    """
    by_actor = np.zeros((n_actors, scores.shape[1]))
    np.add.at(by_actor, first, scores)
    np.add.at(by_actor, second, scores)
    pair = np.minimum(first, second) * n_actors + np.maximum(first, second)
    kinds, place = np.unique(pair, return_inverse=True)
    by_pair = np.zeros((len(kinds), scores.shape[1]))
    np.add.at(by_pair, place, scores)
    return np.asarray(by_actor.T @ by_actor - by_pair.T @ by_pair)


def dyadic_covariance(
    first: Ints, second: Ints, design: Floats, weight: Floats, score: Floats, *, n_actors: int
) -> Floats:
    r"""Give the sandwich :math:`(X^T W X)^{-1} M (X^T W X)^{-1}` of the coefficients, shape (n_terms, n_terms).

    Parameters
    ----------
    first, second
        Codes of the two actors of each dyad.
    design
        Shape (n_dyads, n_terms).
    weight, score
        Information and derivative of the log-likelihood of each dyad by its linear predictor.
    n_actors
        Number of actors; the variance is multiplied by ``n_actors / (n_actors − 1)``.

    Notes
    -----
    The variance need not be positive with few actors; the caller must look.
    """
    bread = np.linalg.inv((design * weight[:, None]).T @ design)
    meat = dyadic_meat(first, second, design * score[:, None], n_actors=n_actors)
    return np.asarray(bread @ meat @ bread) * (n_actors / (n_actors - 1))
