"""Multiplex PageRank: standing in one layer makes a walker of the next layer prefer an actor."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.pagerank import onward_steps, stationary
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.supra import has_positive, undefined
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["multiplex_pagerank"]


@actor_metric(
    name="multiplex_pagerank",
    formula="x'_i = d Σ_j x_i A_ji x'_j/Σ_r A_jr x_r + (1−d) x_i/Σ_r x_r from layer to layer, d = 0.85, x = 1 at first",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="Halu, Mondragón, Panzarasa & Bianconi 2013, PLoS ONE 8:e78293, eq. 3 (combined, β = γ = 1)",
    undefined="no positive ties",
)
def multiplex_pagerank(net: MultilayerNetwork) -> Floats:
    """How often a walker is at an actor that is drawn, layer after layer, to those central in the layer before.

    Notes
    -----
    Layers follow one another from the one with most positive weight to the one with least, so that the strongest sets
    the standing; the result hangs on that order, which `pagerank` and `relaxed_pagerank` do not have. A walker without
    a way out jumps as at teleportation. With one layer it is the usual PageRank.
    """
    if not has_positive(net):
        return undefined(net)
    standing = np.full(net.n_actors, 1.0 / net.n_actors)
    for layer in _by_weight(net):
        drawn = sp.csr_array(net.adjacency(layer, sign=1).multiply(standing[None, :]))
        onward = onward_steps(drawn)
        standing = stationary(onward.dot, standing / standing.sum())
    return standing


def _by_weight(net: MultilayerNetwork) -> list[str]:
    """Give the layers, the heaviest first, of equal ones the first by name."""
    weight = {layer: float(net.adjacency(layer, sign=1).sum()) for layer in net.layers}
    return sorted(net.layers, key=lambda layer: (-weight[layer], layer))
