"""Null networks of the bipolarity profile: the same for any number of processes, searched as the data are."""

import numpy as np
import pytest

from qtnet.inference.bipolarity import null_draws
from qtnet.inference.bipolarity.null_draws import null_in_words, null_values
from qtnet.inference.nulls import signed_model
from qtnet.metrics.bipolarity.evaluation import COMPONENTS, Setting, evaluate_data
from tests.metrics.worlds import random_world


def layers(*seeds: int) -> tuple[np.ndarray, np.ndarray]:
    worlds = [random_world(seed, 14, inside=0.3, across=0.15) for seed in seeds]
    return np.stack([P for P, _, _ in worlds]), np.stack([N for _, N, _ in worlds])


def test_a_null_network_evaluated_as_data_has_the_same_profile(monkeypatch):
    P, N = layers(1, 2)
    setting = Setting(poles=(0, 1))
    found = null_values(P, N, setting, [(0, 1)], draws=4, rng=5, jobs=1)
    start, chance = np.random.default_rng(5).spawn(2)
    models = [signed_model(p, q, rng=start) for p, q in zip(P, N, strict=True)]
    rng = chance.spawn(1)[0]
    drawn = [model.draws(draws=4, rng=rng) for model in models]
    for draw in range(4):
        p, q = (np.stack([getattr(layer, sign)[draw] for layer in drawn])[None] for sign in ("P", "N"))
        _, alone = evaluate_data(p, q, setting, rng=np.random.default_rng(draw))
        for name in COMPONENTS:
            assert found[name][draw] == pytest.approx(alone.values[name][0], abs=1e-9, nan_ok=True), name


def test_values_do_not_depend_on_processes():
    P, N = layers(3, 4, 5)
    pairs = [(0, 1), (0, 3), (1, 2)]
    one, two = (null_values(P, N, Setting(poles=(0, 1)), pairs, draws=130, rng=1, jobs=jobs) for jobs in (1, 2))
    assert all(np.array_equal(one[name], two[name], equal_nan=True) for name in COMPONENTS)
    assert one["TBI"].shape == (130, 4)


def test_chunks_shrink_as_networks_grow_and_never_below_one_draw():
    sizes = [null_draws._chunk(8 * actors**2) for actors in (10, 200, 1000, 3000, 100_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[1], sizes[-1]) == (125, 125, 1)
    assert 8 * 8 * 3000**2 * sizes[3] < 2**30


def test_the_null_says_where_swaps_are_not_free():
    P, N, _ = random_world(1, 14, inside=0.3, across=0.15)
    complete = np.ones((14, 14)) - np.eye(14)
    told = null_in_words(np.stack([P, complete]), np.stack([N, 0 * N]), ("loose", "full"), searched=True)
    assert "In full:" in told
    assert told.endswith("The search for poles, among the most capable actors of the data, is repeated in every draw.")
