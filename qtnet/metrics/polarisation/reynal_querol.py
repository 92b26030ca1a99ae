"""The Reynal-Querol index of capability: how near its shares are to two equal halves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qtnet.metrics.polarisation.shares import capability_shares, scored_shares
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["capability_reynal_querol", "reynal_querol"]


@metric(
    name="capability_reynal_querol",
    kind="network",
    formula="RQ = 4 Σ s²(1 − s), s the shares of capability",
    range=(0, 1),
    reads=("sign",),
    source="Montalvo & Reynal-Querol 2005, doi:10.1257/0002828054201468",
)
def capability_reynal_querol(
    net: MultilayerNetwork, *, capability: Mapping[str, float] | pd.Series | None = None
) -> NetworkScore:
    """Give the Reynal-Querol index of capability: 1 two equal powers hold all, 0 one does or there are very many.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.

    Notes
    -----
    Every actor is a group of its own, so who stands with whom is not read. Trap: kind to many poles: three equal powers
    still give .89 and four .75, where C of the bipolarity profile gives .44 and .25.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> capability_reynal_querol(net, capability={"US": 3, "CN": 1}).estimate
    0.75
    """
    return scored_shares("capability_reynal_querol", capability_shares(net, capability), reynal_querol)


def reynal_querol(share: np.ndarray) -> float:
    """Give the Reynal-Querol index of shares.

    Examples
    --------
    >>> [round(reynal_querol(np.full(n, 1 / n)), 3) for n in (1, 2, 3, 4)]
    [0.0, 1.0, 0.889, 0.75]
    """
    return float(4 * (share**2 * (1 - share)).sum())
