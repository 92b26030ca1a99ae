"""Hedgers and bridges: how much evidence pulls an actor to either pole, and how much to neither."""

from __future__ import annotations

import numpy as np

from qtnet.metrics.bipolarity.alignment import balance_signs

__all__ = ["exposure"]


def exposure(
    P: np.ndarray, N: np.ndarray, x: np.ndarray, *, hostility: float = 1.0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give local pull, ambivalence and engagement of every actor.

    Parameters
    ----------
    P, N
        Cooperation and hostility, shape ``(..., n, n)``.
    x
        Alignment in [−1, 1], shape ``(..., n)``.
    hostility
        Weight λ of all hostility relative to all cooperation.

    Returns
    -------
    pull, ambivalence, engagement
        Shape ``(..., n)``. With ``E_A`` the cooperation with pole A plus the hostility to pole B and ``E_B`` likewise:
        ``(E_A − E_B)/(E_A + E_B)`` in [−1, 1]; ``2 min(E_A, E_B)/(E_A + E_B)``, 1 for equal ties to both; and
        ``(E_A + E_B)`` as a share of all ties of the actor, 0 for ties to neither. NaN where there is nothing to share.

    Examples
    --------
    An actor with equal ties to both poles is a hedger, not an outsider.

    >>> P = np.zeros((3, 3)); P[2, :2] = P[:2, 2] = 1
    >>> pull, ambivalence, engagement = exposure(P, np.zeros((3, 3)), np.array([1.0, -1.0, 0.0]))
    >>> float(pull[2]), float(ambivalence[2]), float(engagement[2])
    (0.0, 1.0, 1.0)
    """
    cooperation, enmity = balance_signs(P, N, hostility=hostility)
    A, B = np.maximum(x, 0)[..., None], np.maximum(-x, 0)[..., None]
    to_a = (cooperation @ A + enmity @ B)[..., 0]
    to_b = (cooperation @ B + enmity @ A)[..., 0]
    both, everything = to_a + to_b, (cooperation + enmity).sum(axis=-1)
    return _share(to_a - to_b, both), _share(2 * np.minimum(to_a, to_b), both), _share(both, everything)


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.asarray(np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0))
