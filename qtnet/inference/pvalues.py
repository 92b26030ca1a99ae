"""The one p-value of qtnet: where an observed value stands among draws from its null model."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from qtnet.errors import InputError

__all__ = ["Alternative", "check_alternative", "permutation_p", "smallest_p"]

Alternative = Literal["greater", "less", "two-sided"]

#: Draws count as equal to the observed value when they differ by less than what iterations leave of rounding, as a
#: share of that value, or by less than what rounding leaves of a zero. Equal draws make p larger, never smaller.
_TIE, _ZERO = 1e-9, 1e-12


def permutation_p(observed: float, draws: np.ndarray, *, alternative: Alternative = "greater") -> float:
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

    Notes
    -----
    If the data come from the null model and are exchangeable with the draws, ``P(p ≤ α) ≤ α`` for every α, whatever the
    quantity and however few the draws; equal values only make the test more cautious. Leaving undefined draws out keeps
    this true: the test is then one among networks in which the quantity is defined.

    References
    ----------
    Phipson & Smyth 2010, doi:10.2202/1544-6115.1585 (why the data count); Besag & Clifford 1989,
    doi:10.1093/biomet/76.4.633.

    Examples
    --------
    >>> permutation_p(3.0, np.array([1.0, 2.0, 3.0]))
    0.5
    """
    known = _known(draws, alternative)
    if np.isnan(observed) or not known.size:
        return float("nan")
    slack = _slack(observed)
    above = (1 + int((known >= observed - slack).sum())) / (known.size + 1)
    below = (1 + int((known <= observed + slack).sum())) / (known.size + 1)
    tails: dict[str, float] = {"greater": above, "less": below, "two-sided": min(1.0, 2 * min(above, below))}
    return tails[alternative]


def smallest_p(observed: float, draws: np.ndarray, *, alternative: Alternative = "greater") -> float:
    """Give the smallest p-value that any of the values seen, observed or drawn, would have had.

    A null model with few distinct values cannot give a small p-value, whatever the data: no star was possible.

    Examples
    --------
    >>> smallest_p(1.0, np.array([0.0, 1.0, 0.0]))
    0.5
    """
    known = _known(draws, alternative)
    if np.isnan(observed) or not known.size:
        return float("nan")
    everyone = np.append(known, observed)
    extremes = [] if alternative == "less" else [everyone.max()]
    extremes += [] if alternative == "greater" else [everyone.min()]
    # each extreme in its turn stands for the data: then its equals and itself are counted
    equal = [np.isclose(everyone, extreme, rtol=0.0, atol=_slack(extreme)) for extreme in extremes]
    least = min(float(each.mean()) for each in equal)
    return min(1.0, 2 * least) if alternative == "two-sided" else least


def check_alternative(alternative: str) -> None:
    """Raise an `InputError` unless it is one of the three alternatives."""
    if alternative not in get_args(Alternative):
        raise InputError(f"alternative: expected 'greater', 'less' or 'two-sided', got {alternative!r}")


def _known(draws: np.ndarray, alternative: str) -> np.ndarray:
    check_alternative(alternative)
    return np.asarray(draws[~np.isnan(draws)])


def _slack(value: float) -> float:
    return max(_ZERO, _TIE * abs(value)) if np.isfinite(value) else 0.0
