"""Exchange rates and price index: complete, positive, sourced, and right where a value is public knowledge."""

import csv
from pathlib import Path

import pytest

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
YEARS = set(range(2000, 2026))


def rows(name: str | Path) -> list[dict[str, str]]:
    with (REFERENCE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rates() -> dict[tuple[str, int], float]:
    return {(r["currency"], int(r["year"])): float(r["per_usd"]) for r in rows("rates.csv")}


def test_every_rate_is_positive_and_names_its_source(rates):
    table = rows("rates.csv")
    assert len(rates) == len(table), "a currency and year stand twice"
    assert all(float(r["per_usd"]) > 0 and r["source"] for r in table)
    assert all(r["note"] == "" or r["note"].startswith(("approximate: ", "estimated: ")) for r in table)


def test_every_currency_but_the_kuna_covers_every_year(rates):
    currencies = {currency for currency, _ in rates} - {"HRK"}
    assert len(currencies) >= 45
    assert all({year for c, year in rates if c == currency} == YEARS for currency in currencies)


def test_every_currency_of_the_annotated_corpus_has_rates(rates):
    tables = sorted(REFERENCE.parent.glob("**/gold/funding.csv"))
    assert len(tables) == 11
    used = {r["currency"] for path in tables for r in rows(path)}
    assert used <= {currency for currency, _ in rates}


@pytest.mark.parametrize(
    ("currency", "year", "per_usd"),
    [("USD", 2010, 1.0), ("EUR", 2024, 0.924), ("JPY", 2024, 151.4), ("GBP", 2021, 0.727), ("AED", 2019, 3.6725)],
)
def test_known_rates(rates, currency, year, per_usd):
    assert rates[currency, year] == pytest.approx(per_usd, rel=0.002)


def test_no_rate_jumps_by_a_factor_that_a_slipped_digit_would_give(rates):
    # The largest true move of a yearly mean here is Argentina's in 2002 and 2024, by a factor of 3.1.
    jumps = [(c, y) for (c, y), r in rates.items() if (c, y - 1) in rates and not 0.4 < r / rates[c, y - 1] < 3.2]
    assert not jumps


def test_the_deflator_covers_every_year_and_is_100_in_2017():
    table = {int(r["year"]): float(r["index_2017"]) for r in rows("deflator.csv")}
    assert set(table) == YEARS
    assert table[2017] == 100
    assert all(table[y] > table[y - 1] for y in YEARS if y - 1 in table)
    assert all(r["source"] for r in rows("deflator.csv"))
