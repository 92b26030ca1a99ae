"""Do ties become more frequent over the years? Poisson trend of counts with errors robust to autocorrelation."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from statsmodels.tools import add_constant

from qtnet.errors import InputError
from qtnet.facts import Facts
from qtnet.facts.counting import counted_once
from qtnet.inference.dyadic.poisson import fitted_poisson
from qtnet.inference.pvalues import permutation_p
from qtnet.inference.trends.autoregression import autocorrelation, autoregressive_draws
from qtnet.inference.trends.newey_west import newey_west_lags, slopes_with_errors
from qtnet.inference.untold import untold
from qtnet.parallel import Seed
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["Trend", "tie_trend", "yearly_trend"]

_MIN_YEARS = 5  # two parameters and an autocovariance need more than four points
_LEVEL = 0.95


@dataclass(frozen=True, kw_only=True, eq=False)
class Trend(Result):
    """A yearly trend of counts.

    `frame` has one row per series: `estimate` is the change of the log expected count per year, `rate_ratio` its
    exponential (1.1: ten percent more each year), `std_error`, interval and two-sided `p_value` are robust to
    heteroscedasticity and autocorrelation; `n` is the number of years, `n_ties` of ties counted, `n_without_year` of
    ties left out. NaN with a reason where there are too few years.
    """

    frame: pd.DataFrame = field(repr=False)
    null: str = "the expected number of ties is the same in every year"

    def to_frame(self) -> pd.DataFrame:
        """Give one row per series."""
        return tidy(self.frame.copy())

    def remark(self) -> str:
        """Give the null hypothesis and the series whose trend cannot be told."""
        where = self.frame["metric"] + self.frame["layer"].map(
            lambda layer: "" if layer == MULTILAYER else f" in {layer}"
        )
        told = untold("", where, self.frame["reason"], self.frame["p_value"], plural="trends")
        return f"Null hypothesis of each p-value: {self.null}. {told}".strip()


def yearly_trend(counts: pd.Series, *, rng: Seed, draws: int = 999) -> dict[str, object]:
    """Fit a Poisson trend to counts by year.

    Parameters
    ----------
    counts
        Counts ≥ 0, indexed by year; years between the first and the last that are missing count 0.
    rng
        Seed or generator.
    draws
        Series without a trend to compare with.

    Returns
    -------
    dict
        `estimate`, `rate_ratio`, `std_error`, `ci_low`, `ci_high`, `p_value`, `n`, `reason`.

    Raises
    ------
    InputError
        If a count is negative or not a number.

    Notes
    -----
    ``log E[y_t] = a + b t`` by Poisson pseudo-maximum likelihood; Newey-West covariance with
    ``floor(4 (T/100)^(2/9))`` lags, at least one [1]_, times T / (T − 2). As in `qtnet.inference.trends.lines`, the t
    value is compared with that of autoregressive series without a trend, since with few years it is far from normal.
    The count of a year grows with the documents read about it, so a trend says as much of the corpus as of the world.

    References
    ----------
    .. [1] Newey & West (1987), Econometrica 55, 703-708; lags: Newey & West (1994), Review of Economic Studies 61.

    Examples
    --------
    >>> counts = pd.Series([10.0, 20.0, 40.0, 80.0, 160.0], index=range(2020, 2025))
    >>> round(yearly_trend(counts, rng=1)["rate_ratio"], 6)
    2.0
    """
    if not (counts >= 0).all():
        raise InputError(f"counts: expected numbers ≥ 0, got {counts[~(counts >= 0)].iloc[0]}")
    names = ("estimate", "rate_ratio", "std_error", "ci_low", "ci_high", "p_value")
    years = np.arange(int(counts.index.min()), int(counts.index.max()) + 1) if len(counts) else np.array([])
    y = counts.reindex(years, fill_value=0).to_numpy(dtype=float)
    reason = f"{len(years)} years; at least {_MIN_YEARS} are needed" if len(years) < _MIN_YEARS else ""
    if not reason and np.count_nonzero(y) < 2:
        reason = "ties in fewer than two years"
    if reason:
        return {**dict.fromkeys(names, np.nan), "n": len(years), "reason": reason}
    time = years.astype(float)
    lags = newey_west_lags(len(y))
    options = {"maxlags": lags, "use_correction": True}
    fitted = fitted_poisson(y, add_constant(time - time.mean()), cov_type="HAC", cov_kwds=options)
    slope, error = float(fitted.params[1]), float(fitted.bse[1])
    carried = autocorrelation(np.asarray(fitted.resid_pearson), terms=2)
    null = autoregressive_draws(len(y), carried, draws=draws, rng=np.random.default_rng(rng))
    null_slope, null_error, _ = slopes_with_errors(null, time, lags=lags)
    sizes = np.abs(null_slope / null_error)
    half = float(np.quantile(sizes, _LEVEL)) * error
    p = permutation_p(abs(slope) / error, sizes) if error > 0 else float("nan")
    values = (slope, float(np.exp(slope)), error, slope - half, slope + half, p)
    return {**dict(zip(names, values, strict=True)), "n": len(years), "reason": ""}


def tie_trend(facts: Facts, *, rng: Seed, status: tuple[str, ...] = ("active", "announced")) -> Trend:
    """Give the trend of cooperative and hostile ties by the year in which they began, over all and per technology.

    Parameters
    ----------
    facts
        Checked tables; ties whose year is not known are counted in `n_without_year`.
    rng
        Seed or generator.
    status
        Which ties count.
    """
    generator = np.random.default_rng(rng)
    told = counted_once(facts).ties
    ties = told[told["status"].isin(list(status))]
    rows = []
    for sign, name in (("+", "trend of cooperation"), ("-", "trend of hostility")):
        own = ties[ties["sign"] == sign]
        for layer, part in [(MULTILAYER, own), *own.groupby("domain", sort=True)]:
            years = part["year"].dropna()
            found = yearly_trend(years.astype(int).value_counts().sort_index(), rng=generator)
            counted = {"n_ties": len(years), "n_without_year": len(part) - len(years)}
            rows.append({"metric": name, "layer": str(layer), **found, **counted})
    return Trend(frame=pd.DataFrame(rows))
