"""The division of a signed network into any number of blocs that leaves the least conflict (correlation clustering).

Tabu search over lists of neighbours, compiled. The search finds divisions; whether one is the best is for the
certificate to prove.
"""

from __future__ import annotations

import numpy as np

from qtnet.compiled import compiled
from qtnet.metrics.bipolarity.two_blocs import GAIN, inside

__all__ = ["any_blocs"]

#: Moves of one search for any number of blocs, per actor, and the rest of an actor that has moved: with shorter rests
#: the search misses more of the proved optima of random networks of 30 actors (9 % instead of none of 64).
_MOVES_PER_ACTOR, _LEAST_REST = 3, 8
_MOST_MOVES = 2000
#: Shares of the actors that a kick throws into other blocs, in turn.
_SHARES = (0.15, 0.3, 0.05)


@compiled
def any_blocs(
    start: np.ndarray, index: np.ndarray, pull: np.ndarray, halves: np.ndarray, kicks: int, rng: np.random.Generator
) -> np.ndarray:
    """Divide the actors into any number of blocs, by tabu search from two starts and from shaken divisions.

    The starts are the division in two, and blocs grown from single actors. Each kick throws some actors of the best
    division into other blocs, or breaks one bloc up.
    """
    n = len(start) - 1
    best = _wander(start, index, pull, halves.copy(), rng)
    value = inside(start, index, pull, best)
    for kick in range(kicks + 1):
        trial = _improved(start, index, pull, np.arange(n) if kick == 0 else _kicked(best, kick, rng))
        trial = _wander(start, index, pull, trial, rng)
        new = inside(start, index, pull, trial)
        if new > value + GAIN:
            best, value = trial, new
    return best


@compiled
def _kicked(labels: np.ndarray, kick: int, rng: np.random.Generator) -> np.ndarray:
    """Throw some actors into other blocs, old or new, or break one bloc up."""
    n = len(labels)
    trial = labels.copy()
    if kick % 4 == 3:
        broken = labels[rng.integers(0, n)]
        for i in range(n):
            if labels[i] == broken:
                trial[i] = rng.integers(0, n) if rng.random() < 0.5 else trial[rng.integers(0, n)]
        return trial
    share = _SHARES[kick % 3]
    for i in range(n):
        if rng.random() < share:
            trial[i] = labels[rng.integers(0, n)] if rng.random() < 0.5 else rng.integers(0, n)
    return trial


@compiled
def _improved(start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Move single actors and merge blocs until neither gains."""
    _moved(start, index, pull, labels)
    while _merged(start, index, pull, labels):
        _moved(start, index, pull, labels)
    return labels


@compiled
def _moved(start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray) -> None:
    """Move each actor to the bloc that pulls it most, or to an empty one, until all rest; changes `labels`."""
    n = len(labels)
    size, felt = np.zeros(n, dtype=np.int64), np.zeros(n)
    for i in range(n):
        size[labels[i]] += 1
    restless, waiting = np.ones(n, dtype=np.bool_), n
    while waiting:
        for i in range(n):
            if not restless[i]:
                continue
            restless[i] = False
            waiting -= 1
            own = labels[i]
            for at in range(start[i], start[i + 1]):
                felt[labels[index[at]]] += pull[at]
            target, most = own, felt[own] + GAIN
            for at in range(start[i], start[i + 1]):
                bloc = labels[index[at]]
                if felt[bloc] > most:
                    target, most = bloc, felt[bloc] + GAIN
            if most < 0 and size[own] > 1:
                target = _empty(size)
            for at in range(start[i], start[i + 1]):
                felt[labels[index[at]]] = 0.0
            if target == own:
                continue
            labels[i] = target
            size[own] -= 1
            size[target] += 1
            for at in range(start[i], start[i + 1]):
                j = index[at]
                if labels[j] != target and not restless[j]:
                    restless[j] = True
                    waiting += 1


@compiled
def _empty(size: np.ndarray) -> int:
    for bloc in range(len(size)):
        if size[bloc] == 0:
            return bloc
    return 0


@compiled
def _merged(start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray) -> bool:
    """Merge blocs that attract each other, the most attracted pair first; changes `labels`."""
    n, blocs = len(labels), _compact(labels)
    between = np.zeros((blocs, blocs))
    for i in range(n):
        for at in range(start[i], start[i + 1]):
            between[labels[i], labels[index[at]]] += pull[at]
    into, merged = np.arange(blocs), False
    while True:
        keep, gone, most = -1, -1, GAIN
        for a in range(blocs):
            for b in range(a):
                if into[a] == a and into[b] == b and between[a, b] > most:
                    keep, gone, most = b, a, between[a, b] + GAIN
        if keep < 0:
            break
        merged = True
        for a in range(blocs):
            between[keep, a] += between[gone, a]
            between[a, keep] = between[keep, a]
            if into[a] == gone:
                into[a] = keep
    for i in range(n):
        labels[i] = into[labels[i]]
    return merged


@compiled
def _wander(
    start: np.ndarray, index: np.ndarray, pull: np.ndarray, labels: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Move one actor a step to a bloc, old or new, until n steps bring nothing new, and give the best labels passed.

    An actor that has moved rests for a while unless its move gives the best division so far.
    """
    n = len(labels)
    slots = min(n, _compact(labels) + 3)
    felt = np.zeros((n, slots))
    for i in range(n):
        for at in range(start[i], start[i + 1]):
            felt[i, labels[index[at]]] += pull[at]
    target, gain = np.zeros(n, dtype=np.int64), np.zeros(n)
    for i in range(n):
        target[i] = _target(felt, i, labels[i])
        gain[i] = felt[i, target[i]] - felt[i, labels[i]]
    free, best, value, top = np.zeros(n, dtype=np.int64), labels.copy(), 0.0, 0.0
    last = 0
    rests = max(1, min(n // 4, max(_LEAST_REST, n // 8)))
    for step in range(min(_MOVES_PER_ACTOR * n, _MOST_MOVES)):
        if step - last > n:
            break
        chosen, most = -1, -np.inf
        for i in range(n):
            if gain[i] > most and (free[i] <= step or value + gain[i] > top + GAIN):
                chosen, most = i, gain[i]
        if chosen < 0:
            continue
        value += most
        old, new = labels[chosen], target[chosen]
        labels[chosen] = new
        target[chosen] = _target(felt, chosen, new)
        gain[chosen] = felt[chosen, target[chosen]] - felt[chosen, new]
        for at in range(start[chosen], start[chosen + 1]):
            j = index[at]
            felt[j, old] -= pull[at]
            felt[j, new] += pull[at]
            better, worse = (new, old) if pull[at] > 0 else (old, new)
            if worse == target[j]:
                target[j] = _target(felt, j, labels[j])
            elif better != labels[j] and felt[j, better] > felt[j, target[j]] + GAIN:
                target[j] = better
            gain[j] = felt[j, target[j]] - felt[j, labels[j]]
        free[chosen] = step + 1 + rng.integers(rests, 2 * rests + 1)
        if value > top + GAIN:
            top, last = value, step
            best[:] = labels
    return best


@compiled
def _target(felt: np.ndarray, actor: int, own: int) -> int:
    """Give the bloc other than the own one that pulls an actor most."""
    chosen, most = -1, -np.inf
    for bloc in range(felt.shape[1]):
        if bloc != own and felt[actor, bloc] > most:
            chosen, most = bloc, felt[actor, bloc]
    return chosen


@compiled
def _compact(labels: np.ndarray) -> int:
    """Rename the blocs to 0, 1, … as they occur, in place, and give how many there are."""
    name, blocs = np.full(len(labels), -1, dtype=np.int64), 0
    for i in range(len(labels)):
        if name[labels[i]] < 0:
            name[labels[i]] = blocs
            blocs += 1
        labels[i] = name[labels[i]]
    return blocs
