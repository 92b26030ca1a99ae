"""Brokerage and dependence: who joins what is not joined, and who hangs on a single partner."""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.metrics.centrality.paths import steps_of
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats

__all__ = ["constraint", "dependence", "effective_size", "layer_dependence", "partner_concentration"]

_NO_TIES = "no positive ties"


@actor_metric(
    name="constraint",
    formula="c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², p_ij = (w_ij + w_ji)/Σ_k (w_ik + w_ki), j ≠ i with a tie to i",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source="Burt 1992, Structural Holes, ch. 2",
    undefined=_NO_TIES,
)
def constraint(net: MultilayerNetwork) -> Floats:
    """How much an actor's cooperation is tied up in partners who also cooperate with each other: small for brokers.

    Notes
    -----
    On the sum of the layers, positive ties only, directions dropped, as Burt has it. It may exceed 1 for actors with
    few partners. ``networkx.constraint`` gives the same numbers.
    """
    shares, tied = _shares(net)
    both = shares + shares @ shares
    # only partners count: the share that reaches others by way of partners is no constraint
    squared = both.multiply(steps_of(shares)).power(2)
    return np.where(tied, np.asarray(squared.sum(axis=1)).ravel(), np.nan)


@actor_metric(
    name="effective_size",
    formula="e_i = Σ_j (1 − Σ_q p_iq m_jq), m_jq = w_jq/max_k w_jk, over partners j of i, q ≠ i, j",
    range=(-float("inf"), float("inf")),
    reads=("sign", "weight"),
    source="Burt 1992, Structural Holes, ch. 2",
    undefined=_NO_TIES,
)
def effective_size(net: MultilayerNetwork) -> Floats:
    """How many partners an actor has that do not stand in for one another.

    Notes
    -----
    On the sum of the layers, positive ties only, directions dropped. At most the number of partners.
    ``networkx.effective_size(..., nodes=...)`` gives the same numbers; without ``nodes`` networkx 3.6 has another
    maximum below.
    """
    shares, tied = _shares(net)
    weights = _cooperation(net)
    strongest = _largest(weights)
    marginal = sp.diags_array(np.divide(1.0, strongest, out=np.zeros_like(strongest), where=strongest > 0)) @ weights
    redundant = steps_of(shares).multiply(shares @ marginal.T)
    partners = np.diff(shares.indptr)
    return np.where(tied, partners - np.asarray(redundant.sum(axis=1)).ravel(), np.nan)


@actor_metric(
    name="dependence",
    formula="max_j (w_ij + w_ji)/s_i, w the positive weight over all layers, s_i its sum over j",
    range=(0, 1),
    reads=("sign", "weight"),
    source="largest share of a partner, the concentration ratio CR₁ of industrial economics",
    undefined=_NO_TIES,
)
def dependence(net: MultilayerNetwork) -> Floats:
    """How large a share of its cooperation an actor would lose with its most important partner."""
    shares, tied = _shares(net)
    return np.where(tied, _largest(shares), np.nan)


@actor_metric(
    name="layer_dependence",
    formula="max_l s_il/s_i, s_il the positive weight of i in layer l, s_i its sum over l",
    range=(0, 1),
    reads=("sign", "weight"),
    source="largest share of a layer, the concentration ratio CR₁ of industrial economics",
    undefined=_NO_TIES,
)
def layer_dependence(net: MultilayerNetwork) -> Floats:
    """How large a share of its cooperation an actor would lose with its most important layer: 1 in a single layer."""
    ties, n = net.tie_arrays, net.n_actors
    ties = ties.take(ties.sign > 0)
    # a tie to oneself has one end
    ends = [(ties.source, ties.weight), (ties.target, np.where(ties.source == ties.target, 0.0, ties.weight))]
    by_layer = sum(
        (np.bincount(ties.layer * n + end, weight, minlength=net.n_layers * n) for end, weight in ends),
        np.zeros(net.n_layers * n),
    ).reshape(net.n_layers, n)
    strength = by_layer.sum(axis=0)
    largest = by_layer.max(axis=0, initial=0.0)
    return np.where(strength > 0, largest / np.where(strength > 0, strength, 1.0), np.nan)


@actor_metric(
    name="partner_concentration",
    formula="Σ_j p_ij², p_ij = (w_ij + w_ji)/s_i, w the positive weight over all layers",
    range=(0, 1),
    reads=("sign", "weight"),
    source="Herfindahl 1950; Hirschman 1964, American Economic Review 54:761",
    undefined=_NO_TIES,
)
def partner_concentration(net: MultilayerNetwork) -> Floats:
    """How concentrated an actor's cooperation is on few partners: 1 all with one, 1/k evenly with k."""
    shares, tied = _shares(net)
    return np.where(tied, np.asarray(shares.power(2).sum(axis=1)).ravel(), np.nan)


def _cooperation(net: MultilayerNetwork) -> sp.csr_array:
    """Give positive weights summed over layers and directions, shape (n_actors, n_actors), symmetric."""
    return sp.csr_array(net.adjacency(sign=1, symmetric=True))


def _shares(net: MultilayerNetwork) -> tuple[sp.csr_array, np.ndarray]:
    """Give each actor's shares of cooperation by partner, rows that sum to 1, and who has any."""
    weights = _cooperation(net)
    strength = np.asarray(weights.sum(axis=1)).ravel()
    scale = np.divide(1.0, strength, out=np.zeros_like(strength), where=strength > 0)
    shares = sp.csr_array(sp.diags_array(scale) @ weights)
    shares.eliminate_zeros()
    return shares, strength > 0


def _largest(matrix: sp.csr_array) -> Floats:
    """Give the largest entry of each row; scipy has none for a matrix without rows."""
    return np.asarray(matrix.max(axis=1).todense()).ravel() if matrix.shape[0] else np.zeros(0)
