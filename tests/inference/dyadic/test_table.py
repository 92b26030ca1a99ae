"""Matrices laid out as dyads, and what is refused."""

import numpy as np
import pytest

from qtnet.errors import InputError
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.inference.dyadic.table import dyad_table


def test_undirected_dyads_are_pairs_and_directed_ones_are_both_ways():
    matrix = np.arange(16.0).reshape(4, 4)
    assert len(dyad_table(matrix + matrix.T, {})) == 6
    dyads = dyad_table(matrix, {"back": matrix.T}, directed=True)
    assert len(dyads) == 12
    place = int(np.flatnonzero((dyads.first == 1) & (dyads.second == 3))[0])
    assert (dyads.outcome[place], dyads.design[place, 1]) == (7.0, 13.0)


def test_actors_without_a_dyad_that_is_left_lose_their_code():
    matrix = np.ones((4, 4))
    matrix[1] = matrix[:, 1] = np.nan
    dyads = dyad_table(matrix, {})
    assert dyads.n_actors == 3
    assert sorted({*dyads.first, *dyads.second}) == [0, 1, 2]
    assert dict(dyads.left_out) == {"unknown outcome": 3}


def test_sums_in_another_order_count_as_symmetric():
    rng = np.random.default_rng(111)
    a, b = rng.normal(size=30), rng.normal(size=(30, 30))
    assert len(dyad_table((b + b.T) + a[:, None] + a[None, :], {})) == 435


def test_the_exposure_is_a_logarithm_in_the_offset():
    dyads = dyad_table(np.ones((3, 3)), {}, exposure=np.full((3, 3), np.e))
    assert dyads.offset.tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    ("outcome", "covariates", "options", "words"),
    [
        (np.ones((3, 3)), {"(intercept)": np.ones((3, 3))}, {}, "the name '\\(intercept\\)' is taken"),
        (np.full((3, 3), np.inf), {}, {}, "outcome: expected finite numbers or NaN for unknown ones, got inf"),
        (np.ones(3), {}, {}, "outcome: expected shape \\(3, 3\\), got \\(3,\\)"),
        (np.array(1.0), {}, {}, "outcome: expected shape \\(0, 0\\), got \\(\\)"),
        (np.tri(3), {}, {}, "outcome: expected a symmetric matrix, or directed=True"),
        (np.ones((3, 3)), {}, {"exposure": -np.ones((3, 3))}, "exposure: expected numbers ≥ 0 for every pair, got -1"),
    ],
)
def test_what_is_wrong_is_refused_by_name(outcome, covariates, options, words):
    with pytest.raises(InputError, match=words):
        dyad_table(outcome, covariates, **options)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_no_actors_one_or_two_are_not_told(n):
    found = dyadic_regression(np.zeros((n, n)), {"x": np.zeros((n, n))}, rng=1)
    assert set(found.coefficients["reason"]) == {f"{n} actors; at least 5 are needed"}
    assert "Cannot be told" in found.summary()
