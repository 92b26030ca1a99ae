"""Dyadic regression against closed forms, brute force and its own null."""

import itertools

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.inference.dyadic.covariates import tie_counts
from qtnet.inference.dyadic.regression import dyadic_regression
from qtnet.network import MultilayerNetwork


def symmetric(values, n):
    matrix = np.zeros((n, n))
    matrix[np.triu_indices(n, 1)] = values
    return matrix + matrix.T


def random_matrix(n, rng, low=0.0, high=1.0):
    return symmetric(rng.uniform(low, high, n * (n - 1) // 2), n)


def poisson_matrix(mean, rng):
    n = len(mean)
    return symmetric(rng.poisson(mean[np.triu_indices(n, 1)]), n)


def term(result, name):
    return result.coefficients.set_index("metric").loc[name]


@pytest.fixture
def two_clubs():
    """Six actors, two clubs of three: pairs within a club have 3 or 1 ties, pairs between them 1 or 0."""
    club = symmetric([1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1], 6)
    counts = symmetric([3, 1, 1, 0, 0, 3, 0, 1, 0, 0, 1, 1, 1, 3, 1], 6)
    return counts, club


def test_a_group_effect_is_the_log_ratio_of_the_means(two_clubs):
    counts, club = two_clubs
    result = dyadic_regression(counts, {"club": club}, rng=1, permutations=19)
    upper = np.triu_indices(6, 1)
    inside, outside = (counts[upper][club[upper] == k].mean() for k in (1, 0))
    assert term(result, "club")["estimate"] == pytest.approx(np.log(inside / outside))
    assert term(result, "(intercept)")["estimate"] == pytest.approx(np.log(outside))


def test_florentine_families_that_married_did_business_more_often(shared):
    # Of 20 married pairs 8 did business, of the 100 others 7: a rate ratio of (8/20)/(7/100).
    edges = pd.read_csv(shared / "datasets" / "padgett_florentine.csv")
    nodes = pd.read_csv(shared / "datasets" / "padgett_florentine.nodes.csv").iloc[:, 0].tolist()
    net = MultilayerNetwork.from_edges(edges.assign(directed=False), actors=nodes)
    business, marriage = (tie_counts(net, sign=1, layer=layer) for layer in ("business", "marriage"))
    row = term(dyadic_regression(business, {"marriage": marriage}, rng=1, permutations=499), "marriage")
    assert row["rate_ratio"] == pytest.approx((8 / 20) / (7 / 100))
    assert row["p_value"] < 0.02
    assert row["n"] == 120


def test_standard_errors_are_the_dyadic_sandwich_summed_pair_by_pair():
    rng = np.random.default_rng(2)
    x = random_matrix(10, rng)
    actor = rng.normal(0, 0.5, 10)
    counts = poisson_matrix(np.exp(x + actor[:, None] + actor[None, :]), rng)
    result = dyadic_regression(counts, {"x": x}, rng=1, permutations=9, errors="sandwich")
    pairs = list(itertools.combinations(range(10), 2))
    design = np.array([[1.0, x[p]] for p in pairs])
    mean = np.exp(design @ result.coefficients["estimate"].to_numpy())
    scores = design * (np.array([counts[p] for p in pairs]) - mean)[:, None]
    meat = sum(
        np.outer(scores[a], scores[b]) for a, p in enumerate(pairs) for b, q in enumerate(pairs) if set(p) & set(q)
    )
    bread = np.linalg.inv(design.T @ (design * mean[:, None]))
    expected = np.sqrt(np.diag(bread @ meat @ bread))
    assert result.coefficients["std_error"].to_numpy() == pytest.approx(expected * np.sqrt(10 / 9))


def test_a_variance_that_is_not_positive_gives_no_error_but_a_reason(two_clubs):
    counts, club = two_clubs
    row = term(dyadic_regression(counts, {"club": club}, rng=1, permutations=9, errors="sandwich"), "(intercept)")
    assert np.isnan(row["std_error"])
    assert row["reason"].startswith("no standard error")
    assert np.isfinite(row["estimate"])


def test_relabelling_the_actors_changes_no_estimate():
    rng = np.random.default_rng(4)
    x, z = random_matrix(9, rng), random_matrix(9, rng)
    counts = poisson_matrix(np.exp(x + z), rng)
    order = rng.permutation(9)
    moved = [m[np.ix_(order, order)] for m in (counts, x, z)]
    first = dyadic_regression(counts, {"x": x, "z": z}, rng=1, permutations=9).coefficients
    second = dyadic_regression(moved[0], {"x": moved[1], "z": moved[2]}, rng=1, permutations=9).coefficients
    for column in ("estimate", "std_error"):
        assert first[column].to_numpy() == pytest.approx(second[column].to_numpy())


def test_the_unit_of_a_covariate_scales_only_its_own_estimate():
    rng = np.random.default_rng(5)
    x, z = random_matrix(9, rng), random_matrix(9, rng)
    counts = poisson_matrix(np.exp(x + z), rng)
    one = dyadic_regression(counts, {"x": x, "z": z}, rng=1, permutations=49)
    ten = dyadic_regression(counts, {"x": 10 * x, "z": z}, rng=1, permutations=49)
    assert term(ten, "x")["estimate"] == pytest.approx(term(one, "x")["estimate"] / 10)
    assert term(ten, "z")["estimate"] == pytest.approx(term(one, "z")["estimate"])
    assert term(ten, "x")["p_value"] == term(one, "x")["p_value"]


def test_the_same_seed_gives_the_same_p_values(two_clubs):
    counts, club = two_clubs
    first, second = (dyadic_regression(counts, {"club": club}, rng=7, permutations=99).to_frame() for _ in "ab")
    assert first.equals(second)


def test_a_pair_with_an_unknown_covariate_is_left_out(two_clubs):
    counts, club = two_clubs
    unknown = club.copy()
    unknown[0, 5] = unknown[5, 0] = np.nan
    result = dyadic_regression(counts, {"club": unknown}, rng=1, permutations=9)
    assert result.n_dyads == 14
    assert 0 < term(result, "club")["p_value"] <= 1


def test_what_is_not_identified_is_nan_with_a_reason(two_clubs):
    counts, club = two_clubs
    covariates = {"club": club, "twice": 2 * club, "all": 1 - np.eye(6)}
    result = dyadic_regression(counts, covariates, rng=1, permutations=9)
    assert term(result, "twice")["reason"] == "collinear with the covariates before it"
    assert term(result, "all")["reason"] == "does not vary"
    assert np.isnan(term(result, "twice")["estimate"])
    assert np.isfinite(term(result, "club")["estimate"])


def test_separation_is_nan_with_a_reason_and_leaves_the_others():
    rng = np.random.default_rng(6)
    x = random_matrix(8, rng)
    hostile = symmetric(np.arange(28) < 6, 8)
    counts = poisson_matrix(np.exp(1 + x), rng) * (1 - hostile)
    result = dyadic_regression(counts, {"x": x, "hostile": hostile}, rng=1, permutations=9)
    assert term(result, "hostile")["reason"].startswith("separation")
    assert np.isfinite(term(result, "x")["estimate"])


@pytest.mark.parametrize(
    ("n", "value", "reason"), [(4, 1.0, "4 actors; at least 5 are needed"), (6, 0.0, "no pair is tied")]
)
def test_too_little_data_is_nan_with_a_reason(n, value, reason):
    matrix = np.full((n, n), value)
    result = dyadic_regression(matrix, {"x": random_matrix(n, np.random.default_rng(1))}, rng=1, permutations=9)
    assert set(result.coefficients["reason"]) == {reason}
    assert result.coefficients["estimate"].isna().all()


@pytest.mark.parametrize(
    ("counts", "covariate", "words"),
    [
        (np.ones((6, 6)), np.ones((5, 5)), "x: expected shape"),
        (np.ones((6, 6)), np.triu(np.ones((6, 6))), "x: expected a symmetric matrix"),
        (-np.ones((6, 6)), np.ones((6, 6)), "outcome: family 'poisson' expects numbers ≥ 0 for every pair, got -1"),
    ],
)
def test_a_wrong_matrix_is_refused(counts, covariate, words):
    with pytest.raises(InputError) as caught:
        dyadic_regression(counts, {"x": covariate}, rng=1)
    assert words in str(caught.value)


@pytest.mark.slow
def test_p_values_are_uniform_when_the_covariate_does_not_matter():
    # Counts depend on z and on the actors; x is correlated with z but has no effect of its own.
    rng = np.random.default_rng(8)
    p = []
    for _ in range(200):
        z = random_matrix(12, rng)
        x = 0.5 * z + random_matrix(12, rng)
        actor = rng.normal(0, 0.4, 12)
        counts = poisson_matrix(np.exp(z + actor[:, None] + actor[None, :]), rng)
        p.append(term(dyadic_regression(counts, {"z": z, "x": x}, rng=rng, permutations=99), "x")["p_value"])
    assert 0.02 <= np.mean(np.array(p) <= 0.05) <= 0.09
    assert np.mean(p) == pytest.approx(0.5, abs=0.06)
