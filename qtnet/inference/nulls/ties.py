"""From ties to what may be swapped: which ties exchange ends, and which kinds must not meet."""

from __future__ import annotations

import numpy as np

from qtnet.errors import InputError
from qtnet.inference.nulls.chain import KINDS, SwapTies
from qtnet.network.arrays import TieArrays

__all__ = ["matrix_ties", "swap_ties", "tie_kinds"]


def tie_kinds(sign: np.ndarray, directed: np.ndarray) -> np.ndarray:
    """Give each tie the number of its kind: cooperation, hostility, directed cooperation, directed hostility."""
    return np.asarray((sign < 0) + 2 * directed, dtype=np.int64)


def swap_ties(ties: TieArrays, *, n_actors: int, n_layers: int) -> tuple[SwapTies, np.ndarray]:
    """Sort ties for a chain of swaps, and give the position that each had.

    Two kinds of ties that share no pair of actors in a layer are kept apart there, whatever their directions.
    """
    kind = tie_kinds(ties.sign, ties.directed)
    order = np.argsort(kind, kind="stable")
    pair = np.minimum(ties.source, ties.target) * n_actors + np.maximum(ties.source, ties.target)
    blocked = np.zeros((n_layers, KINDS), dtype=np.int64)
    for layer in range(n_layers):
        pairs = [pair[(ties.layer == layer) & (kind == k)] for k in range(KINDS)]
        for k in range(KINDS):
            apart = [other for other in range(KINDS) if other != k and not np.isin(pairs[k], pairs[other]).any()]
            blocked[layer, k] = sum(1 << other for other in apart)
    ends = ties.take(order)
    return SwapTies(ends.source, ends.target, ends.layer, kind[order], blocked, n_actors), order


def matrix_ties(P: np.ndarray, N: np.ndarray, *, directed: bool) -> TieArrays:
    """Read the ties of one layer from matrices of cooperation and hostility; diagonals are ignored.

    Raises
    ------
    InputError
        If the matrices are not square, of one shape, finite and ≥ 0, or not symmetric although undirected.
    """
    if P.ndim != 2 or P.shape != N.shape or P.shape[0] != P.shape[1]:
        raise InputError(f"P and N: expected two square matrices of one shape, got {P.shape} and {N.shape}")
    if not all(np.isfinite(M).all() and (M >= 0).all() for M in (P, N)):
        raise InputError("P and N: expected finite numbers ≥ 0")
    if not directed and not all((M == M.T).all() for M in (P, N)):
        raise InputError("P and N: expected symmetric matrices; directed ties need directed=True")
    cut = [M * ~np.eye(len(M), dtype=bool) if directed else np.triu(M, 1) for M in (P, N)]
    ends = [np.nonzero(M) for M in cut]
    source, target = (np.concatenate([pair[side] for pair in ends]).astype(np.int64) for side in (0, 1))
    weight = np.concatenate([M[pair] for M, pair in zip(cut, ends, strict=True)]).astype(float)
    sign = np.repeat([1, -1], [len(pair[0]) for pair in ends])
    return TieArrays(source, target, np.zeros_like(source), sign, np.full(len(source), directed), weight)
