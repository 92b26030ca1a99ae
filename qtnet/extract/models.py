"""What extraction learnt: the weights that it ships, or others to be judged on documents that they never saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qtnet.extract.pair.model import PairModel

__all__ = ["Models"]


@dataclass(frozen=True, slots=True)
class Models:
    """Trained weights to extract with.

    Parameters
    ----------
    pair
        Which pairs of actors are tied, and in which mode.
    domains
        Weight by feature of the technologies.
    statuses
        Weight by status and feature; the shipped ones if not given.
    """

    pair: PairModel = field(repr=False)
    domains: Mapping[str, float] = field(repr=False)
    statuses: Mapping[str, Mapping[str, float]] | None = field(default=None, repr=False)
