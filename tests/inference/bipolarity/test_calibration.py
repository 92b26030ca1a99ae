"""Calibration of the bipolarity test: what it says of networks that chance alone has made."""

import numpy as np
import pytest
from scipy.stats import kstest

from qtnet.inference.bipolarity.null_draws import null_values
from qtnet.inference.nulls import signed_configuration
from qtnet.inference.pvalues import permutation_p
from qtnet.metrics.bipolarity.evaluation import Setting, evaluate_data
from tests.metrics.worlds import random_world

NULLS, NETWORKS = 39, 150


def p_of_chance(seed: int) -> float:
    """Draw a network from the null model of a random one, and test it against the null model of its own."""
    P, N, poles = random_world(seed, 20, inside=0.25, across=0.25)
    drawn = signed_configuration(P, N, draws=1, rng=seed)
    P, N = drawn.P, drawn.N
    setting, data = evaluate_data(P[:, None], N[:, None], Setting(poles=poles), rng=np.random.default_rng(seed))
    null = null_values(P, N, setting, [poles], draws=NULLS, rng=seed, jobs=1)
    return permutation_p(float(data.values["TBI"][0, 0]), null["TBI"][:, 0])


@pytest.mark.slow
def test_p_values_are_uniform_where_chance_made_the_network():
    p = np.array([p_of_chance(seed) for seed in range(NETWORKS)])
    p = p[np.isfinite(p)]
    assert len(p) > 0.9 * NETWORKS
    # p is discrete; a uniform shift within its steps makes it continuous.
    smooth = p - np.random.default_rng(1).random(len(p)) / (NULLS + 1)
    assert kstest(smooth, "uniform").pvalue > 0.01
    assert (p <= 0.05).mean() <= 0.10
