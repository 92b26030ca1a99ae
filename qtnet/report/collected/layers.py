"""How alike layers are, how far blocs hang on the documents, and how many there are, as frames of the page."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qtnet.inference.blocs import BlocCount, BlocsBootstrap
from qtnet.metrics.layers import LayerPairs
from qtnet.network import MultilayerNetwork
from qtnet.report.inputs import no_rows
from qtnet.results import MULTILAYER

__all__ = ["bloc_count_frame", "similarity_frame", "support_frame"]

#: These compare pairs of actors; the others compare actors.
_OF_PAIRS = ("edge_similarity",)


def similarity_frame(found: Sequence[LayerPairs], net: MultilayerNetwork) -> pd.DataFrame:
    """Give every measure for every ordered pair of different layers; `n` counts what is in either layer."""
    ties = net.ties
    actors = {layer: set(own["source"]) | set(own["target"]) for layer, own in ties.groupby("layer")}
    pairs = {
        layer: set(map(frozenset, zip(own["source"], own["target"], strict=True)))
        for layer, own in ties.groupby("layer")
    }
    rows = []
    for measure in found:
        sets: dict[str, set[object]] = pairs if measure.metric in _OF_PAIRS else actors  # type: ignore[assignment]
        for a, first in enumerate(measure.layers):
            for b, second in enumerate(measure.layers):
                if a == b:
                    continue
                estimate = float(measure.matrix[a, b])
                row = {"layer_a": first, "layer_b": second, "metric": measure.metric, "estimate": estimate}
                row["n"] = len(sets.get(first, set()) | sets.get(second, set()))
                rows.append(row | {"reason": "" if estimate == estimate else measure.reason})
    return pd.DataFrame(rows) if rows else no_rows("layer_similarity")


def support_frame(found: BlocsBootstrap) -> pd.DataFrame:
    """Give the share of resampled corpora in which each actor stands with the members of its bloc."""
    actors = found.frame[found.frame["actor"] != ""]
    columns = {"actor": "actor", "estimate": "bloc", "stability": "support", "reason": "reason"}
    return actors[list(columns)].rename(columns=columns).assign(layer=MULTILAYER).reset_index(drop=True)


def bloc_count_frame(found: BlocCount) -> pd.DataFrame:
    """Give the modularity of the best k blocs for each k, and whether the k-th bloc stands out from chance.

    ``stands_out`` is true of every k up to the number of blocs told; all rows have the null and the reason.
    """
    frame = found.to_frame()
    told = frame["reason"].fillna("").astype(str)
    asked = frame["blocs"].astype(int)
    return frame.assign(
        blocs=asked,
        stands_out=asked <= found.n_blocs,
        null=found.null,
        reason=told.mask(told == "", found.reason),
    )
