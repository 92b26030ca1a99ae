"""Ids of facts: hashes of what a fact says, so that they stay the same over re-runs and can be cited."""

from __future__ import annotations

import hashlib

__all__ = ["funding_id", "tie_id"]


def tie_id(doc: str, source: str, target: str, mode: str, domain: str) -> str:
    """Give the id of a tie: ``t`` and twelve hexadecimal digits.

    Examples
    --------
    >>> tie_id("004", "EU", "JP", "agreement", "quantum")
    't8f10dfc14384'
    """
    return "t" + _digest(doc, source, target, mode, domain)


def funding_id(doc: str, funder: str, recipient: str, amount: float, currency: str, year: float | None) -> str:
    """Give the id of an amount: ``m`` and twelve hexadecimal digits.

    Examples
    --------
    >>> funding_id("004", "JP", "", 250_000_000, "JPY", None) == funding_id("004", "JP", "", 2.5e8, "JPY", float("nan"))
    True
    """
    when = "" if year is None or year != year else str(int(year))
    return "m" + _digest(doc, funder, recipient, f"{amount:.15g}", currency, when)


def _digest(*parts: str) -> str:
    # 48 bits: among a million facts any two share an id with a chance below one in five hundred.
    return hashlib.sha256("|".join(parts).encode("utf-8")).hexdigest()[:12]
