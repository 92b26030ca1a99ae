"""What a null model gives: networks drawn by chance, as lists of ties or as matrices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from qtnet.network.arrays import TieArrays

__all__ = ["LEAST_ADMISSIBLE", "EdgeDraws", "NullDraws", "null_sentence"]

#: With a smaller share of admissible swaps the configuration model hardly leaves the data (near-complete networks).
LEAST_ADMISSIBLE = 0.02


@dataclass(frozen=True, kw_only=True, eq=False)
class EdgeDraws:
    """Draws as lists of ties, as many ties in each.

    `tail`, `head`, `layer` and `weight` have the shape ``(draws, ties)``, `sign` and `directed` ``(ties,)``: a tie
    keeps its sign and whether it has a direction. `accepted` is the share of proposed swaps that were made, NaN where
    none are proposed.
    """

    tail: np.ndarray = field(repr=False)
    head: np.ndarray = field(repr=False)
    layer: np.ndarray = field(repr=False)
    weight: np.ndarray = field(repr=False)
    sign: np.ndarray = field(repr=False)
    directed: np.ndarray = field(repr=False)
    accepted: float = np.nan

    def __len__(self) -> int:
        return len(self.tail)

    def ties(self, draw: int) -> TieArrays:
        """Give the ties of one draw, in no order."""
        parts = (np.array(part[draw]) for part in (self.tail, self.head, self.layer))
        source, target, layer = parts
        return TieArrays(source, target, layer, self.sign.copy(), self.directed.copy(), np.array(self.weight[draw]))

    def matrices(self, n_actors: int, sign: int) -> np.ndarray:
        """Lay the ties of one sign into matrices, all layers on one another: shape ``(draws, n_actors, n_actors)``."""
        whole = np.zeros((len(self), 1, n_actors, n_actors))
        return self._laid(whole, np.zeros_like(self.layer), sign)[:, 0]

    def layered(self, n_actors: int, n_layers: int, sign: int) -> np.ndarray:
        """Lay the ties of one sign into matrices, shape ``(draws, n_layers, n_actors, n_actors)``."""
        return self._laid(np.zeros((len(self), n_layers, n_actors, n_actors)), self.layer, sign)

    def _laid(self, drawn: np.ndarray, layer: np.ndarray, sign: int) -> np.ndarray:
        draw = np.arange(len(self))[:, None]
        own, back = self.sign == sign, (self.sign == sign) & ~self.directed
        np.add.at(drawn, (draw, layer[:, own], self.tail[:, own], self.head[:, own]), self.weight[:, own])
        np.add.at(drawn, (draw, layer[:, back], self.head[:, back], self.tail[:, back]), self.weight[:, back])
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
    """Say in words what a null model of one layer keeps.

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
