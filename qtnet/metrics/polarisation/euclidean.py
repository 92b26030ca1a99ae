"""Generalised Euclidean distance: how hard it is to move opinion from one side to the other along cooperation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.sparse.csgraph import connected_components

from qtnet.metrics.polarisation.division import divide, scored
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["euclidean", "generalised_euclidean_distance"]


@metric(
    name="generalised_euclidean_distance",
    kind="network",
    formula="sqrt(s' L⁺ s), s = ±1 the sides, L the Laplacian of cooperation in units of the mean tie",
    range=(0, np.inf),
    reads=("sign", "weight"),
    source="Hohmann, Devriendt & Coscia 2023, doi:10.1126/sciadv.abq2044",
    needs=("poles",),
)
def generalised_euclidean_distance(
    net: MultilayerNetwork, *, poles: tuple[str, str] | None = None, sides: Mapping[str, str] | None = None
) -> NetworkScore:
    """Give the generalised Euclidean distance between the sides: 0 is impossible, large means hard to bridge.

    Notes
    -----
    Computed on the largest set of actors of both sides that cooperation joins. Weights are divided by
    the mean tie, so their unit does not matter. Trap: it has no upper end and grows with the number of actors, so it
    compares windows of the same actors at best; and two sides without any cooperation across, the clearest case,
    have none. `poles` or `sides` as in `qtnet.metrics.polarisation.division.divide`.

    Examples
    --------
    A path of four, two actors on each side:

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["US", "US", "CN"], "target": ["JP", "CN", "RU"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> sides = {"US": "west", "JP": "west", "CN": "east", "RU": "east"}
    >>> round(generalised_euclidean_distance(net, sides=sides).estimate ** 2, 6)
    6.0
    """
    division = divide(net, poles=poles, sides=sides)
    reason = "no path of cooperation joins the two sides"
    return scored("generalised_euclidean_distance", division, euclidean, reason)


def euclidean(P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    """Give the generalised Euclidean distance between the sides over cooperation `P`; an `Index`."""
    _, part = connected_components(P > 0, directed=False)
    best = (0, np.nan)
    for number in np.unique(part):
        within = np.flatnonzero(part == number)
        if {-1, 1} <= set(side[within].tolist()):
            best = max(best, (len(within), _distance(P[np.ix_(within, within)], side[within])), key=_size_then_value)
    return best[1]


def _distance(W: np.ndarray, side: np.ndarray) -> float:
    L = np.diag(W.sum(axis=1)) - W
    centred = side - side.mean()
    # adding a constant to the Laplacian removes its one zero eigenvalue and leaves centred vectors as they are
    potential = np.linalg.solve(L / W[W > 0].mean() + 1 / len(side), centred)
    return float(np.sqrt(centred @ potential))


def _size_then_value(found: tuple[int, float]) -> tuple[int, float]:
    # of components of one size the larger distance, so that the order of actors does not matter
    return found[0], np.nan_to_num(found[1])
