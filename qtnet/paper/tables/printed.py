"""How an estimate and its interval are printed in two cells, with the decimals that the interval supports."""

from __future__ import annotations

from math import isfinite, nan

from qtnet.paper.tables.table import UNDEFINED
from qtnet.report.inputs import ReportInputs
from qtnet.report.rounding import decimals, interval_text, number_text

__all__ = ["exploratory_note", "of_interval", "of_p", "of_share", "printed"]

#: Decimals that every estimate has at least, as on the page.
_LEAST = 2
_SMALL_P = 0.001


def printed(estimate: float, low: float = nan, high: float = nan) -> tuple[str, str]:
    """Give the cells of an estimate and of its interval; both have the same decimals.

    Examples
    --------
    >>> printed(0.4312, 0.3098, 0.5521), printed(0.5), printed(float("nan"), 0.1, 0.2)
    (('0.43', '[0.31, 0.55]'), ('0.50', ''), ('—', ''))
    """
    if not isfinite(estimate):
        return UNDEFINED, ""
    places = max(_LEAST, decimals((high - low) / 2, default=_LEAST))
    return number_text(estimate, places), of_interval(low, high, places)


def of_interval(low: float, high: float, places: int) -> str:
    """Give the cell of an interval; empty where there is none."""
    return interval_text(low, high, places=places)


def of_p(p_value: float, *, stars: bool = False) -> str:
    """Give the cell of a p-value, with stars at 0.05, 0.01 and 0.001 where they are asked for.

    Examples
    --------
    >>> of_p(0.0312), of_p(0.0312, stars=True), of_p(0.0001), of_p(float("nan"))
    ('0.031', '0.031*', '<0.001', '—')
    """
    if not isfinite(p_value):
        return UNDEFINED
    shown = "<0.001" if p_value < _SMALL_P else f"{p_value:.3f}"
    return shown + "*" * sum(p_value < bound for bound in (0.05, 0.01, 0.001)) if stars else shown


def of_share(share: float) -> str:
    """Give the cell of a share, two decimals; only none and all are written as 0 and 1.

    Examples
    --------
    >>> of_share(0.256), of_share(0.002), of_share(0.999), of_share(1.0)
    ('0.26', '<0.01', '>0.99', '1.00')
    """
    if not isfinite(share):
        return UNDEFINED
    if 0 < share < 0.005:
        return "<0.01"
    return ">0.99" if 0.995 <= share < 1 else number_text(share)


def exploratory_note(inputs: ReportInputs) -> tuple[str, ...]:
    """Give the caveat that belongs under every table of bipolarity, or nothing."""
    return (f"Exploratory: {inputs.exploratory_reason}.",) if inputs.exploratory else ()
