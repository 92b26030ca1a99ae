"""The one p-value of qtnet: where an observed value stands among draws from its null model."""

from __future__ import annotations

from typing import Literal

import numpy as np

from qtnet.errors import InputError

__all__ = ["permutation_p"]

#: Draws that differ from the observed value by less than rounding count as equal to it.
_TIE = 1e-12


def permutation_p(
    observed: float,
    draws: np.ndarray,
    *,
    alternative: Literal["greater", "less", "two-sided"] = "greater",
) -> float:
    """Give the probability of a value at least as extreme as the observed one under the null model.

    Parameters
    ----------
    observed
        The value in the data.
    draws
        The same quantity in networks drawn from the null model; undefined (NaN) draws are left out.
    alternative
        Which values count as extreme.

    Returns
    -------
    float
        ``(1 + number of draws as extreme) / (number of draws + 1)`` in (0, 1], because the data are one draw too;
        two-sided is twice the smaller tail, at most 1. NaN when the observed value or all draws are undefined.

    Examples
    --------
    >>> permutation_p(3.0, np.array([1.0, 2.0, 3.0]))
    0.5
    """
    if alternative not in ("greater", "less", "two-sided"):
        raise InputError(f"alternative: expected 'greater', 'less' or 'two-sided', got {alternative!r}")
    known = draws[np.isfinite(draws)]
    if not np.isfinite(observed) or not known.size:
        return float("nan")
    slack = _TIE * max(1.0, abs(observed))
    above = (1 + int((known >= observed - slack).sum())) / (known.size + 1)
    below = (1 + int((known <= observed + slack).sum())) / (known.size + 1)
    tails: dict[str, float] = {"greater": above, "less": below, "two-sided": min(1.0, 2 * min(above, below))}
    return tails[alternative]
