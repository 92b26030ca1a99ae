"""The signed configuration model of one layer: who is tied to whom by chance, if everyone is as active as in the data.

A `SignedModel` is made from the ties of a layer once and gives any number of draws, in one process or in many; the same
input and generator give the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from qtnet.errors import InputError
from qtnet.inference.nulls.admissible import free_share
from qtnet.inference.nulls.chain import SwapTies, swapped
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws, NullDraws, null_sentence
from qtnet.inference.nulls.ties import matrix_ties, swap_ties
from qtnet.network.arrays import TieArrays
from qtnet.parallel import Seed

__all__ = ["SignedModel", "exchanged", "layer_model", "proposals_per_tie", "signed_model"]

#: Accepted swaps per tie that a chain aims at, from the data to the hub and again from there to each draw: a tie that
#: is swapped eight times on average stays unmoved with a chance of e⁻⁸.
_SWAPS_PER_TIE = 4
#: Least and most proposals per tie; the most is reached at 4 % admissible swaps.
_FEWEST, _MOST = 5, 100
#: Least proposals in all: in a handful of ties most proposals meet an actor twice.
_SHORTEST = 1000


@dataclass(frozen=True, eq=False)
class SignedModel:
    """A null model of one layer, ready to draw from.

    Attributes
    ----------
    kind
        ``"configuration"``, or ``"dyads"`` where tie swaps are not free enough.
    admissible
        Share of the swaps in the data that make no tie double.
    n_actors
        Number of actors.
    steps
        Swaps proposed from the data to the hub, and from the hub to each draw.
    """

    kind: Literal["configuration", "dyads"]
    admissible: float
    n_actors: int
    steps: int
    _hub: SwapTies = field(repr=False)
    _ties: TieArrays = field(repr=False)

    @property
    def sentence(self) -> str:
        """Say in words what the null model keeps."""
        return null_sentence(self.kind, self.admissible)

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw networks as lists of ties, those of one sign and direction together."""
        if draws < 1:
            raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
        generator, ties, accepted = np.random.default_rng(rng), self._ties, np.nan
        weight = np.tile(ties.weight, (draws, 1))
        if self.kind == "dyads":
            tail, head = _other_dyads(ties, draws, generator)
        else:
            tail, head, made = swapped(self._hub, steps=self.steps, draws=draws, rng=generator)
            weight = exchanged(ties.weight, self._hub.kind, draws, generator)
            accepted = made.sum() / (draws * self.steps) if self.steps else np.nan
        return EdgeDraws(
            tail=tail,
            head=head,
            layer=np.broadcast_to(ties.layer, tail.shape),
            weight=weight,
            sign=ties.sign,
            directed=ties.directed,
            accepted=accepted,
        )

    def longer(self, factor: int) -> SignedModel:
        """Give the model with chains so many times as long; 0 for the hub itself, with its weights exchanged."""
        return replace(self, steps=factor * self.steps)

    def further(self, rng: np.random.Generator) -> SignedModel:
        """Give the model with its hub one chain further on."""
        tail, head, _ = swapped(self._hub, steps=self.steps, draws=1, rng=rng)
        return replace(self, _hub=replace(self._hub, tail=tail[0], head=head[0]))

    def draws(self, *, draws: int, rng: Seed) -> NullDraws:
        """Draw networks as matrices."""
        drawn = self.edges(draws=draws, rng=rng)
        P, N = (drawn.matrices(self.n_actors, sign) for sign in (1, -1))
        return NullDraws(P, N, self.kind, self.admissible, drawn.accepted)


def signed_model(
    P: np.ndarray,
    N: np.ndarray,
    *,
    rng: Seed,
    kind: Literal["configuration", "dyads"] | None = None,
    directed: bool = False,
) -> SignedModel:
    """Make the null model of one layer: the configuration model, or permuted dyads where that model is frozen.

    Parameters
    ----------
    P, N
        Cooperation and hostility of one layer, ≥ 0, shape ``(n, n)``; symmetric unless `directed`.
    rng
        Source of the chain from the data to the hub from which all draws start.
    kind
        Which of the two, whatever the share of admissible swaps.
    directed
        Whether rows are sources and columns targets.

    Notes
    -----
    Each actor keeps exactly its number of cooperative and of hostile ties; of directed ties those that it sends and
    those that it receives. If no dyad of the data carries both signs, none of a draw does: letting them meet biases
    tests of signed structure. Weights are exchanged among ties of one sign. The chain draws evenly from the networks
    that swaps can reach; with signs kept apart these need not be all.

    Actors without ties stay without ties under both models, so isolates change nothing.

    References
    ----------
    Swaps: Maslov & Sneppen 2002, doi:10.1126/science.1065103.
    Start in a hub: Besag & Clifford 1989, doi:10.1093/biomet/76.4.633.

    Examples
    --------
    >>> ring = np.roll(np.eye(6), 1, axis=0); ring = ring + ring.T
    >>> model = signed_model(ring, np.zeros((6, 6)), rng=1)
    >>> model.kind, bool((model.draws(draws=5, rng=2).P.sum(axis=1) == 2).all())
    ('configuration', True)
    """
    return layer_model(matrix_ties(P, N, directed=directed), len(P), rng=rng, kind=kind)


def layer_model(
    ties: TieArrays, n_actors: int, *, rng: Seed, kind: Literal["configuration", "dyads"] | None = None
) -> SignedModel:
    """Make the same model from the ties of one layer; those with and those without direction are swapped apart."""
    one = replace(ties, layer=np.zeros_like(ties.layer))
    hub, order = swap_ties(one, n_actors=n_actors, n_layers=1)
    admissible = free_share(hub)
    kind = kind or ("configuration" if admissible >= LEAST_ADMISSIBLE else "dyads")
    steps = max(_SHORTEST, proposals_per_tie(admissible) * len(ties)) if len(ties) else 0
    if kind == "configuration":
        tail, head, _ = swapped(hub, steps=steps, draws=1, rng=np.random.default_rng(rng))
        hub = replace(hub, tail=tail[0], head=head[0])
    return SignedModel(kind, admissible, n_actors, steps, hub, ties.take(order))


def proposals_per_tie(admissible: float) -> int:
    """Give how many swaps a chain proposes per tie, from the share of swaps that are admissible.

    Examples
    --------
    >>> proposals_per_tie(0.8), proposals_per_tie(0.1), proposals_per_tie(0.0)
    (5, 40, 100)
    """
    return int(np.clip(np.ceil(_SWAPS_PER_TIE / max(admissible, 1e-9)), _FEWEST, _MOST))


def exchanged(weight: np.ndarray, group: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Permute weights within groups, anew for every draw: shape ``(draws, ties)``."""
    drawn = np.tile(weight, (draws, 1))
    for each in np.unique(group):
        drawn[:, group == each] = rng.permuted(drawn[:, group == each], axis=1)
    return drawn


def _other_dyads(ties: TieArrays, draws: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Move what ties each pair of active actors to another pair, either way round."""
    active = np.unique(np.concatenate([ties.source, ties.target]))
    first, second = np.triu_indices(len(active), 1)
    low, high = (np.searchsorted(active, end(ties.source, ties.target)) for end in (np.minimum, np.maximum))
    dyad = low * (2 * len(active) - low - 1) // 2 + high - low - 1
    moved = rng.permuted(np.tile(np.arange(len(first)), (draws, 1)), axis=1)[:, dyad]
    turned = (rng.random((draws, len(first))) < 0.5)[np.arange(draws)[:, None], moved]
    turned = turned != (ties.source > ties.target)
    ends = active[first[moved]], active[second[moved]]
    return np.where(turned, ends[1], ends[0]), np.where(turned, ends[0], ends[1])
