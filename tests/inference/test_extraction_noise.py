"""Missed facts, turned signs, and the part of the variance that extraction makes."""

import numpy as np
import pandas as pd
import pytest

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.bipolarity import bipolarity
from qtnet.inference.bipolarity.resamples import extraction_share, resamples
from qtnet.inference.extraction_noise import ExtractionNoise, measured_noise
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.bipolarity.evaluation import Setting
from qtnet.network import MultilayerNetwork


def network(confidence: float = 1.0) -> MultilayerNetwork:
    """Two blocs of four with some cooperation across, told by 40 documents."""
    rng = np.random.default_rng(2)
    sides = (("US", "JP", "KR", "NL"), ("CN", "RU", "IR", "BY"))
    rows = []
    for k in range(80):
        inside = k < 50 and k % 9
        a, b = rng.choice(sides[k % 2], 2, replace=False) if inside else (rng.choice(sides[0]), rng.choice(sides[1]))
        rows.append((a, b, "ai", 1 if k < 50 else -1, f"d{k % 40:02d}", confidence))
    columns = ["source", "target", "layer", "sign", "doc", "confidence"]
    return MultilayerNetwork.from_edges(pd.DataFrame(rows, columns=columns))


def drawn(noise: ExtractionNoise | None = None, *, confidence: float = 1.0):
    counted = contributions(network(confidence))
    at = network().ids.index("US"), network().ids.index("CN")
    return resamples(counted, Setting(poles=at), draws=80, rng=1, noise=noise)


def test_missed_facts_keep_the_mean_and_widen_the_draws():
    noise = ExtractionNoise(recall_positive=0.5, recall_negative=0.8)
    sign = np.array([1.0, -1.0])
    found = noise.with_missed(np.ones((20_000, 2)), sign, rng=np.random.default_rng(1))
    assert found.mean(axis=0) == pytest.approx([1, 1], abs=0.02)
    # Var = r²·(1 − r)/r = r(1 − r)
    assert found.var(axis=0) == pytest.approx([0.25, 0.16], abs=0.01)


def test_perfect_recall_changes_nothing():
    base = np.random.default_rng(1).random((5, 3))
    assert ExtractionNoise().with_missed(base, np.ones(3), rng=np.random.default_rng(1)) == pytest.approx(base)
    assert not ExtractionNoise().turned(np.arange(3), draws=5, rng=np.random.default_rng(1)).any()


def test_rows_of_one_fact_turn_together_at_the_given_rate():
    found = ExtractionNoise(flip=0.2).turned(np.array([0, 0, 1]), draws=5000, rng=np.random.default_rng(1))
    assert (found[:, 0] == found[:, 1]).all()
    assert found.mean(axis=0) == pytest.approx([0.2] * 3, abs=0.02)


def test_turned_signs_weaken_the_alignment_of_hostility():
    plain, turned = drawn(), drawn(ExtractionNoise(flip=0.15))
    assert np.nanmean(turned.values["H"][:, 0]) < np.nanmean(plain.values["H"][:, 0]) - 0.02
    assert np.nanmean(turned.values["S"][:, 0]) < np.nanmean(plain.values["S"][:, 0]) - 0.02


def test_the_share_of_extraction_is_nought_without_noise_and_grows_with_it():
    none, some, much = drawn(), drawn(ExtractionNoise(flip=0.05)), drawn(ExtractionNoise(recall_negative=0.3, flip=0.2))
    assert none.extraction["TBI"][0] == 0
    assert 0 < some.extraction["TBI"][0] < 1
    assert much.extraction["TBI"][0] > 0.2


def test_the_share_of_extraction_is_what_two_readings_of_the_same_documents_leave():
    rng = np.random.default_rng(1)
    documents, errors = rng.normal(size=(5000, 1)), rng.normal(scale=0.5, size=(2, 5000, 1))
    assert extraction_share(*(documents + errors)) == pytest.approx([0.2], abs=0.02)


def test_few_documents_do_not_make_extraction_the_only_cause():
    # Six documents with one tie each. A ratio to the variance of extraction in the documents as read gives 1.5 for C
    # and H and 1.2 for J here, and so a share of 100 %.
    pairs = [("US", "JP", 1), ("CN", "RU", 1), ("US", "CN", -1), ("US", "RU", 1), ("CN", "JP", 1), ("JP", "RU", -1)]
    edges = pd.DataFrame(
        [(*pair, f"d{n}") for n, pair in enumerate(pairs)], columns=["source", "target", "sign", "doc"]
    )
    counted = contributions(MultilayerNetwork.from_edges(edges.assign(layer="ai", confidence=0.8)))
    found = resamples(counted, Setting(poles=(3, 0)), draws=200, rng=1).extraction
    known = [name for name in ("C", "S", "H", "J") if np.isfinite(found[name][0])]
    assert len(known) == 4
    assert all(0.2 < found[name][0] < 0.9 for name in known)


def test_a_handful_of_draws_tells_no_share():
    known = np.random.default_rng(1).normal(size=(2, 19))
    assert np.isnan(extraction_share(*known))


def test_confidence_below_one_is_extraction_noise_too():
    assert drawn(confidence=0.6).extraction["TBI"][0] > 0


def test_noise_reaches_the_profile_and_is_the_same_on_two_processes():
    noise = ExtractionNoise(recall_positive=0.5, recall_negative=0.4, flip=0.05)
    one, two = (
        bipolarity(network(), rng=1, poles=("US", "CN"), nulls=9, draws=40, noise=noise, jobs=jobs).components
        for jobs in (1, 2)
    )
    pd.testing.assert_frame_equal(one, two)
    assert one.query("metric == 'TBI' and layer == 'ai'")["extraction_share"].item() > 0


def test_the_measured_rates_are_those_of_documents_left_out():
    noise = measured_noise()
    assert 0 < noise.flip < 0.1
    assert noise.recall_negative < noise.recall_positive
    with pytest.raises(UnknownNameError, match="collection 'part a' is unknown"):
        measured_noise("part a")


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ({"recall_positive": 0.0}, r"recall_positive: expected a share in \(0, 1\], got 0.0"),
        ({"recall_negative": 1.2}, "recall_negative"),
        ({"flip": 0.5}, "flip: expected a share in"),
    ],
)
def test_impossible_rates_are_refused(rates, message):
    with pytest.raises(InputError, match=message):
        ExtractionNoise(**rates)
