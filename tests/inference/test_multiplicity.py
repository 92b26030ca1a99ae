"""Many tests at once."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.multiplicity import adjust_family


def test_benjamini_hochberg_by_hand():
    frame = pd.DataFrame({"p_value": [0.01, 0.02, 0.03, 0.5]})
    found = adjust_family(frame, family="TBI per layer")
    # p · m / rank, made monotone: 0.04, 0.04, 0.04, 0.5
    assert found["p_adjusted"].tolist() == pytest.approx([0.04, 0.04, 0.04, 0.5])
    assert found["rejected"].tolist() == [True, True, True, False]
    assert set(found["family"]) == {"TBI per layer"}


def test_rows_without_a_test_do_not_count():
    found = adjust_family(pd.DataFrame({"p_value": [0.04, np.nan]}), family="x")
    assert found.loc[0, "p_adjusted"] == 0.04
    assert np.isnan(found.loc[1, "p_adjusted"])
    assert not found.loc[1, "rejected"]


def test_the_table_that_came_is_not_changed():
    frame = pd.DataFrame({"p_value": [0.04]})
    adjust_family(frame, family="x")
    assert list(frame.columns) == ["p_value"]


def test_impossible_p_values_are_refused():
    with pytest.raises(InputError, match=r"p_value of family 'x': expected numbers in \(0, 1\], got 0.0"):
        adjust_family(pd.DataFrame({"p_value": [0.0, 0.5]}), family="x")


def test_the_frame_says_family_number_of_tests_and_adjustment():
    found = adjust_family(pd.DataFrame({"p_value": [0.01, np.nan, 0.2]}), family="layers", adjustment="holm")
    assert found[["family", "m", "adjustment"]].drop_duplicates().to_numpy().tolist() == [["layers", 2, "holm"]]


def test_holm_and_benjamini_yekutieli_by_hand():
    frame = pd.DataFrame({"p_value": [0.01, 0.02, 0.03, 0.5]})
    # Holm: p · (m − rank + 1), made monotone: 0.04, 0.06, 0.06, 0.5
    holm = adjust_family(frame, family="x", adjustment="holm")
    assert holm["p_adjusted"].tolist() == pytest.approx([0.04, 0.06, 0.06, 0.5])
    # Benjamini–Yekutieli: the same as Benjamini–Hochberg times 1 + 1/2 + 1/3 + 1/4, at most 1
    both = adjust_family(frame, family="x", adjustment="benjamini-yekutieli")
    assert both["p_adjusted"].tolist() == pytest.approx([0.04 * 25 / 12] * 3 + [1.0])


def test_a_family_without_tests_has_no_adjusted_p():
    for frame in (pd.DataFrame({"p_value": [np.nan, np.nan]}), pd.DataFrame({"p_value": []}, dtype=float)):
        found = adjust_family(frame, family="x")
        assert found["p_adjusted"].isna().all()
        assert not found["rejected"].any()
        assert (found["m"] == 0).all()


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"adjustment": "bonferoni"}, UnknownNameError, "adjustment 'bonferoni' is unknown"),
        ({"family": " "}, InputError, "family: expected a name"),
        ({"level": 5}, InputError, "level of family 'x': expected a number between 0 and 1, got 5"),
        ({"frame": pd.DataFrame({"p": [1.0]})}, InputError, "expected a column 'p_value', got p"),
        ({"frame": pd.DataFrame({"p_value": [np.inf]})}, InputError, r"expected numbers in \(0, 1\], got inf"),
    ],
)
def test_what_is_no_family_is_refused(change, error, message):
    given = {"frame": pd.DataFrame({"p_value": [0.5]}), "family": "x"} | change
    with pytest.raises(error, match=message):
        adjust_family(given.pop("frame"), **given)
