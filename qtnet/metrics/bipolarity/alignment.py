"""Which pole each actor leans to: signed propagation from two poles through the ties of a layer.

Matrices have shape ``(..., n, n)``: symmetric, ≥ 0, zero diagonal; whatever stands before the last two axes (layers,
null draws, bootstrap draws) is carried through. Weights count by their share of all weight of their sign; a directed
network comes in as the sum of both directions of each dyad.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.bipolarity.neighbours import Neighbours, neighbours
from qtnet.metrics.bipolarity.settling import settle

__all__ = ["align", "aligned", "balance_signs", "from_other_starts", "joined", "reached"]


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
        Alignments in [−1, 1], shape ``(..., n)``; 0 for actors that no path joins to a pole (see `reached`) and for
        those that evidence pulls to both alike. NaN throughout a network that does not settle in 20,000 steps.

    Notes
    -----
    Fixed point of ``x_i = clip(Σ_j (P~ − N~)_ij x_j / (τ Σ_j (P~ + N~)_ij), −1, 1)`` with ``x_A = 1, x_B = −1``,
    reached from 0 by damped steps; the undamped map can jump between two states for ever. It minimises
    ``E = −½ x'(P~ − N~)x + ½ τ Σ_i d_i x_i²`` on the box, ``d`` the masses. A step ``x + θ (clip(·) − x)`` lowers E as
    long as ``θ < 2τ/(1 + τ)``; θ is three quarters of that, at most ½, so the steps converge from any start. E may have
    more than one minimum: `from_other_starts` tells which actors stand elsewhere when the steps start elsewhere.

    Smooth ramps of the same slope (cubic, sine) in place of clip cover C no better: .65 and .63 against .67 at 1,000
    documents, bias-corrected; it is the slope that counts, not the kink (τ = .62: .92), so sensitivity grids vary τ.

    Examples
    --------
    Two friends of A stand with A, and so does the enemy of B.

    >>> P, N = np.zeros((4, 4)), np.zeros((4, 4))
    >>> P[0, 2] = P[2, 0] = 1
    >>> N[1, 3] = N[3, 1] = 1
    >>> align(P, N, (0, 1)).round(6).tolist()
    [1.0, -1.0, 1.0, 1.0]
    """
    return _each(P, N, hostility, lambda ties: aligned(ties, P.shape[-1], poles, tau=tau))


def reached(P: np.ndarray, N: np.ndarray, poles: tuple[int, int]) -> np.ndarray:
    """Mark the actors that a path of ties of either sign joins to a pole, shape ``(..., n)``; poles need a tie too."""
    return _each(P, N, 1.0, lambda ties: joined(ties, P.shape[-1], poles))


def aligned(
    ties: Neighbours, n: int, poles: tuple[int, int], *, tau: float = 0.5, begin: np.ndarray | None = None
) -> np.ndarray:
    """Align the `n` actors of one network whose ties are listed; `begin`, shape ``(n,)``, stands for a start from 0."""
    x, rows = np.zeros(n), _pole_rows(ties, poles)
    at = np.zeros(len(ties.order)) if begin is None else begin[ties.order]
    x[ties.order] = at if settle(ties.start, ties.other, ties.pull, ties.mass, rows, tau, at) else np.nan
    x[poles[0]], x[poles[1]] = 1.0, -1.0
    return x if np.isfinite(x).all() else np.full(n, np.nan)


def from_other_starts(ties: Neighbours, n: int, poles: tuple[int, int], *, tau: float = 0.5) -> np.ndarray:
    """Give the lowest and the highest alignment of `n` actors over three starts, shape ``(2, n)``.

    The steps start from 0, from all reached actors with pole A and from all with pole B. Where the rows differ the
    evidence holds more than one resting point, and the alignment may jump when a little evidence is added. Without
    hostility no start can end outside the rows.

    Examples
    --------
    Two actors with a strong tie to each other and weak ties to both poles rest anywhere both lean to.

    >>> P = np.zeros((4, 4))
    >>> for a, b, w in ((0, 2, 1), (1, 2, 1), (0, 3, 1), (1, 3, 1), (2, 3, 20)):
    ...     P[a, b] = P[b, a] = w
    >>> from_other_starts(neighbours(P, 0 * P), 4, (0, 1))[:, 2:].tolist()
    [[-1.0, -1.0], [1.0, 1.0]]
    """
    reach = joined(ties, n, poles).astype(float)
    starts = (0 * reach, reach, -reach)
    found = np.stack([aligned(ties, n, poles, tau=tau, begin=start) for start in starts])
    return np.stack([found.min(axis=0), found.max(axis=0)])


def joined(ties: Neighbours, n: int, poles: tuple[int, int]) -> np.ndarray:
    """Mark, of `n` actors, those that a path joins to a pole in one network whose ties are listed."""
    found = np.zeros(n, dtype=bool)
    found[ties.order] = _walked(ties.start, ties.other, _pole_rows(ties, poles))
    return found


def _scaled(M: np.ndarray, total: float) -> np.ndarray:
    sums = M.sum(axis=(-2, -1), keepdims=True)
    return np.asarray(np.divide(total * M, sums, out=np.zeros(M.shape), where=sums > 0))


def _each(P: np.ndarray, N: np.ndarray, hostility: float, of: Callable[[Neighbours], np.ndarray]) -> np.ndarray:
    """Call a function of the ties of one network for every network."""
    n, before = P.shape[-1], P.shape[:-2]
    pairs = zip(P.reshape(-1, n, n), N.reshape(-1, n, n), strict=True)
    found = [of(neighbours(p, q, hostility=hostility)) for p, q in pairs]
    return np.stack(found).reshape(*before, n) if found else np.zeros((*before, n))


def _pole_rows(ties: Neighbours, poles: tuple[int, int]) -> np.ndarray:
    """Give the rows of the poles among the tied actors, −1 for a pole without ties."""
    return np.array([int(at[0]) if len(at := np.flatnonzero(ties.order == pole)) else -1 for pole in poles])


@compiled
def _walked(start: np.ndarray, index: np.ndarray, poles: np.ndarray) -> np.ndarray:
    """Mark the rows that a walk from the poles meets."""
    found = np.zeros(len(start) - 1, dtype=np.bool_)
    queue, filled = np.empty(len(found), dtype=np.int64), 0
    for pole in poles:
        if pole >= 0 and not found[pole]:
            found[pole] = True
            queue[filled] = pole
            filled += 1
    head = 0
    while head < filled:
        for at in range(start[queue[head]], start[queue[head] + 1]):
            if not found[index[at]]:
                found[index[at]] = True
                queue[filled] = index[at]
                filled += 1
        head += 1
    return found
