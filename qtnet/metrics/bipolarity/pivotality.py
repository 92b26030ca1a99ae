"""Pivotality: how much the headline would move if one actor stood firmly with one pole or with the other.

An actor that is held at a pole pulls its partners along, so the alignment of all others is settled anew.
"""

from __future__ import annotations

import numpy as np

from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import balance_signs
from qtnet.metrics.bipolarity.evaluation import Setting

__all__ = ["clamped", "pivotality"]

#: Differences of two headlines need no more digits than a reader sees.
_TOLERANCE = 1e-8
_MOST_STEPS = 20_000


def pivotality(
    P: np.ndarray,
    N: np.ndarray,
    setting: Setting,
    *,
    capability: np.ndarray,
    D: float,
    X: float | None = None,
) -> np.ndarray:
    """Give TBI with each actor held at pole A minus TBI with it held at pole B.

    Parameters
    ----------
    P, N
        Cooperation and hostility of one layer, shape ``(n, n)``.
    setting
        Poles, τ and λ.
    capability
        Capability of the actors, shape ``(n,)``.
    D
        Two-ness of the layer, which does not depend on alignment.
    X
        Cross-layer consistency where it is part of the headline; it is held.

    Returns
    -------
    numpy.ndarray
        Shape ``(n,)``, in [−1, 1]: positive where the world would be more bipolar with the actor in pole A. NaN for the
        poles, for actors without ties, and where TBI is undefined.

    Examples
    --------
    C joins two to one: with A the poles would be two against one, with B one against two; TBI stays.

    >>> P, N = np.zeros((3, 3)), np.zeros((3, 3))
    >>> P[2, :2] = P[:2, 2] = N[0, 1] = N[1, 0] = 1
    >>> setting = Setting(poles=(0, 1))
    >>> abs(float(pivotality(P, N, setting, capability=np.ones(3), D=1.0)[2].round(6)))
    0.0
    """
    n = len(P)
    found = np.full(n, np.nan)
    tied = (P + N).any(axis=1)
    free = np.array([i for i in np.flatnonzero(tied) if i not in setting.poles], dtype=np.int64)
    if not free.size or not tied[list(setting.poles)].any() or np.isnan(D):
        return found
    x = clamped(P, N, setting, np.repeat(free, 2), np.tile([1.0, -1.0], len(free)))
    S, H = parts.separation(P, x), parts.hostility_alignment(N, x)
    whole = (S, H, np.full(len(x), D)) if X is None else (S, H, np.full(len(x), D), np.full(len(x), X))
    tbi = parts.headline(parts.concentration(capability, x), parts.polarisation(*whole))
    found[free] = tbi[::2] - tbi[1::2]
    return found


def clamped(P: np.ndarray, N: np.ndarray, setting: Setting, actors: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Align all actors once for each of `actors` held at its place in `at`; shape ``(len(actors), n)``."""
    n = len(P)
    cooperation, enmity = balance_signs(P, N, hostility=setting.hostility)
    mass = (cooperation + enmity).sum(axis=1)
    scale = np.divide(1.0, setting.tau * mass, out=np.zeros(n), where=mass > 0)
    pull = ((cooperation - enmity) * scale[:, None]).T.copy()
    rows = np.arange(len(actors))
    step = min(0.5, 1.5 * setting.tau / (1 + setting.tau))
    x = _held(np.zeros((len(actors), n)), setting.poles, rows, actors, at)
    for _ in range(_MOST_STEPS):
        new = _held(x + step * (np.clip(x @ pull, -1.0, 1.0) - x), setting.poles, rows, actors, at)
        change = float(np.abs(new - x).max(initial=0.0))
        x = new
        if change <= _TOLERANCE:
            return x
    x[np.abs(new - x).max(axis=1) > _TOLERANCE] = np.nan
    return x


def _held(x: np.ndarray, poles: tuple[int, int], rows: np.ndarray, actors: np.ndarray, at: np.ndarray) -> np.ndarray:
    x[:, poles[0]], x[:, poles[1]] = 1.0, -1.0
    x[rows, actors] = at
    return x
