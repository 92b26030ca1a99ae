"""Indices of a division as statistics for null models: every network is divided anew before it is scored.

Sides that were found on a network fit that network, by chance too. A null network scored with the sides of the data
would look innocent, and any data polarised; so each draw gets the sides that its own ties give, from the same poles.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from qtnet.metrics.polarisation.division import Index, sides_of

__all__ = ["anchored"]


def anchored(index: Index, poles: tuple[int, int]) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Make an index of a division a statistic of networks, each divided by alignment to the poles.

    Parameters
    ----------
    index
        For example `qtnet.metrics.polarisation.controversy.controversy`, with its options fixed by `functools.partial`.
    poles
        Positions of pole A and pole B.

    Returns
    -------
    Callable
        Takes cooperation and hostility of shape ``(..., n, n)`` and gives the index of each network, shape ``(...)``;
        NaN where it is undefined or a side is empty.

    Notes
    -----
    The null-adjusted form of an index is its value less the mean over null networks (Salloum, Chen & Kivelä 2022,
    doi:10.1145/3512962).

    Examples
    --------
    >>> from qtnet.metrics.polarisation.ei_index import ei
    >>> P = np.array([[0, 0, 1, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0]])
    >>> anchored(ei, (0, 1))(np.stack([P, P]).astype(float), np.zeros((2, 4, 4))).tolist()
    [-1.0, -1.0]
    """

    def statistic(P: np.ndarray, N: np.ndarray) -> np.ndarray:
        n = P.shape[-1]
        sides = sides_of(P, N, poles).reshape(-1, n)
        networks = zip(P.reshape(-1, n, n), N.reshape(-1, n, n), sides, strict=True)
        return np.array([_value(index, *network) for network in networks]).reshape(P.shape[:-2])

    return statistic


def _value(index: Index, P: np.ndarray, N: np.ndarray, side: np.ndarray) -> float:
    kept = np.flatnonzero((side != 0) & (P + N).any(axis=0))
    if not {-1, 1} <= set(side[kept].tolist()):
        return np.nan
    return index(P[np.ix_(kept, kept)], N[np.ix_(kept, kept)], side[kept])
