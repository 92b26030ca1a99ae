"""Which two actors are the poles: given by the study, or the capable pair that makes a network most bipolar."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from qtnet.errors import InputError, NotDefinedError
from qtnet.metrics.bipolarity import components as parts
from qtnet.metrics.bipolarity.alignment import aligned
from qtnet.metrics.bipolarity.neighbours import neighbours
from qtnet.network import MultilayerNetwork
from qtnet.network.naming import actor_named

__all__ = ["CANDIDATES", "best_of_sums", "best_pairs", "candidates", "given_poles"]

#: So many of the most capable actors are tried as poles.
CANDIDATES = 6


def given_poles(net: MultilayerNetwork, poles: tuple[str, str]) -> tuple[int, int]:
    """Give the positions of two named poles; countries may be written out, see `qtnet.network.naming`.

    Raises
    ------
    UnknownNameError
        If a pole is not an actor of the network.
    InputError
        If there are not two different poles.
    """
    found = [actor_named(net, pole) for pole in poles]
    if len(found) != 2 or found[0] == found[1]:
        raise InputError(f"poles: expected two different actors, got {', '.join(poles)}")
    return net.ids.index(found[0]), net.ids.index(found[1])


def candidates(P: np.ndarray, N: np.ndarray, capability: np.ndarray | None) -> list[tuple[int, int]]:
    """List the pairs to try, the more capable actor first, from the matrices of the layers, ``(layers, n, n)``.

    Of equally capable actors those with more ties come first, then those with more weight, then the order of the ids.
    """
    ties = parts.tie_count(P, N).sum(axis=0)
    power = ties if capability is None else capability
    tied = np.flatnonzero(ties > 0)
    strength = np.sum([M.sum(axis=(0, 2)) / max(M.sum(), 1e-300) for M in (P, N)], axis=0).round(12)
    ranked = tied[np.lexsort((tied, -strength[tied], -ties[tied], -power[tied]))][:CANDIDATES].tolist()
    if len(ranked) < 2:
        raise NotDefinedError(f"poles: two actors with ties are needed to find poles; the network has {len(ranked)}")
    return list(combinations(ranked, 2))


def best_pairs(
    P: np.ndarray, N: np.ndarray, pairs: list[tuple[int, int]], *, capability: np.ndarray | None, tau: float = 0.5
) -> np.ndarray:
    """Give, for each network of shape ``(draws, layers, n, n)``, the number of the pair with the largest TBI.

    The TBI compared is that of the sum of the layers as one layer, without X; with several layers another pair may
    have a slightly larger headline. D does not depend on the poles and is left out of the comparison; without hostility
    ``sqrt(C·S)`` decides. Of equal pairs the first is taken.
    """
    ties = parts.tie_count(P, N).sum(axis=1)
    return best_of_sums(P.sum(axis=1), N.sum(axis=1), ties, pairs, capability=capability, tau=tau)


def best_of_sums(
    P: np.ndarray,
    N: np.ndarray,
    ties: np.ndarray,
    pairs: list[tuple[int, int]],
    *,
    capability: np.ndarray | None,
    tau: float = 0.5,
) -> np.ndarray:
    """Give the same from sums over layers of shape ``(draws, n, n)`` and the number of ties, shape ``(draws, n)``."""
    listed = [neighbours(p, q) for p, q in zip(P, N, strict=True)]
    hostile = np.array([each.hostile for each in listed])
    c = ties if capability is None else np.broadcast_to(capability, ties.shape)
    scores = []
    for pair in pairs:
        x = np.stack([aligned(each, P.shape[-1], pair, tau=tau) for each in listed])
        C, S = parts.concentration(c, x), np.clip(parts.separation(P, x), 0, 1)
        H = np.clip(parts.hostility_alignment(N, x), 0, 1)
        scores.append(np.where(hostile, C**3 * S * H, C * S))
    return np.asarray(np.nan_to_num(np.stack(scores), nan=-1.0).round(12).argmax(axis=0))
