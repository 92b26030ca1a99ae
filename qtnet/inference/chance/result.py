"""A number set against chance: the observed value, what a null model gives, and a plain verdict."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from qtnet.inference.pvalues import Alternative, permutation_p, smallest_p
from qtnet.results import MULTILAYER, Result, tidy

__all__ = ["FEWEST_DOCUMENTS", "LEVEL", "UNTOLD", "PermutationTest", "distinct_values", "shown_p", "untold"]

#: A p-value below this is called more (or less) than chance alone would give.
LEVEL = 0.05
#: Ties that rest on fewer documents are not independent enough to be anybody's evidence.
FEWEST_DOCUMENTS = 3
#: How every verdict begins that the evidence does not support.
UNTOLD = "cannot be told from these documents: "
#: Values closer than this share of the largest are one value.
_SAME = 1e-9


@dataclass(frozen=True, kw_only=True, eq=False)
class PermutationTest(Result):
    """An observed number set against its distribution under a null model.

    Attributes
    ----------
    metric, layer, actor
        What was measured.
    null
        The null hypothesis in one sentence: what chance does, and what stays.
    alternative
        Which values count as extreme.
    estimate
        The number in the data.
    draws
        The same number in each null network, NaN where it is undefined; shape ``(draws,)``.
    p_value
        In (0, 1]; NaN when the number is undefined in the data or in all draws.
    drawn
        What the draws are, for the reader.
    n, documents
        Numbers of ties and of documents that they rest on.
    caution
        What makes the test weak, for example chains that have not mixed.
    reason
        Why nothing can be told, else empty. A p-value may stand beside it; the verdict then does not use it.
    """

    metric: str
    null: str
    alternative: Alternative
    estimate: float
    draws: np.ndarray = field(repr=False)
    p_value: float
    n: int
    documents: int
    layer: str = MULTILAYER
    actor: str = ""
    drawn: str = "null networks"
    caution: str = ""
    reason: str = ""

    @property
    def null_mean(self) -> float:
        """Mean of the defined draws."""
        return float(self._known.mean()) if self._known.size else float("nan")

    @property
    def null_sd(self) -> float:
        """Standard deviation of the defined draws, NaN with fewer than two."""
        return float(self._known.std(ddof=1)) if self._known.size > 1 else float("nan")

    @property
    def z(self) -> float:
        """How many standard deviations the estimate is from the mean of the draws; NaN if these do not vary."""
        sd = self.null_sd
        return (self.estimate - self.null_mean) / sd if sd > _SAME * abs(self.null_mean) else float("nan")

    @property
    def undefined(self) -> int:
        """In how many null networks the number is undefined."""
        return int(np.isnan(self.draws).sum())

    @property
    def distinct(self) -> int:
        """How many different values the null model gave."""
        return distinct_values(self.draws)

    @property
    def smallest_p(self) -> float:
        """The smallest p-value that any of the values seen could have had."""
        return smallest_p(self.estimate, self.draws, alternative=self.alternative)

    @property
    def _known(self) -> np.ndarray:
        return np.asarray(self.draws[np.isfinite(self.draws)])

    def to_frame(self) -> pd.DataFrame:
        """Give one row; after the fixed columns the null distribution, the verdict and the null in words."""
        names = ("metric", "layer", "actor", "estimate", "p_value", "n", "reason", "alternative")
        further = ("null_mean", "null_sd", "z", "undefined", "distinct", "smallest_p", "documents", "caution", "null")
        row = {name: getattr(self, name) for name in (*names, *further)}
        return tidy([row | {"draws": len(self.draws), "verdict": self.verdict()}])

    def remark(self) -> str:
        """Give the verdict and the null hypothesis."""
        return f"{self.verdict()}. Null hypothesis: {self.null}."

    def verdict(self, p_adjusted: float | None = None) -> str:
        """Say in plain words what the test tells; an adjusted p-value is used in place of its own.

        Examples
        --------
        >>> draws = np.linspace(0.0, 1.0, 99)
        >>> test = PermutationTest(
        ...     metric="x", null="", alternative="greater", estimate=2.0, draws=draws, p_value=0.01, n=9, documents=9
        ... )
        >>> test.verdict()
        'more than chance alone would give (p = .01)'
        """
        if self.reason:
            return f"{UNTOLD}{self.reason}"
        p = self.p_value if p_adjusted is None else p_adjusted
        adjusted = "" if p_adjusted is None else ", adjusted"
        if p < LEVEL:
            side = "more" if self.estimate > np.median(self.draws[~np.isnan(self.draws)]) else "less"
            told = f"{side} than chance alone would give ({shown_p(p)}{adjusted})"
        else:
            told = f"not told apart from chance ({shown_p(p)}{adjusted})"
        lost = f"undefined in {self.undefined} of {len(self.draws)} {self.drawn}" if self.undefined else ""
        return "; ".join(part for part in (told, lost, self.caution) if part)


def distinct_values(draws: np.ndarray) -> int:
    """Count the different values among the defined draws, those that differ by rounding once.

    Examples
    --------
    >>> distinct_values(np.array([0.1 + 0.2, 0.3, 0.4, np.nan]))
    2
    """
    known = np.sort(draws[~np.isnan(draws)])
    if not known.size:
        return 0
    finite = np.abs(known[np.isfinite(known)])
    step = np.diff(known)
    return 1 + int((step > _SAME * finite.max(initial=0.0)).sum())


def shown_p(p: float) -> str:
    """Write a p-value as papers do.

    Examples
    --------
    >>> shown_p(0.0104), shown_p(0.34), shown_p(1.0), shown_p(0.0004)
    ('p = .01', 'p = .34', 'p = 1', 'p < .001')
    """
    if p < 0.001:
        return "p < .001"
    digits = 3 if p < 0.0095 else 2
    text = f"{p:.{digits}f}"
    return "p = 1" if text.startswith("1") else f"p = {text[1:]}"


def untold(estimate: float, draws: np.ndarray, alternative: Alternative, *, documents: int, drawn: str) -> str:
    """Say why a test cannot tell anything, or nothing; an undefined estimate has a reason of its own.

    Examples
    --------
    >>> untold(1.0, np.ones(99), "greater", documents=9, drawn="null networks")
    'chance keeps this number as it is, so that it cannot be tested'
    """
    if np.isnan(estimate):
        return ""
    known = int((~np.isnan(draws)).sum())
    if not known:
        return f"it is undefined in all {len(draws)} {drawn}"
    if documents < FEWEST_DOCUMENTS:
        return f"all ties rest on {documents} document{'s' * (documents != 1)} (at least {FEWEST_DOCUMENTS} are needed)"
    least, distinct = smallest_p(estimate, draws, alternative=alternative), distinct_values(draws)
    if least < LEVEL:
        return ""
    if distinct == 1 and permutation_p(estimate, draws, alternative="two-sided") == 1:
        return "chance keeps this number as it is, so that it cannot be tested"
    told = f"no result could have had less than {shown_p(least)}"
    if least <= 2 / (known + 1) + 1e-12:
        return f"with only {known} {drawn} {told}"
    return f"chance gives only {distinct} different values, so that {told}"
