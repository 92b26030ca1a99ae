"""Multipliers of evidence: what is drawn together, and means of one."""

import numpy as np
import pytest

from qtnet.errors import InputError
from qtnet.inference.resampling import check_kind, evidence_multipliers, interval_kind
from qtnet.parallel import in_chunks

DOCUMENT = np.array([0, 0, 1, 2])
FACT = np.array([0, 1, 2, 2])
CONFIDENCE = np.array([1.0, 0.5, 0.8, 0.8])


def drawn(kind: str, draws: int = 4000, *, expected: bool = True, confidence: np.ndarray = CONFIDENCE) -> np.ndarray:
    rng = np.random.default_rng(1)
    options = {"documents": 4, "expected": expected, "draws": draws, "kind": kind, "rng": rng}
    return evidence_multipliers(DOCUMENT, FACT, confidence, **options)


def test_rows_of_a_document_are_drawn_together():
    found = drawn("documents")
    assert (found[:, 0] == found[:, 1]).all()
    assert (found[:, 0] != found[:, 2]).any()
    assert (found[:, [0, 2, 3]].sum(axis=1) <= 4).all()


def test_rows_of_a_fact_are_kept_together_with_its_confidence():
    found = drawn("extraction")
    assert (found[:, 2] == found[:, 3]).all()
    assert set(found[:, 1].tolist()) == {0.0, 2.0}
    assert (found[:, 0] == 1).all()
    assert (found[:, 2] > 0).mean() == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("kind", ["documents", "extraction", "both"])
def test_multipliers_have_mean_one(kind):
    assert drawn(kind).mean(axis=0) == pytest.approx(np.ones(4), abs=0.08)


@pytest.mark.parametrize("kind", ["extraction", "both"])
def test_a_kept_fact_of_a_weight_without_confidence_counts_once(kind):
    found = drawn(kind, expected=False)
    assert found.mean(axis=0) == pytest.approx(CONFIDENCE, abs=0.08)
    assert set(drawn("extraction", expected=False).ravel().tolist()) == {0.0, 1.0}


def test_a_fact_without_any_confidence_is_never_kept():
    for expected in (True, False):
        found = drawn("extraction", expected=expected, confidence=np.array([1.0, 0.0, 0.8, 0.8]))
        assert (found[:, 1] == 0).all()
        assert np.isfinite(found).all()


def test_draws_that_are_no_centre_of_the_estimate_are_not_corrected_for_bias():
    assert interval_kind(CONFIDENCE, expected=False, kind="both") == "percentile"
    assert interval_kind(CONFIDENCE, expected=True, kind="both") == "bc"
    assert interval_kind(CONFIDENCE, expected=False, kind="documents") == "bc"
    assert interval_kind(np.ones(3), expected=False, kind="both") == "bc"


def test_unknown_kind_is_refused():
    with pytest.raises(InputError, match="expected one of documents, extraction, both, got 'facts'"):
        check_kind("facts")


def numbers(draws: int, rng: np.random.Generator) -> list[float]:
    return rng.random(draws).tolist()


def test_chunks_do_not_depend_on_the_number_of_processes():
    one = in_chunks(numbers, draws=50, rng=3, jobs=1, size=20)
    two = in_chunks(numbers, draws=50, rng=3, jobs=2, size=20)
    assert one == two
    assert [len(part) for part in one] == [20, 20, 10]


def test_no_draws_and_no_jobs_are_refused():
    with pytest.raises(InputError, match=r"draws: .* got 0"):
        in_chunks(numbers, draws=0, rng=1)
