"""Pairs of actors as matrices: how often they are tied, and what the actors are.

In: a network, groups, labels or quantities of its actors. Out: matrices in the order of `net.actors`, as
`qtnet.inference.dyadic.regression` takes them; what other ties say of a pair is in `qtnet.inference.dyadic.structure`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np

from qtnet.errors import InputError, UnknownNameError
from qtnet.network import MultilayerNetwork
from qtnet.network.members import read_memberships

__all__ = ["pair_distance", "pair_sum", "receiver", "same_group", "same_label", "sender", "tie_counts"]


def tie_counts(net: MultilayerNetwork, *, sign: int, layer: str | None = None, directed: bool = False) -> np.ndarray:
    """Count the facts that tie each pair of actors.

    Parameters
    ----------
    net
        The network.
    sign
        +1 for cooperation, -1 for hostility.
    layer
        One layer; all together when not given.
    directed
        Rows are senders and columns receivers, and an undirected tie counts both ways; otherwise direction is dropped
        and every fact counts once for its pair.

    Returns
    -------
    ndarray
        Shape (n_actors, n_actors), zero diagonal; symmetric unless directed.

    Raises
    ------
    InputError
        If the sign is neither 1 nor -1.
    UnknownNameError
        If the network has no such layer.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "US"], "target": ["US", "JP"], "layer": ["ai", "chips"]})
    >>> tie_counts(MultilayerNetwork.from_edges(edges), sign=1).tolist()
    [[0.0, 2.0], [2.0, 0.0]]
    """
    if sign not in (1, -1):
        raise InputError(f"sign: expected 1 or -1, got {sign!r}")
    if layer is not None and layer not in net.layers:
        raise UnknownNameError("layer", layer, net.layers)
    ties = net.ties
    ties = ties[(ties["sign"] == sign) & ((ties["layer"] == layer) if layer is not None else True)]
    place = {actor: i for i, actor in enumerate(net.actors["actor"])}
    rows, columns = (ties[end].map(place).to_numpy(dtype=int) for end in ("source", "target"))
    counts = np.zeros((net.n_actors, net.n_actors))
    facts = ties["n_evidence"].to_numpy(dtype=float)
    np.add.at(counts, (rows, columns), facts)
    back = ~ties["directed"].to_numpy(dtype=bool) if directed else np.full(len(ties), True)
    np.add.at(counts, (columns[back], rows[back]), facts[back])
    np.fill_diagonal(counts, 0.0)
    return counts


def same_group(net: MultilayerNetwork, group: str, *, year: float = np.nan) -> np.ndarray:
    """Give 1 where both actors were members of a group (EU, NATO, …) in a year, today when it is not given.

    Raises
    ------
    UnknownNameError
        If the reference table has no such group.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["DE", "FR"], "target": ["GB", "GB"], "layer": "ai"})
    >>> net = MultilayerNetwork.from_edges(edges)
    >>> int(same_group(net, "EU", year=2015).sum() / 2), int(same_group(net, "EU", year=2024).sum() / 2)
    (3, 1)
    """
    memberships = read_memberships()
    known = sorted(set(memberships.table["group"]))
    if group not in known:
        raise UnknownNameError("group", group, known)
    members = set(memberships.of(group, year)) | {group}
    inside = np.array([actor in members for actor in net.actors["actor"]], dtype=float)
    return _without_diagonal(np.outer(inside, inside))


def same_label(net: MultilayerNetwork, labels: Mapping[str, Hashable]) -> np.ndarray:
    """Give 1 where both actors have the same label, such as a bloc; actors without one share it with nobody."""
    given = [labels.get(actor) for actor in net.actors["actor"]]
    return _without_diagonal(np.array([[a == b and a is not None for b in given] for a in given], dtype=float))


def pair_sum(net: MultilayerNetwork, values: Mapping[str, float]) -> np.ndarray:
    """Add a quantity of both actors, such as the logarithm of capability; NaN where one is not known."""
    given = _values(net, values)
    return _without_diagonal(given[:, None] + given[None, :])


def pair_distance(net: MultilayerNetwork, values: Mapping[str, float]) -> np.ndarray:
    """Give the absolute difference of a quantity of both actors; NaN where one is not known."""
    given = _values(net, values)
    return _without_diagonal(np.abs(given[:, None] - given[None, :]))


def sender(net: MultilayerNetwork, values: Mapping[str, float]) -> np.ndarray:
    """Give the quantity of the sender (row) of each directed pair; NaN where it is not known."""
    given = _values(net, values)
    return _without_diagonal(np.repeat(given[:, None], net.n_actors, axis=1))


def receiver(net: MultilayerNetwork, values: Mapping[str, float]) -> np.ndarray:
    """Give the quantity of the receiver (column) of each directed pair; NaN where it is not known."""
    given = _values(net, values)
    return _without_diagonal(np.repeat(given[None, :], net.n_actors, axis=0))


def _values(net: MultilayerNetwork, values: Mapping[str, float]) -> np.ndarray:
    return np.array([values.get(actor, np.nan) for actor in net.actors["actor"]], dtype=float)


def _without_diagonal(matrix: np.ndarray) -> np.ndarray:
    np.fill_diagonal(matrix, 0.0)
    return matrix
