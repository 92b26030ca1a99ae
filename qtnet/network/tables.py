"""Arrays back to tables: the ties as a reader wants to see them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from qtnet.network.arrays import Ints, TieArrays

__all__ = ["tie_table"]


def tie_table(ties: TieArrays, evidence: pd.DataFrame, *, ids: Sequence[str], layers: Sequence[str]) -> pd.DataFrame:
    """Give one row per tie, in the order of `ties`.

    Parameters
    ----------
    ties
        The ties as codes.
    evidence
        Their contributions, with the column ``tie``; every tie has at least one.
    ids, layers
        Names of the actor and layer codes.

    Returns
    -------
    pd.DataFrame
        source, target, layer, sign, weight, directed, year (earliest, NaN unknown), confidence (largest),
        n_evidence, facts (tuple of ids).
    """
    actors, labels = np.array(ids, dtype=object), np.array(layers, dtype=object)
    grouped = evidence.groupby("tie", sort=True)
    tie = evidence["tie"].to_numpy(dtype=np.int64)
    return pd.DataFrame(
        {
            "source": pd.Series(actors[ties.source], dtype=str),
            "target": pd.Series(actors[ties.target], dtype=str),
            "layer": pd.Series(labels[ties.layer], dtype=str),
            "sign": ties.sign,
            "weight": ties.weight,
            "directed": ties.directed,
            "year": grouped["year"].min().to_numpy(dtype=float),
            "confidence": grouped["confidence"].max().to_numpy(dtype=float),
            "n_evidence": np.bincount(tie, minlength=len(ties)),
            "facts": _fact_tuples(evidence["fact"].tolist(), tie, len(ties)),
        }
    )


def _fact_tuples(facts: list[str], tie: Ints, n_ties: int) -> pd.Series:
    found: list[set[str]] = [set() for _ in range(n_ties)]
    for fact, position in zip(facts, tie.tolist(), strict=True):
        found[position].add(fact)
    return pd.Series([tuple(sorted(each)) for each in found], dtype=object)
