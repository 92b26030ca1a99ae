"""Matrices of pairs to a table of dyads: one row per pair that can be used, the others counted by reason.

In: an outcome, covariates and perhaps an exposure as matrices of one shape. Out: a `DyadTable`, which every fit,
variance and permutation of the dyadic regressions reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from qtnet.errors import InputError

__all__ = ["INTERCEPT", "DyadTable", "dyad_table"]

INTERCEPT = "(intercept)"

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class DyadTable:
    """Dyads as rows: `first` and `second` are codes of actors, 0 to `n_actors` − 1; sender and receiver if directed.

    `design` has the intercept first, then the covariates named in `names`; `offset` is the logarithm of the exposure.
    `left_out` counts the dyads that are not here, by reason.
    """

    first: Ints
    second: Ints
    outcome: Floats
    offset: Floats
    design: Floats
    names: tuple[str, ...]
    n_actors: int
    directed: bool
    left_out: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.outcome)

    def keep(self, rows: npt.NDArray[np.bool_], reason: str) -> DyadTable:
        """Leave dyads out and count them; actors without a dyad that is left lose their code."""
        if rows.all():
            return self
        actors = np.unique(np.concatenate([self.first[rows], self.second[rows]]))
        counts = dict(self.left_out)
        counts[reason] = counts.get(reason, 0) + int((~rows).sum())
        return replace(
            self,
            first=np.searchsorted(actors, self.first[rows]),
            second=np.searchsorted(actors, self.second[rows]),
            outcome=self.outcome[rows],
            offset=self.offset[rows],
            design=self.design[rows],
            n_actors=len(actors),
            left_out=counts,
        )


def dyad_table(
    outcome: npt.ArrayLike,
    covariates: Mapping[str, npt.ArrayLike],
    *,
    directed: bool = False,
    exposure: npt.ArrayLike | None = None,
) -> DyadTable:
    """Lay matrices out as dyads; those with a NaN anywhere, or with an exposure of 0, are left out and counted.

    Parameters
    ----------
    outcome
        Shape (n, n); the diagonal is not read.
    covariates
        Matrices of the same shape by name.
    directed
        Rows are senders and columns receivers; otherwise every matrix must be symmetric.
    exposure
        Matrix of the same shape, ≥ 0: how much opportunity there was for the outcome.

    Raises
    ------
    InputError
        If a matrix has the wrong shape, is not symmetric though it should be, or holds infinity; if an exposure is
        negative, or a covariate is called like the intercept.

    Examples
    --------
    >>> dyads = dyad_table([[0, 2, 1], [2, 0, np.nan], [1, np.nan, 0]], {})
    >>> dyads.outcome.tolist(), dict(dyads.left_out)
    ([2.0, 1.0], {'unknown outcome': 1})
    """
    if INTERCEPT in covariates:
        raise InputError(f"covariates: the name '{INTERCEPT}' is taken; expected another")
    y = np.asarray(outcome, dtype=float)
    given = {"outcome": y} | {name: np.asarray(matrix, dtype=float) for name, matrix in covariates.items()}
    if exposure is not None:
        given["exposure"] = np.asarray(exposure, dtype=float)
    for name, matrix in given.items():
        _check_matrix(name, matrix, y, directed=directed)
    n = len(y)
    first, second = np.nonzero(~np.eye(n, dtype=bool)) if directed else np.triu_indices(n, 1)
    columns = [np.ones(len(first)), *(given[name][first, second] for name in covariates)]
    opportunity = given["exposure"][first, second] if exposure is not None else np.ones(len(first))
    if (opportunity < 0).any():
        raise InputError(f"exposure: expected numbers ≥ 0 for every pair, got {np.nanmin(opportunity):g}")
    with np.errstate(divide="ignore"):
        offset = np.log(opportunity)
    table = DyadTable(
        first=first.astype(np.int64),
        second=second.astype(np.int64),
        outcome=y[first, second],
        offset=offset,
        design=np.column_stack(columns),
        names=(INTERCEPT, *covariates),
        n_actors=n,
        directed=directed,
        left_out={},
    )
    table = table.keep(~np.isnan(table.outcome), "unknown outcome")
    table = table.keep(np.isfinite(table.design.sum(axis=1)), "unknown covariate")
    return table.keep(np.isfinite(table.offset), "no exposure")


def _check_matrix(name: str, matrix: Floats, outcome: Floats, *, directed: bool) -> None:
    n = len(outcome) if outcome.ndim else 0
    if matrix.shape != (n, n):
        raise InputError(f"{name}: expected shape ({n}, {n}), got {matrix.shape}")
    if np.isinf(matrix).any():
        raise InputError(f"{name}: expected finite numbers or NaN for unknown ones, got {matrix[np.isinf(matrix)][0]}")
    # sums of the same numbers in another order differ in the last digit
    if not directed and not np.allclose(matrix, matrix.T, rtol=1e-9, atol=0.0, equal_nan=True):
        raise InputError(f"{name}: expected a symmetric matrix, or directed=True")
