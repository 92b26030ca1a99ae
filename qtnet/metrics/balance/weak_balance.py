"""How far a network is from any number of friendly, mutually hostile blocs, and what a second and a third bloc remove.

In comes a network, out comes the line index of weak balance: the least weight of hostility inside blocs and cooperation
between them, with its blocs, beside the same with one bloc and with two.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse

from qtnet.metrics.balance.correlation_clustering import Disagreement, least_disagreement
from qtnet.metrics.balance.graph import merge_layers
from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["WeakFrustration", "weak_frustration"]


@dataclass(frozen=True, kw_only=True, eq=False)
class WeakFrustration(Result):
    """The line index of weak balance of a layer, or of all layers under one division.

    `levels` holds the least disagreement with one bloc, two blocs and any number (the estimate), `lower_bounds` what no
    division can beat. `blocs` numbers the bloc of each actor that has a tie.
    """

    estimate: float
    levels: tuple[float, float, float]
    lower_bounds: tuple[float, float, float]
    certificate: Literal["optimal", "gap", "undefined"]
    n_blocs: int
    layer: str
    dyads: int
    blocs: pd.DataFrame = field(repr=False)
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give three rows: any number of blocs, one bloc, two blocs; then lower_bound and certificate."""
        names = {"weak_frustration": 2, "weak_frustration_one_bloc": 0, "weak_frustration_two_blocs": 1}
        shared = {"layer": self.layer, "n": self.dyads, "reason": self.reason, "certificate": self.certificate}
        return tidy(
            [
                {"metric": name, "estimate": self.levels[i], "lower_bound": self.lower_bounds[i]} | shared
                for name, i in names.items()
            ]
        )

    def details(self) -> dict[str, object]:
        """Give the certificate and the members of each bloc."""
        members = self.blocs.groupby("bloc")["actor"].agg(list) if len(self.blocs) else pd.Series(dtype=object)
        return {"certificate": self.certificate, "n_blocs": self.n_blocs, "blocs": members.tolist()}

    def remark(self) -> str:
        """Say what is not proved."""
        if self.certificate != "gap":
            return ""
        return f"Not proved: the index lies between {self.lower_bounds[2]:g} and {self.estimate:g}."


@metric(
    name="weak_frustration",
    kind="network",
    formula="min over partitions of Σ w⁺_ij [blocs differ] + Σ w⁻_ij [blocs agree], w the net weights of dyads",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source="Davis 1967; Doreian & Mrvar 1996",
)
def weak_frustration(
    net: MultilayerNetwork,
    *,
    layer: str | None = None,
    weighted: bool = True,
    effort: float = 1.0,
    time_limit: float | None = None,
) -> WeakFrustration:
    """Divide the actors into any number of blocs with the least weight of ties that do not fit, with proof.

    Parameters
    ----------
    net
        The network.
    layer
        One layer; None for one common division of all layers, whose disagreements add up.
    weighted
        Count weights; otherwise every dyad of a layer counts 1.
    effort, time_limit
        As in `qtnet.metrics.balance.frustration`.

    Returns
    -------
    WeakFrustration
        At least 0, at most the frustration index; NaN with a reason when there are no ties.

    Raises
    ------
    UnknownNameError
        If the layer is unknown.
    InputError
        If the effort or the time limit is not positive.

    Notes
    -----
    Dyads are netted as in `frustration`. With 1, 2 and any number of blocs the levels are the L1, L2 and L∞ of the
    two-ness of a bipolar world, here in the unit of the weights.

    References
    ----------
    Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20, 181–187.
    Doreian, P. and Mrvar, A. (1996). A partitioning approach to structural balance. Social Networks 18, 149–168.

    Examples
    --------
    Three mutual enemies are three blocs.

    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [-1, -1, -1]})
    >>> found = weak_frustration(MultilayerNetwork.from_edges(edges.assign(layer="chips")))
    >>> found.estimate, found.n_blocs, found.levels
    (0.0, 3, (3.0, 1.0, 0.0))
    """
    names = net.layers if layer is None else (layer,)
    matrices = [net_dyads(net, name, weighted=weighted) for name in names]
    label = MULTILAYER if layer is None else layer
    dyads = sum(W.nnz for W in matrices) // 2
    if not dyads:
        return _undefined(label)
    graph, conflict = merge_layers(matrices)
    W = sparse.csr_array(graph.matrix())
    levels = [least_disagreement(W, blocs=most, effort=effort, time_limit=time_limit) for most in (1, 2, None)]
    best = levels[-1]
    proved = all(level.certificate == "optimal" for level in levels)
    one, two, many = (level.value + conflict for level in levels)
    bounds = [level.bound + conflict for level in levels]
    blocs = _blocs(net, label, np.diff(W.indptr) > 0, best)
    return WeakFrustration(
        estimate=many,
        levels=(one, two, many),
        lower_bounds=(bounds[0], bounds[1], bounds[2]),
        certificate="optimal" if proved else "gap",
        n_blocs=int(blocs["bloc"].nunique()),
        layer=label,
        dyads=dyads,
        blocs=blocs,
    )


def _blocs(net: MultilayerNetwork, label: str, tied: np.ndarray, best: Disagreement) -> pd.DataFrame:
    frame = pd.DataFrame({"layer": label, "actor": net.ids, "bloc": best.labels})[tied]
    return frame.assign(bloc=pd.factorize(frame["bloc"])[0] + 1).reset_index(drop=True)


def _undefined(label: str) -> WeakFrustration:
    nothing = (float("nan"),) * 3
    return WeakFrustration(
        estimate=float("nan"),
        levels=nothing,
        lower_bounds=nothing,
        certificate="undefined",
        n_blocs=0,
        layer=label,
        dyads=0,
        blocs=pd.DataFrame(columns=["layer", "actor", "bloc"]),
        reason="no ties",
    )
