"""Small worlds for the tests of bipolarity, drawn as matrices of cooperation P and hostility N."""

import numpy as np

World = tuple[np.ndarray, np.ndarray, tuple[int, int]]


def hostile_blocs(*sizes: int) -> World:
    """Complete blocs, each hostile to every other; the poles are the first actors of the first two."""
    bloc = np.repeat(np.arange(len(sizes)), sizes)
    same = bloc[:, None] == bloc
    P = same.astype(float)
    np.fill_diagonal(P, 0)
    return P, (~same).astype(float), (0, sizes[0])


def with_hedgers(hedgers: int) -> World:
    """Two complete hostile blocs of 15, and actors tied to everyone in both but not to each other."""
    P, N, poles = hostile_blocs(15, 15)
    n = 30 + hedgers
    wide_P, wide_N = np.zeros((n, n)), np.zeros((n, n))
    wide_P[:30, :30], wide_N[:30, :30] = P, N
    wide_P[30:, :30] = wide_P[:30, 30:] = 1
    return wide_P, wide_N, poles


def random_world(seed: int, n: int = 16, *, inside: float = 0.5, across: float = 0.1) -> World:
    """Two noisy blocs; cooperation mostly inside, hostility mostly across, no dyad with both."""
    rng = np.random.default_rng(seed)
    same = np.equal.outer(np.arange(n) % 2, np.arange(n) % 2)
    P = np.triu(rng.random((n, n)) < np.where(same, inside, across), 1)
    N = np.triu(rng.random((n, n)) < np.where(same, 0.05, 0.3), 1) & ~P
    P, N = (P * rng.integers(1, 5, (n, n))).astype(float), (N * rng.integers(1, 5, (n, n))).astype(float)
    return P + P.T, N + N.T, (0, 1)
