"""The price of a single cleavage: what it costs to divide all layers along one line rather than each along its own."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pandas as pd

from qtnet.metrics.balance.frustration import frustration
from qtnet.metrics.balance.frustration_result import Frustration
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["CleavagePrice", "cleavage_price"]


@dataclass(frozen=True, kw_only=True, eq=False)
class CleavagePrice(Result):
    """Frustration of all layers under one division less the sum of the frustrations of each layer under its own.

    `estimate` is 0 if the layers can share a division without loss; NaN, with a reason that gives the interval, where
    one of the frustrations is not proved.
    """

    estimate: float
    joint: Frustration = field(repr=False)
    layers: tuple[Frustration, ...] = field(repr=False)
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row."""
        row = {"metric": "cleavage_price", "layer": MULTILAYER, "estimate": self.estimate, "reason": self.reason}
        return tidy([row | {"n": self.joint.dyads}])

    def details(self) -> dict[str, object]:
        """Give the frustration of all layers together and of each."""
        own = {part.layer: part.estimate for part in self.layers if part.certificate != "undefined"}
        return {"joint": None if self.joint.certificate == "undefined" else self.joint.estimate, "layers": own}


@metric(
    name="cleavage_price",
    kind="network",
    formula="L(all layers, one division) − Σ_layers L(layer), L the frustration index",
    range=(0, float("inf")),
    reads=("sign", "weight"),
    source="qtnet; see Aref & Wilson 2019, doi:10.1093/comnet/cny015, for L",
)
def cleavage_price(
    net: MultilayerNetwork, *, weighted: bool = True, effort: float = 1.0, time_limit: float | None = None
) -> CleavagePrice:
    """Give what a single division of all layers costs beyond the best division of each layer.

    Parameters
    ----------
    net
        The network.
    weighted, effort, time_limit
        As in `qtnet.metrics.balance.frustration`.

    Returns
    -------
    CleavagePrice
        In the unit of the weights, at least 0; 0 for a single layer; NaN without ties.

    Examples
    --------
    Friends in chips and enemies in space cannot be divided alike in both.

    >>> edges = pd.DataFrame({"source": ["US", "US"], "target": ["CN", "CN"], "layer": ["chips", "space"]})
    >>> cleavage_price(MultilayerNetwork.from_edges(edges.assign(sign=[1, -1]))).estimate
    1.0
    """
    joint, *layers = (
        frustration(net, layer=layer, weighted=weighted, effort=effort, time_limit=time_limit)
        for layer in (None, *net.layers)
    )
    own = [part for part in layers if part.certificate != "undefined"]
    least, most = (math.fsum(getattr(part, name) for part in own) for name in ("lower_bound", "estimate"))
    estimate, reason = joint.estimate - most, joint.reason
    if "gap" in {part.certificate for part in (joint, *own)}:
        low, high = max(0.0, joint.lower_bound - most), joint.estimate - least
        estimate, reason = float("nan"), f"not proved: between {low:g} and {high:g}"
    # Rounding of weighted sums must not make a price of nothing.
    estimate = 0.0 if estimate < 1e-9 * joint.total else estimate
    return CleavagePrice(estimate=estimate, joint=joint, layers=tuple(layers), reason=reason)
