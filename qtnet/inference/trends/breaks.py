"""Did a metric change for good at some time, and when? A single break at an unknown window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from qtnet.errors import InputError, UnknownNameError
from qtnet.inference.pvalues import permutation_p
from qtnet.inference.trends.autoregression import autocorrelation, autoregressive_draws
from qtnet.inference.trends.break_statistic import BreakModel, Shape, break_model
from qtnet.inference.trends.series import WindowSeries
from qtnet.parallel import Seed
from qtnet.results import Result, tidy

__all__ = ["Dependence", "StructuralBreak", "structural_break"]

Dependence = Literal["autoregressive", "none"]
Floats = npt.NDArray[np.float64]

_LEVEL = 0.05
#: Of fewer windows no order shows a break with p ≤ 0.05 (4!·4!·2/8! is 0.03, 3!·4!·2/7! is 0.06); lines need two more.
_FEWEST = {"level": 8, "trend": 10}
#: 95 % point of the likelihood ratio of a break's date, −2 log(1 − √0.95).
_DATE_RATIO = -2 * np.log(1 - np.sqrt(0.95))
_WORDS = {
    "autoregressive": "up to chance that carries over from one window to the next",
    "none": "up to chance that differs from window to window: values could change places",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class StructuralBreak(Result):
    """One break of a metric over windows.

    `estimate` is the first year after the break, `ci_low` and `ci_high` bound it at 95 %; `window` is the label of its
    window; `change` is the level just after the break less the level just before; `sup_f` the largest F value; the
    p-value tests whether there is a break at all.
    """

    metric: str
    shape: Shape
    dependence: Dependence
    window: str
    estimate: float
    ci_low: float
    ci_high: float
    change: float
    sup_f: float
    p_value: float
    n: int
    n_undefined: int
    reason: str = ""

    @property
    def null(self) -> str:
        """Say what the p-value tests."""
        kept = "keeps its level" if self.shape == "level" else "follows one straight line"
        return f"{self.metric} {kept} over all windows, {_WORDS[self.dependence]}"

    def to_frame(self) -> pd.DataFrame:
        """Give one row."""
        names = ("window", "estimate", "ci_low", "ci_high", "p_value", "n", "reason", "change", "sup_f")
        return tidy([{"metric": f"break of {self.metric}", **{name: getattr(self, name) for name in names}}])

    def remark(self) -> str:
        """Give the null hypothesis and what cannot be told."""
        parts = [f"Null hypothesis: {self.null}."]
        if self.reason:
            parts.append(f"Cannot be told from these documents: a break of {self.metric} ({self.reason}).")
        elif self.p_value > _LEVEL:
            parts.append(
                f"Cannot be told from these documents: whether {self.metric} has a break (p = {self.p_value:.2g}); "
                "the year given is only the best split of the series."
            )
        if self.n_undefined:
            parts.append(f"{self.n_undefined} windows have no value and are left out.")
        return " ".join(parts)


def structural_break(
    series: WindowSeries,
    *,
    rng: Seed,
    shape: Shape = "level",
    dependence: Dependence = "autoregressive",
    draws: int = 999,
) -> StructuralBreak:
    r"""Look for a single break at an unknown time.

    Parameters
    ----------
    series
        The metric per window, from `qtnet.inference.trends.series`; windows must not share years.
    rng
        Seed or generator.
    shape
        ``"level"``: a constant that jumps; ``"trend"``: a line whose level and slope change, so that a steady rise is
        no break.
    dependence
        What the series is without a break: ``"autoregressive"``, or ``"none"``, where values could change places.
    draws
        Series without a break to compare with.

    Returns
    -------
    StructuralBreak
        NaN with a reason with fewer than eight windows (ten for ``"trend"``), or where they share years.

    Raises
    ------
    UnknownNameError
        If there is no such shape or dependence.

    Notes
    -----
    The statistic is the largest F value over all break dates that leave 15 % of the windows, and two at least (three
    for lines), on either side [1]_. Its limit distribution does not hold with ten or twenty windows. With ``"none"``
    the p-value permutes what the model without a break leaves; exact for ``"level"``. With ``"autoregressive"`` it
    compares with normal first-order autoregressive series that have the autocorrelation of these residuals; a real
    break raises that too, so this errs on the safe side at the price of power: at 5 %
    it finds a level's break where there is none in 1 to 5 % of series with autocorrelation up to 0.6 (a line's in up
    to 10 %), and one of two standard deviations in 13, 50 and 98 % of series of 10, 20 and 40 windows without
    autocorrelation. ``"none"`` finds that in 53, 93 and 100 %, but breaks that are not there in 14 to 21 % at 0.3
    (tests/calibration/regression_series).
    The interval of the date holds all dates whose likelihood ratio to the best is at most
    :math:`-2\log(1-\sqrt{0.95}) = 7.35` [2]_, times the long-run variance of the residuals beside the break over
    their variance.

    References
    ----------
    .. [1] Andrews (1993), Econometrica 61, 821-856.
    .. [2] Eo & Morley (2015), Quantitative Economics 6, 463-497.

    Examples
    --------
    >>> from qtnet.inference.trends.series import yearly_series
    >>> values = pd.Series([1.0, 1.2, 0.9, 1.1, 1.0, 3.1, 2.9, 3.0, 3.2, 2.8], index=range(2014, 2024))
    >>> found = structural_break(yearly_series(values, name="share"), rng=1, dependence="none")
    >>> found.estimate, (found.ci_low, found.ci_high), round(found.change, 2), found.p_value < 0.05
    (2019.0, (2019.0, 2019.0), 1.96, True)
    """
    for what, value, known in (("shape", shape, get_args(Shape)), ("dependence", dependence, get_args(Dependence))):
        if value not in known:
            raise UnknownNameError(what, value, known)
    if draws < 1:
        raise InputError(f"draws: expected a whole number of at least 1, got {draws}")
    used = series.known()
    values = used.frame["estimate"].to_numpy(dtype=float)
    reason = _too_little(used, values, shape)
    window, found = "", dict.fromkeys(("estimate", "ci_low", "ci_high", "change", "sup_f", "p_value"), np.nan)
    if not reason:
        place, found = _found(used, values, shape, dependence, draws=draws, rng=np.random.default_rng(rng))
        window = str(used.frame["window"].iloc[place])
    return StructuralBreak(
        metric=series.metric,
        shape=shape,
        dependence=dependence,
        window=window,
        **found,
        n=len(values),
        n_undefined=len(series.frame) - len(values),
        reason=reason,
    )


def _too_little(used: WindowSeries, values: Floats, shape: Shape) -> str:
    if used.overlap:
        return "the windows share years; take calendar windows, which do not"
    if len(values) < _FEWEST[shape]:
        return f"{len(values)} windows; at least {_FEWEST[shape]} are needed"
    return "the values do not vary" if np.ptp(values) == 0 else ""


def _found(
    used: WindowSeries,
    values: Floats,
    shape: Shape,
    dependence: Dependence,
    *,
    draws: int,
    rng: np.random.Generator,
) -> tuple[int, dict[str, float]]:
    """Give the number of the first window after the break, and what is found of it."""
    model = break_model(len(values), shape)
    left = model.residuals(values[None, :])
    if dependence == "none":
        null = rng.permuted(np.repeat(left, draws, axis=0), axis=1)
    else:
        null = autoregressive_draws(len(values), autocorrelation(left[0]), draws=draws, rng=rng)
    shares = model.shares(values[None, :])[0]
    # with one number of windows F rises with the share, which stays finite where a break is exact
    p = permutation_p(float(shares.max()), model.shares(null).max(axis=1))
    best = int(shares.argmax())
    place = int(model.places[best])
    beside = left[0] - model.extra[best] @ (model.extra[best].T @ left[0])
    inside = _dates(model, 1 - shares, beside, dependence)
    first = used.frame["first"].to_numpy(dtype=float)
    change = _change(values, place, model.terms)
    years = {
        "estimate": float(first[place]),
        "ci_low": float(first[inside.min()]),
        "ci_high": float(first[inside.max()]),
    }
    return place, years | {"change": change, "sup_f": model.f_value(float(shares[best])), "p_value": p}


def _dates(model: BreakModel, rest: Floats, beside: Floats, dependence: Dependence) -> npt.NDArray[np.int64]:
    """Give the places that the likelihood ratio does not exclude; `rest` is the share that each leaves."""
    carried = autocorrelation(beside, terms=2 * model.terms) if dependence == "autoregressive" else 0.0
    rest = np.maximum(rest, np.finfo(float).eps)
    ratio = len(beside) * np.log(rest / rest.min())
    return np.asarray(model.places[ratio <= _DATE_RATIO * (1 + carried) / (1 - carried)])


def _change(values: Floats, place: int, terms: int) -> float:
    """Give the fitted value at the break from the part after it, less that from the part before it."""
    time = np.arange(len(values)) - place
    after, before = (np.polyfit(time[part], values[part], terms - 1)[-1] for part in (time >= 0, time < 0))
    return float(after - before)
