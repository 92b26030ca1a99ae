"""Boundary polarisation: whether actors that meet the other side hold more to the inside of their own."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["boundary", "boundary_polarisation"]


@metric(
    name="boundary_polarisation",
    kind="network",
    formula="mean over the boundary of d_in/(d_in + d_across) − ½",
    range=(-0.5, 0.5),
    reads=("sign", "weight"),
    source="Guerra, Meira, Cardie & Kleinberg 2013, doi:10.1609/icwsm.v7i1.14421",
    needs=("poles",),
)
def boundary_polarisation(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give boundary polarisation: above 0 boundary actors prefer their own inside; NaN without boundary or inside.

    Notes
    -----
    The inside of a side are its actors without cooperation across; the boundary are actors that cooperate both across
    and with the inside of their side. ``d_in`` is cooperation with the inside, ``d_across`` all cooperation with the
    other side; programs differ in the latter. Trap: dense networks have no inside, and two separate sides no boundary:
    it is undefined in the clearest case. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "US", "CN"], "target": ["JP", "UK", "CN", "RU"]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> sides = {"US": "west", "JP": "west", "UK": "west", "CN": "east", "RU": "east"}
    >>> round(boundary_polarisation(net, sides=sides).estimate, 4)
    0.0833
    """
    division = divide(net, poles=poles, sides=sides)
    return scored(
        "boundary_polarisation", division, boundary, "no actor cooperates both across and with the inside of its side"
    )


def boundary(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the boundary polarisation of cooperation `P`; an `Index`."""
    other = np.not_equal.outer(side, side)
    across = (P * other).sum(axis=1)
    inside = (P * ~other) @ (across == 0).astype(float)
    at = (across > 0) & (inside > 0)
    return float((inside[at] / (inside[at] + across[at])).mean() - 0.5) if at.any() else np.nan
