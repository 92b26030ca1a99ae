"""Numbers about pairs of layers: one result for all measures that compare layers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.network.arrays import Floats
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["LayerPairs", "compared"]

_ALONE = "fewer than two layers"


@dataclass(frozen=True, kw_only=True, eq=False)
class LayerPairs(Result):
    """One number for every two layers.

    `matrix` has shape (n_layers, n_layers), rows and columns in the order of `layers`, symmetric; NaN, for `reason`,
    where the measure is undefined.
    """

    metric: str
    layers: tuple[str, ...]
    matrix: Floats = field(repr=False)
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Give one row per pair, the first layer in ``layer`` and the second in ``other_layer``."""
        if len(self.layers) < 2:
            return tidy([{"metric": self.metric, "layer": MULTILAYER, "reason": _ALONE, "other_layer": ""}])
        first, second = np.triu_indices(len(self.layers), k=1)
        estimates = self.matrix[first, second]
        labels = np.array(self.layers, dtype=object)
        rows = {
            "metric": self.metric,
            "layer": labels[first],
            "estimate": estimates,
            "reason": np.where(np.isnan(estimates), self.reason, ""),
            "other_layer": labels[second],
        }
        return tidy(pd.DataFrame(rows))


def compared(n_layers: int, measure: Callable[[int, int], float]) -> Floats:
    """Give the symmetric matrix of a measure of two layers' codes, its diagonal included."""
    matrix = np.full((n_layers, n_layers), np.nan)
    for a in range(n_layers):
        for b in range(a, n_layers):
            matrix[a, b] = matrix[b, a] = measure(a, b)
    return matrix
