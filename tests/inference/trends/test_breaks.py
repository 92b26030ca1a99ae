"""A single break at an unknown time against explicit F tests, all permutations and its laws."""

import itertools

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.trends.break_statistic import break_model
from qtnet.inference.trends.breaks import structural_break
from qtnet.inference.trends.series import WindowSeries, yearly_series
from tests.inference.trends.test_lines import series_of


def explicit_f(y, place, shape):
    time = np.arange(len(y))
    base = sm.add_constant(time) if shape == "trend" else np.ones((len(y), 1))
    after = (time >= place)[:, None] * base
    whole, broken = (sm.OLS(y, X).fit() for X in (base, np.hstack([base, after])))
    return broken.compare_f_test(whole)[0]


@pytest.mark.parametrize(("shape", "places"), [("level", range(3, 15)), ("trend", range(3, 15))])
def test_the_statistic_is_the_largest_f_value_of_statsmodels(shape, places):
    y = np.random.default_rng(81).normal(size=17)
    model = break_model(17, shape)
    assert model.places.tolist() == list(places)
    found = model.f_value(model.shares(y[None, :]).max())
    assert found == pytest.approx(max(explicit_f(y, k, shape) for k in places), rel=1e-9)


def test_without_dependence_the_p_value_nears_that_of_all_orders():
    y = np.array([0.1, 0.9, 0.4, 0.2, 1.3, 1.9, 0.8, 1.5])
    model = break_model(8, "level")
    orders = np.array(list(itertools.permutations(y)))
    every = np.concatenate([model.shares(part).max(axis=1) for part in np.array_split(orders, 40)])
    observed = model.shares(y[None, :]).max()
    found = structural_break(series_of(y), rng=1, dependence="none", draws=4999)
    assert found.p_value == pytest.approx((every >= observed - 1e-9).mean(), abs=0.015)


def test_a_jump_is_dated_and_measured():
    rng = np.random.default_rng(82)
    y = rng.normal(0, 0.3, 24) + 2.0 * (np.arange(24) >= 15)
    found = structural_break(series_of(y), rng=1)
    assert (found.estimate, found.window) == (2015.0, "2015")
    assert found.ci_low <= 2015 <= found.ci_high
    assert found.change == pytest.approx(2.0, abs=0.3)
    assert found.p_value <= 0.05
    assert found.remark() == (
        "Null hypothesis: tbi keeps its level over all windows, up to chance that carries over from one window to the "
        "next."
    )


def test_a_steady_rise_is_no_break_of_a_line():
    rng = np.random.default_rng(83)
    y = 0.4 * np.arange(24) + rng.normal(0, 0.5, 24)
    found = structural_break(series_of(y), shape="trend", rng=1)
    assert found.p_value > 0.05
    assert "whether tbi has a break (p = " in found.remark()
    assert "only the best split of the series" in found.remark()
    assert "follows one straight line" in found.null


def test_a_line_that_jumps_is_found_with_the_jump_at_the_break():
    rng = np.random.default_rng(84)
    y = 0.1 * np.arange(30) + 3.0 * (np.arange(30) >= 12) + rng.normal(0, 0.3, 30)
    found = structural_break(series_of(y), shape="trend", rng=1)
    assert found.estimate == 2012.0
    assert found.change == pytest.approx(3.1, abs=0.6)  # the jump and one year of the slope
    assert found.p_value <= 0.05


def test_an_exact_jump_has_an_infinite_f_and_a_single_date():
    y = np.array([1.0] * 5 + [2.0] * 5)
    found = structural_break(series_of(y), rng=1, dependence="none", draws=999)
    assert found.sup_f == np.inf
    assert (found.estimate, found.ci_low, found.ci_high) == (2005.0, 2005.0, 2005.0)
    assert found.p_value < 0.03


def test_unit_and_level_change_nothing_but_the_change():
    y = np.random.default_rng(85).normal(size=14)
    one, two = (structural_break(series_of(v), rng=1) for v in (y, 10 * y - 3))
    assert (two.estimate, two.p_value) == (one.estimate, one.p_value)
    assert two.change == pytest.approx(10 * one.change)
    assert two.sup_f == pytest.approx(one.sup_f)


@pytest.mark.parametrize(
    ("values", "options", "reason"),
    [
        (np.arange(7.0) % 3, {}, "7 windows; at least 8 are needed"),
        (np.arange(9.0) % 3, {"shape": "trend"}, "9 windows; at least 10 are needed"),
        (np.ones(12), {}, "the values do not vary"),
    ],
)
def test_too_little_is_nan_with_a_reason(values, options, reason):
    found = structural_break(series_of(values), rng=1, **options)
    assert np.isnan(found.estimate)
    assert np.isnan(found.p_value)
    assert f"Cannot be told from these documents: a break of tbi ({reason})." in found.remark()


def test_windows_that_share_years_are_not_told():
    found = structural_break(series_of(np.arange(15.0) % 4, width=2), rng=1)
    assert found.reason == "the windows share years; take calendar windows, which do not"


def test_windows_without_a_value_are_left_out_and_counted():
    values = pd.Series(np.random.default_rng(86).normal(size=12), index=range(2000, 2012))
    values.iloc[[3, 8]] = np.nan
    found = structural_break(yearly_series(values), rng=1)
    assert (found.n, found.n_undefined) == (10, 2)
    assert isinstance(yearly_series(values), WindowSeries)


def test_unknown_options_are_refused():
    series = series_of(np.arange(9.0) % 2)
    with pytest.raises(UnknownNameError, match="shape 'slope' is unknown; known: level, trend"):
        structural_break(series, rng=1, shape="slope")
    with pytest.raises(UnknownNameError, match="dependence 'iid' is unknown"):
        structural_break(series, rng=1, dependence="iid")
    with pytest.raises(InputError, match="draws: expected a whole number"):
        structural_break(series, rng=1, draws=0)
