"""Who stands on which side, as the cross-check indices read it: two sides, with the ties among their actors.

The sides are given, or follow from two poles by the same alignment that the bipolarity profile uses. Evidence counts as
it does there: an event with k dyads gives 1/k to each. All layers are summed; ask for a scope to see one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from qtnet.errors import InputError, UnknownNameError
from qtnet.metrics.bipolarity.alignment import align
from qtnet.metrics.bipolarity.counting import contributions
from qtnet.metrics.bipolarity.poles import given_poles
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["Division", "Index", "divide", "scored", "sides_of", "tied_matrices"]

#: A function of cooperation, hostility and sides, of shapes ``(n, n)``, ``(n, n)`` and ``(n,)``; NaN where undefined.
Index = Callable[[np.ndarray, np.ndarray, np.ndarray], float]

#: Alignments are settled to about nine digits: nearer to 0 an actor leans to no side.
_LEAST_LEANING = 1e-6


@dataclass(frozen=True, eq=False)
class Division:
    """Two sides and the ties among their actors.

    `P` and `N` are cooperation and hostility of shape ``(n, n)``, symmetric, ≥ 0, with zero diagonal; `side` is +1 or
    −1 for each of the n actors. Actors without ties and actors without a side are left out. `reason` says what is
    missing when there are not two sides.
    """

    P: np.ndarray = field(repr=False)
    N: np.ndarray = field(repr=False)
    side: np.ndarray
    reason: str = ""


def divide(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> Division:
    """Divide the actors that have ties in two.

    Parameters
    ----------
    net
        The network; its layers are summed.
    poles
        Two actors; an actor stands on the side of the pole to which it is aligned (see
        `qtnet.metrics.bipolarity.alignment.align`), and on none if it leans to neither.
    sides
        The name of its side by actor, two names in all; actors that are not named have no side.

    Raises
    ------
    InputError
        If neither or both of `poles` and `sides` are given, or there are not exactly two sides.
    UnknownNameError
        If a pole or an actor with a side is not in the network.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "CN", "US"], "target": ["JP", "RU", "CN"], "sign": [1, 1, -1]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> net.ids, divide(net, poles=("US", "CN")).side.tolist()
    (('CN', 'JP', 'RU', 'US'), [-1, 1, -1, 1])
    """
    if (poles is None) == (sides is None):
        raise InputError("poles, sides: expected exactly one of them; give two poles, or the side of each actor")
    place = given_poles(net, poles) if poles is not None else None
    named = _named_sides(net, sides) if sides is not None else None
    P, N, tied = tied_matrices(net)
    if place is not None and not set(place) <= set(tied):
        absent = [net.ids[pole] for pole in place if pole not in tied]
        return Division(P[:0, :0], N[:0, :0], np.zeros(0, dtype=np.int64), f"no ties of pole {' and '.join(absent)}")
    if place is not None:
        side = sides_of(P, N, (int(np.searchsorted(tied, place[0])), int(np.searchsorted(tied, place[1]))))
    else:
        side = np.zeros(0, dtype=np.int64) if named is None else named[tied]
    kept = np.flatnonzero(side)
    reason = "" if {-1, 1} <= set(side.tolist()) else "no ties of the actors of one side"
    return Division(P[np.ix_(kept, kept)], N[np.ix_(kept, kept)], side[kept], reason if len(tied) else "no ties")


def sides_of(P: np.ndarray, N: np.ndarray, poles: tuple[int, int]) -> np.ndarray:
    """Give the side of each actor, +1 with the first pole, −1 with the second, 0 with neither; shape ``(..., n)``."""
    x = align(P, N, poles)
    return np.where(np.abs(x) > _LEAST_LEANING, np.sign(x), 0).astype(np.int64)


def scored(name: str, division: Division, index: Index, undefined: str) -> NetworkScore:
    """Give an index of a division as a result; `undefined` is its reason where it is NaN although there are sides."""
    n = len(division.side)
    if division.reason:
        return NetworkScore(metric=name, estimate=np.nan, n=n, reason=division.reason)
    value = float(index(division.P, division.N, division.side))
    return NetworkScore(metric=name, estimate=value, n=n, reason=undefined if np.isnan(value) else "")


def tied_matrices(net: MultilayerNetwork) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum the evidence of all layers to P and N among the actors with ties; give both and the actors' positions."""
    counted = contributions(net)
    upper = []
    for sign in (1, -1):
        chosen = counted.sign == sign
        ends = counted.first[chosen], counted.second[chosen]
        upper.append(sparse.csr_array((counted.value[chosen], ends), shape=(net.n_actors, net.n_actors)))
    tied = np.unique(np.concatenate([counted.first[counted.value > 0], counted.second[counted.value > 0]]))
    P, N = (matrix[tied][:, tied].toarray() for matrix in upper)
    return P + P.T, N + N.T, tied


def _named_sides(net: MultilayerNetwork, sides: Mapping[str, str]) -> np.ndarray:
    names = sorted(set(sides.values()))
    if len(names) != 2:
        raise InputError(f"sides: expected two different names of sides, got {len(names)}: {', '.join(names[:5])}")
    place = {actor: number for number, actor in enumerate(net.ids)}
    side = np.zeros(net.n_actors, dtype=np.int64)
    for actor, name in sides.items():
        if actor not in place:
            raise UnknownNameError("actor", actor, net.ids)
        side[place[actor]] = 1 if name == names[0] else -1
    return side
