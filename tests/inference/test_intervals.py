"""The one interval function."""

import numpy as np
import pytest
from scipy.stats import norm

from qtnet.errors import InputError
from qtnet.inference.intervals import FEWEST_DRAWS, bootstrap_interval, nested_stretch


def test_unbiased_draws_make_bias_correction_the_percentile_interval():
    draws = np.arange(-500.0, 501.0)
    assert bootstrap_interval(0.0, draws, kind="bc") == pytest.approx(bootstrap_interval(0.0, draws, kind="percentile"))


def test_draws_below_the_estimate_push_the_interval_up():
    draws = np.linspace(0, 1, 1001)
    low, high = bootstrap_interval(0.7, draws)
    # 70 % lie below, so the tails move to Φ(2·0.524 ± 1.96).
    assert (low, high) == pytest.approx(norm.cdf([2 * norm.ppf(0.7) - 1.96, 2 * norm.ppf(0.7) + 1.96]), abs=3e-3)


def test_acceleration_follows_the_formula_of_efron():
    draws, jackknife = np.linspace(0, 1, 2001), np.array([0.0, 0.0, 0.0, 1.0])
    gaps = jackknife.mean() - jackknife
    a = (gaps**3).sum() / (6 * (gaps**2).sum() ** 1.5)
    z = norm.ppf([0.025, 0.975])
    expected = norm.cdf(z / (1 - a * z))
    assert bootstrap_interval(0.5, draws, kind="bca", jackknife=jackknife) == pytest.approx(expected, abs=2e-3)


def test_the_interval_contains_its_estimate():
    low, high = bootstrap_interval(5.0, np.linspace(0, 1, 100))
    assert low <= 5.0 <= high


@pytest.mark.parametrize(
    ("estimate", "draws"), [(np.nan, np.zeros(50)), (1.0, np.zeros(FEWEST_DRAWS - 1)), (1.0, np.full(50, np.nan))]
)
def test_undefined_estimates_and_few_draws_have_no_interval(estimate, draws):
    assert np.isnan(bootstrap_interval(estimate, draws)).all()


def test_wrong_level_and_missing_jackknife_are_refused():
    with pytest.raises(InputError, match=r"level: expected a number between 0 and 1, got 95"):
        bootstrap_interval(0.0, np.zeros(50), level=95)
    with pytest.raises(InputError, match="jackknife"):
        bootstrap_interval(0.0, np.zeros(50), kind="bca")


def test_intervals_of_a_mean_cover_at_about_the_nominal_rate():
    rng = np.random.default_rng(1)
    covered = 0
    for _ in range(300):
        data = rng.exponential(size=60)
        draws = rng.choice(data, (400, 60)).mean(axis=1)
        low, high = bootstrap_interval(data.mean(), draws)
        covered += low <= 1 <= high
    assert 0.88 <= covered / 300 <= 0.98


def test_an_estimate_on_the_rim_of_the_draws_is_not_called_certain():
    draws = np.array([1.0] * 85 + [-1.0] * 15)
    assert bootstrap_interval(1.0, draws) == (-1.0, 1.0)
    assert bootstrap_interval(-1.0, -draws) == (-1.0, 1.0)


def test_nested_intervals_span_the_answers_with_and_without_correction():
    draws = np.linspace(-1, 1, 2001) + 0.3  # draws that lie 0.3 above the estimate
    low, high = bootstrap_interval(0.0, draws, kind="nested")
    assert (low, high) == pytest.approx((-0.3 - 0.95, 0.3 + 0.95))
    assert bootstrap_interval(0.0, draws, kind="nested", stretch=2.0) == pytest.approx((-0.3 - 1.9, 0.3 + 1.9))


def test_intervals_stay_within_what_the_quantity_can_be():
    draws = np.linspace(0.4, 1.0, 101)
    assert bootstrap_interval(0.9, draws, kind="nested", stretch=3.0, bounds=(0.0, 1.0)) == (0.0, 1.0)


def test_draws_that_centre_on_the_estimate_make_the_nested_interval_the_percentile_interval():
    draws = np.linspace(0, 1, 1001)
    nested, plain = (bootstrap_interval(0.5, draws, kind=kind) for kind in ("nested", "percentile"))
    assert nested == pytest.approx(plain)


def test_the_stretch_is_that_of_the_corrected_estimate():
    rng = np.random.default_rng(1)
    outer = rng.normal(size=4000)
    # inner draws centre on half the outer value: 2·outer − outer/2 spreads 1.5 times as far
    inner = outer[:, None] / 2 + rng.normal(size=(4000, 10))
    assert nested_stretch(outer, inner) == pytest.approx(1.5, abs=0.05)


def test_the_stretch_is_never_below_one_and_is_one_where_nothing_is_known():
    outer = np.arange(40.0)
    assert nested_stretch(outer, np.repeat(2 * outer[:, None], 5, axis=1)) == 1.0
    assert nested_stretch(outer[:10], np.zeros((10, 5))) == 1.0
    assert nested_stretch(np.ones(40), np.zeros((40, 5))) == 1.0
    assert nested_stretch(outer, np.full((40, 5), np.nan)) == 1.0
