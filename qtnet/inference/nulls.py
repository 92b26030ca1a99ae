"""Null models of signed networks: what the same actors, as active as they are, would look like if chance tied them.

Many draws are made at once: every step proposes one swap in each of them. Matrices are symmetric, ≥ 0, with zero
diagonal; the same input and generator give the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

__all__ = [
    "LEAST_ADMISSIBLE",
    "NullDraws",
    "admissible_share",
    "dyad_permutation",
    "null_sentence",
    "signed_configuration",
    "signed_null",
]

#: With a smaller share of admissible swaps the configuration model hardly leaves the data (near-complete networks).
LEAST_ADMISSIBLE = 0.02
#: Swaps proposed per tie of a sign, in so many alternating rounds.
_SWEEPS, _ROUNDS = 10, 3
#: Ties per sign that are looked at when admissible swaps are counted; larger networks are thinned evenly.
_MOST_COUNTED = 600


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


def signed_null(P: np.ndarray, N: np.ndarray, *, draws: int, rng: np.random.Generator | int) -> NullDraws:
    """Draw from the signed configuration model, or permute dyads where that model is frozen.

    Parameters
    ----------
    P, N
        Cooperation and hostility of one layer, shape ``(n, n)``.
    draws
        Number of networks.
    rng
        Source of randomness.

    Notes
    -----
    Actors without ties stay without ties under both models, so isolates change nothing.
    """
    active = np.flatnonzero((P + N).any(axis=0))
    admissible = admissible_share(P, N)
    cut = np.ix_(active, active)
    model = signed_configuration if admissible >= LEAST_ADMISSIBLE else dyad_permutation
    small = model(P[cut], N[cut], draws=draws, rng=rng)
    full = [np.zeros((draws, *P.shape)) for _ in range(2)]
    for whole, part in zip(full, (small.P, small.N), strict=True):
        whole[:, active[:, None], active] = part
    return NullDraws(full[0], full[1], small.kind, admissible, small.accepted)


def signed_configuration(P: np.ndarray, N: np.ndarray, *, draws: int, rng: np.random.Generator | int) -> NullDraws:
    """Swap the ends of ties of the same sign, and exchange weights among them.

    Notes
    -----
    Each actor keeps exactly its number of cooperative and of hostile ties. If no dyad of the data carries both signs,
    none of a draw does: letting them meet biases tests of signed structure. Ten swaps are proposed per tie.

    Examples
    --------
    >>> ring = np.roll(np.eye(6), 1, axis=0); ring = ring + ring.T
    >>> drawn = signed_configuration(ring, np.zeros((6, 6)), draws=5, rng=1)
    >>> bool((drawn.P.sum(axis=1) == 2).all())
    True
    """
    generator = np.random.default_rng(rng)
    chains = [_Chain(M, draws) for M in (P, N)]
    disjoint = not ((P > 0) & (N > 0)).any()
    for _ in range(_ROUNDS):
        for chain, other in (chains, chains[::-1]):
            chain.swap(generator, other.taken if disjoint else None)
    proposed = sum(chain.proposed for chain in chains)
    accepted = sum(chain.accepted for chain in chains) / proposed if proposed else 0.0
    matrices = [chain.matrices(generator) for chain in chains]
    return NullDraws(matrices[0], matrices[1], "configuration", admissible_share(P, N), accepted)


def dyad_permutation(P: np.ndarray, N: np.ndarray, *, draws: int, rng: np.random.Generator | int) -> NullDraws:
    """Permute pairs of actors with whatever ties they have, both signs together; degrees are not kept."""
    generator = np.random.default_rng(rng)
    n = len(P)
    rows, columns = np.triu_indices(n, 1)
    order = generator.permuted(np.tile(np.arange(len(rows)), (draws, 1)), axis=1)
    drawn = []
    for M in (P, N):
        upper = np.zeros((draws, n, n))
        upper[:, rows, columns] = M[rows, columns][order]
        drawn.append(upper + upper.transpose(0, 2, 1))
    return NullDraws(drawn[0], drawn[1], "dyads", admissible_share(P, N))


def admissible_share(P: np.ndarray, N: np.ndarray) -> float:
    """Give the share of the swaps between two ties of the same sign without common actor that make no tie double.

    Examples
    --------
    >>> complete = np.ones((5, 5)) - np.eye(5)
    >>> admissible_share(complete, np.zeros((5, 5)))
    0.0
    """
    disjoint = not ((P > 0) & (N > 0)).any()
    possible = allowed = 0
    for own, other in ((P > 0, N > 0), (N > 0, P > 0)):
        taken = own | other if disjoint else own
        a, b = np.nonzero(np.triu(own, 1))
        step = max(1, -(-len(a) // _MOST_COUNTED))
        a, b = a[::step], b[::step]
        for c, d in ((a, b), (b, a)):
            apart = (a[:, None] != c) & (a[:, None] != d) & (b[:, None] != c) & (b[:, None] != d)
            free = ~taken[a[:, None], d] & ~taken[c, b[:, None]]
            possible += int(apart.sum())
            allowed += int((apart & free).sum())
    return allowed / possible if possible else 0.0


class _Chain:
    """The ties of one sign in every draw, swapped step by step."""

    def __init__(self, M: np.ndarray, draws: int) -> None:
        self.n, self.draws = len(M), draws
        tail, head = np.nonzero(np.triu(M, 1))
        self.weights = M[tail, head]
        self.tail, self.head = np.tile(tail, (draws, 1)), np.tile(head, (draws, 1))
        self.taken = np.tile((M > 0).ravel(), (draws, 1))
        self.proposed = self.accepted = 0

    def swap(self, rng: np.random.Generator, forbidden: np.ndarray | None) -> None:
        """Propose, in every draw, a share of the swaps: a–b and c–d become a–d and c–b."""
        m = len(self.weights)
        steps = max(1, _SWEEPS * m // _ROUNDS) if m > 1 else 0
        rows = np.arange(self.draws)
        picks = rng.integers(0, m, (steps, 2, self.draws)) if steps else np.empty((0, 2, self.draws), dtype=int)
        flips = rng.random((steps, self.draws)) < 0.5
        for (first, second), flip in zip(picks, flips, strict=True):
            a, b = self.tail[rows, first], self.head[rows, first]
            c, d = self.tail[rows, second], self.head[rows, second]
            c, d = np.where(flip, d, c), np.where(flip, c, d)
            apart = (a != c) & (a != d) & (b != c) & (b != d)
            ad, cb = a * self.n + d, c * self.n + b
            free = apart & ~self.taken[rows, ad] & ~self.taken[rows, cb]
            if forbidden is not None:
                free &= ~forbidden[rows, ad] & ~forbidden[rows, cb]
            self.proposed += int(apart.sum())
            self._exchange(np.flatnonzero(free), first, second, (a, b, c, d))

    def _exchange(self, done: np.ndarray, first: np.ndarray, second: np.ndarray, ends: tuple[np.ndarray, ...]) -> None:
        a, b, c, d = (end[done] for end in ends)
        for x, y, present in ((a, b, False), (c, d, False), (a, d, True), (c, b, True)):
            self.taken[done, x * self.n + y] = present
            self.taken[done, y * self.n + x] = present
        self.tail[done, first[done]], self.head[done, first[done]] = a, d
        self.tail[done, second[done]], self.head[done, second[done]] = c, b
        self.accepted += len(done)

    def matrices(self, rng: np.random.Generator) -> np.ndarray:
        """Lay the weights, exchanged by chance, on the ties of every draw."""
        drawn = np.zeros((self.draws, self.n, self.n))
        weights = rng.permuted(np.tile(self.weights, (self.draws, 1)), axis=1)
        rows = np.arange(self.draws)[:, None]
        drawn[rows, self.tail, self.head] = weights
        drawn[rows, self.head, self.tail] = weights
        return drawn
