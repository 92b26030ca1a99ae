"""Steps that bring alignments to rest, compiled: damped steps choose the resting point, conjugate gradients finish.

Both treat actors with the same ties alike, whatever their order, so a symmetric network keeps symmetric alignments.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled

__all__ = ["settle"]

#: At rest no actor moves by more than this in a step; alignments lie in [−1, 1].
_TOLERANCE = 1e-12
_MOST_STEPS = 20_000
#: The finish is tried after so many steps, and then again whenever half as many more have been made.
_FIRST_TRY = 16
#: A smaller part of an actor's ties is rounding: evidence that cancels leaves the actor where it stands.
_ROUNDING = 1e-12


@compiled
def settle(
    start: np.ndarray,
    index: np.ndarray,
    pull: np.ndarray,
    mass: np.ndarray,
    poles: np.ndarray,
    tau: float,
    x: np.ndarray,
) -> bool:
    """Move `x` to rest in place; False if it does not come to rest.

    Once the actors at the ends and those between them are the same as in an earlier look, the alignments between solve
    a linear system; its solution is taken if it rests.
    """
    damping = min(0.5, 1.5 * tau / (1 + tau))
    for side in range(2):
        if poles[side] >= 0:
            x[poles[side]] = 1.0 - 2.0 * side
    new, before, look = x.copy(), np.full(len(x), 2.0), _FIRST_TRY
    for step in range(1, _MOST_STEPS + 1):
        if _step(start, index, pull, mass, poles, tau, damping, x, new) <= _TOLERANCE:
            x[:] = new
            return True
        x[:] = new
        if step == look:
            look += look // 2
            ends = _ends(start, index, pull, mass, poles, tau, x)
            if (ends == before).all():
                solved = _solved(start, index, pull, mass, tau, ends, x)
                if _step(start, index, pull, mass, poles, tau, damping, solved, new) <= _TOLERANCE:
                    x[:] = new
                    return True
            before = ends
    return False


@compiled
def _step(
    start: np.ndarray,
    index: np.ndarray,
    pull: np.ndarray,
    mass: np.ndarray,
    poles: np.ndarray,
    tau: float,
    damping: float,
    x: np.ndarray,
    new: np.ndarray,
) -> float:
    """Write where every actor is drawn, damped, to `new`; give the largest move."""
    change = 0.0
    for i in range(len(x)):
        if i == poles[0] or i == poles[1]:
            new[i] = x[i]
            continue
        drawn = min(1.0, max(-1.0, _felt(start, index, pull, mass, x, i) / (tau * mass[i])))
        new[i] = x[i] + damping * (drawn - x[i])
        change = max(change, abs(new[i] - x[i]))
    return change


@compiled
def _felt(start: np.ndarray, index: np.ndarray, pull: np.ndarray, mass: np.ndarray, x: np.ndarray, i: int) -> float:
    total = 0.0
    for at in range(start[i], start[i + 1]):
        total += pull[at] * x[index[at]]
    return total if abs(total) > _ROUNDING * mass[i] else 0.0


@compiled
def _ends(
    start: np.ndarray,
    index: np.ndarray,
    pull: np.ndarray,
    mass: np.ndarray,
    poles: np.ndarray,
    tau: float,
    x: np.ndarray,
) -> np.ndarray:
    """Mark actors that are drawn beyond an end by ±1, those between the ends by 0."""
    ends = np.zeros(len(x))
    for i in range(len(x)):
        drawn = _felt(start, index, pull, mass, x, i) / (tau * mass[i])
        ends[i] = 1.0 if drawn >= 1 else -1.0 if drawn <= -1 else 0.0
    for side in range(2):
        if poles[side] >= 0:
            ends[poles[side]] = 1.0 - 2.0 * side
    return ends


@compiled
def _solved(
    start: np.ndarray,
    index: np.ndarray,
    pull: np.ndarray,
    mass: np.ndarray,
    tau: float,
    ends: np.ndarray,
    x: np.ndarray,
) -> np.ndarray:
    """Solve for the actors between the ends by conjugate gradients; stops early where there is no minimum."""
    n = len(x)
    solved = np.where(ends == 0, x, ends)
    rest = np.zeros(n)
    for i in range(n):
        if ends[i] == 0:
            rest[i] = _felt(start, index, pull, mass, solved, i) - tau * mass[i] * solved[i]
    way = rest / mass
    size = (rest * way).sum()
    for _ in range(2 * n):
        worst = 0.0
        for i in range(n):
            worst = max(worst, abs(rest[i]) / mass[i])
        if worst <= _TOLERANCE * tau / 10:
            break
        turned, curvature = np.zeros(n), 0.0
        for i in range(n):
            if ends[i] == 0:
                turned[i] = tau * mass[i] * way[i]
                for at in range(start[i], start[i + 1]):
                    turned[i] -= pull[at] * way[index[at]]
                curvature += way[i] * turned[i]
        if curvature <= 0:
            break
        length = size / curvature
        solved += length * way
        rest -= length * turned
        before, size = size, (rest * rest / mass).sum()
        way = rest / mass + (size / before) * way
    return solved
