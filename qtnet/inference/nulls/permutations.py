"""Null models that permute: every draw is independent of the others, and p-values are exact.

Each function takes the ties of a network without those of an actor with itself, and gives draws with the same ties in
other places. What is permuted is what the null hypothesis says does not matter.
"""

from __future__ import annotations

import numpy as np

from qtnet.inference.nulls.draws import EdgeDraws
from qtnet.network.arrays import TieArrays

__all__ = ["exchanged_signs", "relabelled_actors", "relabelled_layers"]


def exchanged_signs(ties: TieArrays, n_actors: int, *, draws: int, rng: np.random.Generator) -> EdgeDraws:
    """Exchange what stands on tied pairs, signs with their weights, within each layer.

    Kept exactly: which pairs are tied in which layer and direction, and per layer the number, the weights and the
    meetings of ties of either sign. A pair that carries both signs hands on both.
    """
    pair = (ties.source * n_actors + ties.target) * 2 + ties.directed
    _, slot = np.unique(np.stack([ties.layer, ties.directed, pair]), axis=1, return_inverse=True)
    slot = slot.ravel()
    _, first = np.unique(slot, return_index=True)
    group = ties.layer[first] * 2 + ties.directed[first]
    moved = np.tile(np.arange(len(first)), (draws, 1))
    for each in np.unique(group):
        moved[:, group == each] = rng.permuted(moved[:, group == each], axis=1)
    place = first[moved[:, slot]]
    return _draws(ties, tail=ties.source[place], head=ties.target[place], layer=ties.layer[place])


def relabelled_layers(ties: TieArrays, n_actors: int, *, draws: int, rng: np.random.Generator) -> EdgeDraws:
    """Shuffle the layers of each pair of actors, what ties them in one layer going together to another.

    Kept exactly: the sum of all layers, hence every pair's ties, signs, weights and number of layers. Not kept: how
    many ties a layer has. Only layers with ties take part.
    """
    used, layer = np.unique(ties.layer, return_inverse=True)
    pair = np.minimum(ties.source, ties.target) * n_actors + np.maximum(ties.source, ties.target)
    pairs, number = np.unique(pair, return_inverse=True)
    orders = rng.permuted(np.tile(np.arange(len(used)), (draws, len(pairs), 1)), axis=2)
    moved = used[orders[:, number.ravel(), layer.ravel()]]
    return _draws(ties, tail=ties.source, head=ties.target, layer=moved)


def relabelled_actors(ties: TieArrays, n_actors: int, *, draws: int, rng: np.random.Generator) -> EdgeDraws:
    """Exchange the places of the actors within each layer, among those that have ties in it.

    Kept exactly: the shape of every layer, hence its degrees, strengths, triangles and frustration, and which actors
    have ties in which layers. Not kept: which place is whose, hence all agreement between layers.
    """
    tail, head = (np.tile(end, (draws, 1)) for end in (ties.source, ties.target))
    for layer in np.unique(ties.layer):
        own = ties.layer == layer
        present = np.unique(np.concatenate([ties.source[own], ties.target[own]]))
        name = np.tile(np.arange(n_actors), (draws, 1))
        name[:, present] = rng.permuted(np.tile(present, (draws, 1)), axis=1)
        tail[:, own], head[:, own] = name[:, ties.source[own]], name[:, ties.target[own]]
    return _draws(ties, tail=tail, head=head, layer=ties.layer)


def _draws(ties: TieArrays, *, tail: np.ndarray, head: np.ndarray, layer: np.ndarray) -> EdgeDraws:
    shape = np.broadcast_shapes(tail.shape, head.shape, layer.shape)
    return EdgeDraws(
        tail=np.broadcast_to(tail, shape),
        head=np.broadcast_to(head, shape),
        layer=np.broadcast_to(layer, shape),
        weight=np.broadcast_to(ties.weight, shape),
        sign=ties.sign,
        directed=ties.directed,
    )
