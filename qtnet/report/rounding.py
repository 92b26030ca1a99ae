"""Numbers as printed: an estimate and its interval share the decimals that the interval's width supports."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_EVEN, Decimal

__all__ = ["decimals", "digits", "estimate_text", "interval_text", "number_text", "p_text"]

_MAX_DECIMALS = 4


def decimals(half_width: float, *, default: int = 2) -> int:
    """Give the decimals that an uncertainty supports (the 354 rule of the Particle Data Group).

    Examples
    --------
    >>> decimals(0.121), decimals(0.004), decimals(149.2), decimals(float("nan"))
    (2, 3, 0, 2)
    """
    if not (math.isfinite(half_width) and half_width > 0):
        return default
    exponent = math.floor(math.log10(half_width))
    leading = round(half_width / 10.0**exponent * 100)
    significant = 2 if leading <= 354 or leading > 949 else 1
    shift = 1 if leading > 949 else 0
    return min(_MAX_DECIMALS, max(0, significant - 1 - exponent - shift))


def number_text(value: float, places: int = 2) -> str:
    """Round half to even, with thousands separated and without a negative zero; a dash for NaN.

    Examples
    --------
    >>> number_text(0.125), number_text(-0.001), number_text(12345.6, 0), number_text(float("nan"))
    ('0.12', '0.00', '12,346', '–')
    """
    if not math.isfinite(value):
        return "–"
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    text = f"{rounded:,}"
    return text.lstrip("-") if rounded == 0 else text.replace("-", "−")


def digits(text: str) -> str:
    """Separate the thousands of a whole number of four digits or more; other text stays.

    Examples
    --------
    >>> digits("97241561100"), digits("7088"), digits("0.123456"), digits("JP")
    ('97,241,561,100', '7,088', '0.123456', 'JP')
    """
    return f"{int(text):,}" if text.isdecimal() and len(text) > 3 else text


def interval_text(low: float, high: float, *, places: int) -> str:
    """Write an interval in brackets, empty when there is none.

    Examples
    --------
    >>> interval_text(0.31, 0.55, places=2)
    '[0.31, 0.55]'
    """
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return f"[{number_text(low, places)}, {number_text(high, places)}]"


def estimate_text(estimate: float, low: float = math.nan, high: float = math.nan, *, least: int = 2) -> str:
    """Write an estimate with its interval, both to the same decimals, never fewer than `least`.

    Examples
    --------
    >>> estimate_text(0.4312, 0.3098, 0.5521)
    '0.43 [0.31, 0.55]'
    >>> estimate_text(0.97, 0.0, 1.0)
    '0.97 [0.00, 1.00]'
    >>> estimate_text(float("nan"))
    '–'
    """
    places = max(least, decimals((high - low) / 2, default=least))
    interval = interval_text(low, high, places=places)
    return f"{number_text(estimate, places)} {interval}".strip()


def p_text(p_value: float) -> str:
    """Write a p-value; a permutation p-value is never 0.

    Examples
    --------
    >>> p_text(0.0312), p_text(0.0004), p_text(float("nan"))
    ('p = 0.031', 'p < 0.001', 'p not defined')
    """
    if not math.isfinite(p_value):
        return "p not defined"
    return "p < 0.001" if p_value < 0.001 else f"p = {p_value:.3f}"
