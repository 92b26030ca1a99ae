"""Do counts vary more than Poisson's? A test that lets pairs with a common actor depend on each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import t

from qtnet.inference.dyadic.actor_jackknife import jackknife_variances
from qtnet.inference.dyadic.table import DyadTable
from qtnet.results import Result, tidy

__all__ = ["OverdispersionTest", "overdispersion"]

Floats = npt.NDArray[np.float64]

#: A variance that rounding alone can make.
_ROUNDING = 1e-18


@dataclass(frozen=True, kw_only=True, eq=False)
class OverdispersionTest(Result):
    """Over-dispersion of counts given their fitted means.

    `estimate` is α in: variance = μ + α μ²; 0 is Poisson's variance, negative less than that. The p-value is
    one-sided.
    """

    estimate: float
    std_error: float
    p_value: float
    n: int
    reason: str = ""
    null: str = "given the covariates, the counts vary as Poisson's do: variance equal to mean"

    def to_frame(self) -> pd.DataFrame:
        """Give one row."""
        names = ("estimate", "std_error", "p_value", "n", "reason")
        return tidy([{"metric": "over-dispersion", **{name: getattr(self, name) for name in names}}])

    def remark(self) -> str:
        """Give the null hypothesis."""
        return f"Null hypothesis: {self.null}."


def overdispersion(dyads: DyadTable, mean: Floats) -> OverdispersionTest:
    r"""Test whether counts vary more than Poisson's.

    Parameters
    ----------
    dyads
        The table of dyads, its outcome counts.
    mean
        Fitted means of a Poisson regression, > 0.

    Notes
    -----
    :math:`((y-\mu)^2 - y)/\mu` is regressed on :math:`\mu` without a constant [1]_; the error of the slope is robust
    to dependence of dyads that share an actor, and its t value has as many degrees of freedom as actors less one.

    References
    ----------
    .. [1] Cameron & Trivedi (1990), Journal of Econometrics 46, 347-364.
    """
    excess = ((dyads.outcome - mean) ** 2 - dyads.outcome) / mean
    slope = float(excess @ mean / (mean @ mean))
    given = (dyads.first, dyads.second, mean[:, None], np.ones_like(mean), excess - slope * mean)
    variance = float(jackknife_variances(*given, n_actors=dyads.n_actors)[0])
    if variance <= _ROUNDING:
        reason = "no standard error: the counts are fitted exactly"
        return OverdispersionTest(estimate=slope, std_error=np.nan, p_value=np.nan, n=len(dyads), reason=reason)
    error = float(np.sqrt(variance))
    p = float(t.sf(slope / error, dyads.n_actors - 1))
    return OverdispersionTest(estimate=slope, std_error=error, p_value=p, n=len(dyads))
