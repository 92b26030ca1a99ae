"""Many tests at once."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError
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
