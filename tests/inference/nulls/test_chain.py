"""Chains of swaps visit every network with the same degrees, and all of them equally often."""

from itertools import combinations, permutations

import numpy as np
import pytest
from scipy.stats import chisquare

from qtnet.errors import InputError
from qtnet.inference.nulls import (
    LEAST_ADMISSIBLE,
    admissible_share,
    directed_configuration,
    proposals_per_tie,
    signed_configuration,
    signed_model,
)
from tests.metrics.worlds import hostile_blocs, random_world

DRAWS = 4000


def graphs_of_degrees(degrees):
    """All simple graphs with these degrees, each a set of pairs."""
    pairs = list(combinations(range(len(degrees)), 2))
    for chosen in combinations(pairs, sum(degrees) // 2):
        if np.bincount(np.array(chosen, dtype=int).ravel(), minlength=len(degrees)).tolist() == list(degrees):
            yield frozenset(chosen)


def signed_graphs(plus, minus):
    """All pairs of graphs with these degrees that share no pair of actors."""
    return [(a, b) for a in graphs_of_degrees(plus) for b in graphs_of_degrees(minus) if not a & b]


def matrix(pairs, n, *, both=True):
    M = np.zeros((n, n))
    for a, b in pairs:
        M[a, b] = 1
        if both:
            M[b, a] = 1
    return M


def counted(drawn, known):
    """How often each known graph was drawn; a draw that is not among them fails."""
    n = len(drawn.P[0])
    places = {(matrix(a, n).tobytes(), matrix(b, n).tobytes()): i for i, (a, b) in known}
    counts = np.zeros(len(places))
    for p, q in zip(drawn.P, drawn.N, strict=True):
        counts[places[p.tobytes(), q.tobytes()]] += 1
    return counts


@pytest.mark.parametrize(
    ("plus", "minus"),
    [((2, 2, 2, 1, 1), (0, 0, 0, 0, 0)), ((2, 2, 1, 1, 1, 1), (1, 1, 1, 1, 0, 0)), ((1, 1, 1, 1, 2), (1, 1, 1, 1, 0))],
    ids=["one sign", "two signs", "two signs, crowded"],
)
def test_all_signed_networks_with_the_same_degrees_are_drawn_equally_often(plus, minus):
    known = signed_graphs(plus, minus)
    a, b = known[0]
    drawn = signed_configuration(matrix(a, len(plus)), matrix(b, len(plus)), draws=DRAWS, rng=1)
    counts = counted(drawn, list(enumerate(known)))
    assert (counts > 0).all()
    assert chisquare(counts).pvalue > 0.001


def test_all_directed_networks_with_the_same_degrees_are_drawn_equally_often():
    # Three actors in a ring: the other ring is reached only by turning the triangle.
    sent, received = (2, 1, 1, 1), (1, 2, 1, 1)
    arcs = list(permutations(range(4), 2))
    known = [
        c
        for c in combinations(arcs, 5)
        if np.bincount([a for a, _ in c], minlength=4).tolist() == list(sent)
        and np.bincount([b for _, b in c], minlength=4).tolist() == list(received)
    ]
    places = {matrix(c, 4, both=False).tobytes(): i for i, c in enumerate(known)}
    data = matrix(known[0], 4, both=False)
    drawn = directed_configuration(data, np.zeros((4, 4)), draws=DRAWS, rng=1)
    counts = np.bincount([places[p.tobytes()] for p in drawn.P], minlength=len(known))
    assert len(known) > 5
    assert (counts > 0).all()
    assert chisquare(counts).pvalue > 0.001


def test_a_directed_ring_of_three_turns_round():
    ring = matrix([(0, 1), (1, 2), (2, 0)], 3, both=False)
    drawn = directed_configuration(ring, np.zeros((3, 3)), draws=400, rng=1)
    turned = (drawn.P == ring.T).all(axis=(1, 2))
    assert ((ring == drawn.P).all(axis=(1, 2)) | turned).all()
    assert 0.4 < turned.mean() < 0.6


def test_directed_ties_keep_what_each_actor_sends_and_receives():
    rng = np.random.default_rng(4)
    P, N = ((rng.random((12, 12)) < share) * rng.integers(1, 5, (12, 12)) for share in (0.2, 0.1))
    for M in (P, N):
        np.fill_diagonal(M, 0)
    N *= ((P == 0) & (P.T == 0)).astype(int)
    drawn = directed_configuration(P, N, draws=20, rng=1)
    for data, draws in ((P, drawn.P), (N, drawn.N)):
        assert ((draws > 0).sum(axis=1) == (data > 0).sum(axis=0)).all()
        assert ((draws > 0).sum(axis=2) == (data > 0).sum(axis=1)).all()
        assert (np.sort(draws.reshape(20, -1)) == np.sort(data.ravel())).all()
    either = [(draws > 0) | (draws > 0).transpose(0, 2, 1) for draws in (drawn.P, drawn.N)]
    assert not (either[0] & either[1]).any()


def test_draws_do_not_depend_on_how_many_are_asked_of_a_model_at_once():
    P, N, _ = random_world(3)
    model = signed_model(P, N, rng=1)
    few, many = (model.draws(draws=draws, rng=5).accepted for draws in (2, 200))
    assert few == pytest.approx(many, abs=0.1)
    assert model.edges(draws=3, rng=2).tail.tolist() == model.edges(draws=3, rng=2).tail.tolist()


def test_the_data_are_as_far_from_the_draws_as_these_are_from_each_other_under_the_null_model():
    # Besag and Clifford: data made by the null model cannot be told from the draws, however short the chains.
    P, N, _ = random_world(3, inside=0.3, across=0.3)
    ranks = []
    for seed in range(150):
        made = signed_configuration(P, N, draws=1, rng=seed)
        again = signed_configuration(made.P[0], made.N[0], draws=9, rng=1000 + seed)
        everyone = np.concatenate([made.P, again.P])
        share = [(everyone[i] > 0)[:8, :8].sum() for i in range(10)]
        ranks.append(sum(s > share[0] for s in share) + sum(s == share[0] for s in share[1:]) / 2)
    assert np.mean(ranks) == pytest.approx(4.5, abs=3 * 2.9 / np.sqrt(150))


def test_fewer_free_swaps_mean_longer_chains():
    assert [proposals_per_tie(share) for share in (1.0, 0.5, 0.05, LEAST_ADMISSIBLE, 0.0)] == [5, 8, 80, 100, 100]


def test_free_swaps_of_directed_ties_are_counted():
    # a→b and c→d have one swap, a→d and c→b; the tie d→a, which may stay, does not stand in its way.
    P = matrix([(0, 1), (2, 3)], 4, both=False)
    assert admissible_share(P, np.zeros((4, 4)), directed=True) == 1
    assert admissible_share(P, matrix([(3, 0)], 4, both=False), directed=True) == 0
    assert admissible_share(P, matrix([(1, 0), (3, 0)], 4, both=False), directed=True) == 1


@pytest.mark.parametrize(
    ("P", "N", "message"),
    [
        (np.zeros((2, 3)), np.zeros((2, 3)), "expected two square matrices of one shape"),
        (np.zeros((2, 2)), np.zeros((3, 3)), "expected two square matrices of one shape"),
        (np.array([[0.0, 1], [0, 0]]), np.zeros((2, 2)), "directed ties need directed=True"),
        (-np.ones((2, 2)), np.zeros((2, 2)), "expected finite numbers ≥ 0"),
        (np.full((2, 2), np.nan), np.zeros((2, 2)), "expected finite numbers ≥ 0"),
    ],
)
def test_matrices_that_are_no_network_are_refused(P, N, message):
    with pytest.raises(InputError, match=message):
        signed_model(P, N, rng=1)


def test_no_draws_are_refused():
    P, N, _ = hostile_blocs(3, 3)
    with pytest.raises(InputError, match="draws: expected a whole number of at least 1, got 0"):
        signed_model(P, N, rng=1).edges(draws=0, rng=1)
