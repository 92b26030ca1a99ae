"""The trend of a metric: statsmodels' errors, overlap, few windows."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from qtnet.errors import InputError
from qtnet.inference.trends.autoregression import autocorrelation, autoregressive_draws
from qtnet.inference.trends.lines import metric_trend
from qtnet.inference.trends.newey_west import slopes_with_errors
from qtnet.inference.trends.series import WindowSeries, yearly_series


def series_of(values, *, width=1):
    first = np.arange(2000, 2000 + len(values))
    frame = pd.DataFrame({"window": first.astype(str), "estimate": values, "reason": ""})
    return WindowSeries(metric="tbi", frame=frame.assign(first=first, last=first + width - 1))


@pytest.mark.parametrize("lags", [1, 3])
def test_slope_and_error_are_those_of_statsmodels(lags):
    rng = np.random.default_rng(71)
    y, time = rng.normal(size=(2, 14)), np.arange(14.0) ** 1.2
    slope, error, residuals = slopes_with_errors(y, time, lags=lags)
    for row in range(2):
        peer = sm.OLS(y[row], sm.add_constant(time)).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}
        )
        assert slope[row] == pytest.approx(peer.params[1], rel=1e-8)
        assert error[row] == pytest.approx(peer.bse[1], rel=1e-8)
        assert residuals[row] == pytest.approx(peer.resid)


def test_a_clear_rise_is_found_and_noise_is_not_told():
    rng = np.random.default_rng(72)
    noise = rng.normal(size=20)
    rise = metric_trend(series_of(noise + 0.3 * np.arange(20)), rng=1)
    flat = metric_trend(series_of(noise), rng=1)
    assert rise.p_value < 0.01
    assert rise.estimate - flat.estimate == pytest.approx(0.3)
    assert rise.ci_low < 0.3 < rise.ci_high
    assert flat.p_value > 0.05
    assert "Cannot be told from these documents: whether tbi has a trend (p = " in flat.remark()
    assert "tbi keeps its level over the years" in rise.remark()


def test_unit_and_level_change_neither_p_value_nor_their_interval_s_shape():
    rng = np.random.default_rng(73)
    y = rng.normal(size=12) + 0.2 * np.arange(12)
    one, two = metric_trend(series_of(y), rng=1), metric_trend(series_of(100 * y + 5), rng=1)
    assert two.p_value == one.p_value
    assert (two.estimate, two.ci_low) == (pytest.approx(100 * one.estimate), pytest.approx(100 * one.ci_low))


def test_windows_that_overlap_raise_the_lags_and_say_so():
    y = np.random.default_rng(74).normal(size=24)
    found = metric_trend(series_of(y, width=4), rng=1)
    assert (found.overlap, found.lags) == (3, 3)
    assert "each shares years with the next 3; the errors allow for 3 lags." in found.remark()
    assert metric_trend(series_of(y), rng=1).lags == 2


@pytest.mark.parametrize(
    ("values", "width", "reason"),
    [
        ([1.0, 3.0, 2.0, 4.0], 1, "4 windows; at least 5 are needed"),
        ([1.0, 3.0, 2.0, 4.0, 3.0, 5.0, 4.0], 2, "4 windows that share no years; at least 5 are needed"),
        ([1.0, np.nan, 2.0, 4.0, np.nan], 1, "3 windows; at least 5 are needed"),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 1, "the values lie on a line: they show no chance"),
        ([0.0] * 6, 1, "the values lie on a line: they show no chance"),
        ([], 1, "0 windows; at least 5 are needed"),
    ],
)
def test_too_little_is_nan_with_a_reason(values, width, reason):
    found = metric_trend(series_of(np.array(values, dtype=float), width=width), rng=1)
    assert np.isnan(found.estimate)
    assert np.isnan(found.p_value)
    assert f"Cannot be told from these documents: the trend of tbi ({reason})." in found.remark()


def test_windows_without_a_value_are_counted():
    values = pd.Series([1.0, 2.5, np.nan, 3.0, 4.6, 4.9, 6.2], index=range(2010, 2017))
    found = metric_trend(yearly_series(values), rng=1)
    assert (found.n, found.n_undefined) == (6, 1)
    assert "1 windows have no value and are left out." in found.remark()


def test_no_draws_are_refused():
    with pytest.raises(InputError, match="draws: expected a whole number of at least 1, got 0"):
        metric_trend(series_of(np.arange(9.0) ** 2), rng=1, draws=0)


def test_drawn_series_have_the_correlation_asked_for():
    drawn = autoregressive_draws(400, 0.6, draws=30, rng=np.random.default_rng(75))
    assert np.mean([autocorrelation(row - row.mean(), terms=1) for row in drawn]) == pytest.approx(0.6, abs=0.03)
    assert drawn.std() == pytest.approx(1.25, abs=0.05)


def test_the_correction_makes_up_for_short_series():
    drawn = autoregressive_draws(15, 0.5, draws=3000, rng=np.random.default_rng(76))
    plain, corrected = (np.mean([autocorrelation(row - row.mean(), terms=terms) for row in drawn]) for terms in (0, 1))
    assert plain < corrected - 0.1
    assert corrected == pytest.approx(0.5, abs=0.1)


def test_the_same_seed_gives_the_same_result():
    y = np.random.default_rng(77).normal(size=12)
    assert metric_trend(series_of(y), rng=5).to_frame().equals(metric_trend(series_of(y), rng=5).to_frame())
