"""Leading eigenvectors of non-negative matrices, the same on every machine.

Iterative solvers of the usual libraries start, or restart, from random vectors, so where two leading values are equal
they give any vector between. Here the start is the vector of ones: the result is its projection on the leading space,
which is unique, and does not change when actors are relabelled.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp

from qtnet.errors import NotDefinedError
from qtnet.network.arrays import Floats

__all__ = ["leading_vector"]

_TOLERANCE = 1e-14  # change of the vector, whose largest entry is 1, in one step
_STEPS = 3000
_DENSE = 3000  # states up to which a slow iteration is replaced by squaring the dense matrix: 72 MB
_SQUARINGS = 60  # 2**60 steps: values closer than one part in 10**16 are equal in double precision


def leading_vector(*factors: sp.csr_array) -> tuple[float, Floats]:
    """Give the largest eigenvalue of a product of non-negative matrices and its right vector, largest entry 1.

    Power iteration from the vector of ones. To a single matrix ``M`` a multiple of the identity is added, which keeps
    bipartite structure from oscillating; a product is taken as it is, and should have no negative eigenvalue. Where two
    leading values are so close that it does not settle, the dense matrix is squared instead.

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
    vector: Floats = np.ones(n)
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
