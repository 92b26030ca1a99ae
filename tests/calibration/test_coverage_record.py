"""Warnings beside intervals rest on what the calibration studies measured, by one rule."""

import pytest

from qtnet.inference.coverage import RECORD, TOO_LOW, coverage_warning, coverages, measured_coverage
from qtnet.inference.extraction_bias import RECORD as BIAS
from qtnet.inference.extraction_bias import bias_warning, extraction_bias
from tests.calibration.coverage_record import bias_record, record


def test_the_record_is_that_of_the_stored_studies():
    assert RECORD.read_text(encoding="utf-8") == record(), "run python -m tests.calibration"


def test_the_record_of_bias_is_that_of_the_stored_study():
    assert BIAS.read_text(encoding="utf-8") == bias_record(), "run python -m tests.calibration extraction_bias"
    assert f"{abs(extraction_bias().all):.2f}" in bias_warning()


def test_a_quantity_is_judged_by_its_worst_world_at_the_largest_size_that_fits():
    for one in coverages():
        found = measured_coverage(one.quantity, one.documents)
        assert found.covers <= one.covers
        assert found.documents <= one.documents


def test_known_failures_are_warned_of_and_good_intervals_are_not():
    for name in ("D", "X", "TBI"):
        assert f"of {name} held the truth in" in coverage_warning([name], 100)
    assert coverage_warning(["f1"], 200) == ""
    assert measured_coverage("f1", 200).covers >= TOO_LOW


@pytest.mark.parametrize("documents", [5, 100, 3000])
def test_a_warning_names_each_quantity_once(documents):
    told = coverage_warning(["C", "C", "unheard"], documents)
    assert told.count("unheard") == 1
    assert told.count(" of C ") <= 1
