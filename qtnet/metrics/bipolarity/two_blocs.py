"""The division of a signed network in two that leaves the least conflict, by tabu search over lists of neighbours.

Compiled, so that hundreds of null networks can be searched as thoroughly as the data. The search finds divisions;
whether one is the best is for the certificate to prove.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled

__all__ = ["GAIN", "inside", "two_blocs"]

#: Gains below this are rounding: weights of a network sum to about 1.
GAIN = 1e-12
#: Flips of one search, per actor and at most.
_FLIPS_PER_ACTOR, _MOST_FLIPS = 4, 2000
#: Steps of the power iteration for a start; it need not converge.
_POWER_STEPS = 20
#: Shares of the actors that a kick turns, in turn; half of them is a new start.
_SHARES = (0.15, 0.5, 0.05)


@compiled
def two_blocs(
    start: np.ndarray, index: np.ndarray, pull: np.ndarray, kicks: int, rng: np.random.Generator
) -> np.ndarray:
    """Divide the actors in two, labels 0 and 1, by tabu search from the leading division and from shaken divisions.

    In every step the actor with the largest gain, or the smallest loss, changes sides; it may not change back for a
    while unless that gives the best division so far.
    """
    n = len(start) - 1
    best = _tabu(start, index, pull, np.zeros(n, dtype=np.int64), rng)
    value = inside(start, index, pull, best)
    for kick in range(kicks + 1):
        trial = _leading(start, index, pull) if kick == 0 else best.copy()
        share = _SHARES[kick % 3]
        for i in range(n):
            if kick > 0 and rng.random() < share:
                trial[i] = 1 - trial[i]
        trial = _tabu(start, index, pull, trial, rng)
        new = inside(start, index, pull, trial)
        if new > value + GAIN:
            best, value = trial, new
    return best


@compiled
def inside(start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray) -> float:
    """Sum the pulls inside blocs over all pairs, each pair once."""
    total = 0.0
    for i in range(len(labels)):
        for at in range(start[i], start[i + 1]):
            if labels[index[at]] == labels[i]:
                total += pull[at]
    return total / 2


@compiled
def _leading(start: np.ndarray, index: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Divide by the signs of the leading eigenvector, from a fixed start by power iteration with a shift."""
    n = len(start) - 1
    shift = 0.0
    for i in range(n):
        shift = max(shift, np.abs(pull[start[i] : start[i + 1]]).sum())
    vector = np.cos(np.arange(n) * 1.7)
    for _ in range(_POWER_STEPS):
        new = shift * vector / 2
        for i in range(n):
            for at in range(start[i], start[i + 1]):
                new[i] += pull[at] * vector[index[at]]
        top = np.abs(new).max() if n else 0.0
        vector = new / top if top > 0 else vector
    halves: np.ndarray = (vector < 0).astype(np.int64)
    return halves


@compiled
def _tabu(
    start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Flip one actor a step, until as many steps as actors bring nothing new, and give the best labels passed."""
    n = len(labels)
    gain = np.zeros(n)
    for i in range(n):
        for at in range(start[i], start[i + 1]):
            gain[i] += -pull[at] if labels[index[at]] == labels[i] else pull[at]
    free, best, value, top = np.zeros(n, dtype=np.int64), labels.copy(), 0.0, 0.0
    last = 0
    low, high = max(1, n // 8), max(2, n // 4) + 1
    for step in range(min(_FLIPS_PER_ACTOR * n, _MOST_FLIPS)):
        if step - last > n:
            break
        chosen, most = -1, -np.inf
        for i in range(n):
            if gain[i] > most and (free[i] <= step or value + gain[i] > top + GAIN):
                chosen, most = i, gain[i]
        if chosen < 0:
            continue
        value += gain[chosen]
        gain[chosen] = -gain[chosen]
        labels[chosen] = 1 - labels[chosen]
        for at in range(start[chosen], start[chosen + 1]):
            j = index[at]
            gain[j] += -2 * pull[at] if labels[j] == labels[chosen] else 2 * pull[at]
        free[chosen] = step + 1 + rng.integers(low, high)
        if value > top + GAIN:
            top, last = value, step
            best[:] = labels
    return best
