"""Counting measures: how many ties, how strong, in how many layers, how evenly spread."""

from __future__ import annotations

import numpy as np

from qtnet.metrics.centrality.scores import actor_metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = [
    "activity",
    "degree",
    "degrees_by_layer",
    "layer_entropy",
    "participation",
    "strength_in",
    "strength_negative",
    "strength_net",
    "strength_out",
    "strength_positive",
]

_NO_TIES = "no ties"
_INFINITY = float("inf")


def degrees_by_layer(net: MultilayerNetwork) -> Floats:
    """Count the ties of each actor in each layer, shape (n_layers, n_actors).

    A pair with ties of both signs in a layer counts once per direction; two opposite directed ties count as two, an
    undirected one as one.
    """
    ties, n = net.tie_arrays, net.n_actors
    key = ((ties.layer * n + ties.source) * n + ties.target) * 2 + ties.directed
    _, one = np.unique(key, return_index=True)
    ends = np.concatenate([ties.source[one], ties.target[one]]) + np.tile(ties.layer[one], 2) * n
    counts = np.bincount(ends, minlength=net.n_layers * n)
    return counts.reshape(net.n_layers, n).astype(float)


@actor_metric(
    name="degree",
    formula="k_i = Σ_l (number of ties of i in layer l), incoming and outgoing",
    range=(0, _INFINITY),
    reads=("direction",),
    source="Battiston, Nicosia & Latora 2014, eq. 7 (overlapping degree)",
)
def degree(net: MultilayerNetwork) -> Floats:
    """How many ties an actor has, over all layers, of either sign.

    Notes
    -----
    A pair tied in two layers counts twice. A directed network counts incoming and outgoing ties.
    """
    total: Floats = degrees_by_layer(net).sum(axis=0)
    return total


@actor_metric(
    name="strength_positive",
    formula="s⁺_i = Σ_l Σ_j w⁺_ijl over ties with i at either end",
    range=(0, _INFINITY),
    reads=("sign", "weight"),
    source="Barrat et al. 2004, eq. 2, for positive ties",
)
def strength_positive(net: MultilayerNetwork) -> Floats:
    """How much cooperation an actor takes part in: the weight of its positive ties over all layers."""
    return _strength(net, sign=1)


@actor_metric(
    name="strength_negative",
    formula="s⁻_i = Σ_l Σ_j w⁻_ijl over ties with i at either end",
    range=(0, _INFINITY),
    reads=("sign", "weight"),
    source="Barrat et al. 2004, eq. 2, for negative ties",
)
def strength_negative(net: MultilayerNetwork) -> Floats:
    """How much hostility an actor takes part in: the weight of its negative ties over all layers, as a size ≥ 0."""
    return _strength(net, sign=-1)


@actor_metric(
    name="strength_net",
    formula="s⁺_i − s⁻_i",
    range=(-_INFINITY, _INFINITY),
    reads=("sign", "weight"),
    source="difference of strength_positive and strength_negative",
)
def strength_net(net: MultilayerNetwork) -> Floats:
    """How much more cooperation than hostility an actor takes part in.

    Notes
    -----
    0 is no sign of absence: an actor with as much of both has it too. Read it beside the two strengths.
    """
    return _strength(net, sign=1) - _strength(net, sign=-1)


@actor_metric(
    name="strength_in",
    formula="s⁺in_i = Σ_l Σ_j w⁺_jil over directed ties to i",
    range=(0, _INFINITY),
    reads=("sign", "weight", "direction"),
    source="Barrat et al. 2004, eq. 2, for positive ties directed to an actor",
)
def strength_in(net: MultilayerNetwork) -> Floats:
    """How much cooperation comes to an actor: supply and funding; weighted by ``funding``, dollars received."""
    return _directed_strength(net, incoming=True)


@actor_metric(
    name="strength_out",
    formula="s⁺out_i = Σ_l Σ_j w⁺_ijl over directed ties from i",
    range=(0, _INFINITY),
    reads=("sign", "weight", "direction"),
    source="Barrat et al. 2004, eq. 2, for positive ties directed from an actor",
)
def strength_out(net: MultilayerNetwork) -> Floats:
    """How much cooperation goes out from an actor: supply and funding; weighted by ``funding``, dollars given."""
    return _directed_strength(net, incoming=False)


@actor_metric(
    name="activity",
    formula="B_i = number of layers with k_il > 0",
    range=(0, _INFINITY),
    reads=(),
    source="Nicosia & Latora 2015, section III (node activity)",
)
def activity(net: MultilayerNetwork) -> Floats:
    """In how many layers an actor has a tie."""
    layers: Floats = net.presence.sum(axis=0).astype(float)
    return layers


@actor_metric(
    name="participation",
    formula="P_i = L/(L−1) · (1 − Σ_l (k_il/k_i)²)",
    range=(0, 1),
    reads=("direction",),
    source="Battiston, Nicosia & Latora 2014, eq. 10",
    undefined="no ties, or only one layer",
)
def participation(net: MultilayerNetwork) -> Floats:
    """How evenly an actor's ties are spread over the layers: 0 all in one, 1 equally many in each.

    Notes
    -----
    L counts the layers of the network, not those of the actor; degrees are of either sign, incoming and outgoing.
    """
    if net.n_layers == 1:
        return np.full(net.n_actors, np.nan)
    concentration: Floats = (_shares(net) ** 2).sum(axis=0)
    spread: Floats = net.n_layers / (net.n_layers - 1) * (1.0 - concentration)
    return spread


@actor_metric(
    name="layer_entropy",
    formula="H_i = −Σ_l (k_il/k_i) log₂(k_il/k_i)",
    range=(0, _INFINITY),
    reads=("direction",),
    source="Battiston, Nicosia & Latora 2014, eq. 9, in bits",
    undefined=_NO_TIES,
)
def layer_entropy(net: MultilayerNetwork) -> Floats:
    """How many bits it takes to say in which layer a tie of the actor lies: 0 all in one layer."""
    shares = _shares(net)
    bits: Floats = (shares * np.log2(1.0 / np.where(shares == 0, 1.0, shares))).sum(axis=0)
    return bits


def _strength(net: MultilayerNetwork, *, sign: int) -> Floats:
    ties = net.tie_arrays
    chosen = ties.sign == sign
    ends = np.concatenate([ties.source[chosen], ties.target[chosen]])
    return np.bincount(ends, np.tile(ties.weight[chosen], 2), minlength=net.n_actors).astype(float)


def _directed_strength(net: MultilayerNetwork, *, incoming: bool) -> Floats:
    ties = net.tie_arrays
    chosen = (ties.sign > 0) & ties.directed
    ends = (ties.target if incoming else ties.source)[chosen]
    return np.bincount(ends, ties.weight[chosen], minlength=net.n_actors).astype(float)


def _shares(net: MultilayerNetwork) -> Floats:
    degrees = degrees_by_layer(net)
    total = degrees.sum(axis=0)
    return degrees / np.where(total > 0, total, np.nan)
