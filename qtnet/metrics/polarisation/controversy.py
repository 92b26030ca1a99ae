"""Random-walk controversy: how surely a walk ends on the side on which it started."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.polarisation.random_walks import absorbing, chances, checked_k
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["controversy", "random_walk_controversy"]

_ROUNDING = 1e-12


@metric(
    name="random_walk_controversy",
    kind="network",
    formula="P_AA P_BB − P_AB P_BA, P_XY = Pr[walk started in X | it ended in Y]",
    range=(-1, 1),
    reads=("sign", "weight"),
    source="Garimella, De Francisci Morales, Gionis & Mathioudakis 2018, doi:10.1145/3140565",
    needs=("poles",),
)
def random_walk_controversy(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str] | None = None,
    sides: Mapping[str, str] | None = None,
    k: int | None = None,
) -> NetworkScore:
    """Give random-walk controversy: 1 no walk changes sides, 0 it ends on either side whatever its start.

    Parameters
    ----------
    net
        The network.
    poles, sides
        As in `qtnet.metrics.polarisation.division.divide`.
    k
        So many actors of largest cooperation per side end a walk, and those that equal the k-th; None for one in ten of
        each side.

    Raises
    ------
    InputError
        If `k` is not a whole number ≥ 1, or the sides are not given as `divide` asks.

    Notes
    -----
    Three definitions are in circulation. This is that of the paper, solved exactly: conditioned on where the walk ends,
    both sides equally likely to be the start, a start at each of a side's actors equally likely, at least one step. It
    does not reward a larger side. The authors' released program starts at k random actors, and later programs condition
    on the start and leave out the actors that end walks; on the karate club with k = 2 these give .699 instead of .679.
    Actors that no path of cooperation joins to an end are left out.

    Trap: it depends on k, it is high on sparse random networks whose sides were found on the same ties, and with one
    end per side it collapses to 0 in dense blocs, where a single actor is a small target. For its null-adjusted form
    every null network has to be divided anew: `qtnet.inference.chance.null_test` does so with `poles`, and
    `qtnet.metrics.polarisation.anchored.anchored` makes a statistic that does.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> sides = {"US": "west", "JP": "west", "CN": "east", "RU": "east"}
    >>> round(random_walk_controversy(net, sides=sides).estimate, 3)
    0.5
    """
    index = partial(controversy, k=checked_k(k))
    division = divide(net, poles=poles, sides=sides)
    return scored("random_walk_controversy", division, index, "no walk over cooperation ends on one of the sides")


def controversy(P: np.ndarray, N: np.ndarray, side: np.ndarray, *, k: int | None = None) -> float:
    """Give the random-walk controversy of cooperation `P`; an `Index`."""
    A, B = absorbing(P, side, k)
    if not (A.any() and B.any()):
        return np.nan
    _, to_A = chances(P, A, B)
    aa, ba = np.nanmean(to_A[side > 0]), np.nanmean(to_A[side < 0])
    ab, bb = 1 - aa, 1 - ba
    if min(aa + ba, ab + bb) < _ROUNDING:
        return np.nan  # no walk ends on one of the sides, so nothing is known of where such walks start
    return float((aa * bb - ab * ba) / ((aa + ba) * (ab + bb)))
