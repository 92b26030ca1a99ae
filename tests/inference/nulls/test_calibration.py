"""Calibration of the null models: p-values by chance are uniform, and planted structure is seen."""

import numpy as np
import pytest
from scipy.stats import kstest

from qtnet.inference.nulls import NULLS
from tests.calibration import null_uniformity
from tests.calibration.null_uniformity import CASES, measured


def test_every_null_model_is_calibrated():
    assert set(CASES) == set(NULLS)


@pytest.mark.parametrize("name", ["configuration", "across", "actors"])
def test_a_few_networks_by_chance_have_evenly_spread_p_values_and_planted_ones_small(name):
    chance, plan = measured(name, networks=30, planted=5)
    assert kstest(chance[:, 0, 1], "uniform").pvalue > 0.001
    assert np.median(plan[:, 0, 0]) < 0.2


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_p_values_are_uniform_by_chance_and_small_where_structure_was_planted():
    found = null_uniformity.study(jobs=2)
    for name, statistic, uniform, by_chance, _, power in found.rows:
        # three standard errors of a share of 5 % among 500
        assert by_chance <= 0.08, name
        assert power > 0.6, name
        # weights with estimated parameters make the test cautious, which is allowed
        assert statistic == "relative balance" or (by_chance >= 0.02 and uniform > 0.05 / len(found.rows)), name
