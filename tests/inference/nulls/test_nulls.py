"""Null models keep what they promise exactly, and say so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.inference.nulls import admissible_share, dyad_permutation, signed_configuration, signed_null
from tests.metrics.worlds import hostile_blocs, random_world


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_every_actor_keeps_its_number_of_ties_of_either_sign(seed):
    P, N, _ = random_world(seed)
    drawn = signed_configuration(P, N, draws=7, rng=seed)
    assert ((drawn.P > 0).sum(axis=1) == (P > 0).sum(axis=0)).all()
    assert ((drawn.N > 0).sum(axis=1) == (N > 0).sum(axis=0)).all()


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_weights_are_exchanged_within_a_sign_only(seed):
    P, N, _ = random_world(seed)
    drawn = signed_null(P, N, draws=4, rng=seed)
    for data, draws in ((P, drawn.P), (N, drawn.N)):
        assert (np.sort(draws.reshape(4, -1)) == np.sort(data.ravel())).all()
        assert (draws == draws.transpose(0, 2, 1)).all()


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_signs_stay_on_different_dyads_where_the_data_have_them_apart(seed):
    P, N, _ = random_world(seed)
    drawn = signed_configuration(P, N, draws=7, rng=seed)
    assert not ((drawn.P > 0) & (drawn.N > 0)).any()


def test_signs_may_meet_where_they_meet_in_the_data():
    P, N, _ = random_world(3, across=0.3)
    a, b = np.argwhere(P)[0]
    N[a, b] = N[b, a] = 1
    drawn = signed_configuration(P, N, draws=200, rng=1)
    assert ((drawn.P > 0) & (drawn.N > 0)).any(axis=(1, 2)).mean() > 0.5


def test_draws_leave_the_data_and_differ_from_each_other():
    P, N, _ = random_world(3)
    drawn = signed_configuration(P, N, draws=50, rng=1)
    kept = ((drawn.P > 0) & (P > 0)).sum(axis=(1, 2)) / (P > 0).sum()
    assert kept.mean() < 0.6
    assert len({draw.tobytes() for draw in drawn.P}) == 50
    assert 0 < drawn.accepted < 1


def test_complete_hostile_blocs_freeze_the_chain_so_dyads_are_permuted_and_the_sentence_says_so():
    P, N, _ = hostile_blocs(6, 6)
    assert admissible_share(P, N) == 0
    drawn = signed_null(P, N, draws=5, rng=1)
    assert drawn.kind == "dyads"
    assert "only 0.0% of tie swaps" in drawn.sentence
    assert not np.allclose(drawn.P, P)


def test_dyad_permutation_keeps_each_pair_of_weights_together():
    P, N, _ = random_world(5)
    upper = np.triu_indices(len(P), 1)
    drawn = dyad_permutation(P, N, draws=3, rng=1)
    data = sorted(zip(P[upper], N[upper], strict=True))
    for p, q in zip(drawn.P, drawn.N, strict=True):
        assert sorted(zip(p[upper], q[upper], strict=True)) == data


def test_admissible_swaps_are_counted():
    # Two ties apart, a–b and c–d: both swaps are free. With a–d taken one of them is not.
    P = np.zeros((4, 4))
    P[0, 1] = P[1, 0] = P[2, 3] = P[3, 2] = 1
    N = np.zeros((4, 4))
    assert admissible_share(P, N) == 1
    N[0, 3] = N[3, 0] = 1
    assert admissible_share(P, N) == 0.5


@pytest.mark.parametrize("ties", [0, 1])
def test_no_tie_and_one_tie_are_drawn_as_they_are(ties):
    P, N = np.zeros((4, 4)), np.zeros((4, 4))
    if ties:
        P[1, 2] = P[2, 1] = 2.5
    drawn = signed_null(P, N, draws=3, rng=1)
    assert (drawn.P == P).all()
    assert (drawn.N == 0).all()


def test_isolates_get_no_ties_under_any_null_model():
    P, N, _ = hostile_blocs(4, 4)
    drawn = signed_null(np.pad(P, (0, 3)), np.pad(N, (0, 3)), draws=5, rng=1)
    assert drawn.kind == "dyads"
    assert not drawn.P[:, 8:].any()


def test_same_seed_same_draws():
    P, N, _ = random_world(3)
    assert (signed_null(P, N, draws=5, rng=4).P == signed_null(P, N, draws=5, rng=4).P).all()
    assert not (signed_null(P, N, draws=5, rng=4).P == signed_null(P, N, draws=5, rng=5).P).all()
