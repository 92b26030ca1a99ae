"""Current-flow centralities: what passes an actor when cooperation spreads over all paths, not only the shortest.

An actor is one point of the circuit: current changes its layer at no cost, so the conductances of the layers add up.
Positive ties conduct both ways; conductances are in units of the mean positive tie, so that no unit of weight matters.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import scipy.sparse as sp
from scipy.sparse import csgraph

from qtnet.metrics.centrality.scores import actor_metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats, Ints

__all__ = ["current_flow_betweenness", "current_flow_closeness"]

#: Actors of a component whose potentials can be had: dense matrices of 8,000² numbers, 0.5 GiB each.
_LARGEST_CIRCUIT = 8_000
_UNDEFINED = f"no positive ties, or more than {_LARGEST_CIRCUIT:,} actors in its component"
_SOURCE = "Brandes & Fleischer 2005, Centrality measures based on current flow"


@actor_metric(
    name="current_flow_betweenness",
    formula="b_i = Σ_{s<t, s≠i≠t} ½ Σ_j c_ij |v_i − v_j|, v the potentials when a unit of current runs from s to t",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source=f"Newman 2005, Social Networks 27:39; {_SOURCE}",
    undefined=_UNDEFINED,
)
def current_flow_betweenness(net: MultilayerNetwork) -> Floats:
    """How much of what flows between pairs of other actors, over all paths at once, runs through an actor.

    Notes
    -----
    Not normalised; pairs of the same component only. ``networkx.current_flow_betweenness_centrality`` gives the same
    with ``normalized=False``. Takes memory for the square of the largest component; actors of one with more than
    8,000 actors get NaN, with a reason.
    """
    values = np.full(net.n_actors, np.nan)
    for members, conductances in _circuits(net):
        values[members] = _throughput(conductances)
    return values


@actor_metric(
    name="current_flow_closeness",
    formula="c_i = (m − 1)/Σ_j R_ij, R the effective resistance in i's component of m actors",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source=f"Stephenson & Zelen 1989, Social Networks 11:1; {_SOURCE}",
    undefined=_UNDEFINED,
)
def current_flow_closeness(net: MultilayerNetwork) -> Floats:
    """How easily cooperation reaches the others of an actor's component when all paths carry it together.

    Notes
    -----
    Known as information centrality. ``networkx.current_flow_closeness_centrality`` lacks the factor m − 1, by which
    components of different size can be compared. Takes memory for the square of the largest component; actors of one
    with more than 8,000 actors get NaN, with a reason.
    """
    values = np.full(net.n_actors, np.nan)
    for members, conductances in _circuits(net):
        potentials = _potentials(conductances)
        resistances = potentials.diagonal() * len(members) + potentials.trace()
        values[members] = (len(members) - 1) / resistances
    return values


def _circuits(net: MultilayerNetwork) -> Iterator[tuple[Ints, sp.csr_array]]:
    """Give the actors and conductances of each component with a tie that is not too large."""
    weights = sp.csr_array(net.adjacency(sign=1, symmetric=True))
    if weights.nnz:
        weights = weights / weights.data.mean()
    count, component = csgraph.connected_components(weights, directed=False)
    sizes = np.bincount(component, minlength=count)
    order = np.argsort(component, kind="stable")
    for members in np.split(order, np.cumsum(sizes)[:-1]):
        if 1 < len(members) <= _LARGEST_CIRCUIT:
            yield members, sp.csr_array(weights[members][:, members])


def _potentials(conductances: sp.csr_array) -> Floats:
    """Give the pseudo-inverse of the Laplacian of a connected circuit."""
    n = conductances.shape[0]
    laplacian = csgraph.laplacian(conductances).toarray()
    # a connected Laplacian loses only the constant vector, which the added matrix of 1/n carries
    inverse: Floats = np.linalg.inv(laplacian + 1.0 / n) - 1.0 / n
    return inverse


def _throughput(conductances: sp.csr_array) -> Floats:
    """Give the current through each actor, summed over pairs of others.

    The current of one tie is ``c (p_s − p_t)`` with p the differences of two rows of the potentials; sorting p turns
    the sum over all pairs into one over ranks.
    """
    n = conductances.shape[0]
    potentials = _potentials(conductances)
    ties = sp.coo_array(sp.triu(conductances))
    ranks = 2.0 * np.arange(n) - n + 1.0
    passing = np.zeros(n)
    for one, other, conductance in zip(*ties.coords, ties.data, strict=True):
        drops = conductance * (potentials[one] - potentials[other])
        # Σ_{s<t} |drop_s − drop_t|, of which the pairs with the actor at an end are no passage
        every = float(np.sort(drops) @ ranks)
        for end in (one, other):
            passing[end] += every - np.abs(drops - drops[end]).sum()
    return np.maximum(passing / 2.0, 0.0)  # rounding may leave a leaf below 0
