"""Good divisions found fast: spectral starts and tabu search, for many signed networks at once.

The value is an upper bound of the frustration index. It serves as the first incumbent of the exact solver and stands
in for it where hundreds of null or bootstrap networks have to be divided.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import eigsh

__all__ = ["descend", "frustration_upper"]

#: Up to here all eigenvectors of a dense matrix are cheaper than the iterative solver.
_DENSE_LIMIT = 400
#: Flips per actor; measured on 450 networks of 16 and 30 actors: no optimum missed.
_FLIPS_PER_ACTOR, _MOST_FLIPS = 4, 2000
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
    Starts are the leading eigenvectors of ``W`` and of minus the signed Laplacian, one bloc, and random sides. In every
    step the actor with the largest gain, or the smallest loss, changes sides; it may not change back for a while unless
    that gives the best division so far.

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
    side = _tabu(stack, np.concatenate([_fixed_starts(stack), random], axis=1), generator)
    agreement = np.einsum("dn,dnm,dm->d", side, stack, side, optimize=True)
    cost = np.maximum((np.abs(stack).sum(axis=(1, 2)) - agreement) / 4, 0.0)
    return (np.asarray(cost[0]), side[0]) if single else (cost, side)


def descend(W: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Flip the actor that gains most until no flip gains; `W` is (n, n), `side` ±1 of shape (n,)."""
    side = side.copy()
    pull = side * (W @ side)
    while len(side) and pull.min() < -_GAIN:
        actor = int(pull.argmin())
        side[actor] *= -1
        own = -pull[actor]
        pull += 2 * W[actor] * side * side[actor]
        pull[actor] = own
    return side


def _tabu(W: np.ndarray, starts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Search from all starts, shape (draws, k, n), and give the best sides of each draw."""
    draws, k, n = starts.shape
    steps = min(_FLIPS_PER_ACTOR * n, _MOST_FLIPS)
    owner, rows = np.repeat(np.arange(draws), k), np.arange(draws * k)
    side, pull = starts.reshape(draws * k, n).copy(), (starts * (starts @ W)).reshape(draws * k, n)
    value = pull.sum(axis=1)
    best, best_side = value.copy(), side.copy()
    tenure = rng.integers(max(1, n // 8), max(2, n // 4) + 1, (steps, draws * k))
    free_at = np.zeros(side.shape, dtype=np.int64)
    for step in range(steps):
        allowed = (free_at <= step) | (value[:, None] - 4 * pull > best[:, None] + _GAIN)
        actor = np.where(allowed, pull, np.inf).argmin(axis=1)
        own = -pull[rows, actor]
        value += 4 * own
        side[rows, actor] *= -1
        pull += 2 * W[owner, actor] * side * side[rows, actor, None]
        pull[rows, actor] = own
        free_at[rows, actor] = step + 1 + tenure[step]
        better = value > best + _GAIN
        best[better], best_side[better] = value[better], side[better]
    chosen = best.reshape(draws, k).argmax(axis=1)
    return np.asarray(best_side.reshape(draws, k, n)[np.arange(draws), chosen])


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
    start = np.full(n, 1 / np.sqrt(n))
    return np.stack([eigsh(sparse.csr_array(M), k=1, which="LA", v0=start, tol=1e-6)[1][:, 0] for M in W])
