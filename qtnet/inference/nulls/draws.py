"""What a null model of one layer gives: networks drawn by chance, as lists of ties or as matrices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

__all__ = ["LEAST_ADMISSIBLE", "EdgeDraws", "NullDraws", "null_sentence"]

#: With a smaller share of admissible swaps the configuration model hardly leaves the data (near-complete networks).
LEAST_ADMISSIBLE = 0.02


@dataclass(frozen=True, eq=False)
class EdgeDraws:
    """Draws as lists of undirected ties: `tail`, `head`, `weight` of shape ``(draws, ties)``, `sign` of shape (ties,).

    Ties of one sign stand together, cooperation first; `accepted` is the share of proposed swaps that were made, NaN
    where none are proposed.
    """

    tail: np.ndarray = field(repr=False)
    head: np.ndarray = field(repr=False)
    weight: np.ndarray = field(repr=False)
    sign: np.ndarray = field(repr=False)
    accepted: float = np.nan

    def matrices(self, n_actors: int, sign: int) -> np.ndarray:
        """Lay the ties of one sign into symmetric matrices, shape ``(draws, n_actors, n_actors)``."""
        own = self.sign == sign
        drawn = np.zeros((len(self.tail), n_actors, n_actors))
        draw, tail, head = np.arange(len(drawn))[:, None], self.tail[:, own], self.head[:, own]
        drawn[draw, tail, head] = drawn[draw, head, tail] = self.weight[:, own]
        return drawn


@dataclass(frozen=True, eq=False)
class NullDraws:
    """Draws of a null model: cooperation and hostility of shape ``(draws, n, n)`` and what was kept."""

    P: np.ndarray = field(repr=False)
    N: np.ndarray = field(repr=False)
    kind: Literal["configuration", "dyads"]
    admissible: float
    accepted: float = np.nan

    @property
    def sentence(self) -> str:
        """Say in words what the null model keeps."""
        return null_sentence(self.kind, self.admissible)


def null_sentence(kind: Literal["configuration", "dyads"], admissible: float) -> str:
    """Say in words what a null model keeps.

    Examples
    --------
    >>> null_sentence("configuration", 0.42)[:58]
    'ties are placed by chance; each actor keeps its number of '
    """
    if kind == "configuration":
        return (
            "ties are placed by chance; each actor keeps its number of cooperative and of hostile ties, "
            "and weights are exchanged among ties of the same sign"
        )
    return (
        f"actor pairs are exchanged by chance, ties and weights with them, because only {admissible:.1%} of tie swaps "
        f"would leave every actor its number of ties (at least {LEAST_ADMISSIBLE:.0%} are needed)"
    )
