"""E–I index: ties to the other side against ties within, by volume and by density."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["adaptive_ei", "adaptive_ei_index", "ei", "ei_index"]


@metric(
    name="ei_index",
    kind="network",
    formula="(E − I)/(E + I), E and I the cooperation across and within the two sides",
    range=(-1, 1),
    reads=("sign", "weight"),
    source="Krackhardt & Stern 1988, doi:10.2307/2786835",
    needs=("poles",),
)
def ei_index(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give the E–I index of cooperation: −1 all within the sides, 1 all across; NaN without cooperation.

    Notes
    -----
    Trap: it depends on the sizes of the sides. Ties placed by chance give 0 for equal sides only: of ten actors, one
    side of nine gives −0.6. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> round(ei_index(net, sides={"US": "west", "JP": "west", "CN": "east", "RU": "east"}).estimate, 3)
    -0.333
    """
    return scored("ei_index", divide(net, poles=poles, sides=sides), ei, "no cooperation among actors with a side")


@metric(
    name="adaptive_ei_index",
    kind="network",
    formula="(d_AA + d_BB − 2 d_AB)/(d_AA + d_BB + 2 d_AB), d the cooperation per pair of actors",
    range=(-1, 1),
    reads=("sign", "weight"),
    source="Chen, Salloum, Gronow, Ylä-Anttila & Kivelä 2021, doi:10.1016/j.gloenvcha.2021.102348; sign turned",
    needs=("poles",),
)
def adaptive_ei_index(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give the E–I index by density: 1 separate sides, 0 as dense across as within; NaN for a side of one actor.

    Notes
    -----
    Trap: blind to how active actors are, and with a side of two or three actors a single tie decides it. Actors without
    ties do not count. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> round(adaptive_ei_index(net, sides={"US": "west", "JP": "west", "CN": "east", "RU": "east"}).estimate, 3)
    0.6
    """
    division = divide(net, poles=poles, sides=sides)
    return scored("adaptive_ei_index", division, adaptive_ei, "no cooperation, or a side of one actor")


def ei(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the E–I index of cooperation `P`; an `Index`."""
    total = P.sum()
    return float(-(side @ P @ side) / total) if total > 0 else np.nan


def adaptive_ei(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the E–I index of the densities of cooperation `P`; an `Index`."""
    A, B = side > 0, side < 0
    a, b = int(A.sum()), int(B.sum())
    if min(a, b) < 2 or not P.any():
        return np.nan
    within = P[np.ix_(A, A)].sum() / (a * (a - 1)) + P[np.ix_(B, B)].sum() / (b * (b - 1))
    across = 2 * P[np.ix_(A, B)].sum() / (a * b)
    return float((within - across) / (within + across))
