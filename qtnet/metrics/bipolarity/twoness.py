"""D, two-ness: whether two blocs remove the conflict of a signed network or it wants three or more.

Compares the least frustrated weight with one bloc, two blocs and any number of blocs, for many networks at once.
"""

from __future__ import annotations

import numpy as np

from qtnet.metrics.balance.heuristic import frustration_upper
from qtnet.metrics.bipolarity.alignment import balance_signs

__all__ = ["any_blocs", "twoness"]

_GAIN = 1e-12


def twoness(
    P: np.ndarray, N: np.ndarray, *, rng: np.random.Generator | int, hostility: float = 1.0, restarts: int = 4
) -> tuple[np.ndarray, np.ndarray]:
    """Give D and the three frustrations behind it.

    Parameters
    ----------
    P, N
        Cooperation and hostility, shape ``(..., n, n)``.
    rng
        Source of the starts of the search for the best blocs.
    hostility
        Weight λ of all hostility relative to all cooperation.
    restarts
        Random starts per network.

    Returns
    -------
    D, frustration
        ``D = max(0, 1 − (L2 − L∞)/(L1 − L2))`` in [0, 1], shape ``(...)``: 1 if two blocs remove all the conflict that
        blocs can remove, 0 if they remove none, NaN without hostility. `frustration` has shape ``(..., 3)``:
        ``L1, L2, L∞`` as shares of sign-balanced weight.

    Notes
    -----
    The divisions come from a local search from many starts: an upper bound, equal to the proved optimum in all test
    networks of this size. The same search serves the data and their null networks, so that both are treated alike.
    """
    n, before = P.shape[-1], P.shape[:-2]
    cooperation, enmity = (2 * M.reshape(-1, n, n) for M in balance_signs(P, N, hostility=hostility))
    W = cooperation - enmity
    # A dyad with both signs pays the smaller weight under every division.
    paid = np.minimum(cooperation, enmity).sum(axis=(1, 2)) / 2
    one = np.maximum(-W, 0).sum(axis=(1, 2)) / 2
    two, side = frustration_upper(W, rng=rng, restarts=restarts, rounds=2)
    two = np.minimum(two, one)
    many = np.minimum(any_blocs(W, side), two)
    removed = one - two
    lost = np.divide(two - many, removed, out=np.ones_like(one), where=removed > 1e-9)
    D = np.where(enmity.sum(axis=(1, 2)) > 0, np.maximum(0.0, 1 - lost), np.nan)
    levels = np.stack([one + paid, two + paid, many + paid], axis=-1)
    return D.reshape(before), levels.reshape(*before, 3)


def any_blocs(W: np.ndarray, side: np.ndarray) -> np.ndarray:
    """Bound the frustration with any number of blocs from above (correlation clustering).

    Two starts are improved by moving single actors to the bloc, old or new, that suits them best: the better of the
    two-bloc division `side` (±1, shape ``(draws, n)``), and blocs grown by merging the most attracted pair.
    """
    draws, n = W.shape[:2]
    starts = np.stack([(side > 0).astype(np.int64), _merged(W)], axis=1).reshape(-1, n)
    owner = np.repeat(np.arange(draws), 2)
    labels = _moved(W, owner, starts)
    inside = labels[:, :, None] == labels[:, None, :]
    within = (W[owner] * inside).sum(axis=(1, 2)) / 2
    positive = np.maximum(W, 0).sum(axis=(1, 2)) / 2
    return np.asarray(np.maximum(positive - within.reshape(draws, 2).max(axis=1), 0.0))


def _merged(W: np.ndarray) -> np.ndarray:
    """Start from single actors and merge the pair of blocs with the largest net attraction while it is positive."""
    draws, n = W.shape[:2]
    labels = np.tile(np.arange(n), (draws, 1))
    attraction = W.copy()
    attraction[:, np.arange(n), np.arange(n)] = -np.inf
    active = np.arange(draws if n else 0)
    while active.size:
        flat = attraction[active].reshape(len(active), -1)
        pair = flat.argmax(axis=1)
        gains = flat[np.arange(len(active)), pair] > _GAIN
        active, keep, gone = active[gains], pair[gains] // n, pair[gains] % n
        joined = attraction[active, keep] + attraction[active, gone]
        attraction[active, keep] = joined
        attraction[active, :, keep] = joined
        attraction[active, gone] = -np.inf
        attraction[active, :, gone] = -np.inf
        labels[active] = np.where(labels[active] == gone[:, None], keep[:, None], labels[active])
    return labels


def _moved(W: np.ndarray, owner: np.ndarray, labels: np.ndarray) -> np.ndarray:
    labels = labels.copy()
    rows, n = labels.shape
    if n == 0:
        return labels
    member = (labels[:, :, None] == np.arange(n)).astype(float)
    pull = W[owner] @ member
    active = np.arange(rows)
    while active.size:
        here = np.take_along_axis(pull[active], labels[active][:, :, None], axis=2)
        gain = (pull[active] - here).reshape(len(active), -1)
        move = gain.argmax(axis=1)
        gains = gain[np.arange(len(active)), move] > _GAIN
        active, actor, bloc = active[gains], move[gains] // n, move[gains] % n
        weights = W[owner[active], actor]
        pull[active, :, labels[active, actor]] -= weights
        pull[active, :, bloc] += weights
        labels[active, actor] = bloc
    return labels
