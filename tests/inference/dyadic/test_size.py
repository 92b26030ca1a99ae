"""Calibration of regressions, trends, breaks and periods: what they find where there is nothing."""

import numpy as np
import pytest
from scipy.stats import kstest

from tests.calibration import regression_periods, regression_series, regression_size

SETS = 500


def rejected(p):
    return np.mean(np.nan_to_num(p, nan=1.0) <= 0.05)


@pytest.mark.slow
@pytest.mark.parametrize(
    "case", [("poisson", 20, 0.5, "actors"), ("poisson", 40, 0.0, "pairs"), ("logit", 20, 0.5, "pairs")]
)
def test_permutation_p_values_of_a_covariate_without_effect_are_uniform(case):
    rng = np.random.default_rng(101)
    p, jackknife, _ = regression_size.p_values(*case, SETS, rng).T
    # p is discrete in steps of 0.01; a uniform shift within them makes it continuous
    assert kstest(p - 0.01 * rng.random(SETS), "uniform").pvalue > 0.01
    assert 0.025 <= rejected(p) <= 0.08
    assert rejected(jackknife) <= 0.1


@pytest.mark.slow
def test_the_plain_sandwich_rejects_too_often_with_few_actors():
    p = regression_size.p_values("poisson", 20, 0.5, "actors", SETS, np.random.default_rng(102))
    assert rejected(p[:, 2]) > rejected(p[:, 1]) + 0.03


@pytest.mark.slow
@pytest.mark.parametrize(
    ("test", "length", "correlation", "most"),
    [
        ("trend", 10, 0.0, 0.08),
        ("trend", 20, 0.3, 0.13),
        ("trend of yearly counts", 20, 0.0, 0.09),
        ("break of level", 20, 0.3, 0.08),
        ("break of level, values exchangeable", 20, 0.0, 0.08),
        ("break of a line", 20, 0.3, 0.12),
    ],
)
def test_no_trend_or_break_is_seldom_found(test, length, correlation, most):
    found = regression_series.outcomes(test, length, correlation, 0.0, SETS, np.random.default_rng(103))
    assert rejected(found[:, 0]) <= most


@pytest.mark.slow
def test_a_break_of_two_standard_deviations_is_found_and_dated():
    found = regression_series.outcomes("break of level", 40, 0.0, 2.0, 200, np.random.default_rng(104))
    assert rejected(found[:, 0]) > 0.8
    assert found[:, 1].mean() > 0.9


@pytest.mark.slow
def test_documents_that_say_the_same_of_both_periods_differ_as_often_as_chance():
    rng = np.random.default_rng(105)
    p = regression_periods.outcomes(10, 30, 0.0, SETS, rng)[:, 0]
    assert kstest(p - 0.01 * rng.random(SETS), "uniform").pvalue > 0.01
    assert 0.025 <= rejected(p) <= 0.08
