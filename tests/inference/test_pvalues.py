"""The one p-value function."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.errors import InputError
from qtnet.inference.pvalues import permutation_p, smallest_p

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


def test_what_iterations_leave_of_rounding_counts_as_a_tie_whatever_the_unit():
    for unit in (1e-6, 1.0, 1e9):
        draws = unit * np.array([0.4 - 1e-11, 0.4 + 1e-11, 0.3])
        assert permutation_p(0.4 * unit, draws) == 3 / 4
        assert permutation_p(0.4 * unit, draws, alternative="less") == 1
    assert permutation_p(0.0, np.array([1e-17, -1e-17, 0.0])) == 1


def test_one_huge_draw_makes_no_others_equal():
    assert permutation_p(2.0, np.array([1.0, 1.5, 1e300])) == 2 / 4


def test_infinite_draws_count():
    assert permutation_p(5.0, np.array([1.0, np.inf, np.inf])) == 3 / 4
    assert permutation_p(np.inf, np.array([1.0, np.inf])) == 2 / 3
    assert permutation_p(-np.inf, np.array([1.0, -np.inf]), alternative="less") == 2 / 3


@given(DRAWS, st.integers(-6, 6), st.sampled_from(["greater", "less", "two-sided"]))
def test_no_value_seen_has_a_smaller_p_than_the_smallest_possible(draws, observed, alternative):
    everyone = np.append(draws, observed)
    each = [permutation_p(everyone[i], np.delete(everyone, i), alternative=alternative) for i in range(len(everyone))]
    assert smallest_p(observed, draws, alternative=alternative) == pytest.approx(min(each))


def test_a_null_model_of_one_value_allows_no_p_below_one():
    assert smallest_p(1.0, np.ones(99)) == 1
    assert smallest_p(1.0, np.zeros(99)) == 0.01
    assert np.isnan(smallest_p(np.nan, np.zeros(9)))


@given(st.lists(st.integers(0, 4), min_size=3, max_size=12), st.sampled_from(["greater", "less", "two-sided"]))
def test_p_is_valid_for_any_exchangeable_values_however_many_are_equal(values, alternative):
    everyone = np.array(values, dtype=float)
    p = np.array([permutation_p(v, np.delete(everyone, i), alternative=alternative) for i, v in enumerate(everyone)])
    for level in np.unique(p):
        assert (p <= level + 1e-12).mean() <= level + 1e-9


def test_unknown_alternative_is_refused():
    for function in (permutation_p, smallest_p):
        with pytest.raises(InputError, match="expected 'greater', 'less' or 'two-sided', got 'both'"):
            function(1.0, np.zeros(3), alternative="both")


def test_p_is_uniform_when_data_come_from_the_null():
    rng = np.random.default_rng(1)
    p = np.array([permutation_p(v[0], v[1:]) for v in rng.normal(size=(4000, 20))])
    assert np.bincount((p * 20).round().astype(int), minlength=21)[1:] == pytest.approx(np.full(20, 200), abs=60)
