"""Rates, document intervals and reliability, by hand and by law."""

import numpy as np
import pandas as pd
import pytest

from qtnet.facts.intervals import document_intervals, rate_frame, rates
from qtnet.facts.reliability import brier, calibration_error, reliability


def test_rates_by_hand():
    assert rates(np.array([[3, 1, 2], [0, 0, 0], [0, 2, 2]])) == pytest.approx(
        np.array([[0.75, 0.6, 2 / 3], [1, 1, 1], [0, 0, 0]])
    )


def test_documents_that_agree_leave_no_width():
    low, high = document_intervals(np.tile([[[3, 1, 2]]], (10, 1, 1)), rng=1, draws=50)
    assert low == pytest.approx(high)
    assert low[0] == pytest.approx([0.75, 0.6, 2 / 3])


def test_intervals_widen_with_fewer_documents():
    good, bad = [[9, 1, 1]], [[1, 9, 9]]
    width = {}
    for n in (4, 64):
        low, high = document_intervals(np.array([good, bad] * (n // 2)), rng=1, draws=500)
        width[n] = (high - low)[0, 2]
    assert width[4] > 2 * width[64]


def test_one_document_has_no_interval():
    assert np.isnan(document_intervals(np.array([[[3, 1, 2]]]), rng=1, draws=9)).all()


@pytest.mark.slow
def test_intervals_cover_the_true_precision():
    # 40 documents of 5 to 15 facts, each right with probability 0.8 independently: coverage near 95 percent.
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(400):
        n = rng.integers(5, 16, size=40)
        right = rng.binomial(n, 0.8)
        counts = np.stack([right, n - right, np.zeros(40, dtype=int)], axis=1)[:, None, :]
        low, high = document_intervals(counts, rng=rng, draws=300)
        hits += low[0, 0] <= 0.8 <= high[0, 0]
    assert 0.91 <= hits / 400 <= 0.98


def test_rate_frame_keeps_its_other_columns():
    frame = rate_frame(pd.DataFrame({"mode": ["supply"], "right": [1], "extra": [1], "missed": [0]}))
    assert frame.loc[0, ["mode", "precision", "recall"]].tolist() == ["supply", 0.5, 1.0]


def test_reliability_puts_an_edge_into_the_lower_bin_and_zero_into_the_first():
    table = reliability(np.array([0.0, 0.2, 0.8, 0.81, 1.0]), np.array([False, True, True, True, False]))
    assert table["n"].tolist() == [2, 0, 0, 1, 2]
    assert table.loc[4, "right"] == 0.5
    assert np.isnan(table.loc[1, "right"])


def test_honest_confidence_has_no_calibration_error():
    confidence, right = np.full(10, 0.7), np.array([True] * 7 + [False] * 3)
    assert calibration_error(reliability(confidence, right)) == pytest.approx(0)
    assert brier(confidence, right) == pytest.approx(0.21)


def test_no_facts_give_nan():
    assert np.isnan(brier(np.array([]), np.array([])))
    assert np.isnan(calibration_error(reliability(np.array([]), np.array([]))))
