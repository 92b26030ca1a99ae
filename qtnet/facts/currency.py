"""Money to constant US dollars of one base year, with the rate used and every doubt said."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qtnet.reference import reference_table

__all__ = ["BASE_YEAR", "Converted", "Prices", "convert", "read_prices"]

#: The last year whose deflator has been through an annual revision, and near the dates of the first documents.
BASE_YEAR = 2024


class Converted(NamedTuple):
    """An amount in constant dollars (NaN where `note` says why), and the rate in units of currency per dollar."""

    amount_usd: float
    rate: float
    note: str


@dataclass(frozen=True, slots=True)
class Prices:
    """Yearly exchange rates (currency, year → units per US dollar, and a doubt) and the price index by year."""

    rates: Mapping[tuple[str, int], tuple[float, str]]
    index: Mapping[int, float]


def convert(
    amount: float,
    currency: str,
    *,
    year: float | None,
    document_date: str = "",
    base_year: int = BASE_YEAR,
    prices: Prices | None = None,
) -> Converted:
    r"""Convert a nominal amount to constant US dollars.

    Parameters
    ----------
    amount
        In units of `currency`.
    currency
        ISO 4217 code.
    year
        Year of the commitment; None or NaN where the text gives none.
    document_date
        ISO date of the document, used, and said in the note, where `year` is not known.
    base_year
        Year whose dollars are meant.
    prices
        Rates and index; the reference tables when not given.

    Returns
    -------
    Converted
        Dollars of `base_year`, rounded to cents; NaN, with a reason, when the year or the rate is not known.

    Notes
    -----
    ``amount / rate(currency, year) * index(base_year) / index(year)``: first to dollars of the year at its mean rate,
    then by the deflator of the United States. A year after the last of the tables (a commitment still to be spent)
    takes the last year's rate and index, and the note says so; a year before the first gives NaN.

    Examples
    --------
    >>> prices = Prices({("JPY", 2020): (100.0, ""), ("USD", 2020): (1.0, "")}, {2020: 80.0, 2024: 100.0})
    >>> convert(250e6, "JPY", year=2020, prices=prices)
    Converted(amount_usd=3125000.0, rate=100.0, note='')
    >>> convert(250e6, "JPY", year=None, prices=prices).note
    'no year is known, neither of the amount nor of the document'
    """
    prices = read_prices() if prices is None else prices
    notes: list[str] = []
    if year is None or math.isnan(year):
        if not document_date:
            return Converted(math.nan, math.nan, "no year is known, neither of the amount nor of the document")
        year = int(document_date[:4])
        notes.append(f"approximate: year {year} of the document")
    year, last = int(year), max(prices.index)
    if year > last:
        notes.append(f"approximate: prices and rate of {last}, the last known, for {year}")
        year = last
    if currency not in {known for known, _ in prices.rates}:
        return Converted(math.nan, math.nan, f"no exchange rate of currency '{currency}'")
    if (currency, year) not in prices.rates or year not in prices.index:
        return Converted(math.nan, math.nan, f"no exchange rate or price index of {currency} in {year}")
    rate, doubt = prices.rates[currency, year]
    notes += [f"rate {doubt}"] if doubt else []
    dollars = amount / rate * prices.index[base_year] / prices.index[year]
    return Converted(round(dollars, 2), rate, "; ".join(notes))


@cache
def read_prices() -> Prices:
    """Read the exchange rates and the deflator of the reference tables."""
    rates = {
        (row["currency"], int(row["year"])): (float(row["per_usd"]), row["note"])
        for row in _rows(reference_table("rates.csv"))
    }
    index = {int(row["year"]): float(row["index_2017"]) for row in _rows(reference_table("deflator.csv"))}
    return Prices(rates, index)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
