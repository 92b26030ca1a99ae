"""The named parts of technological bipolarity as functions of matrices, capability and alignment.

Cooperation ``P`` and hostility ``N`` have shape ``(..., n, n)``, alignment ``x`` in [−1, 1] and capability ``c`` ≥ 0
shape ``(..., n)``. Memberships are ``A = max(x, 0)``, ``B = max(−x, 0)`` and ``U = 1 − |x|``. Results have shape
``(...)``; what is undefined is NaN.
"""

from __future__ import annotations

import numpy as np

__all__ = [
    "concentration",
    "consistency",
    "cooperation_only",
    "crossing_hostility",
    "headline",
    "hostility_alignment",
    "polarisation",
    "separation",
    "tie_count",
    "youden",
]

_EPS = 1e-12
#: Alignments are settled to about nine digits: a smaller chance of crossing cannot be told from none.
_LEAST_CROSSING = 1e-6


def tie_count(P: np.ndarray, N: np.ndarray) -> np.ndarray:
    """Count the ties of each actor, both signs: the capability used when none is given.

    Counting ties instead of weight keeps it free of the units of cooperation and hostility.

    Examples
    --------
    >>> P = np.array([[0, 5, 0], [5, 0, 1], [0, 1, 0]])
    >>> tie_count(P, np.zeros((3, 3))).tolist()
    [1.0, 2.0, 1.0]
    """
    return np.asarray((P > 0).sum(axis=-1) + (N > 0).sum(axis=-1), dtype=float)


def concentration(c: np.ndarray, x: np.ndarray) -> np.ndarray:
    """C, pole concentration: ``4 s_A s_B`` with ``s_A`` the share of capability in pole A and ``s_B`` in pole B.

    1 when two equal poles hold everything, 0 when a pole holds nothing, NaN without capability.
    """
    total = c.sum(axis=-1)
    sides = 4 * (c * np.maximum(x, 0)).sum(axis=-1) * (c * np.maximum(-x, 0)).sum(axis=-1)
    return _ratio(sides, total**2)


def separation(P: np.ndarray, x: np.ndarray) -> np.ndarray:
    """S, separation of cooperation: ``1 − observed / expected`` share that crosses between poles or to the unaligned.

    ``observed = (1 − x'Px/w − U'PU/w)/2``, ``expected = (1 − (s·x)² − (s·U)²)/2`` with ``s`` the shares of cooperation
    strength and ``w`` their total. For a hard division this is Newman's assortativity. 1 when nothing crosses, 0 at
    chance, negative when poles cooperate across; NaN when there is no cooperation or all of it lies with one pole.
    """
    observed, s = _crossing(P, x), _share(P.sum(axis=-1))
    U = 1 - np.abs(x)
    expected = (1 - (s * x).sum(axis=-1) ** 2 - (s * U).sum(axis=-1) ** 2) / 2
    return np.asarray(1 - _ratio(observed, np.where(expected > _LEAST_CROSSING, expected, 0.0)))


def hostility_alignment(N: np.ndarray, x: np.ndarray) -> np.ndarray:
    """H, hostility alignment: ``(f − e)/(1 − e)``, Cohen's kappa of *a hostile tie is a tie between the poles*.

    ``f = 2 A'NB / ΣN`` is the share of hostility between the poles, ``e = 2 (s·A)(s·B)`` its expectation from hostile
    strengths ``s``. 1 when all hostility runs between the poles, NaN without hostility.
    """
    s = _share(N.sum(axis=-1))
    expected = 2 * (s * np.maximum(x, 0)).sum(axis=-1) * (s * np.maximum(-x, 0)).sum(axis=-1)
    return np.asarray((crossing_hostility(N, x) - expected) / (1 - expected))


def crossing_hostility(N: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Give ``f``, the share of hostility that runs between the poles, NaN without hostility."""
    A, B = np.maximum(x, 0), np.maximum(-x, 0)
    return _ratio(2 * _form(A, N, B), N.sum(axis=(-2, -1)))


def youden(P: np.ndarray, N: np.ndarray, x: np.ndarray) -> np.ndarray:
    """J: share of hostility between the poles minus share of cooperation that crosses; 1 perfect, 0 one bloc."""
    return np.asarray(crossing_hostility(N, x) - _crossing(P, x))


def consistency(x: np.ndarray, c: np.ndarray) -> np.ndarray:
    """X, cross-layer consistency of alignments ``x`` of shape ``(..., layers, n)``: 1 if all layers split alike.

    ``(λ_max(R)/K − 1/K)/(1 − 1/K)`` with ``R`` the cosine similarity of the K layers' alignments, weighted by
    capability ``c`` of shape ``(..., n)``. 1 for the same split everywhere (flipping the poles of a layer changes
    nothing), 0 for orthogonal splits, NaN with fewer than two layers. Layers whose alignment is 0 are left out.

    Examples
    --------
    >>> float(consistency(np.array([[1.0, -1.0], [1.0, -1.0], [1.0, 1.0]]), np.ones(2)).round(6))
    0.5
    """
    weighted = x * np.sqrt(c)[..., None, :]
    norm = np.sqrt((weighted**2).sum(axis=-1))
    unit = np.divide(weighted, norm[..., None], out=np.zeros_like(weighted), where=norm[..., None] > _EPS)
    layers = (norm > _EPS).sum(axis=-1)
    top = np.linalg.eigvalsh(unit @ np.swapaxes(unit, -1, -2))[..., -1]
    return np.where(layers > 1, (top - 1) / np.maximum(layers - 1, 1), np.nan)


def polarisation(*parts: np.ndarray) -> np.ndarray:
    """B, polarisation: the geometric mean of S, H, D (and X), each clipped to [0, 1]; NaN if any is NaN."""
    clipped = [np.clip(part, 0.0, 1.0) for part in parts]
    return np.asarray(np.prod(clipped, axis=0) ** (1 / len(clipped)))


def headline(C: np.ndarray, B: np.ndarray) -> np.ndarray:
    """TBI: ``sqrt(C · B)``, polarity times polarisation."""
    return np.asarray(np.sqrt(np.clip(C, 0.0, 1.0) * B))


def cooperation_only(C: np.ndarray, S: np.ndarray) -> np.ndarray:
    """``sqrt(C · S)`` with S clipped at 0: what can be said without any hostility, never called TBI."""
    return np.asarray(np.sqrt(np.clip(C, 0.0, 1.0) * np.clip(S, 0.0, 1.0)))


def _crossing(P: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Share of cooperation that crosses: pole to pole counts 1, pole to unaligned ½."""
    U, w = 1 - np.abs(x), P.sum(axis=(-2, -1))
    return np.asarray((1 - _ratio(_form(x, P, x), w) - _ratio(_form(U, P, U), w)) / 2)


def _form(a: np.ndarray, M: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.asarray((a * (M @ b[..., None])[..., 0]).sum(axis=-1))


def _share(v: np.ndarray) -> np.ndarray:
    total = v.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(v, total, out=np.zeros(v.shape), where=total > 0))


def _ratio(top: np.ndarray, bottom: np.ndarray) -> np.ndarray:
    shape = np.broadcast_shapes(np.shape(top), np.shape(bottom))
    return np.asarray(np.divide(top, bottom, out=np.full(shape, np.nan), where=np.asarray(bottom) > 0))
