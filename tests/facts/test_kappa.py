"""Kappa and alpha against published examples and their own definitions."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.facts.kappa import cohen_kappa, contingency, kappa_or_reason, krippendorff_alpha


def published_units():
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: nominal alpha is printed as 0.743."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    return list(zip(*rows, strict=True))


def test_alpha_of_the_published_example():
    alpha, reason = krippendorff_alpha(published_units())
    assert round(alpha, 3) == 0.743
    assert reason == ""


def alpha_by_definition(units):
    """Share of disagreeing pairs within units over that among all answers, counted pair by pair."""
    paired = [kept for unit in units if len(kept := [a for a in unit if a is not None]) > 1]
    answers = [a for unit in paired for a in unit]
    within = sum(sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in paired) / len(answers)
    among = sum(a != b for a, b in permutations(answers, 2)) / (len(answers) * (len(answers) - 1))
    return 1 - within / among


@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3, max_size=3), min_size=2, max_size=9))
def test_alpha_is_its_definition(units):
    alpha, reason = krippendorff_alpha(units)
    if reason:
        assert np.isnan(alpha)
    else:
        assert alpha == pytest.approx(alpha_by_definition(units))


def test_alpha_without_two_answers_to_one_item_is_undefined():
    assert krippendorff_alpha([("a", None), (None, "b")])[1] == "nothing to compare"


def test_alpha_of_a_single_value_is_undefined():
    assert krippendorff_alpha([("a", "a"), ("a", "a")])[1].startswith("only one value occurs")


def test_kappa_of_a_case_worked_by_hand():
    """44 + 20 + 6 of 100 agree; by chance (50·60 + 30·30 + 20·10)/100² = 0.41 would."""
    table = np.array([[44, 5, 1], [7, 20, 3], [9, 5, 6]])
    assert float(cohen_kappa(table)) == pytest.approx((0.70 - 0.41) / (1 - 0.41))


def test_kappa_is_symmetric_and_ignores_scale():
    table = np.array([[20, 5], [10, 15]])
    assert float(cohen_kappa(table)) == float(cohen_kappa(table.T)) == float(cohen_kappa(3 * table))


def test_kappa_is_zero_for_independent_annotators():
    assert float(cohen_kappa(np.outer([3, 7], [4, 6]))) == pytest.approx(0)


def test_kappa_of_one_value_or_of_nothing_is_undefined_with_a_reason():
    assert kappa_or_reason(np.array([[5]]))[1].startswith("only one value occurs")
    value, reason = kappa_or_reason(np.zeros((0, 0), dtype=int))
    assert np.isnan(value)
    assert reason == "nothing to compare"


def test_contingency_counts_by_group():
    counts = contingency(["a", "b", "a"], ["a", "a", "a"], [0, 0, 1], 2)
    assert counts.tolist() == [[[1, 0], [1, 0]], [[1, 0], [0, 0]]]
