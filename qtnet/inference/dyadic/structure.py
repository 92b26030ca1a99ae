"""What other ties say of a pair: a tie in another layer, common partners, a tie given back.

In: a network. Out: matrices in the order of `net.actors`, covariates for `qtnet.inference.dyadic.regression`. Read from
the layer that is to be explained, such a covariate is made of the outcome itself; take it from other layers or earlier
years.
"""

from __future__ import annotations

import numpy as np

from qtnet.errors import InputError
from qtnet.inference.dyadic.covariates import tie_counts
from qtnet.network import MultilayerNetwork

__all__ = ["common_partners", "returned_ties", "tied_in"]


def tied_in(net: MultilayerNetwork, layer: str, *, sign: int = 1, directed: bool = False) -> np.ndarray:
    """Give 1 where a pair is tied in a layer; a tie in one technology may go with a tie in another.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "JP"], "target": ["US", "KR"], "layer": ["ai", "chips"]})
    >>> tied_in(MultilayerNetwork.from_edges(edges), "ai").tolist()
    [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    return (tie_counts(net, sign=sign, layer=layer, directed=directed) > 0).astype(float)


def common_partners(net: MultilayerNetwork, *, sign: int = 1, layer: str | None = None) -> np.ndarray:
    """Count the actors with which both of a pair are tied, directions dropped.

    Parameters
    ----------
    net
        The network.
    sign
        +1 for partners in cooperation, -1 for common adversaries.
    layer
        One layer; all together when not given.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["JP", "US"], "target": ["KR", "KR"], "layer": "ai"})
    >>> common_partners(MultilayerNetwork.from_edges(edges)).tolist()
    [[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """
    tied = (tie_counts(net, sign=sign, layer=layer) > 0).astype(float)
    common = np.asarray(tied @ tied)
    np.fill_diagonal(common, 0.0)
    return common


def returned_ties(net: MultilayerNetwork, *, sign: int = 1, layer: str | None = None) -> np.ndarray:
    """Count the directed facts by which the receiver of each pair ties the sender.

    Undirected ties are no answer to one another and do not count.

    Raises
    ------
    InputError
        If the network has no directed tie of this sign in the layer.
    UnknownNameError
        If the network has no such layer.
    """
    ties = (net if layer is None else net.subnetwork(layers=[layer])).ties
    ties = ties[ties["directed"] & (ties["sign"] == sign)]
    if ties.empty:
        raise InputError(f"returned ties: there is no directed tie of sign {sign} in {layer or 'any layer'}")
    place = {actor: i for i, actor in enumerate(net.ids)}
    rows, columns = (ties[end].map(place).to_numpy(dtype=int) for end in ("target", "source"))
    counts = np.zeros((net.n_actors, net.n_actors))
    np.add.at(counts, (rows, columns), ties["n_evidence"].to_numpy(dtype=float))
    np.fill_diagonal(counts, 0.0)
    return counts
