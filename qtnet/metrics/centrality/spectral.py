"""Leading eigenvectors of non-negative matrices, the same on every machine.

Iterative solvers of the usual libraries start, or restart, from random vectors, so where two leading values are equal
they give any vector between. Here the start is the vector of ones: the result is its projection on the leading space,
which is unique, and does not change when actors are relabelled.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.linalg import eigh_tridiagonal

from qtnet.errors import NotDefinedError
from qtnet.network.arrays import Floats

__all__ = ["leading_vector"]

_TOLERANCE = 1e-14  # change of the vector, whose largest entry is 1, in one step
_STEPS = 3000
_DENSE = 3000  # states up to which a slow iteration is replaced by squaring the dense matrix: 72 MB
_BASIS = 12  # vectors of a cycle of Lanczos' method: few, so that they stay orthogonal without being made so
_CYCLES = 8
_ROUNDING = 1e-13
_SQUARINGS = 60  # 2**60 steps: values closer than one part in 10**16 are equal in double precision


def leading_vector(*factors: sp.csr_array, symmetric: bool = False) -> tuple[float, Floats]:
    """Give the largest eigenvalue of a product of non-negative matrices and its right vector, largest entry 1.

    Power iteration from the vector of ones. To a single matrix ``M`` a multiple of the identity is added, which keeps
    bipartite structure from oscillating; a product is taken as it is, and should have no negative eigenvalue. Where two
    leading values are so close that it does not settle, the dense matrix is squared instead. A single `symmetric`
    matrix gets there in a third of the steps by Lanczos' method, which stays in what the powers span.

    Raises
    ------
    NotDefinedError
        If it does not settle and the matrix is too large to square.

    Examples
    --------
    >>> value, vector = leading_vector(sp.csr_array([[0.0, 1.0], [1.0, 0.0]]))
    >>> round(value, 9), vector.tolist()
    (1.0, [1.0, 1.0])
    """
    n = factors[0].shape[0]
    shift = 0.5 * float(np.sqrt(factors[0].power(2).sum() / n)) if len(factors) == 1 else 0.0
    vector: Floats = _lanczos(factors[0]) if symmetric and len(factors) == 1 else np.ones(n)
    for _ in range(_STEPS):
        step = _applied(factors, vector) + shift * vector
        step /= step.max()
        change = float(np.abs(step - vector).max())
        vector = step
        if change < _TOLERANCE:
            return _value(factors, vector), vector
    if n > _DENSE:
        raise NotDefinedError(f"the leading vector did not settle in {_STEPS} steps: two leading values nearly equal")
    vector = _by_squaring(_applied(factors, np.eye(n)) + shift * np.eye(n))
    return _value(factors, vector), vector


def _lanczos(matrix: sp.csr_array) -> Floats:
    """Give a vector near the projection of the ones on the leading space of a symmetric matrix, largest entry 1."""
    vector: Floats = np.ones(matrix.shape[0])
    for _ in range(_CYCLES):
        basis, alphas, betas = _krylov(matrix, vector / _length(vector))
        last = len(alphas) - 1
        values, weights = eigh_tridiagonal(alphas, betas[:last], select="i", select_range=(last, last))
        # only rounding makes an entry negative
        vector = np.maximum(np.einsum("k,kn->n", weights[:, 0], basis), 0.0)
        vector /= vector.max()
        if betas[last] * abs(float(weights[last, 0])) <= _TOLERANCE * float(values[0]):
            break
    return vector


def _krylov(matrix: sp.csr_array, start: Floats) -> tuple[Floats, Floats, Floats]:
    """Give orthonormal vectors that the powers span, one a row, and the tridiagonal matrix in them."""
    size = min(_BASIS, matrix.shape[0])
    basis, alphas, betas = np.zeros((size, len(start))), np.zeros(size), np.zeros(size)
    basis[0] = start
    for k in range(size):
        ahead = matrix @ basis[k]
        alphas[k] = (basis[k] * ahead).sum()
        ahead -= alphas[k] * basis[k]
        if k:
            ahead -= betas[k - 1] * basis[k - 1]
        betas[k] = _length(ahead)
        # what is left is rounding: the vectors so far span all powers
        if k + 1 == size or betas[k] <= _ROUNDING * (abs(alphas[k]) + betas[k - 1]):
            return basis[: k + 1], alphas[: k + 1], betas[: k + 1]
        basis[k + 1] = ahead / betas[k]
    return basis, alphas, betas


def _length(vector: Floats) -> float:
    # sums of numpy, unlike those of BLAS, do not depend on the number of its threads
    return float(np.sqrt((vector * vector).sum()))


def _applied(factors: tuple[sp.csr_array, ...], values: Floats) -> Floats:
    for matrix in reversed(factors):
        values = matrix @ values
    return values


def _by_squaring(dense: Floats) -> Floats:
    for _ in range(_SQUARINGS):
        dense = dense @ dense
        dense /= dense.max()
    vector: Floats = dense.sum(axis=1)
    vector /= vector.max()
    return vector


def _value(factors: tuple[sp.csr_array, ...], vector: Floats) -> float:
    return float(_applied(factors, vector).sum() / vector.sum())
