"""CON, the concentration of capability among the members of a system."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qtnet.metrics.polarisation.shares import capability_shares, scored_shares
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["capability_concentration", "con"]


@metric(
    name="capability_concentration",
    kind="network",
    formula="CON = sqrt((Σ s² − 1/n)/(1 − 1/n)), s the shares of capability of the n members",
    range=(0, 1),
    reads=("sign",),
    source="Ray & Singer 1973, doi:10.1177/004912417300100403",
)
def capability_concentration(
    net: MultilayerNetwork, *, capability: Mapping[str, float] | pd.Series | None = None
) -> NetworkScore:
    """Give CON: 0 all members have the same, 1 one has all; NaN for a single member.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; the actors named are the members, those with 0 too. When None, the actors with ties,
        by their number.

    Notes
    -----
    Trap: no index of bipolarity. Two equal powers alone give 0 and the same two among three powerless members .61: it
    depends on who counts as a member.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> capability_concentration(net, capability={"US": 3, "CN": 1}).estimate
    0.5
    """
    return scored_shares(
        "capability_concentration", capability_shares(net, capability), con, "a single member has all capability"
    )


def con(share: np.ndarray) -> float:
    """Give CON of the shares of all members, NaN for fewer than two.

    Examples
    --------
    >>> con(np.full(4, 0.25)), round(con(np.array([0.5, 0.5, 0, 0, 0])), 2)
    (0.0, 0.61)
    """
    n = len(share)
    if n < 2:
        return np.nan
    return float(np.sqrt(max(0.0, (share**2).sum() - 1 / n) / (1 - 1 / n)))
