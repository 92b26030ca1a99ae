"""A metric per window: values, years, overlap, and windows in which it is undefined."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, NotDefinedError
from qtnet.inference.trends.series import window_series, yearly_series
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore


@pytest.fixture
def net():
    """One tie in 2018, two in 2019, none in 2020, one in 2021, one of unknown year."""
    edges = pd.DataFrame({"source": "A", "target": list("BCDEF"), "layer": "x", "time": [2018, 2019, 2019, 2021, None]})
    return MultilayerNetwork.from_edges(edges)


def weight(part):
    return float(part.tie_arrays.weight.sum())


def test_each_calendar_window_has_its_value(net):
    series = window_series(net, weight, name="weight")
    assert series.frame["estimate"].tolist() == [1.0, 2.0, 0.0, 1.0]
    assert series.to_frame()["metric"].unique().tolist() == ["weight"]
    assert (series.overlap, series.n_apart) == (0, 4)


def test_rolling_windows_share_years_with_the_next(net):
    series = window_series(net, weight, kind="rolling", width=3)
    assert series.frame["estimate"].tolist() == [3.0, 3.0]
    assert (series.overlap, series.n_apart) == (1, 1)
    assert window_series(net, weight, kind="rolling", width=2, step=2).overlap == 0


def test_cumulative_windows_are_one_observation(net):
    series = window_series(net, weight, kind="cumulative")
    assert series.frame["estimate"].tolist() == [1.0, 3.0, 3.0, 4.0]
    assert (series.overlap, series.n_apart) == (3, 1)


def test_a_window_where_the_metric_is_undefined_keeps_its_reason(net):
    def score(part):
        if len(part.tie_arrays) == 0:
            raise NotDefinedError("no ties")
        undefined = len(part.tie_arrays) == 2
        return NetworkScore(metric="m", estimate=np.nan if undefined else 1.0, reason="too many" if undefined else "")

    series = window_series(net, score)
    assert series.metric == "m"
    assert series.frame["reason"].tolist() == ["", "too many", "no ties", ""]
    assert len(series.known().frame) == 2


def test_years_are_put_in_order_and_must_differ():
    series = yearly_series(pd.Series([2.0, np.nan, 1.0], index=[2021, 2022, 2020]), name="share")
    assert series.frame["window"].tolist() == ["2020", "2021", "2022"]
    assert series.frame["reason"].tolist() == ["", "", "unknown in this year"]
    with pytest.raises(InputError, match="values: expected each year once, got 2020 twice"):
        yearly_series(pd.Series([1.0, 2.0], index=[2020, 2020]))
