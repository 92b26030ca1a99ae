"""Alignment to two poles, reach, exposure and two-ness, by hand and in bulk."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.metrics.bipolarity.alignment import align, aligned, from_other_starts, reached
from qtnet.metrics.bipolarity.certificate import certify
from qtnet.metrics.bipolarity.evaluation import Setting, evaluate, evaluate_data
from qtnet.metrics.bipolarity.hedging import exposure
from qtnet.metrics.bipolarity.neighbours import neighbours
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


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.25, 1 / 3, 0.5, 0.7, 1.0]))
def test_every_network_settles_at_a_fixed_point_from_every_start(seed, tau):
    P, N, poles = random_world(seed, 14, inside=0.3, across=0.25)
    ties = neighbours(P, N)
    p, q = P / P.sum(), N / N.sum()
    mass = (p + q).sum(axis=1)
    others = np.setdiff1d(np.flatnonzero(mass), poles)
    for begin in (None, np.ones(14), np.random.default_rng(seed).uniform(-1, 1, 14)):
        x = aligned(ties, 14, poles, tau=tau, begin=begin)
        assert np.isfinite(x).all()
        again = np.clip(((p - q) @ x)[others] / (tau * mass[others]), -1, 1)
        assert again == pytest.approx(x[others], abs=1e-9)


def test_networks_that_do_not_settle_have_no_profile(monkeypatch):
    monkeypatch.setattr("qtnet.metrics.bipolarity.alignment.settle", lambda *_: False)
    P, N, poles = random_world(1)
    assert np.isnan(align(P, N, poles)).all()
    found = evaluate(P[None, None], N[None, None], Setting(poles=poles), rng=np.random.default_rng(1))
    assert not found.settled.any()
    assert all(np.isnan(value).all() for value in found.values.values())


def test_alignments_that_hang_on_the_start_are_told():
    P = matrix(4, (0, 2, 1), (1, 2, 1), (0, 3, 1), (1, 3, 1), (2, 3, 20))
    low, high = from_other_starts(neighbours(P, 0 * P), 4, (0, 1))
    assert (low[2:].tolist(), high[2:].tolist()) == ([-1, -1], [1, 1])
    low, high = from_other_starts(neighbours(np.pad(P, (0, 2)) + matrix(6, (4, 5, 1)), np.zeros((6, 6))), 6, (0, 1))
    assert (low[4:].tolist(), high[4:].tolist()) == ([0, 0], [0, 0])
    blocs, hostile, poles = hostile_blocs(5, 5)
    low, high = from_other_starts(neighbours(blocs, hostile), 10, poles)
    assert low == pytest.approx(high)


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


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_a_certificate_proves_what_trying_all_blocs_gives(seed):
    P, N, _ = random_world(seed, 6, inside=0.5, across=0.4)
    if not (P.any() and N.any()):
        return
    W = 2 * (P / P.sum() - N / N.sum())
    found = certify(P, N, seed=1)
    assert found.proved
    assert found.two == pytest.approx(min(cost(W, labels) for labels in partitions(6) if max(labels) <= 1), abs=1e-9)
    assert found.many == pytest.approx(min(cost(W, labels) for labels in partitions(6)), abs=1e-9)
    assert (found.low, found.high, found.searched) == pytest.approx((found.D,) * 3)


def test_a_certificate_with_too_little_work_encloses_two_ness():
    rng = np.random.default_rng(3)
    M = np.triu(rng.random((60, 60)) < 0.3, 1) * rng.choice([-1.0, 1.0], (60, 60))
    P, N = np.maximum(M + M.T, 0), np.maximum(-M - M.T, 0)
    found = certify(P, N, seed=1, effort=1e-9)
    assert not found.proved
    assert found.low <= found.D <= found.high
    assert found.low < found.high


def test_certified_data_carry_proofs_and_the_searched_index():
    P, N, poles = random_world(2, 12)
    setting, found = evaluate_data(
        P[None, None], N[None, None], Setting(poles=poles), rng=np.random.default_rng(1), certified=True
    )
    assert [proof.proved for proof in found.certificates] == [True, True]
    assert found.values["D"][0].tolist() == [proof.D for proof in found.certificates]
    assert found.searched == pytest.approx(found.values["TBI"])
    assert found.starts.shape == (2, 2, 12)
    assert not setting.with_consistency


def partitions(n: int) -> list[tuple[int, ...]]:
    grown = [(0,)]
    for _ in range(n - 1):
        grown = [(*labels, k) for labels in grown for k in range(max(labels) + 2)]
    return grown


def cost(W: np.ndarray, labels: tuple[int, ...]) -> float:
    same = np.equal.outer(labels, labels)
    return float((np.maximum(W, 0) * ~same + np.maximum(-W, 0) * same).sum() / 2)
