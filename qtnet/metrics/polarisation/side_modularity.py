"""Signed modularity of two given sides; the blocs of `qtnet.metrics.blocs` are those that maximise it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["side_modularity", "signed_modularity"]


@metric(
    name="side_modularity",
    kind="network",
    formula="(w⁺Q⁺ − w⁻Q⁻)/(w⁺ + w⁻), Q the modularity of the two sides in cooperation and in hostility of total w",
    range=(-1, 1),
    reads=("sign", "weight"),
    source="Gómez, Jensen & Arenas 2009, eq. 6, doi:10.1103/PhysRevE.80.016114",
    needs=("poles",),
)
def side_modularity(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give the signed modularity of the two sides: at most ½ for equal sides without hostility, 0 at chance.

    Notes
    -----
    Trap: cooperation and hostility enter in their own units, so their volumes decide which of the two is heard; and it
    is high on sparse random networks. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "CN", "US"], "target": ["JP", "RU", "CN"], "sign": [1, 1, -1]})
    >>> net = MultilayerNetwork.from_edges(edges.assign(layer="chips"))
    >>> side_modularity(net, poles=("US", "CN")).estimate
    0.5
    """
    return scored("side_modularity", divide(net, poles=poles, sides=sides), signed_modularity, "no ties")


def signed_modularity(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the signed modularity of a division; an `Index`."""
    total = P.sum() + N.sum()
    if not total > 0:
        return np.nan
    return float((_excess_within(P, side) - _excess_within(N, side)) / total)


def _excess_within(M: np.ndarray, side: np.ndarray) -> float:
    """Weight within the sides beyond chance: ``w Q``, with w the sum of the matrix."""
    total = M.sum()
    if not total > 0:
        return 0.0
    strength = M.sum(axis=1)
    # one for actors of the same side is (1 + s_i s_j)/2; the constant part cancels
    return float((side @ M @ side - (strength @ side) ** 2 / total) / 2)
