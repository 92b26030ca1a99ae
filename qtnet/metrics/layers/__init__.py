"""How layers relate: pairs and actors they share, their degrees, their distance, and which could be one."""

from __future__ import annotations

from qtnet.metrics.layers.correlation import degree_correlation, degree_rank_correlation
from qtnet.metrics.layers.distance import layer_distance, layer_entropies
from qtnet.metrics.layers.influence import layer_efficiency_loss, layer_influence
from qtnet.metrics.layers.overlap import actor_overlap, edge_overlap, edge_similarity, layers_per_pair
from qtnet.metrics.layers.pairs import LayerPairs
from qtnet.metrics.layers.reducibility import Reducibility, reducibility

__all__ = [
    "LayerPairs",
    "Reducibility",
    "actor_overlap",
    "degree_correlation",
    "degree_rank_correlation",
    "edge_overlap",
    "edge_similarity",
    "layer_distance",
    "layer_efficiency_loss",
    "layer_entropies",
    "layer_influence",
    "layers_per_pair",
    "reducibility",
]
