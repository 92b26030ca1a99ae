"""Least disagreement: trying all divisions, hand-worked cases, laws, the certificate and bad input."""

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.errors import InputError
from qtnet.metrics.balance import least_disagreement
from qtnet.metrics.balance.branch import branch
from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.graph import signed_graph


def signed(n: int, rng: np.random.Generator, *, density: float = 1.0) -> np.ndarray:
    W = np.triu(rng.integers(-3, 4, (n, n)) * (rng.random((n, n)) < density), 1).astype(float)
    return W + W.T


def divisions(n: int, most: int) -> Iterator[list[int]]:
    def grow(labels: list[int], blocs: int) -> Iterator[list[int]]:
        if len(labels) == n:
            yield labels
            return
        for bloc in range(min(blocs + 1, most)):
            yield from grow([*labels, bloc], max(blocs, bloc + 1))

    return grow([], 0)


@cache
def all_divisions(n: int, most: int) -> np.ndarray:
    return np.array(list(divisions(n, most)), dtype=int).reshape(-1, n)


def by_trying_all(W: np.ndarray, most: int) -> float:
    graph, labels = signed_graph(W), all_divisions(len(W), most)
    apart = labels[:, graph.u] != labels[:, graph.v]
    return float(((apart == (graph.w > 0)) * np.abs(graph.w)).sum(axis=1).min())


def planted(blocs: int, size: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    own = np.repeat(np.arange(blocs), size)
    W = np.where(own[:, None] == own, 1.0, -1.0) * np.where(rng.random((len(own), len(own))) < noise, -1.0, 1.0)
    W = np.triu(W * (rng.random(W.shape) < 0.5), 1)
    return W + W.T


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 7), st.integers(0, 10**6), st.sampled_from([0.4, 0.7, 1.0]), st.sampled_from([1.0, 0.37, 1e7]))
def test_any_number_of_blocs_is_the_best_of_all_divisions(n, seed, density, unit):
    W = signed(n, np.random.default_rng(seed), density=density) * unit
    found = least_disagreement(W)
    assert found.certificate == "optimal"
    assert found.value == pytest.approx(by_trying_all(W, n), abs=1e-9 * unit)
    assert found.value == pytest.approx(signed_graph(W).cost(found.labels), abs=1e-9 * unit)


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 7), st.integers(1, 5), st.integers(0, 10**6), st.sampled_from([0.5, 1.0]))
def test_at_most_so_many_blocs_is_the_best_of_those_divisions(n, most, seed, density):
    W = signed(n, np.random.default_rng(seed), density=density)
    found = least_disagreement(W, blocs=most)
    assert (found.certificate, found.value) == ("optimal", by_trying_all(W, most))
    assert found.n_blocs <= most
    assert found.value == signed_graph(W).cost(found.labels)


@pytest.mark.parametrize("seed", range(3))
def test_cutting_planes_and_branch_and_bound_agree_on_larger_networks(seed):
    rng = np.random.default_rng(seed)
    W = planted(4, 8, 0.1, rng)
    solved = branch(signed_graph(W), len(W), Budget.of(1, None), nodes=10**8)
    found = least_disagreement(W)
    assert found.certificate == "optimal"
    assert solved is not None
    assert found.value == solved[0]


def test_planted_blocs_are_found_whatever_their_number():
    W = planted(5, 12, 0.0, np.random.default_rng(1))
    found = least_disagreement(W)
    assert (found.value, found.n_blocs) == (0.0, 5)
    assert found.labels.tolist() == np.repeat(np.arange(5), 12).tolist()


def test_more_blocs_never_disagree_more():
    W = planted(4, 6, 0.2, np.random.default_rng(3))
    values = [least_disagreement(W, blocs=most).value for most in range(1, 7)]
    assert values == sorted(values, reverse=True)
    assert values[-1] >= least_disagreement(W).value


def test_actors_without_ties_are_alone_and_cost_nothing():
    found = least_disagreement(np.zeros((3, 3)))
    assert (found.value, found.n_blocs, found.certificate) == (0.0, 3, "optimal")
    assert least_disagreement(np.zeros((0, 0))).n_blocs == 0


def test_when_work_is_used_up_the_gap_is_told_and_is_the_same_each_time():
    W = signed(70, np.random.default_rng(2))
    first, second = (least_disagreement(W, effort=1e-6) for _ in range(2))
    assert first.certificate == "gap"
    assert 0 < first.bound < first.value
    assert (first.value, first.bound, first.labels.tolist()) == (second.value, second.bound, second.labels.tolist())


def test_wrong_input_is_refused():
    with pytest.raises(InputError, match=r"blocs: expected a positive number or None, got 0"):
        least_disagreement(np.zeros((2, 2)), blocs=0)
    with pytest.raises(InputError, match=r"effort: expected a positive number, got 0"):
        least_disagreement(np.zeros((2, 2)), effort=0)
    with pytest.raises(InputError, match="time_limit: expected a positive number of seconds or None, got -1"):
        least_disagreement(np.zeros((2, 2)), time_limit=-1)
    with pytest.raises(InputError, match="finite numbers, got NaN"):
        least_disagreement(np.array([[0.0, np.nan], [np.nan, 0.0]]))
    with pytest.raises(InputError, match="square matrix"):
        least_disagreement(np.zeros((2, 3)))
    with pytest.raises(InputError, match="symmetric"):
        least_disagreement(np.array([[0.0, 1.0], [0.0, 0.0]]))
