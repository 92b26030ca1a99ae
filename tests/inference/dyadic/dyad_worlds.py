"""Pairs of actors to try regressions on: matrices drawn with a seed."""

import numpy as np


def symmetric(values, n):
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = values
    return matrix + matrix.T


def pair_noise(n, rng):
    return symmetric(rng.normal(size=n * (n - 1) // 2), n)


def actor_sum(values):
    return values[:, None] + values[None, :]


def drawn(eta, family, rng, *, directed=False):
    """Draw an outcome with linear predictor `eta`; of the negative binomial with dispersion 0.8."""
    if family == "logit":
        values = (rng.random(eta.shape) < 1 / (1 + np.exp(-eta))).astype(float)
    elif family == "linear":
        values = eta + rng.normal(size=eta.shape)
    else:
        gamma = rng.gamma(1 / 0.8, 0.8, size=eta.shape) if family == "negative-binomial" else 1.0
        values = rng.poisson(np.exp(eta) * gamma).astype(float)
    return values if directed else np.triu(values, 1) + np.triu(values, 1).T
