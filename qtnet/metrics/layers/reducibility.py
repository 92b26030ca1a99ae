"""Structural reducibility: which layers may be laid on one another without losing what the network tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from qtnet.metrics.layers.distance import TOO_LARGE, entropy, layer_distance, layer_laplacians
from qtnet.metrics.registry import metric
from qtnet.network import MultilayerNetwork
from qtnet.network.arrays import Floats
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["Reducibility", "reducibility"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Reducibility(Result):
    """How much is gained by laying similar layers on one another.

    Attributes
    ----------
    quality
        Relative quality after 0, 1, … merges, shape (n_layers,); the last is 0, all layers in one. NaN for `reason`.
    groups
        For each number of merges the groups of layers, as tuples of labels.
    """

    metric: str
    quality: Floats
    groups: tuple[tuple[tuple[str, ...], ...], ...] = field(repr=False)
    reason: str = ""

    @property
    def best(self) -> tuple[tuple[str, ...], ...]:
        """The groups of best quality; of equal ones those with fewer merges, the layers as they are where undefined."""
        return self.groups[0 if np.isnan(self.quality).any() else int(np.argmax(self.quality))]

    def to_frame(self) -> pd.DataFrame:
        """Give one row per number of groups, the groups in the column ``groups``."""
        told = [" | ".join(" + ".join(group) for group in groups) for groups in self.groups]
        rows: list[dict[str, object]] = [
            {"metric": self.metric, "layer": MULTILAYER, "estimate": quality, "n": len(groups), "groups": text}
            | {"reason": self.reason}
            for quality, groups, text in zip(self.quality, self.groups, told, strict=True)
        ]
        return tidy(rows)


@metric(
    name="reducibility",
    kind="network",
    formula="q = 1 − (mean entropy of the layers left)/(entropy of their sum), S(ρ) = −tr ρ log₂ρ, for each merge",
    range=(-float("inf"), 1),
    reads=("weight",),
    source="De Domenico et al. 2015, Nature Communications 6:6864, eq. 5",
)
def reducibility(net: MultilayerNetwork) -> Reducibility:
    """How well the layers, merged step by step by similarity, still tell the network from the sum of all its layers.

    Notes
    -----
    Layers are joined by Ward's rule (ward.D2, as muxViz does) on their Jensen–Shannon distance; merged layers add up
    their weights. Directions are dropped and signs are not read. Exact, by the eigenvalues of each connected part;
    undefined, with a reason, where a part of the sum has more than 8,000 actors. The maximum names the layers that say
    the same; if it is at no merge, every layer says something of its own.
    """
    singles = tuple((layer,) for layer in net.layers)
    laplacians = layer_laplacians(net)
    whole = entropy(sum(laplacians[1:], laplacians[0])) if laplacians else np.nan
    reason = _undefined(laplacians, whole)
    if reason:
        return Reducibility(metric="reducibility", quality=np.array([np.nan]), groups=(singles,), reason=reason)
    distance = layer_distance(net).matrix.copy()
    np.fill_diagonal(distance, 0.0)
    # equal distances would be joined in an order that rounding decides
    merges = linkage(squareform(np.round(distance, 12), checks=False), method="ward")
    left = {
        number: ([layer], laplacian)
        for number, (layer, laplacian) in enumerate(zip(net.layers, laplacians, strict=True))
    }
    quality = [_quality(left, whole)]
    groups: list[tuple[tuple[str, ...], ...]] = [singles]
    for step, merge in enumerate(merges):
        (first, one), (second, other) = (left.pop(int(code)) for code in merge[:2])
        left[net.n_layers + step] = ([*first, *second], one + other)
        quality.append(_quality(left, whole))
        groups.append(tuple(sorted(tuple(sorted(members)) for members, _ in left.values())))
    return Reducibility(metric="reducibility", quality=np.array(quality), groups=tuple(groups))


def _undefined(laplacians: Sequence[sp.csr_array], whole: float) -> str:
    if len(laplacians) < 2:
        return "fewer than two layers"
    if any(each.trace() == 0 for each in laplacians):
        return "one of the layers has no tie"
    return TOO_LARGE if np.isnan(whole) else ""


def _quality(left: Mapping[int, tuple[list[str], sp.csr_array]], whole: float) -> float:
    if len(left) == 1 or whole == 0:
        return 0.0 if len(left) == 1 else np.nan
    return 1.0 - float(np.mean([entropy(laplacian) for _, laplacian in left.values()])) / whole
