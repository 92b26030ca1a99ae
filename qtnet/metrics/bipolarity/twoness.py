"""D, two-ness: whether two blocs remove the conflict of a signed network or it wants three or more.

Compares the least frustrated weight with one bloc, two blocs and any number of blocs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qtnet.metrics.bipolarity.any_blocs import any_blocs
from qtnet.metrics.bipolarity.cyclic_part import cyclic_part
from qtnet.metrics.bipolarity.neighbours import Neighbours, neighbours
from qtnet.metrics.bipolarity.two_blocs import inside, two_blocs

__all__ = ["Levels", "levels", "two_ness_of", "twoness"]

#: Kicks of the two searches are these numbers divided by the square of the number of actors on cycles, within limits.
#: Small networks are searched until the best division is found in practice; in large ones data and nulls miss alike.
_TWO, _FEWEST_TWO, _MOST_TWO = 200_000, 5, 60
_ANY, _FEWEST_ANY, _MOST_ANY = 300_000, 6, 60
#: Removed conflict below this is rounding.
_LEAST_REMOVED = 1e-9


class Levels(NamedTuple):
    """Least frustration found with one, two and any number of blocs, as shares of sign-balanced weight."""

    one: float
    two: float
    many: float


def twoness(
    P: np.ndarray, N: np.ndarray, *, rng: np.random.Generator | int, hostility: float = 1.0
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

    Returns
    -------
    D, frustration
        ``D = max(0, 1 − (L2 − L∞)/(L1 − L2))`` in [0, 1], shape ``(...)``: 1 if two blocs remove all the conflict that
        blocs can remove, 0 if they remove none, NaN without hostility. `frustration` has shape ``(..., 3)``:
        ``L1, L2, L∞`` as shares of sign-balanced weight.

    Notes
    -----
    Both divisions come from tabu search, so L2 and L∞ are upper bounds; `certificate` proves or bounds them. The effort
    depends on the number of actors on cycles alone: it is that of data and of null networks. The search sees no names.
    """
    n, before = P.shape[-1], P.shape[:-2]
    seed = int(np.random.default_rng(rng).integers(2**63))
    pairs = zip(P.reshape(-1, n, n), N.reshape(-1, n, n), strict=True)
    ties = [neighbours(p, q, hostility=hostility) for p, q in pairs]
    found = [levels(each, seed) for each in ties]
    D = np.array([two_ness_of(each, level) for each, level in zip(ties, found, strict=True)])
    frustration = np.array([[level.one, level.two, level.many] for level in found])
    return D.reshape(before), frustration.reshape(*before, 3)


def levels(ties: Neighbours, seed: int, effort: float = 1.0) -> Levels:
    """Search the best divisions of one network; `seed` starts the same stream of random numbers for every network.

    `effort` is the share of the usual kicks of the searches, in (0, 1]. For resampled networks, which answer how much
    the data vary and not which of two networks has the better division, a tenth moves D by less than 0.001 on average.
    """
    rng = np.random.default_rng(seed)
    start, other, pull, attraction = cyclic_part(ties.start, ties.other, ties.pull)
    n = max(1, len(start) - 1)
    halves = two_blocs(start, other, pull, _kicks(_TWO / n**2, _FEWEST_TWO, _MOST_TWO, effort), rng)
    blocs = any_blocs(start, other, pull, halves, _kicks(_ANY / n**2, _FEWEST_ANY, _MOST_ANY, effort), rng)
    two, many = (
        max(attraction - 2 * inside(start, other, pull, labels), 0.0) + ties.paid for labels in (halves, blocs)
    )
    return Levels(ties.repulsion + ties.paid, two, min(two, many))


def two_ness_of(ties: Neighbours, found: Levels) -> float:
    """Give D of one network from its levels, NaN without hostility."""
    if not ties.hostile:
        return float("nan")
    removed = found.one - found.two
    return max(0.0, 1 - (found.two - found.many) / removed) if removed > _LEAST_REMOVED else 0.0


def _kicks(wanted: float, fewest: int, most: int, effort: float) -> int:
    return max(int(effort * min(wanted, most)), fewest)
