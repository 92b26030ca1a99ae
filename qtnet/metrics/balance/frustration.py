"""How far a network is from two friendly camps: the frustration index with its division, certificate and ties.

In comes a network, out comes the least weight of ties that any division into two sides leaves frustrated (cooperation
across, hostility within), whether that is proved, and the ties in question with the facts they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from qtnet.metrics.balance.budget import Budget
from qtnet.metrics.balance.cover import Cover
from qtnet.metrics.balance.exact import least_frustration
from qtnet.metrics.balance.graph import SignedGraph, merge_layers
from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["Frustration", "frustration"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Frustration(Result):
    """The frustration index of a layer, or of all layers under one division.

    `estimate` is the frustrated weight of `bipartition` and `lower_bound` what no division can beat; `certificate` is
    ``"optimal"`` when the two meet, ``"gap"`` when time ran out before, ``"undefined"`` without ties. `total` is the
    weight of all dyads and `normalised` ``1 − 2 estimate / total``: 1 balanced, near 0 as frustrated as can be.
    """

    estimate: float
    lower_bound: float
    certificate: str
    layer: str
    weighted: bool
    dyads: int
    total: float
    bipartition: pd.DataFrame = field(repr=False)
    frustrated_ties: pd.DataFrame = field(repr=False)
    reason: str = ""

    @property
    def normalised(self) -> float:
        """Share of balance, ``1 − 2 estimate / total``; NaN without ties."""
        return 1 - 2 * self.estimate / self.total if self.total > 0 else float("nan")

    def to_frame(self) -> pd.DataFrame:
        """Give one row; after the fixed columns follow lower_bound, certificate and normalised."""
        row: dict[str, object] = {"metric": "frustration", "layer": self.layer, "estimate": self.estimate}
        row |= {"n": self.dyads, "reason": self.reason, "lower_bound": self.lower_bound}
        return tidy([row | {"certificate": self.certificate, "normalised": self.normalised}])


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
    Solved exactly by reductions and a linear programme over negative cycles (HiGHS).

    References
    ----------
    Aref, S. and Wilson, M. C. (2019). Balance and frustration in signed networks. Journal of Complex Networks 7,
    163–189.

    Examples
    --------
    Two friends who quarrel over a third: one tie is frustrated, whatever the sides.

    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, 1, -1]})
    >>> found = frustration(MultilayerNetwork.from_edges(edges.assign(layer="chips")))
    >>> found.estimate, found.certificate
    (1.0, 'optimal')
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
    side = _oriented(graph, cover)
    return Frustration(
        estimate=cover.value + conflict,
        lower_bound=cover.bound + conflict,
        certificate="optimal" if cover.proved else "gap",
        layer=label,
        weighted=weighted,
        dyads=dyads,
        total=float(sum(abs(W).sum() for W in matrices.values()) / 2),
        bipartition=pd.DataFrame({"layer": label, "actor": net.ids, "side": side}),
        frustrated_ties=_frustrated_ties(net, matrices, side),
    )


def _oriented(graph: SignedGraph, cover: Cover) -> np.ndarray:
    """Name the sides 0 and 1, the first tied actor on 0; actors without a tie have no side, NaN."""
    side = cover.labels.astype(float)
    tied = np.zeros(graph.n, dtype=bool)
    tied[graph.u] = tied[graph.v] = True
    first = int(tied.argmax())
    side = np.asarray(np.abs(side - side[first]))
    side[~tied] = np.nan
    return side


def _frustrated_ties(net: MultilayerNetwork, matrices: dict[str, sparse.csr_array], side: np.ndarray) -> pd.DataFrame:
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
    columns = ["layer", "source", "target", "sign", "weight", "facts"]
    chosen: pd.DataFrame = ties.loc[listed, columns]
    return chosen.sort_values(columns[:4], ignore_index=True)


def _undefined(label: str, *, weighted: bool) -> Frustration:
    columns = ["layer", "source", "target", "sign", "weight", "facts"]
    return Frustration(
        estimate=float("nan"),
        lower_bound=float("nan"),
        certificate="undefined",
        layer=label,
        weighted=weighted,
        dyads=0,
        total=0.0,
        bipartition=pd.DataFrame(columns=["layer", "actor", "side"]),
        frustrated_ties=pd.DataFrame(columns=columns),
        reason="no ties",
    )
