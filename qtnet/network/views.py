"""Parts and projections of a network, on arrays: fewer layers, fewer actors, layers laid on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from qtnet.network.arrays import EvidenceArrays, Ints, TieArrays, collapse, select

__all__ = ["of_actors", "of_layers", "projected"]


def of_layers(ties: TieArrays, evidence: EvidenceArrays, codes: Ints) -> tuple[TieArrays, EvidenceArrays]:
    """Keep the ties of some layers; `codes` is sorted, and a layer's new code is its place in it."""
    ties, evidence = select(ties, evidence, np.isin(ties.layer, codes))
    return replace(ties, layer=np.searchsorted(codes, ties.layer)), evidence


def of_actors(ties: TieArrays, evidence: EvidenceArrays, codes: Ints) -> tuple[TieArrays, EvidenceArrays]:
    """Keep the ties among some actors; `codes` is sorted, and an actor's new code is its place in it."""
    ties, evidence = select(ties, evidence, np.isin(ties.source, codes) & np.isin(ties.target, codes))
    source, target = np.searchsorted(codes, ties.source), np.searchsorted(codes, ties.target)
    return replace(ties, source=source, target=target), evidence


def projected(
    ties: TieArrays, evidence: EvidenceArrays, labels: Sequence[str], *, n_actors: int
) -> tuple[TieArrays, EvidenceArrays, tuple[str, ...]]:
    """Give each layer the label in `labels` and add up the ties of layers that share one; labels come back sorted."""
    names = tuple(sorted(set(labels)))
    code = np.array([names.index(label) for label in labels], dtype=np.int64)
    each = ties.take(evidence.tie)
    ends = replace(each, layer=code[each.layer], weight=evidence.weight)
    source = evidence.sources()
    return *collapse(ends, source, n_actors=n_actors, n_layers=len(names)), names
