"""Balance of triangles: friends of friends, enemies of enemies, and what weak balance forgives.

The measures read the signs of net dyads, all layers and directions summed, so units do not matter. They are silent on
networks without triangles, and near 1 wherever friendship prevails: compare them with their nulls, not with each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qtnet.metrics.balance.symmetrise import net_dyads
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.results import MULTILAYER, NetworkScore, Result, tidy

__all__ = ["TriangleBalance", "triangle_balance", "weak_triangle_balance"]


@dataclass(frozen=True, kw_only=True, eq=False)
class TriangleBalance(Result):
    """The share of balanced triangles, and how many there are of each kind.

    `friendly` counts triangles of three friends, `broken` two friendly ties and a hostile one, `common_enemy` one
    friendly tie and two hostile ones, `hostile` three mutual enemies. `estimate` is the share of the first and third
    kind among all `n`.
    """

    estimate: float
    n: int
    friendly: int
    broken: int
    common_enemy: int
    hostile: int
    layer: str = MULTILAYER
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row; after the fixed columns follow the four counts."""
        names = ("layer", "estimate", "n", "reason", "friendly", "broken", "common_enemy", "hostile")
        return tidy([{"metric": "triangle_balance"} | {name: getattr(self, name) for name in names}])


@metric(
    name="triangle_balance",
    kind="network",
    formula="(tr |S|³ + tr S³) / (2 tr |S|³), S the signs of net dyads",
    range=(0, 1),
    reads=("sign",),
    source="Cartwright & Harary 1956",
)
def triangle_balance(net: MultilayerNetwork) -> TriangleBalance:
    """Give the share of triangles with an even number of hostile ties, with the count of each kind of triangle.

    References
    ----------
    Cartwright, D. and Harary, F. (1956). Structural balance: a generalization of Heider's theory. Psychological Review
    63, 277–293.

    Examples
    --------
    Two friends with a common enemy are balanced.

    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [1, -1, -1]})
    >>> found = triangle_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips")))
    >>> found.estimate, found.common_enemy
    (1.0, 1)
    """
    S = net_dyads(net, None, weighted=False)
    P, N = S.maximum(0), (-S).maximum(0)
    friends, enemies = P @ P, N @ N
    # Each triangle is met once from every pair of its ties that the product joins, in both directions.
    friendly, broken = round((friends * P).sum() / 6), round((friends * N).sum() / 2)
    common, hostile = round((enemies * P).sum() / 2), round((enemies * N).sum() / 6)
    n = friendly + broken + common + hostile
    return TriangleBalance(
        estimate=(friendly + common) / n if n else np.nan,
        n=n,
        friendly=friendly,
        broken=broken,
        common_enemy=common,
        hostile=hostile,
        reason="" if n else "no triangles",
    )


@metric(
    name="weak_triangle_balance",
    kind="network",
    formula="share of triangles that do not have exactly one hostile tie, of net dyads",
    range=(0, 1),
    reads=("sign",),
    source="Davis 1967",
)
def weak_triangle_balance(net: MultilayerNetwork) -> NetworkScore:
    """Give the share of triangles without exactly one hostile tie: three mutual enemies are no contradiction.

    References
    ----------
    Davis, J. A. (1967). Clustering and structural balance in graphs. Human Relations 20, 181–187.

    Examples
    --------
    >>> import pandas as pd
    >>> edges = pd.DataFrame({"source": ["FR", "FR", "JP"], "target": ["JP", "US", "US"], "sign": [-1, -1, -1]})
    >>> weak_triangle_balance(MultilayerNetwork.from_edges(edges.assign(layer="chips"))).estimate
    1.0
    """
    found = triangle_balance(net)
    share = 1 - found.broken / found.n if found.n else np.nan
    return NetworkScore(metric="weak_triangle_balance", estimate=share, n=found.n, reason=found.reason)
