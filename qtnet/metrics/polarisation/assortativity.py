"""Assortativity of a division: cooperation within the sides beyond what their strengths alone would give."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["assortativity", "side_assortativity"]

#: A smaller expected share across is rounding: all cooperation lies with one side.
_LEAST_CROSSING = 1e-12


@metric(
    name="side_assortativity",
    kind="network",
    formula="r = (tr e − Σ a²)/(1 − Σ a²), e the shares of cooperation between sides, a its row sums",
    range=(-1, 1),
    reads=("sign", "weight"),
    source="Newman 2003, eq. 2, doi:10.1103/PhysRevE.67.026126",
    needs=("poles",),
)
def side_assortativity(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give Newman's assortativity of the sides: 1 nothing crosses, 0 chance; NaN if one side has all cooperation.

    Notes
    -----
    It is the modularity of the division divided by the largest possible one, and S of the bipolarity profile when
    every actor is fully aligned. Trap: sides that were found on the same ties score high on sparse random networks;
    compare with nulls that are divided anew. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> round(side_assortativity(net, sides={"US": "w", "JP": "w", "CN": "e", "RU": "e"}).estimate, 3)
    0.333
    """
    division = divide(net, poles=poles, sides=sides)
    return scored("side_assortativity", division, assortativity, "all cooperation lies with one side, or there is none")


def assortativity(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give Newman's assortativity of a division of cooperation `P`; an `Index`."""
    total = P.sum()
    if not total > 0:
        return np.nan
    within = (1 + side @ P @ side / total) / 2
    a = P[side > 0].sum() / total
    chance = a**2 + (1 - a) ** 2
    return float((within - chance) / (1 - chance)) if 1 - chance > _LEAST_CROSSING else np.nan
