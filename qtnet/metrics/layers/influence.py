"""Influence of layers: how much of the network's reach, and of its actors' standing, goes with one layer."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qtnet.metrics.centrality.pagerank import relaxed_pagerank
from qtnet.metrics.centrality.supra import has_positive
from qtnet.metrics.centrality.vulnerability import total_efficiency
from qtnet.metrics.registry import metric
from qtnet.metrics.scopes import ScopedScores
from qtnet.network import MultilayerNetwork
from qtnet.results import tidy

__all__ = ["layer_efficiency_loss", "layer_influence"]

_NO_TIES = "no positive ties"


@metric(
    name="layer_efficiency_loss",
    kind="network",
    formula="1 − E(without layer l)/E, E = Σ_{s≠t} 1/d_st, d the fewest steps along positive ties of any layer",
    range=(0, 1),
    reads=("sign", "direction"),
    source="Latora & Marchiori 2001, Phys. Rev. Lett. 87:198701, for a layer left out",
)
def layer_efficiency_loss(net: MultilayerNetwork) -> ScopedScores:
    """How large a share of the closeness of all pairs goes when a layer goes: 1 all of it."""
    whole = total_efficiency(net.adjacency(sign=1))

    def loss(without: MultilayerNetwork) -> tuple[float, str]:
        if whole == 0:
            return np.nan, _NO_TIES
        return 1.0 - total_efficiency(without.adjacency(sign=1)) / whole, ""

    return _each_layer(net, "layer_efficiency_loss", loss)


@metric(
    name="layer_influence",
    kind="network",
    formula="½ Σ_i |x_i − x_i(without layer l)|, x the relaxed PageRank",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="total variation distance, Levin & Peres 2017, Markov Chains and Mixing Times, eq. 4.1",
)
def layer_influence(net: MultilayerNetwork) -> ScopedScores:
    """How much of the actors' standing changes hands when a layer goes; the largest is the layer of greatest influence.

    Notes
    -----
    Standing is the relaxed PageRank, which sums to 1: 0.2 means that a fifth of it goes to other actors, 1 that all of
    it goes, as where no positive tie is left.
    """
    standing = relaxed_pagerank(net).series()

    def moved(without: MultilayerNetwork) -> tuple[float, str]:
        if standing.isna().all():
            return np.nan, _NO_TIES
        if not has_positive(without):
            return 1.0, ""
        return float((standing - relaxed_pagerank(without).series()).abs().sum()) / 2.0, ""

    return _each_layer(net, "layer_influence", moved)


def _each_layer(
    net: MultilayerNetwork, name: str, change: Callable[[MultilayerNetwork], tuple[float, str]]
) -> ScopedScores:
    """Give one row per layer, the largest change first."""
    rows: list[dict[str, object]] = []
    for layer in net.layers:
        value, reason = change(net.subnetwork(layers=[other for other in net.layers if other != layer]))
        rows.append({"metric": name, "layer": layer, "estimate": value, "reason": reason})
    frame = tidy(rows)
    return ScopedScores(
        metric=name, frame=frame.sort_values("estimate", ascending=False, kind="stable", ignore_index=True)
    )
