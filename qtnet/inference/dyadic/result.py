"""What a dyadic regression found: one row per term, the null hypothesis in words, and what cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.inference.dyadic.families import FamilyName
from qtnet.inference.dyadic.overdispersion import OverdispersionTest
from qtnet.inference.dyadic.table import INTERCEPT
from qtnet.inference.untold import untold
from qtnet.results import Result, tidy

__all__ = ["DyadicRegression"]

_LEVEL = 0.05
#: With fewer actors the test with the plain sandwich rejects a true null clearly too often (tests/calibration).
_FEW_ACTORS = 100


@dataclass(frozen=True, kw_only=True, eq=False)
class DyadicRegression(Result):
    """Coefficients of a regression of ties on covariates of pairs.

    `coefficients` has one row per term: `estimate`; `rate_ratio` (counts) or `odds_ratio` (logit), its exponential;
    dyadic-cluster-robust `std_error`, 95 % interval and `p_wald`; permutation `p_value` of the null hypothesis in
    `null`. All NaN, with a reason, where the data do not identify the term. `r_squared` is the share of the deviance
    that the terms take away from a constant: R² of linear models, McFadden's of logit. `dispersion` is α of the
    negative binomial. `left_out` counts the pairs that were not used, by reason; `source` says what the ties rest
    on.
    """

    coefficients: pd.DataFrame = field(repr=False)
    family: FamilyName = "poisson"
    directed: bool = False
    fixed_effects: bool = False
    errors: str = "jackknife"
    n_actors: int
    n_dyads: int
    n_tied: int
    left_out: Mapping[str, int]
    permutations: int
    r_squared: float = np.nan
    dispersion: float = np.nan
    overdispersion: OverdispersionTest | None = None
    source: str = ""
    null: str = (
        "given the other covariates, it does not matter for the ties which actor has which place in the covariate"
    )

    def to_frame(self) -> pd.DataFrame:
        """Give one row per term; `metric` is the covariate's name, `n` the number of pairs."""
        return tidy(self.coefficients.copy())

    def remark(self) -> str:
        """Give the null hypothesis, what cannot be told, and what was left out."""
        parts = [f"Null hypothesis of each p-value: {self.null}.", self.source, self._untold()]
        if self.errors == "sandwich" and self.n_actors < _FEW_ACTORS and self.coefficients["std_error"].notna().any():
            parts.append(
                f"With {self.n_actors} actors the errors of the sandwich are too small: read the permutation "
                "p-value, not the interval."
            )
        if self.overdispersion is not None and self.overdispersion.p_value <= _LEVEL:
            parts.append(
                "The counts vary more than Poisson's; estimates and errors stay valid, "
                "a negative binomial weighs pairs better."
            )
        if self.left_out:
            counted = ", ".join(f"{n} ({reason})" for reason, n in self.left_out.items())
            parts.append(f"Pairs left out: {counted}.")
        return " ".join(part for part in parts if part)

    def _untold(self) -> str:
        table = self.coefficients[self.coefficients["metric"] != INTERCEPT]
        if self.coefficients["estimate"].isna().all():
            return untold("", ["what goes with ties"], [self.coefficients["reason"].iloc[0]], [np.nan])
        names = "whether '" + table["metric"] + "' matters"
        reasons = table["reason"].where(table["estimate"].isna(), "")
        return untold("", names, reasons, table["p_value"], plural="covariates")
