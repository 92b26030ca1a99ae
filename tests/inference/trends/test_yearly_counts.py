"""The trend of ties over the years: exact growth is found exactly, thin data are not a trend."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
from qtnet.facts import read_facts
from qtnet.inference.trends.yearly_counts import tie_trend, yearly_trend


def test_doubling_every_year_is_a_rate_ratio_of_two():
    found = yearly_trend(pd.Series([1.0, 2.0, 4.0, 8.0, 16.0, 32.0], index=range(2018, 2024)), rng=1)
    assert found["rate_ratio"] == pytest.approx(2.0)


def test_constant_counts_have_no_trend():
    found = yearly_trend(pd.Series([7.0] * 8, index=range(2015, 2023)), rng=1)
    assert found["estimate"] == pytest.approx(0.0, abs=1e-12)


def test_years_without_ties_count_as_zero():
    sparse = yearly_trend(pd.Series([4.0, 4.0, 9.0], index=[2015, 2018, 2021]), rng=1)
    filled = yearly_trend(pd.Series([4.0, 0, 0, 4, 0, 0, 9], index=range(2015, 2022)), rng=1)
    assert sparse == filled
    assert sparse["n"] == 7


def test_the_standard_error_is_that_of_newey_and_west():
    y, lags = np.array([3.0, 5, 4, 8, 6, 9, 14, 11]), 2
    found = yearly_trend(pd.Series(y, index=range(2015, 2023)), rng=1)
    x = np.column_stack([np.ones(8), np.arange(8) - 3.5])
    slope = found["estimate"]
    mean = np.exp(x @ [np.log(y.sum() / np.exp(slope * x[:, 1]).sum()), slope])
    scores = x * (y - mean)[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    bread = np.linalg.inv(x.T @ (x * mean[:, None]))
    assert found["std_error"] == pytest.approx(np.sqrt((bread @ meat @ bread)[1, 1] * 8 / 6), rel=1e-6)


@pytest.mark.parametrize(
    ("years", "reason"),
    [([], "0 years"), ([2020], "1 years"), ([2020, 2023], "4 years; at least 5 are needed")],
)
def test_few_years_are_nan_with_a_reason(years, reason):
    found = yearly_trend(pd.Series([3.0] * len(years), index=years, dtype=float), rng=1)
    assert np.isnan(found["p_value"])
    assert found["reason"].startswith(reason)


def test_a_negative_count_is_refused():
    with pytest.raises(InputError, match="counts: expected numbers ≥ 0, got -1"):
        yearly_trend(pd.Series([1.0, -1.0], index=[2020, 2021]), rng=1)


def test_ties_without_a_year_are_counted_apart(root):
    facts = read_facts(root / "data" / "corpus" / "a" / "gold")
    frame = tie_trend(facts, rng=1).to_frame()
    row = frame[(frame["metric"] == "trend of cooperation") & (frame["layer"] == "(all)")].iloc[0]
    counted = facts.ties[(facts.ties["sign"] == "+") & facts.ties["status"].isin(["active", "announced"])]
    assert row["n_ties"] + row["n_without_year"] == len(counted)
    assert row["n_ties"] == counted["year"].notna().sum()
    assert np.isfinite(row["std_error"])


def test_five_documents_do_not_tell_a_trend(root):
    found = tie_trend(read_facts(root / "data" / "facts"), rng=1)
    assert found.to_frame()["p_value"].fillna(1).min() > 0.05
    assert "trend of cooperation (p = " in found.remark()
    assert found.remark().startswith(
        "Null hypothesis of each p-value: the expected number of ties is the same in every year. "
        "Cannot be told from these documents: "
    )


def test_a_trend_that_is_told_needs_no_excuse():
    counts = pd.Series([3.0, 4, 6, 7, 11, 12, 18, 22, 27, 41, 45, 70], index=range(2012, 2024))
    found = yearly_trend(counts, rng=1)
    assert found["p_value"] < 0.01
    assert found["ci_low"] > 0.2
