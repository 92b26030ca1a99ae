"""Good divisions found fast: spectral starts and tabu search, for many signed networks at once.

The value is an upper bound of the frustration index. It serves as the first incumbent of the exact solver and stands
in for it where hundreds of null or bootstrap networks have to be divided.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh

from qtnet.compiled import compiled
from qtnet.metrics.balance.graph import SignedGraph

__all__ = ["descend", "divide_fast", "frustration_upper"]

#: Up to here all eigenvectors of a dense matrix are cheaper than the iterative solver.
_DENSE_LIMIT = 400
#: Flips per actor; of 900 networks of 16 and 30 actors with random signs two optima were missed, by one tie each.
_FLIPS_PER_ACTOR, _MOST_FLIPS = 4, 2000
_RESTARTS = 8
_GAIN = 1e-12


def frustration_upper(
    W: np.ndarray, *, rng: np.random.Generator | int, restarts: int = 4
) -> tuple[np.ndarray, np.ndarray]:
    """Bound the frustration index of one or many signed networks from above.

    Parameters
    ----------
    W
        Signed weights, symmetric with zero diagonal, shape ``(n, n)`` or ``(draws, n, n)``.
    rng
        Source of the random starts and of the tabu tenures.
    restarts
        Random starts beside the three fixed ones.

    Returns
    -------
    value, side
        Frustrated weight, shape ``()`` or ``(draws,)``; sides ±1, shape ``(n,)`` or ``(draws, n)``.

    Notes
    -----
    Starts are the leading eigenvectors of ``W`` and of minus the signed Laplacian, one bloc, and random sides. In
    every step the actor with the largest gain, or the smallest loss, changes sides, and it may not change back for a
    while unless that gives the best division so far.

    Examples
    --------
    >>> W = np.array([[0, 1, -1], [1, 0, 1], [-1, 1, 0]], dtype=float)
    >>> frustration_upper(W, rng=1)[0].item()
    1.0
    """
    stack = np.asarray(W, dtype=float)
    single = stack.ndim == 2
    stack = stack[None] if single else stack
    generator = np.random.default_rng(rng)
    draws, n = stack.shape[:2]
    random = generator.choice([-1.0, 1.0], (draws, restarts, n))
    starts = np.concatenate([_fixed_starts(stack), random], axis=1)
    draw, row, column = np.nonzero(stack)
    first = np.searchsorted(draw * n + row, np.arange(draws * n + 1))
    tenure = _tenures(generator, starts.shape[1], n)
    side = _best_sides(first, column, stack[draw, row, column], starts, tenure)
    agreement = np.einsum("dn,dnm,dm->d", side, stack, side, optimize=True)
    cost = np.maximum((np.abs(stack).sum(axis=(1, 2)) - agreement) / 4, 0.0)
    return (np.asarray(cost[0]), side[0]) if single else (cost, side)


def divide_fast(graph: SignedGraph) -> tuple[float, np.ndarray]:
    """Give the cost and the sides, 0 and 1, of a good division, always the same one."""
    generator = np.random.default_rng(0)
    W = graph.matrix()
    vectors = [_leading_of(W), _leading_of(W - sparse.diags_array(abs(W).sum(axis=0))), np.ones(graph.n)]
    fixed = [np.where(vector >= 0, 1.0, -1.0) for vector in vectors]
    starts = np.concatenate([fixed, generator.choice([-1.0, 1.0], (_RESTARTS, graph.n))])
    side = _best_sides(*_rows(W), starts[None], _tenures(generator, len(starts), graph.n))[0]
    sides = (side < 0).astype(np.int64)
    return graph.cost(sides), sides


def descend(graph: SignedGraph, labels: np.ndarray) -> np.ndarray:
    """Flip actors while that gains; `labels` are 0 and 1, shape ``(n,)``."""
    side = 1.0 - 2.0 * labels
    first, column, weight = _rows(graph.matrix())
    pull = np.zeros(graph.n)
    _pulls(first, column, weight, side, pull, 0)
    _descend(first, column, weight, side, pull, 0)
    return (side < 0).astype(np.int64)


def _rows(W: sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return W.indptr.astype(np.int64), W.indices.astype(np.int64), W.data.astype(float)


def _tenures(generator: np.random.Generator, starts: int, n: int) -> np.ndarray:
    """Draw for how many steps an actor that changed sides has to stay."""
    steps = min(_FLIPS_PER_ACTOR * n, _MOST_FLIPS)
    return generator.integers(max(1, n // 8), max(2, n // 4) + 1, (starts, steps))


def _fixed_starts(W: np.ndarray) -> np.ndarray:
    degree = np.abs(W).sum(axis=2)
    laplacian = W - degree[:, :, None] * np.eye(W.shape[1])
    vectors = [_leading(W), _leading(laplacian), np.ones(W.shape[:2])]
    return np.stack([np.where(vector >= 0, 1.0, -1.0) for vector in vectors], axis=1)


def _leading(W: np.ndarray) -> np.ndarray:
    """Give the eigenvector of the largest eigenvalue of each matrix."""
    n = W.shape[1]
    if n == 0:
        return np.zeros(W.shape[:2])
    if n <= _DENSE_LIMIT:
        return np.asarray(np.linalg.eigh(W)[1][:, :, -1])
    return np.stack([_leading_of(sparse.csr_array(M)) for M in W])


def _leading_of(W: sparse.csr_array) -> np.ndarray:
    n = W.shape[0]
    if n <= _DENSE_LIMIT:
        return np.asarray(np.linalg.eigh(W.toarray())[1][:, -1]) if n else np.zeros(0)
    start = np.full(n, 1 / np.sqrt(n))
    return np.asarray(eigsh(W, k=1, which="LA", v0=start, tol=1e-3, maxiter=100 * n)[1][:, 0])


@compiled
def _best_sides(
    first: np.ndarray, column: np.ndarray, weight: np.ndarray, starts: np.ndarray, tenure: np.ndarray
) -> np.ndarray:
    """Search from all starts, shape (draws, k, n), and give the best sides of each draw."""
    draws, k, n = starts.shape
    best, side, pull = np.zeros((draws, n)), np.zeros(n), np.zeros(n)
    for draw in range(draws):
        most = -np.inf
        for start in range(k):
            for actor in range(n):
                side[actor] = starts[draw, start, actor]
            _pulls(first, column, weight, side, pull, draw * n)
            if n > tenure.shape[1]:
                # Too few steps to come down by the steepest way.
                _descend(first, column, weight, side, pull, draw * n)
            value = _tabu(first, column, weight, side, pull, draw * n, tenure[start])
            if value > most + _GAIN:
                most = value
                for actor in range(n):
                    best[draw, actor] = side[actor]
    return best


@compiled
def _pulls(
    first: np.ndarray, column: np.ndarray, weight: np.ndarray, side: np.ndarray, pull: np.ndarray, row: int
) -> None:
    for actor in range(len(side)):
        pull[actor] = 0.0
        for slot in range(first[row + actor], first[row + actor + 1]):
            pull[actor] += weight[slot] * side[column[slot]]
        pull[actor] *= side[actor]


@compiled
def _flip(
    first: np.ndarray,
    column: np.ndarray,
    weight: np.ndarray,
    side: np.ndarray,
    pull: np.ndarray,
    row: int,
    actor: int,
) -> None:
    side[actor] = -side[actor]
    pull[actor] = -pull[actor]
    for slot in range(first[row + actor], first[row + actor + 1]):
        other = column[slot]
        pull[other] += 2 * weight[slot] * side[actor] * side[other]


@compiled
def _descend(
    first: np.ndarray, column: np.ndarray, weight: np.ndarray, side: np.ndarray, pull: np.ndarray, row: int
) -> None:
    moved = True
    while moved:
        moved = False
        for actor in range(len(side)):
            if pull[actor] < -_GAIN:
                _flip(first, column, weight, side, pull, row, actor)
                moved = True


@compiled
def _tabu(
    first: np.ndarray,
    column: np.ndarray,
    weight: np.ndarray,
    side: np.ndarray,
    pull: np.ndarray,
    row: int,
    tenure: np.ndarray,
) -> float:
    """Leave the best sides met in `side`, and give the agreement they reach."""
    n = len(side)
    here, value = side.copy(), float(pull.sum())
    agreement = value
    free_at = np.zeros(n, dtype=np.int64)
    for step in range(len(tenure)):
        actor, least = -1, np.inf
        for other in range(n):
            tried = pull[other]
            if tried < least and (free_at[other] <= step or value - 4 * tried > agreement + _GAIN):
                actor, least = other, tried
        if actor < 0:
            continue
        value -= 4 * least
        _flip(first, column, weight, here, pull, row, actor)
        free_at[actor] = step + 1 + tenure[step]
        if value > agreement + _GAIN:
            agreement = value
            for other in range(n):
                side[other] = here[other]
    return agreement
