"""Parts and projections of a network, on arrays: fewer layers, fewer actors, layers laid on one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from qtnet.network.arrays import EvidenceArrays, Floats, Ints, TieArrays, collapse, reweigh, select

__all__ = ["Combine", "of_actors", "of_layers", "projected"]

#: What the weight of a projected tie is of those in the layers that become one.
Combine = Literal["sum", "max", "mean"]


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
    ties: TieArrays, evidence: EvidenceArrays, labels: Sequence[str], *, n_actors: int, combine: Combine = "sum"
) -> tuple[TieArrays, EvidenceArrays, tuple[str, ...]]:
    """Give each layer the label in `labels` and lay those that share one on one another; labels come back sorted."""
    names = tuple(sorted(set(labels)))
    code = np.array([names.index(label) for label in labels], dtype=np.int64)
    if combine != "sum":
        counted = _share(ties, code) if combine == "mean" else _heaviest(ties, code)
        ties, evidence = reweigh(ties, evidence, counted[evidence.tie])
    each = ties.take(evidence.tie)
    ends = replace(each, layer=code[each.layer], weight=evidence.weight)
    source = evidence.sources()
    return *collapse(ends, source, n_actors=n_actors, n_layers=len(names)), names


def _share(ties: TieArrays, code: Ints) -> Floats:
    """Give what a tie counts in a mean over the layers of its label, those without the tie included."""
    share: Floats = 1.0 / np.bincount(code)[code[ties.layer]]
    return share


def _heaviest(ties: TieArrays, code: Ints) -> Floats:
    """Give 1 to the heaviest tie of those that become one, of equal ones to the first layer's; 0 to the others."""
    keys = (ties.source, ties.target, code[ties.layer], ties.sign, ties.directed)
    order = np.lexsort((ties.layer, -ties.weight, *keys))
    first = np.ones(len(order), dtype=bool)
    first[1:] = np.any([key[order][1:] != key[order][:-1] for key in keys], axis=0)
    counted = np.zeros(len(order))
    counted[order[first]] = 1.0
    return counted
