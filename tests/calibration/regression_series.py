"""How often do the tests of a series of windows find a trend or a break that is not there, and one that is?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from qtnet.inference.trends.autoregression import autoregressive_draws
from qtnet.inference.trends.breaks import structural_break
from qtnet.inference.trends.lines import metric_trend
from qtnet.inference.trends.series import WindowSeries
from qtnet.inference.trends.yearly_counts import yearly_trend
from qtnet.parallel import in_chunks
from tests.calibration.study import Study

SERIES, DRAWS = 500, 199
LENGTHS, CORRELATIONS = (10, 20, 40), (0.0, 0.3, 0.6)
#: Of the standard deviation of a window; the jump comes in the middle, the trend moves as far from end to end.
EFFECT = 2.0


def of_values(values: np.ndarray, *, width: int = 1) -> WindowSeries:
    first = np.arange(2000, 2000 + len(values))
    frame = pd.DataFrame({"window": first.astype(str), "estimate": values, "reason": ""})
    return WindowSeries(metric="metric", frame=frame.assign(first=first, last=first + width - 1))


def noise(length: int, correlation: float, rng: np.random.Generator) -> np.ndarray:
    return autoregressive_draws(length, correlation, draws=1, rng=rng)[0] * np.sqrt(1 - correlation**2)


def trend(length: int, correlation: float, effect: float, rng: np.random.Generator) -> tuple[float, float]:
    slope = effect / (length - 1)
    found = metric_trend(of_values(noise(length, correlation, rng) + slope * np.arange(length)), rng=rng, draws=DRAWS)
    return found.p_value, float(found.ci_low <= slope <= found.ci_high)


def rolling(length: int, correlation: float, effect: float, rng: np.random.Generator) -> tuple[float, float]:
    slope = effect / (length - 1)
    years = noise(length + 2, correlation, rng) * np.sqrt(3)
    values = np.convolve(years, np.ones(3) / 3, "valid") + slope * np.arange(length)
    found = metric_trend(of_values(values, width=3), rng=rng, draws=DRAWS)
    return found.p_value, float(found.ci_low <= slope <= found.ci_high)


def counts(length: int, correlation: float, effect: float, rng: np.random.Generator) -> tuple[float, float]:
    # log mean moves by `effect` standard deviations of a count of mean 8 on the log scale
    slope = effect / np.sqrt(8) / (length - 1)
    log_mean = np.log(8) + slope * np.arange(length) + 0.3 * correlation * noise(length, correlation, rng)
    found = yearly_trend(pd.Series(rng.poisson(np.exp(log_mean)), index=range(length)), rng=rng, draws=DRAWS)
    return float(found["p_value"]), float(found["ci_low"] <= slope <= found["ci_high"])


def broken(
    dependence: str, shape: str, length: int, correlation: float, effect: float, rng: np.random.Generator
) -> tuple[float, float]:
    values = noise(length, correlation, rng) + effect * (np.arange(length) >= length // 2)
    found = structural_break(of_values(values), rng=rng, draws=DRAWS, dependence=dependence, shape=shape)
    return found.p_value, float(found.ci_low <= 2000 + length // 2 <= found.ci_high)


TESTS: dict[str, Callable[..., tuple[float, float]]] = {
    "trend": trend,
    "trend, windows of three years": rolling,
    "trend of yearly counts": counts,
    "break of level": partial(broken, "autoregressive", "level"),
    "break of level, values exchangeable": partial(broken, "none", "level"),
    "break of a line": partial(broken, "autoregressive", "trend"),
}


def outcomes(
    test: str, length: int, correlation: float, effect: float, sets: int, rng: np.random.Generator
) -> np.ndarray:
    return np.array([TESTS[test](length, correlation, effect, rng) for _ in range(sets)])


def study(jobs: int) -> Study:
    rows = []
    for number, test in enumerate(TESTS):
        for length in LENGTHS:
            if test == "trend, windows of three years" and length < 15:
                continue
            for correlation in CORRELATIONS:
                figures = []
                for effect in (0.0, EFFECT):
                    task = partial(outcomes, test, length, correlation, effect)
                    seed = [42, number, length, int(10 * correlation), int(effect)]
                    found = np.concatenate(in_chunks(task, draws=SERIES, rng=seed, jobs=jobs, size=125))
                    figures.append((round(float((found[:, 0] <= 0.05).mean()), 3), round(float(found[:, 1].mean()), 3)))
                (size, _), (power, covers) = figures
                rows.append((test, length, correlation, size, power, covers))
    mild = {name: max(row[3] for row in rows if row[0] == name and row[2] <= 0.3) for name in TESTS}
    return Study(
        name="regression_series",
        title="Tests of a metric over windows of time",
        question="How often is a trend or break found at 5 % where there is none, how often where it is?",
        columns=("test", "windows", "autocorrelation", "size", "power", "interval covers"),
        rows=tuple(rows),
        verdict=(
            f"At 5 %, with autocorrelation up to 0.3 ({SERIES} series per row), a trend is found where there is none "
            f"in at most {mild['trend']:.1%}, a break of level in {mild['break of level']:.1%}, and in "
            f"{mild['break of level, values exchangeable']:.1%} where values are taken as exchangeable."
        ),
    )
