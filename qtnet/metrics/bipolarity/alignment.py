"""Which pole each actor leans to: signed propagation from two poles, for one layer or thousands of replicates at once.

Matrices have shape ``(..., n, n)``: symmetric, ≥ 0, zero diagonal; whatever stands before the last two axes (layers,
null draws, bootstrap draws) is carried through.
"""

from __future__ import annotations

import numpy as np

__all__ = ["align", "balance_signs", "reached"]

#: Iterations stop when no actor moves by more than this; alignments lie in [−1, 1].
_TOLERANCE = 1e-10
_MOST_STEPS = 5000
#: Replicates that still move are gathered anew so often.
_GATHER_EVERY = 8


def balance_signs(P: np.ndarray, N: np.ndarray, *, hostility: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Scale cooperation to total 1 and hostility to total `hostility` (λ), so that neither drowns the other.

    Cooperation and hostility are recorded in different units and volumes. A sign without ties stays zero.
    """
    return _scaled(P, 1.0), _scaled(N, hostility)


def align(
    P: np.ndarray, N: np.ndarray, poles: tuple[int, int], *, tau: float = 0.5, hostility: float = 1.0
) -> np.ndarray:
    """Propagate alignment from the poles through cooperation and, with the sign turned, through hostility.

    Parameters
    ----------
    P, N
        Cooperation and hostility, shape ``(..., n, n)``.
    poles
        Positions of pole A (+1) and pole B (−1).
    tau
        Share of the balance of evidence at which an actor counts as fully aligned, in (0, 1]; ½ means three to one.
    hostility
        Weight λ of all hostility relative to all cooperation.

    Returns
    -------
    numpy.ndarray
        Alignments in [−1, 1], shape ``(..., n)``; 0 for actors that no path joins to a pole.

    Notes
    -----
    Fixed point of ``x_i = clip(Σ_j (P~ − N~)_ij x_j / (τ Σ_j (P~ + N~)_ij), −1, 1)`` with ``x_A = 1, x_B = −1``,
    reached from 0 by steps damped by ½; the undamped map can jump between two states for ever.

    Examples
    --------
    Two friends of A stand with A, and so does the enemy of B.

    >>> P, N = np.zeros((4, 4)), np.zeros((4, 4))
    >>> P[0, 2] = P[2, 0] = 1
    >>> N[1, 3] = N[3, 1] = 1
    >>> align(P, N, (0, 1)).round(6).tolist()
    [1.0, -1.0, 1.0, 1.0]
    """
    cooperation, enmity = balance_signs(P, N, hostility=hostility)
    n, before = P.shape[-1], P.shape[:-2]
    pull = (cooperation - enmity).reshape(-1, n, n)
    mass = (cooperation + enmity).sum(axis=-1).reshape(-1, n)
    scale = np.divide(1.0, tau * mass, out=np.zeros_like(mass), where=mass > 0)
    return _settle(pull * scale[:, :, None], poles).reshape(*before, n)


def reached(P: np.ndarray, N: np.ndarray, poles: tuple[int, int]) -> np.ndarray:
    """Mark the actors that a path of ties of either sign joins to a pole, shape ``(..., n)``; poles need a tie too."""
    linked = (P + N) > 0
    found = np.zeros(P.shape[:-1], dtype=bool)
    found[..., list(poles)] = linked.any(axis=-1)[..., list(poles)]
    for _ in range(P.shape[-1]):
        wider = found | (linked & found[..., None, :]).any(axis=-1)
        if np.array_equal(wider, found):
            break
        found = wider
    return found


def _scaled(M: np.ndarray, total: float) -> np.ndarray:
    sums = M.sum(axis=(-2, -1), keepdims=True)
    return np.asarray(np.divide(total * M, sums, out=np.zeros(M.shape), where=sums > 0))


def _settle(pull: np.ndarray, poles: tuple[int, int]) -> np.ndarray:
    """Iterate every replicate until it rests; those at rest leave the batch."""
    x = np.zeros(pull.shape[:2])
    x[:, poles[0]], x[:, poles[1]] = 1.0, -1.0
    moving = np.arange(len(x))
    part, here = pull, x.copy()
    for step in range(_MOST_STEPS):
        new = 0.5 * here + 0.5 * np.clip((part @ here[:, :, None])[:, :, 0], -1.0, 1.0)
        new[:, poles[0]], new[:, poles[1]] = 1.0, -1.0
        change = np.abs(new - here).max(axis=1, initial=0.0)
        here = new
        if step % _GATHER_EVERY == 0 or step == _MOST_STEPS - 1:
            x[moving] = here
            still = change > _TOLERANCE
            if not still.any():
                break
            if not still.all():
                moving, part, here = moving[still], part[still], here[still]
    return x
