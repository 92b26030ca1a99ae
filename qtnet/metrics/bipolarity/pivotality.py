"""Pivotality: how much the headline would move if one actor stood firmly with one pole or with the other.

An actor that is held at a pole pulls its partners along, so the alignment of all others is settled anew.
"""

from __future__ import annotations

from dataclasses import replace

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
    found, tied = np.full(len(P), np.nan), np.flatnonzero((P + N).any(axis=1))
    if not np.isin(setting.poles, tied).all() or np.isnan(D):
        return found
    p, q, c = P[np.ix_(tied, tied)], N[np.ix_(tied, tied)], capability[tied]
    poles = int(np.searchsorted(tied, setting.poles[0])), int(np.searchsorted(tied, setting.poles[1]))
    free = np.setdiff1d(np.arange(len(tied)), poles)
    own = replace(setting, poles=poles, capability=None)
    x = clamped(p, q, own, np.repeat(free, 2), np.tile([1.0, -1.0], len(free)))
    C = parts.concentration(c, x) * (c.sum() / capability.sum()) ** 2
    S, H = parts.separation(p, x), parts.hostility_alignment(q, x)
    held = [np.full(len(x), value) for value in (D, X) if value is not None]
    tbi = parts.headline(C, parts.polarisation(S, H, *held))
    found[tied[free]] = tbi[::2] - tbi[1::2]
    return found


def clamped(P: np.ndarray, N: np.ndarray, setting: Setting, actors: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Align all actors once for each of `actors` held at its place in `at`; shape ``(len(actors), n)``."""
    n = len(P)
    cooperation, enmity = balance_signs(P, N, hostility=setting.hostility)
    mass = (cooperation + enmity).sum(axis=1)
    scale = np.divide(1.0, setting.tau * mass, out=np.zeros(n), where=mass > 0)
    pull = ((cooperation - enmity) * scale[:, None]).T.copy()
    step = min(0.5, 1.5 * setting.tau / (1 + setting.tau))
    x = _held(np.zeros((len(actors), n)), setting.poles, actors, at)
    # few alignments take many steps, so those at rest are not moved any more
    moving = np.arange(len(actors))
    for _ in range(_MOST_STEPS):
        here = x[moving]
        new = _held(here + step * (np.clip(here @ pull, -1.0, 1.0) - here), setting.poles, actors[moving], at[moving])
        x[moving] = new
        moving = moving[np.abs(new - here).max(axis=1, initial=0.0) > _TOLERANCE]
        if not len(moving):
            return x
    x[moving] = np.nan
    return x


def _held(x: np.ndarray, poles: tuple[int, int], actors: np.ndarray, at: np.ndarray) -> np.ndarray:
    x[:, poles[0]], x[:, poles[1]] = 1.0, -1.0
    x[np.arange(len(actors)), actors] = at
    return x
