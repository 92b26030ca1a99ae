"""How far a network is from two friendly camps: the frustration index with its division, certificate and ties.

In comes a network, out comes the least weight of ties that any division into two sides leaves frustrated (cooperation
across, hostility within), whether that is proved, and the ties in question with the facts they rest on.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import minimum_spanning_tree

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.frustration_result import BIPARTITION_COLUMNS, TIE_COLUMNS, Frustration
from qtnet.metrics.balance.graph import SignedGraph, merge_layers
from qtnet.metrics.balance.optima import Optima, optima
from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER

__all__ = ["Frustration", "frustration"]

#: Share of the work left after the proof that may go into counting the optimal divisions.
_FOR_OPTIMA = 0.25


@metric(
    name="frustration",
    kind="network",
    formula="min over σ ∈ {±1}ⁿ of Σ |w_ij| [w_ij σ_i σ_j < 0], w_ij the summed signed weight of a dyad",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source="Aref & Wilson 2019, doi:10.1093/comnet/cny015",
)
def frustration(
    net: MultilayerNetwork,
    *,
    layer: str | None = None,
    weighted: bool = True,
    effort: float = 1.0,
    time_limit: float | None = None,
) -> Frustration:
    """Divide the actors in two so that the frustrated weight is least, with proof.

    Parameters
    ----------
    net
        The network.
    layer
        One layer; None for one common division of all layers, whose frustrations add up.
    weighted
        Count weights; otherwise every dyad of a layer counts 1.
    effort
        Work that may be done, as a multiple of the usual limit of some minutes. When it is used up, the best division
        so far is given with the bound proved so far, the same on every machine.
    time_limit
        Seconds after which to stop in any case; None, the default, for no such limit.

    Returns
    -------
    Frustration
        Frustrated weight in [0, half of all weight]; NaN with a reason when there are no ties.

    Raises
    ------
    UnknownNameError
        If the layer is unknown.
    InputError
        If the effort or the time limit is not positive.

    Notes
    -----
    Within a layer the signed weights of a dyad are summed over both directions and all its ties; the sum is the dyad's
    weight, a sum of zero is no tie. Published values depend on this rule. Over layers the sums are not netted again:
    a dyad that is friendly in one layer and hostile in another is frustrated in one of them under any division.
    Solved exactly by reductions, then branch and bound or an integer programme over negative cycles (HiGHS). Optimal
    divisions are counted where that takes little beside the proof.

    References
    ----------
    Aref, S. and Wilson, M. C. (2019). Balance and frustration in signed networks. Journal of Complex Networks 7,
    163–189.

    Examples
    --------
    Two friends who quarrel over a third: one tie is frustrated, whatever the sides.

    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> found = frustration(MultilayerNetwork.from_edges(edges.assign(layer="chips")))
    >>> found.estimate, found.certificate, found.optima
    (1.0, 'optimal', 3)
    """
    budget = Budget.of(effort, time_limit)
    names = net.layers if layer is None else (layer,)
    matrices = {name: net_dyads(net, name, weighted=weighted) for name in names}
    label = MULTILAYER if layer is None else layer
    dyads = sum(W.nnz for W in matrices.values()) // 2
    if not dyads:
        return _undefined(label, weighted=weighted)
    graph, conflict = merge_layers(matrices.values())
    cover = least_frustration(graph, budget=budget)
    space = optima(graph, cover, budget.share(_FOR_OPTIMA)) if cover.proved else None
    sides = cover.labels if space is None else space.sides
    return Frustration(
        estimate=graph.cost(sides) + conflict,
        lower_bound=cover.bound + conflict,
        certificate="optimal" if cover.proved else "gap",
        optima=None if space is None else space.number,
        layer=label,
        weighted=weighted,
        dyads=dyads,
        total=math.fsum(abs(W).sum() for W in matrices.values()) / 2,
        worst=conflict + _worst(graph),
        bipartition=_bipartition(net, label, graph, sides, space),
        frustrated_ties=_frustrated_ties(net, matrices, sides, space),
    )


def _worst(graph: SignedGraph) -> float:
    """Bound what the graph's frustration would be under the worst of signs: half of all less a quarter of a forest."""
    size = np.abs(graph.w)
    forest = minimum_spanning_tree(sparse.csr_array((size, (graph.u, graph.v)), shape=(graph.n, graph.n)))
    return float(size.sum() / 2 - forest.sum() / 4)


def _bipartition(
    net: MultilayerNetwork, label: str, graph: SignedGraph, sides: np.ndarray, space: Optima | None
) -> pd.DataFrame:
    """Name the sides 0 and 1, the first tied actor of each component on 0; actors without a tie have none."""
    tied = np.isin(np.arange(graph.n), np.concatenate([graph.u, graph.v]))
    frame = pd.DataFrame({"layer": label, "actor": net.ids, "side": np.where(tied, sides.astype(float), np.nan)})
    frame["group"], frame["settled"] = pd.array([pd.NA] * graph.n, "Int64"), pd.array([pd.NA] * graph.n, "boolean")
    if space is not None and space.number is not None:
        members = pd.DataFrame({"group": space.group, "component": space.component})[tied]
        size = members.groupby("group")["component"].transform("size")
        order = members.assign(size=-size).sort_values(["size", "group"])["group"].unique()
        frame.loc[tied, "group"] = pd.Index(order).get_indexer(pd.Index(members["group"])) + 1
        largest = frame.loc[tied, "group"].groupby(members["component"]).transform("min")
        frame.loc[tied, "settled"] = frame.loc[tied, "group"] == largest
    return frame[BIPARTITION_COLUMNS]


def _frustrated_ties(
    net: MultilayerNetwork, matrices: dict[str, sparse.csr_array], side: np.ndarray, space: Optima | None
) -> pd.DataFrame:
    """List the ties on frustrated dyads that have the dyad's sign."""
    ties = net.ties
    place = pd.Index(net.ids)
    source, target = (place.get_indexer(pd.Index(ties[end])) for end in ("source", "target"))
    sums = np.zeros(len(ties))
    for name, W in matrices.items():
        here = np.flatnonzero((ties["layer"] == name).to_numpy())
        if here.size:
            sums[here] = W[source[here], target[here]]
    across = side[source] != side[target]
    listed = (sums != 0) & ((sums > 0) == across) & (np.sign(sums) == ties["sign"].to_numpy())
    known = space is not None and space.number is not None
    settled = space.group[source] == space.group[target] if space is not None and known else np.zeros(len(ties), bool)
    ties["always"] = pd.array(settled, "boolean") if known else pd.array([pd.NA] * len(ties), "boolean")
    chosen: pd.DataFrame = ties.loc[listed, TIE_COLUMNS]
    return chosen.sort_values(TIE_COLUMNS[:4], ignore_index=True)


def _undefined(label: str, *, weighted: bool) -> Frustration:
    return Frustration(
        estimate=float("nan"),
        lower_bound=float("nan"),
        certificate="undefined",
        optima=None,
        layer=label,
        weighted=weighted,
        dyads=0,
        total=0.0,
        worst=0.0,
        bipartition=pd.DataFrame(columns=BIPARTITION_COLUMNS),
        frustrated_ties=pd.DataFrame(columns=TIE_COLUMNS),
        reason="no ties",
    )
