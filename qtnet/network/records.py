"""Checked contributions to ties: names become codes, and what is told of one tie in several rows adds up."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from qtnet.errors import InputError
from qtnet.network.arrays import SOURCE_COLUMNS, EvidenceArrays, TieArrays, coded, collapse, names_in

__all__ = ["collapsed_records"]


def collapsed_records(
    records: pd.DataFrame, *, actors: pd.DataFrame, layers: Iterable[str]
) -> tuple[tuple[str, ...], TieArrays, EvidenceArrays, int]:
    """Give the layers' labels, the ties, what each rests on, and how many records were dropped for their weight of 0.

    Parameters
    ----------
    records
        As `qtnet.network.checks.edge_records` gives them.
    actors
        As `qtnet.network.actors.actor_table` gives it.
    layers
        Layers to keep although no record is in them.

    Raises
    ------
    InputError
        If an end of a record is not among the actors.
    """
    labels = tuple(sorted({*names_in(records["layer"]), *layers}))
    ids = actors["actor"].tolist()
    ends = TieArrays(
        coded(records["source"], ids),
        coded(records["target"], ids),
        coded(records["layer"], labels),
        records["sign"].to_numpy(dtype=np.int64, copy=True),
        records["directed"].to_numpy(dtype=bool, copy=True),
        records["weight"].to_numpy(dtype=float, copy=True),
    )
    if (unknown := (ends.source < 0) | (ends.target < 0)).any():
        names = sorted({*records["source"][unknown], *records["target"][unknown]} - set(ids))
        raise InputError(f"ties name {', '.join(names[:5])}, which the table of actors does not list")
    source = records[[c for c in SOURCE_COLUMNS if c in records]].reset_index(drop=True)
    ties, evidence = collapse(ends, source, n_actors=len(actors), n_layers=len(labels))
    return labels, ties, evidence, int((ends.weight == 0).sum())
