"""Is who is busy in one layer also busy in another? Correlation of degrees between layers."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata

from qtnet.metrics.centrality.degree import degrees_by_layer
from qtnet.metrics.layers.pairs import LayerPairs, compared
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["degree_correlation", "degree_rank_correlation"]

_CONSTANT = "all actors have the same degree in one of the layers"


@metric(
    name="degree_correlation",
    kind="network",
    formula="Pearson correlation of k_ia and k_ib over all actors i",
    range=(-1, 1),
    reads=("direction",),
    source="Nicosia & Latora 2015, section IV",
)
def degree_correlation(net: MultilayerNetwork) -> LayerPairs:
    """How far actors with many ties in one layer have many in another; actors without a tie count, with degree 0."""
    return _correlated(net, "degree_correlation", degrees_by_layer(net))


@metric(
    name="degree_rank_correlation",
    kind="network",
    formula="Spearman correlation of k_ia and k_ib over all actors i",
    range=(-1, 1),
    reads=("direction",),
    source="Nicosia & Latora 2015, section IV",
)
def degree_rank_correlation(net: MultilayerNetwork) -> LayerPairs:
    """How far the order of the actors by number of ties is the same in two layers; equal degrees share a rank."""
    return _correlated(net, "degree_rank_correlation", rankdata(degrees_by_layer(net), axis=1))


def _correlated(net: MultilayerNetwork, name: str, values: Floats) -> LayerPairs:
    centred = values - values.sum(axis=1, keepdims=True) / max(net.n_actors, 1)
    norms = np.sqrt((centred**2).sum(axis=1))

    def pearson(a: int, b: int) -> float:
        norm = norms[a] * norms[b]
        # rounding must not carry a correlation beyond 1
        return float(np.clip(centred[a] @ centred[b] / norm, -1.0, 1.0)) if norm > 0 else np.nan

    return LayerPairs(metric=name, layers=net.layers, matrix=compared(net.n_layers, pearson), reason=_CONSTANT)
