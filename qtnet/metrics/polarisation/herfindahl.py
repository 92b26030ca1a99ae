"""Herfindahl index of capability, and the number of equal actors to which it corresponds."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from qtnet.metrics.polarisation.shares import capability_shares, scored_shares
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import NetworkScore

__all__ = ["capability_effective_number", "capability_herfindahl", "herfindahl"]


@metric(
    name="capability_herfindahl",
    kind="network",
    formula="Σ s², s the shares of capability",
    range=(0, 1),
    reads=("sign",),
    source="Hirschman 1964, American Economic Review 54, 761–762",
)
def capability_herfindahl(
    net: MultilayerNetwork, *, capability: Mapping[str, float] | pd.Series | None = None
) -> NetworkScore:
    """Give the Herfindahl index of capability: 1 one actor has all, 1/n all n have the same.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.

    Notes
    -----
    Trap: ½ for two equal powers, and as well for .68, .18 and four small ones: concentration is not bipolarity.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "chips"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> round(capability_herfindahl(net, capability={"US": 3, "CN": 1}).estimate, 3)
    0.625
    """
    return scored_shares("capability_herfindahl", capability_shares(net, capability), herfindahl)


@metric(
    name="capability_effective_number",
    kind="network",
    formula="1/Σ s², s the shares of capability",
    range=(1, np.inf),
    reads=("sign",),
    source="Laakso & Taagepera 1979, doi:10.1177/001041407901200101",
)
def capability_effective_number(
    net: MultilayerNetwork, *, capability: Mapping[str, float] | pd.Series | None = None
) -> NetworkScore:
    """Give the effective number of powers: how many equal ones would be as concentrated.

    Parameters
    ----------
    net
        The network.
    capability
        Capability ≥ 0 by actor; when None, each actor's number of ties.

    Notes
    -----
    Trap: 2 does not mean two poles: .68, .18 and four small ones give it too, and says nothing of who stands with whom.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["US"], "target": ["CN"], "layer": "chips"})
    >>> capability_effective_number(MultilayerNetwork.from_edges(edges)).estimate
    2.0
    """
    shares = capability_shares(net, capability)
    return scored_shares("capability_effective_number", shares, lambda share: 1 / herfindahl(share))


def herfindahl(share: np.ndarray) -> float:
    """Give the sum of squared shares."""
    return float((share**2).sum())
