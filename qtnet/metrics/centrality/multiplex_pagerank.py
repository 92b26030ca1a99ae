"""Multiplex PageRank: standing in one layer makes a walker of the next layer prefer an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, permutations, product

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.pagerank import onward_steps, stationary
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.metrics.centrality.supra import has_positive, undefined
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["multiplex_pagerank"]

#: Orders of equally heavy layers that are averaged; five such layers have as many.
_MOST_ORDERS = 120


@actor_metric(
    name="multiplex_pagerank",
    formula="x'_i = d Σ_j x_i A_ji x'_j/Σ_r A_jr x_r + (1−d) x_i/Σ_r x_r from layer to layer, d = 0.85, x = 1 at first",
    range=(0, 1),
    reads=("sign", "weight", "direction"),
    source="Halu, Mondragón, Panzarasa & Bianconi 2013, PLoS ONE 8:e78293, eq. 3 (combined, β = γ = 1); "
    "the order by weight, and more layers in a chain, are qtnet's",
    undefined="no positive ties, or too many layers of equal weight",
)
def multiplex_pagerank(net: MultilayerNetwork) -> Floats:
    """How often a walker is at an actor that is drawn, layer after layer, to those central in the layer before.

    Notes
    -----
    Layers follow one another from the one with most positive weight to the one with least, so that the strongest sets
    the standing; the result hangs on that order, which `pagerank` and `relaxed_pagerank` do not have. Of layers that
    weigh the same the mean over all their orders is taken (undefined above 120). Layers without positive ties are left
    out. A walker without a way out jumps as at teleportation. With one layer it is the usual PageRank.
    """
    if not has_positive(net):
        return undefined(net)
    orders = list(islice(_orders(net), _MOST_ORDERS + 1))
    if len(orders) > _MOST_ORDERS:
        return undefined(net)
    mean: Floats = np.mean([_along(net, order) for order in orders], axis=0)
    return mean


def _along(net: MultilayerNetwork, order: Sequence[str]) -> Floats:
    standing = np.full(net.n_actors, 1.0 / net.n_actors)
    for layer in order:
        drawn = sp.csr_array(net.adjacency(layer, sign=1).multiply(standing[None, :]))
        standing = stationary(onward_steps(drawn).dot, standing / standing.sum())
    return standing


def _orders(net: MultilayerNetwork) -> Iterator[list[str]]:
    """Give the orders of the layers with positive ties from the heaviest on; equally heavy ones in every order."""
    # to 12 digits, as sums of the same weights in another order differ in the last
    weight = {layer: float(f"{net.adjacency(layer, sign=1).sum():.12g}") for layer in net.layers}
    ranked = sorted((layer for layer in net.layers if weight[layer] > 0), key=lambda layer: -weight[layer])
    groups = [list(group) for _, group in groupby(ranked, key=weight.__getitem__)]
    for parts in product(*map(permutations, groups)):
        yield [layer for part in parts for layer in part]
