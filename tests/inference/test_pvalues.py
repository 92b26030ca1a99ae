"""The one p-value function."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.errors import InputError
from qtnet.inference.pvalues import permutation_p

DRAWS = st.lists(st.integers(-5, 5), min_size=1, max_size=40).map(lambda v: np.array(v, dtype=float))


def test_the_observed_value_counts_so_p_is_never_zero():
    assert permutation_p(10.0, np.zeros(99)) == 0.01


def test_less_counts_the_other_tail_and_two_sided_doubles_the_smaller():
    draws = np.arange(1.0, 20.0)
    assert permutation_p(1.0, draws, alternative="less") == 2 / 20
    assert permutation_p(1.0, draws, alternative="two-sided") == 4 / 20
    assert permutation_p(10.0, draws, alternative="two-sided") == 1


@given(DRAWS, st.integers(-6, 6))
def test_p_lies_in_its_range_and_tails_overlap_at_ties(draws, observed):
    greater, less = (permutation_p(observed, draws, alternative=side) for side in ("greater", "less"))
    assert 0 < greater <= 1
    assert greater + less >= 1


@given(DRAWS, st.integers(-6, 5))
def test_p_falls_as_the_observed_value_grows(draws, observed):
    assert permutation_p(observed + 1, draws) <= permutation_p(observed, draws)


def test_rounding_errors_count_as_ties():
    assert permutation_p(0.1 + 0.2, np.full(9, 0.3)) == 1


def test_undefined_draws_are_left_out_and_an_undefined_value_has_no_p():
    assert permutation_p(1.0, np.array([0.0, np.nan, 2.0])) == 2 / 3
    assert np.isnan(permutation_p(np.nan, np.zeros(9)))
    assert np.isnan(permutation_p(1.0, np.full(9, np.nan)))


def test_unknown_alternative_is_refused():
    with pytest.raises(InputError, match="expected 'greater', 'less' or 'two-sided', got 'both'"):
        permutation_p(1.0, np.zeros(3), alternative="both")


def test_p_is_uniform_when_data_come_from_the_null():
    rng = np.random.default_rng(1)
    p = np.array([permutation_p(v[0], v[1:]) for v in rng.normal(size=(4000, 20))])
    assert np.bincount((p * 20).round().astype(int), minlength=21)[1:] == pytest.approx(np.full(20, 200), abs=60)
