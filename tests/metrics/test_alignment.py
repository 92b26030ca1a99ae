"""Alignment to two poles, reach, exposure and two-ness, by hand and in bulk."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.metrics.bipolarity.alignment import align, reached
from qtnet.metrics.bipolarity.hedging import exposure
from qtnet.metrics.bipolarity.twoness import twoness
from tests.metrics.worlds import hostile_blocs, random_world, with_hedgers


def matrix(n: int, *ties: tuple[int, int, float]) -> np.ndarray:
    M = np.zeros((n, n))
    for a, b, w in ties:
        M[a, b] = M[b, a] = w
    return M


def test_the_friend_of_a_friend_and_the_enemy_of_an_enemy_follow():
    P, N = matrix(6, (0, 2, 1), (2, 3, 1)), matrix(6, (1, 4, 1), (4, 5, 1))
    assert align(P, N, (0, 1)).tolist() == pytest.approx([1, -1, 1, 1, 1, -1])


def test_three_to_one_is_full_alignment_at_the_default_and_less_is_in_between():
    # Actor 2 cooperates with A three times as much as with B: (3 − 1) / (½ · 4) = 1; twice as much: ⅔.
    assert align(matrix(3, (0, 2, 3), (1, 2, 1)), np.zeros((3, 3)), (0, 1))[2] == pytest.approx(1)
    assert align(matrix(3, (0, 2, 2), (1, 2, 1)), np.zeros((3, 3)), (0, 1))[2] == pytest.approx(2 / 3)


def test_tau_one_is_the_harmonic_function_of_a_chain():
    P = matrix(5, (0, 2, 1), (2, 3, 1), (3, 4, 1), (4, 1, 1))
    assert align(P, np.zeros((5, 5)), (0, 1), tau=1.0)[2:].tolist() == pytest.approx([0.5, 0, -0.5], abs=1e-8)


def test_a_fixed_point_is_reached():
    P, N, poles = random_world(3)
    x = align(P, N, poles)
    p, q = P / P.sum(), N / N.sum()
    again = np.clip(((p - q) @ x) / (0.5 * (p + q).sum(axis=1)), -1, 1)
    others = np.setdiff1d(np.arange(len(P)), poles)
    assert again[others] == pytest.approx(x[others], abs=1e-7)


def test_replicates_do_not_touch_each_other():
    worlds = [random_world(seed) for seed in range(5)]
    P, N = (np.stack([world[k] for world in worlds]) for k in (0, 1))
    together = align(P, N, (0, 1))
    for x, (p, q, poles) in zip(together, worlds, strict=True):
        assert x == pytest.approx(align(p, q, poles), abs=1e-8)


def test_reach_follows_ties_of_either_sign_and_starts_at_poles_with_ties():
    P, N = matrix(7, (0, 2, 1), (5, 6, 1)), matrix(7, (2, 3, 1))
    assert reached(P, N, (0, 1)).tolist() == [True, False, True, True, False, False, False]


def test_hedgers_and_outsiders_are_told_apart():
    P, N, poles = with_hedgers(1)
    P, N = np.pad(P, (0, 2)), np.pad(N, (0, 2))
    P[31, 32] = P[32, 31] = 1
    x = align(P, N, poles)
    pull, ambivalence, engagement = exposure(P, N, x)
    assert (x[30], ambivalence[30], engagement[30]) == pytest.approx((0, 1, 1), abs=1e-6)
    assert engagement[31] == 0
    assert np.isnan(ambivalence[31])
    assert pull[0] == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(("blocs", "value"), [(2, 1), (3, 0.5), (4, 0.5), (5, 1 / 3)])
def test_two_ness_of_equal_hostile_blocs(blocs, value):
    P, N, _ = hostile_blocs(*[6] * blocs)
    assert twoness(P, N, rng=1)[0] == pytest.approx(value)


def test_two_ness_is_undefined_without_hostility_and_zero_where_blocs_remove_none():
    P, N, _ = hostile_blocs(8)
    assert np.isnan(twoness(P, N, rng=1)[0])
    N[0, 1] = N[1, 0] = 0.1
    P[0, 1] = P[1, 0] = 0
    assert twoness(P, N, rng=1, hostility=0.01)[0] == 0


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 7))
def test_the_three_frustrations_are_those_of_trying_all_blocs(seed, n):
    P, N, _ = random_world(seed, n, inside=0.4, across=0.3)
    if not (P.any() and N.any()):
        return
    W = 2 * (P / P.sum() - N / N.sum())
    paid = [cost(W, labels) for labels in partitions(n)]
    two = [cost(W, labels) for labels in partitions(n) if max(labels) <= 1]
    found = twoness(P, N, rng=seed)[1]
    assert found.tolist() == pytest.approx([1.0, min(two), min(paid)], abs=1e-9)


def partitions(n: int) -> list[tuple[int, ...]]:
    grown = [(0,)]
    for _ in range(n - 1):
        grown = [(*labels, k) for labels in grown for k in range(max(labels) + 2)]
    return grown


def cost(W: np.ndarray, labels: tuple[int, ...]) -> float:
    same = np.equal.outer(labels, labels)
    return float((np.maximum(W, 0) * ~same + np.maximum(-W, 0) * same).sum() / 2)
