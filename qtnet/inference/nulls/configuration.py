"""The signed configuration model of one layer: who is tied to whom by chance, if everyone is as active as in the data.

In come cooperation and hostility, symmetric, ≥ 0, with zero diagonal, shape ``(n, n)``. A `SignedModel` is made from
them once and gives any number of draws, in one process or in many; the same input and generator give the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from qtnet.errors import InputError
from qtnet.inference.nulls.admissible import admissible_share
from qtnet.inference.nulls.chain import SwapTies, swapped
from qtnet.inference.nulls.draws import LEAST_ADMISSIBLE, EdgeDraws, NullDraws, null_sentence
from qtnet.inference.parallel import Seed

__all__ = [
    "SignedModel",
    "dyad_permutation",
    "proposals_per_tie",
    "signed_configuration",
    "signed_model",
    "signed_null",
]

#: Accepted swaps per tie that a chain aims at, from the data to the hub and again from there to each draw: a tie that
#: is swapped eight times on average stays unmoved with a chance of e⁻⁸.
_SWAPS_PER_TIE = 4
#: Least and most proposals per tie; the most is reached at 4 % admissible swaps.
_FEWEST, _MOST = 5, 100


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
    """

    kind: Literal["configuration", "dyads"]
    admissible: float
    n_actors: int
    _hub: SwapTies = field(repr=False)
    _weight: np.ndarray = field(repr=False)
    _steps: int = field(repr=False)
    _active: np.ndarray = field(repr=False)

    @property
    def sentence(self) -> str:
        """Say in words what the null model keeps."""
        return null_sentence(self.kind, self.admissible)

    def edges(self, *, draws: int, rng: Seed) -> EdgeDraws:
        """Draw networks as lists of ties."""
        if draws < 1:
            raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
        generator = np.random.default_rng(rng)
        sign, m = 1 - 2 * self._hub.pool, len(self._weight)
        if self.kind == "dyads":
            tail, head = _other_dyads(self._hub, self._active, draws, generator)
            return EdgeDraws(tail, head, np.tile(self._weight, (draws, 1)), sign)
        tail, head, accepted = swapped(self._hub, steps=self._steps, draws=draws, rng=generator)
        weight = _exchanged(self._weight, self._hub.pool, draws, generator)
        return EdgeDraws(tail, head, weight, sign, accepted.sum() / (draws * self._steps) if m else np.nan)

    def draws(self, *, draws: int, rng: Seed) -> NullDraws:
        """Draw networks as matrices."""
        drawn = self.edges(draws=draws, rng=rng)
        P, N = (drawn.matrices(self.n_actors, sign) for sign in (1, -1))
        return NullDraws(P, N, self.kind, self.admissible, drawn.accepted)


def signed_model(
    P: np.ndarray, N: np.ndarray, *, rng: Seed, kind: Literal["configuration", "dyads"] | None = None
) -> SignedModel:
    """Make the null model of one layer: the configuration model, or permuted dyads where that model is frozen.

    Parameters
    ----------
    P, N
        Cooperation and hostility of one layer, shape ``(n, n)``.
    rng
        Source of the chain from the data to the hub from which all draws start.
    kind
        Which of the two, whatever the share of admissible swaps.

    Notes
    -----
    Each actor keeps exactly its number of cooperative and of hostile ties. If no dyad of the data carries both signs,
    none of a draw does: letting them meet biases tests of signed structure. Weights are exchanged among ties of one
    sign. The chain draws evenly from the networks that swaps can reach; with signs kept apart these need not be all.

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
    admissible = admissible_share(P, N)
    if kind is None:
        kind = "configuration" if admissible >= LEAST_ADMISSIBLE else "dyads"
    ties, weight = _ties(P, N)
    steps = proposals_per_tie(admissible) * len(weight)
    if kind == "configuration":
        tail, head, _ = swapped(ties, steps=steps, draws=1, rng=np.random.default_rng(rng))
        ties = replace(ties, tail=tail[0], head=head[0])
    active = np.flatnonzero((P + N).any(axis=0))
    return SignedModel(kind, admissible, len(P), ties, weight, steps, active)


def signed_null(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Draw from the signed configuration model, or permute dyads where that model is frozen; see `signed_model`."""
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator).draws(draws=draws, rng=generator)


def signed_configuration(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Swap the ends of ties of the same sign, and exchange weights among them; see `signed_model`."""
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator, kind="configuration").draws(draws=draws, rng=generator)


def dyad_permutation(P: np.ndarray, N: np.ndarray, *, draws: int, rng: Seed) -> NullDraws:
    """Permute pairs of tied actors with whatever ties they have, both signs together; degrees are not kept."""
    generator = np.random.default_rng(rng)
    return signed_model(P, N, rng=generator, kind="dyads").draws(draws=draws, rng=generator)


def proposals_per_tie(admissible: float) -> int:
    """Give how many swaps a chain proposes per tie, from the share of swaps that are admissible.

    Examples
    --------
    >>> proposals_per_tie(0.8), proposals_per_tie(0.1), proposals_per_tie(0.0)
    (5, 40, 100)
    """
    return int(np.clip(np.ceil(_SWAPS_PER_TIE / max(admissible, 1e-9)), _FEWEST, _MOST))


def _ties(P: np.ndarray, N: np.ndarray) -> tuple[SwapTies, np.ndarray]:
    if P.ndim != 2 or P.shape != N.shape or P.shape[0] != P.shape[1]:
        raise InputError(f"P and N: expected two square matrices of one shape, got {P.shape} and {N.shape}")
    if not all(np.isfinite(M).all() and (M >= 0).all() and (M == M.T).all() for M in (P, N)):
        raise InputError("P and N: expected symmetric matrices of finite numbers ≥ 0")
    apart = not ((P > 0) & (N > 0)).any()
    ends = [np.nonzero(np.triu(M, 1)) for M in (P, N)]
    tail, head = (np.concatenate([pair[side] for pair in ends]) for side in (0, 1))
    sign = np.repeat([0, 1], [len(pair[0]) for pair in ends])
    ties = SwapTies(
        tail=tail,
        head=head,
        layer=np.zeros(len(tail), dtype=np.int64),
        pool=sign,
        kind=np.array([0, 1]),
        directed=np.array([False, False]),
        blocked=np.array([[2, 1]]) * apart,
        n_actors=len(P),
    )
    return ties, np.concatenate([M[pair] for M, pair in zip((P, N), ends, strict=True)])


def _exchanged(weight: np.ndarray, pool: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """Permute the weights of each pool in each draw."""
    drawn = np.tile(weight, (draws, 1))
    for each in np.unique(pool):
        drawn[:, pool == each] = rng.permuted(drawn[:, pool == each], axis=1)
    return drawn


def _other_dyads(
    ties: SwapTies, active: np.ndarray, draws: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Give each dyad of active actors the ties of another; a tie keeps its number."""
    first, second = np.triu_indices(len(active), 1)
    number = np.zeros((ties.n_actors, ties.n_actors), dtype=np.int64)
    number[active[first], active[second]] = np.arange(len(first))
    moved = rng.permuted(np.tile(np.arange(len(first)), (draws, 1)), axis=1)[:, number[ties.tail, ties.head]]
    return active[first[moved]], active[second[moved]]
