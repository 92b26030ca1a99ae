"""Dipole polarisation: how far apart the opinions of two equally large camps are when the most active actors lead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.polarisation.random_walks import absorbing, chances, checked_k
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["dipole", "dipole_polarisation"]

#: Opinions solved from linear equations; nearer to 0 an actor leans to no camp.
_LEAST_LEANING = 1e-9


@metric(
    name="dipole_polarisation",
    kind="network",
    formula="(1 − |n⁺ − n⁻|)·|m⁺ − m⁻|/2, n and m share and mean of the opinions above and below 0",
    range=(0, 1),
    reads=("sign", "weight"),
    source="Morales, Borondo, Losada & Benito 2015, doi:10.1063/1.4913758",
    needs=("poles",),
)
def dipole_polarisation(
    net: MultilayerNetwork,
    *,
    poles: tuple[str, str] | None = None,
    sides: Mapping[str, str] | None = None,
    k: int | None = None,
) -> NetworkScore:
    """Give dipole polarisation: 1 two equal camps of opposite opinions, 0 no difference or one camp only.

    Parameters
    ----------
    net
        The network.
    poles, sides
        As in `qtnet.metrics.polarisation.division.divide`.
    k
        So many actors of largest cooperation per side hold the opinions +1 and −1, and those that equal the k-th; None
        for one in ten of each side. Everyone else has the mean opinion of those it cooperates with.

    Raises
    ------
    InputError
        If `k` is not a whole number ≥ 1, or the sides are not given as `divide` asks.

    Notes
    -----
    Opinions are solved exactly and not put into bins; an opinion of 0 is in neither camp. Trap: it depends on k; a
    complete network of 20, which has no sides at all, gives .23 with k = 2; and with one leader per side the opinions
    in a dense bloc shrink to 0.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> dipole_polarisation(net, sides={"US": "west", "JP": "west", "CN": "east", "RU": "east"}).estimate
    1.0
    """
    index = partial(dipole, k=checked_k(k))
    division = divide(net, poles=poles, sides=sides)
    return scored("dipole_polarisation", division, index, "a side has no cooperation")


def dipole(P: np.ndarray, N: np.ndarray, side: np.ndarray, *, k: int | None = None) -> float:
    """Give the dipole polarisation of cooperation `P`; an `Index`."""
    A, B = absorbing(P, side, k)
    if not (A.any() and B.any()):
        return np.nan
    h, _ = chances(P, A, B)
    opinion = 2 * h[np.isfinite(h)] - 1
    above, below = opinion[opinion > _LEAST_LEANING], opinion[opinion < -_LEAST_LEANING]
    imbalance = abs(len(above) - len(below)) / len(opinion)
    return float((1 - imbalance) * (above.mean() - below.mean()) / 2)
