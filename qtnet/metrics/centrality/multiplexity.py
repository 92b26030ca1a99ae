"""Multiplexity: how much of an actor's standing rests on many ties, and how much on many layers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.metrics.centrality.degree import degree, participation
from qtnet.metrics.centrality.scores import actor_metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import ActorScores, Result

__all__ = ["MultiplexityRoles", "degree_z", "multiplexity_roles"]

_HUB = 2.0  # standard deviations above the mean, as in the source
_SPREADS = ("focused", "mixed", "multiplex")  # participation up to 1/3, up to 2/3, above


@actor_metric(
    name="degree_z",
    formula="z_i = (k_i − mean k)/(standard deviation of k), k the degree over all layers, over actors with a tie",
    range=(-float("inf"), float("inf")),
    reads=("direction",),
    source="Battiston, Nicosia & Latora 2014, eq. 8",
    undefined="no ties, or all tied actors have as many",
)
def degree_z(net: MultilayerNetwork) -> Floats:
    """How many standard deviations an actor's number of ties lies above that of the mean tied actor."""
    degrees = _of_all(degree(net), net)
    tied = degrees > 0
    spread = degrees[tied].std() if tied.any() else 0.0
    if spread == 0:
        return np.full(net.n_actors, np.nan)
    return np.where(tied, (degrees - degrees[tied].mean()) / spread, np.nan)


@dataclass(frozen=True, kw_only=True, eq=False)
class MultiplexityRoles(Result):
    """The role of each actor: hub or ordinary, and focused on a layer, mixed or multiplex."""

    frame: pd.DataFrame = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Give one row per actor: the participation coefficient, then ``degree_z`` and ``role``."""
        return self.frame.copy()


def multiplexity_roles(net: MultilayerNetwork) -> MultiplexityRoles:
    """Sort the actors by how many ties they have and over how many layers these spread.

    Returns
    -------
    MultiplexityRoles
        One row per actor; `role` is ``"focused"`` (participation at most 1/3), ``"mixed"`` (at most 2/3) or
        ``"multiplex"``, with ``" hub"`` after it from two standard deviations of degree on; empty where the
        participation is undefined, with the reason.

    Notes
    -----
    The cuts are those of Battiston, Nicosia & Latora 2014, section IV. They are conventions: look at the numbers too.
    """
    spread = participation(net)
    frame = spread.to_frame()
    z = degree_z(net).series().reindex(frame["actor"]).to_numpy()
    values = frame["estimate"].to_numpy()
    kinds = np.array(_SPREADS, dtype=object)[np.digitize(values, [1 / 3 + 1e-12, 2 / 3 + 1e-12])]
    roles = np.where(z >= _HUB, kinds + " hub", kinds)
    frame["degree_z"] = z
    frame["role"] = pd.Series(np.where(np.isnan(values), "", roles), dtype=object)
    return MultiplexityRoles(frame=frame)


def _of_all(scores: ActorScores, net: MultilayerNetwork) -> Floats:
    values: Floats = scores.series().reindex(list(net.ids)).to_numpy(dtype=float)
    return values
