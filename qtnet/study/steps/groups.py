"""Blocs of a study, the camps that balance wants, and how alike the layers are."""

from __future__ import annotations

from qtnet.metrics.balance import Frustration, frustration
from qtnet.metrics.blocs import blocs
from qtnet.metrics.layers import (
    LayerPairs,
    actor_overlap,
    degree_rank_correlation,
    edge_similarity,
    layer_distance,
)
from qtnet.network import MultilayerNetwork
from qtnet.results import Partition
from qtnet.study.steps.streams import stream

__all__ = ["alike", "grouped", "tense"]


def grouped(network: MultilayerNetwork, *, restarts: int, resolution: float, coupling: float, seed: int) -> Partition:
    """Find the blocs."""
    return blocs(network, rng=stream(seed, "blocs"), restarts=restarts, resolution=resolution, coupling=coupling)


def tense(network: MultilayerNetwork) -> tuple[Frustration, ...]:
    """Measure frustration over all layers and in each."""
    return tuple(frustration(network, layer=layer) for layer in (None, *network.layers))


def alike(network: MultilayerNetwork) -> tuple[LayerPairs, ...]:
    """Compare the layers by several measures."""
    measures = (edge_similarity, actor_overlap, degree_rank_correlation, layer_distance)
    return tuple(measure(network) for measure in measures)
