"""Double semi-partialling against all permutations done by hand, and its laws."""

import itertools

import numpy as np
import pytest

from qtnet.errors import InputError
from qtnet.inference.dyadic.actor_orders import actor_orders
from qtnet.inference.dyadic.families import Family, fitted
from qtnet.inference.dyadic.semipartialling import mrqap_p, mrqap_statistics
from qtnet.inference.dyadic.table import dyad_table
from tests.inference.dyadic.dyad_worlds import actor_sum, drawn, pair_noise


def world(n, seed, family="linear", *, directed=False):
    rng = np.random.default_rng(seed)
    x, z = rng.normal(size=(2, n, n)) if directed else (pair_noise(n, rng), pair_noise(n, rng))
    y = drawn(0.3 + 0.5 * x + 0.5 * z, family, rng, directed=directed)
    return dyad_table(y, {"z": z, "x": x}, directed=directed)


def every_t_value(dyads):
    """Dekker, Krackhardt & Snijders by the book: residuals of x on z permuted, t value of the model fitted again."""
    others, x, y = dyads.design[:, :2], dyads.design[:, 2], dyads.outcome
    residual = x - others @ np.linalg.lstsq(others, x, rcond=None)[0]
    matrix = np.zeros((dyads.n_actors,) * 2)
    matrix[dyads.first, dyads.second] = residual
    if not dyads.directed:
        matrix = matrix + matrix.T

    def t_value(column):
        X = np.column_stack([others, column])
        beta = np.linalg.lstsq(X, y, rcond=None)[0]
        variance = ((y - X @ beta) ** 2).sum() / (len(y) - 3)
        return beta[2] / np.sqrt(variance * np.linalg.inv(X.T @ X)[2, 2])

    orders = list(itertools.permutations(range(dyads.n_actors)))
    return np.array([t_value(matrix[np.array(o)[dyads.first], np.array(o)[dyads.second]]) for o in orders])


@pytest.mark.parametrize(("n", "directed"), [(5, False), (5, True), (6, False)])
def test_the_p_value_of_a_linear_model_is_that_of_all_t_values(n, directed):
    dyads = world(n, 31, directed=directed)
    every = every_t_value(dyads)
    above, below = (every >= every[0] - 1e-9).mean(), (every <= every[0] + 1e-9).mean()
    p = mrqap_p(dyads, dyads.design[:, 2], dyads.design[:, :2], Family("linear"), permutations=720, rng=1)
    assert p == pytest.approx(min(1.0, 2 * min(above, below)))


def test_the_score_orders_permutations_as_the_t_value_does():
    dyads = world(5, 32)
    scores = mrqap_statistics(
        dyads, dyads.design[:, 2], dyads.design[:, :2], Family("linear"), permutations=200, rng=1
    )[1]
    assert (np.argsort(scores) == np.argsort(every_t_value(dyads)[1:])).all()


@pytest.mark.parametrize("family", ["poisson", "logit"])
def test_the_score_follows_the_z_value_of_models_fitted_again(family):
    dyads = world(25, 33, family)
    others = dyads.design[:, :2]
    observed, draws = mrqap_statistics(dyads, dyads.design[:, 2], others, Family(family), permutations=60, rng=1)
    column = dyads.design[:, 2]
    residual = column - others @ np.linalg.lstsq(others, column, rcond=None)[0]
    matrix = np.zeros((25, 25))
    matrix[dyads.first, dyads.second] = residual
    matrix = matrix + matrix.T
    z = []
    for order in actor_orders(25, permutations=60, rng=1):
        X = np.column_stack([others, matrix[order[dyads.first], order[dyads.second]]])
        fit = fitted(Family(family), dyads.outcome, X, dyads.offset)
        z.append(fit.beta[2] / np.sqrt(np.linalg.inv((X * Family(family).weight(fit.mean)[:, None]).T @ X)[2, 2]))
    assert draws == pytest.approx(np.array(z), abs=0.12)
    assert observed > 1.96


def test_a_permuted_residual_that_moves_to_an_unknown_pair_is_left_out():
    rng = np.random.default_rng(34)
    y = pair_noise(6, rng)
    x = pair_noise(6, rng)
    y[0, 1] = y[1, 0] = np.nan
    dyads = dyad_table(y, {"x": x})
    ones = np.ones((14, 1))
    draws = mrqap_statistics(dyads, dyads.design[:, 1], ones, Family("linear"), permutations=719, rng=1)[1]
    order = np.array(list(itertools.permutations(range(6)))[500])
    moved = (x - dyads.design[:, 1].mean())[np.ix_(order, order)][dyads.first, dyads.second]
    hidden = np.isnan(y[np.ix_(order, order)][dyads.first, dyads.second])
    r = moved[~hidden] - moved[~hidden].mean()
    score = dyads.outcome - dyads.outcome.mean()
    assert draws[499] == pytest.approx(r @ score[~hidden] / np.sqrt(r @ r))


def test_relabelling_actors_and_shifting_by_the_others_change_no_statistic():
    dyads = world(9, 35, "poisson")
    others = dyads.design[:, :2]
    one, two = (
        mrqap_statistics(dyads, column, others, Family("poisson"), permutations=20, rng=1)
        for column in (dyads.design[:, 2], 3 * dyads.design[:, 2] + 2 * others[:, 1] - 1)
    )
    assert one[0] == pytest.approx(two[0])
    assert one[1] == pytest.approx(two[1])


def test_all_orders_are_given_where_they_are_few():
    assert len(actor_orders(5, permutations=999, rng=1)) == 119
    assert actor_orders(5, permutations=118, rng=1).shape == (118, 5)
    with pytest.raises(InputError, match="permutations: expected a whole number of at least 1, got 0"):
        actor_orders(5, permutations=0, rng=1)


def test_an_outcome_of_actor_effects_alone_is_not_taken_for_an_effect():
    # The covariate is a sum over actors as well: errors that ignore the actors would find it in most worlds.
    rng = np.random.default_rng(36)
    p = []
    for _ in range(60):
        y = drawn(actor_sum(rng.normal(0, 0.7, 12)), "poisson", rng)
        dyads = dyad_table(y, {"x": actor_sum(rng.normal(size=12))})
        ones = np.ones((len(dyads), 1))
        p.append(mrqap_p(dyads, dyads.design[:, 1], ones, Family("poisson"), permutations=59, rng=rng))
    assert np.mean(np.array(p) <= 0.1) < 0.22
