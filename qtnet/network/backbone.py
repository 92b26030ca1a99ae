"""The backbone of a dense network: the ties that carry more of an actor's strength than chance would give them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.network.arrays import Floats, Ints
from qtnet.network.multilayer import MultilayerNetwork

__all__ = ["backbone", "disparity"]


def disparity(net: MultilayerNetwork) -> pd.DataFrame:
    """Give for each tie how likely chance alone would give it so large a share of an actor's strength.

    An actor with k ties and strength s is thought to spread s over them at random; a tie of weight w then has a share
    of w/s or more with probability (1 − w/s)^(k − 1). Each layer and sign is judged for itself. An undirected tie is
    judged at both ends, a directed one among the ties that leave its source and among those that reach its target; the
    smaller probability counts. An end with a single tie tells nothing and gives 1.

    Returns
    -------
    pandas.DataFrame
        One row per tie in the order of ``net.ties``: source, target, layer, sign, weight, p (0 to 1).

    References
    ----------
    Serrano, Boguñá & Vespignani 2009, doi:10.1073/pnas.0808904106.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["a"] * 3, "target": list("bcd"), "layer": "x", "weight": [8.0, 1.0, 1.0]})
    >>> disparity(MultilayerNetwork.from_edges(edges))["p"].round(2).tolist()
    [0.04, 0.81, 0.81]
    """
    ties = net.tie_arrays
    families = np.column_stack([ties.layer, ties.sign, ties.directed])
    _, family = np.unique(families, axis=0, return_inverse=True)
    # the roles of an end: 0 either end of an undirected tie, 1 source and 2 target of a directed one
    ends = [(ties.source, np.where(ties.directed, 1, 0)), (ties.target, np.where(ties.directed, 2, 0))]
    groups = np.concatenate([(family * 3 + role) * net.n_actors + actor for actor, role in ends]).astype(np.int64)
    p = _shares_by_chance(groups, np.tile(ties.weight, 2)).reshape(2, -1).min(axis=0)
    return net.ties[["source", "target", "layer", "sign", "weight"]].assign(p=p)


def backbone(net: MultilayerNetwork, *, alpha: float = 0.05) -> MultilayerNetwork:
    """Keep the ties that the disparity filter finds, and all actors and layers.

    Parameters
    ----------
    net
        The network; a filter makes sense where weights differ and actors have many ties.
    alpha
        Ties with a probability (see `disparity`) below this stay; between 0 and 1.

    Returns
    -------
    MultilayerNetwork
        `dropped` counts the ties that were left out.

    Raises
    ------
    InputError
        If `alpha` is not between 0 and 1.
    """
    if not 0 < alpha < 1:
        raise InputError(f"alpha: expected a number between 0 and 1, got {alpha}")
    keep = disparity(net)["p"].to_numpy() < alpha
    kept = net.reweighted(keep[net.evidence["tie"].to_numpy()].astype(float))
    return kept.with_dropped(Counter({"not in the backbone": int((~keep).sum())}))


def _shares_by_chance(groups: Ints, weight: Floats) -> Floats:
    _, group = np.unique(groups, return_inverse=True)
    degree = np.bincount(group)[group]
    share = np.minimum(1.0, weight / np.bincount(group, weight)[group])
    return np.asarray(np.where(degree > 1, (1 - share) ** (degree - 1), 1.0))
