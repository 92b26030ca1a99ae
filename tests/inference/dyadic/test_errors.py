"""Dyadic-cluster-robust errors against slow, transparent sums, and actors left out one by one."""

import itertools

import numpy as np
import pytest
from scipy.stats import t

from qtnet.inference.dyadic.actor_jackknife import jackknife_variances
from qtnet.inference.dyadic.overdispersion import overdispersion
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.inference.dyadic.robust_covariance import dyadic_covariance, dyadic_meat
from qtnet.inference.dyadic.table import dyad_table
from tests.inference.dyadic.dyad_worlds import actor_sum, drawn, pair_noise


def world(n, rng, *, directed):
    x = rng.normal(size=(n, n)) if directed else pair_noise(n, rng)
    actor = actor_sum(rng.normal(0, 0.5, n))
    return drawn(x + actor, "linear", rng, directed=directed), x


@pytest.mark.parametrize("directed", [False, True])
def test_the_meat_is_the_double_sum_over_dyads_that_share_an_actor(directed):
    rng = np.random.default_rng(21)
    y, x = world(7, rng, directed=directed)
    y[0, 3] = y[3, 0] = np.nan
    y[1, 2] = y[1, 2] if not directed else np.nan
    dyads = dyad_table(y, {"x": x}, directed=directed)
    scores = dyads.design * dyads.outcome[:, None]
    slow = np.zeros((2, 2))
    for a, b in itertools.product(range(len(dyads)), repeat=2):
        if {dyads.first[a], dyads.second[a]} & {dyads.first[b], dyads.second[b]}:
            slow += np.outer(scores[a], scores[b])
    assert dyadic_meat(dyads.first, dyads.second, scores, n_actors=7) == pytest.approx(slow, rel=1e-10)


@pytest.mark.parametrize("directed", [False, True])
def test_the_jackknife_is_that_of_models_fitted_again_without_each_actor_and_each_pair(directed):
    rng = np.random.default_rng(22)
    y, x = world(8, rng, directed=directed)
    dyads = dyad_table(y, {"x": x}, directed=directed)
    X, y = dyads.design, dyads.outcome

    def without(gone):
        return np.linalg.lstsq(X[~gone], y[~gone], rcond=None)[0]

    beta = without(np.zeros(len(y), dtype=bool))
    slow = np.zeros(2)
    for actor in range(8):
        slow += 7 / 8 * (without((dyads.first == actor) | (dyads.second == actor)) - beta) ** 2
    apart = np.zeros(2)
    for a, b in itertools.combinations(range(8), 2):
        ends = np.isin(dyads.first, (a, b)) & np.isin(dyads.second, (a, b))
        # leaving a pair out moves the coefficients by H⁻¹ times its scores in the model without it
        residual = y[ends] - X[ends] @ without(ends)
        apart += (np.linalg.inv(X.T @ X) @ X[ends].T @ residual) ** 2
    fast = jackknife_variances(dyads.first, dyads.second, X, np.ones(len(y)), y - X @ beta, n_actors=8)
    assert fast == pytest.approx(np.maximum(slow - apart, apart), rel=1e-9)


def test_both_errors_agree_where_actors_are_many():
    rng = np.random.default_rng(23)
    y, x = world(120, rng, directed=False)
    first, second = (
        dyadic_regression(y, {"x": x}, family="linear", errors=kind, rng=1, permutations=1).coefficients
        for kind in ("jackknife", "sandwich")
    )
    assert first["std_error"].to_numpy() == pytest.approx(second["std_error"].to_numpy(), rel=0.06)


def test_the_sandwich_has_bread_on_both_sides():
    ends = np.triu_indices(5, 1)
    ones = np.ones(10)
    rng = np.random.default_rng(24)
    score = rng.normal(size=10)
    meat = dyadic_meat(*ends, score[:, None], n_actors=5)
    found = dyadic_covariance(*ends, ones[:, None], 2 * ones, score, n_actors=5)
    assert found == pytest.approx(meat / 400 * 5 / 4)


def test_interval_and_wald_p_value_come_from_t_with_actors_less_one():
    rng = np.random.default_rng(25)
    y, x = world(9, rng, directed=False)
    row = dyadic_regression(y, {"x": x}, family="linear", rng=1, permutations=1).coefficients.iloc[1]
    assert row["p_wald"] == pytest.approx(2 * t.sf(abs(row["estimate"] / row["std_error"]), 8))
    assert row["ci_high"] - row["estimate"] == pytest.approx(t.ppf(0.975, 8) * row["std_error"])


def test_counts_with_extra_variance_are_over_dispersed_and_poisson_counts_are_not():
    rng = np.random.default_rng(26)
    eta = np.full((40, 40), 1.0)
    mixed, poisson = (drawn(eta, family, rng) for family in ("negative-binomial", "poisson"))
    found = [dyadic_regression(y, {}, rng=1, permutations=1).overdispersion for y in (mixed, poisson)]
    assert found[0].p_value < 0.001 < 0.05 < found[1].p_value
    assert found[0].estimate == pytest.approx(0.8, abs=0.25)
    assert "variance equal to mean" in found[0].remark()


def test_over_dispersion_is_the_slope_of_cameron_and_trivedi():
    y = np.array([[0, 4, 0, 1], [4, 0, 2, 0], [0, 2, 0, 5], [1, 0, 5, 0.0]])
    dyads = dyad_table(y, {})
    mean = np.full(6, 2.0)
    # ((y − 2)² − y) / 2 for 4, 0, 1, 2, 0, 5 is 0, 2, 0, −1, 2, 2: mean 5/6, slope on 2
    assert overdispersion(dyads, mean).estimate == pytest.approx(5 / 12)
