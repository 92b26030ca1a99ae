"""Overlap of layers: do the same actors, and the same pairs of actors, meet in several of them."""

from __future__ import annotations

import numpy as np

from qtnet.metrics.layers.pairs import LayerPairs, compared
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Ints
from qtnet.results import NetworkScore

__all__ = ["actor_overlap", "edge_overlap", "edge_similarity", "layers_per_pair", "tied_pairs"]

_NO_TIES = "no ties"
_EMPTY = "neither layer has a tie"


def tied_pairs(net: MultilayerNetwork) -> list[Ints]:
    """Give, for each layer, the sorted keys of its tied pairs: one per pair if undirected, else one per direction."""
    ties, n = net.tie_arrays, net.n_actors
    there = ties.source * n + ties.target
    back = ties.target * n + ties.source
    found = []
    for layer in range(net.n_layers):
        inside = ties.layer == layer
        both = inside & ~ties.directed & ties.directed.any()
        found.append(np.unique(np.concatenate([there[inside], back[both]])))
    return found


@metric(
    name="edge_similarity",
    kind="network",
    formula="|E_a ∩ E_b| / |E_a ∪ E_b|, E_l the tied pairs of layer l",
    range=(0, 1),
    reads=("direction",),
    source="Bródka et al. 2018 (Jaccard of edges)",
)
def edge_similarity(net: MultilayerNetwork) -> LayerPairs:
    """How far two layers tie the same pairs: 1 the same pairs, 0 none in common.

    Notes
    -----
    Jaccard, as in uunet and py3plex; muxViz prints Dice, ``2J/(1+J)``, which is larger. Signs and weights are not read.
    """
    pairs = tied_pairs(net)

    def jaccard(a: int, b: int) -> float:
        union = len(np.union1d(pairs[a], pairs[b]))
        return len(np.intersect1d(pairs[a], pairs[b])) / union if union else np.nan

    return LayerPairs(
        metric="edge_similarity", layers=net.layers, matrix=compared(net.n_layers, jaccard), reason=_EMPTY
    )


@metric(
    name="actor_overlap",
    kind="network",
    formula="|V_a ∩ V_b| / |V_a ∪ V_b|, V_l the actors with a tie in layer l",
    range=(0, 1),
    source="Bródka et al. 2018 (Jaccard of active actors)",
)
def actor_overlap(net: MultilayerNetwork) -> LayerPairs:
    """How far the same actors are active in two layers: 1 the same, 0 none in common."""
    present = net.presence

    def jaccard(a: int, b: int) -> float:
        union = int((present[a] | present[b]).sum())
        return int((present[a] & present[b]).sum()) / union if union else np.nan

    return LayerPairs(metric="actor_overlap", layers=net.layers, matrix=compared(net.n_layers, jaccard), reason=_EMPTY)


@metric(
    name="edge_overlap",
    kind="network",
    formula="L · |E_1 ∩ … ∩ E_L| / Σ_l |E_l|, E_l the tied pairs of layer l",
    range=(0, 1),
    reads=("direction",),
    source="De Domenico et al. 2015, MuxViz (global overlap), every layer counted in the norm",
)
def edge_overlap(net: MultilayerNetwork) -> NetworkScore:
    """How large a share of the ties belongs to pairs that are tied in every layer: 1 all layers equal."""
    pairs = tied_pairs(net)
    total = sum(len(each) for each in pairs)
    if total == 0:
        return NetworkScore(metric="edge_overlap", estimate=np.nan, reason=_NO_TIES)
    common = pairs[0]
    for each in pairs[1:]:
        common = np.intersect1d(common, each)
    return NetworkScore(metric="edge_overlap", estimate=net.n_layers * len(common) / total, n=total)


@metric(
    name="layers_per_pair",
    kind="network",
    formula="Σ_l |E_l| / |E_1 ∪ … ∪ E_L|, E_l the tied pairs of layer l",
    range=(1, float("inf")),
    reads=("direction",),
    source="Battiston, Nicosia & Latora 2014, section III (mean edge overlap)",
)
def layers_per_pair(net: MultilayerNetwork) -> NetworkScore:
    """In how many layers a tied pair is tied, on average: 1 no pair meets twice."""
    pairs = tied_pairs(net)
    total = sum(len(each) for each in pairs)
    if total == 0:
        return NetworkScore(metric="layers_per_pair", estimate=np.nan, reason=_NO_TIES)
    distinct = len(np.unique(np.concatenate(pairs)))
    return NetworkScore(metric="layers_per_pair", estimate=total / distinct, n=distinct)
