"""Money in constant dollars, worked by hand, and a reason wherever it cannot be converted."""

import math

import pytest

from qtnet.facts.currency import BASE_YEAR, Prices, convert, read_prices

PRICES = Prices(
    rates={("USD", 2020): (1.0, ""), ("JPY", 2020): (100.0, ""), ("JPY", 2021): (125.0, "approximate: from memory")},
    index={2020: 80.0, 2021: 90.0, 2024: 100.0},
)


def test_an_amount_is_divided_by_the_rate_and_lifted_to_base_year_prices():
    # 250 million yen at 100 per dollar are 2.5 million dollars of 2020, at prices 100/80 later 3.125 million.
    assert convert(250e6, "JPY", year=2020, prices=PRICES).amount_usd == 3_125_000


def test_dollars_of_the_base_year_stay_as_they_are():
    assert convert(730e6, "USD", year=BASE_YEAR).amount_usd == 730e6


def test_a_missing_year_is_taken_from_the_document_and_said():
    found = convert(8e6, "USD", year=math.nan, document_date="2020-05-13", prices=PRICES)
    assert found == (1e7, 1.0, "approximate: year 2020 of the document")


def test_without_any_year_the_amount_is_nan_with_a_reason():
    found = convert(8e6, "USD", year=None, prices=PRICES)
    assert math.isnan(found.amount_usd)
    assert found.note == "no year is known, neither of the amount nor of the document"


def test_an_unknown_currency_is_nan_with_a_reason():
    found = convert(8e6, "XAU", year=2020, prices=PRICES)
    assert math.isnan(found.amount_usd)
    assert found.note == "no exchange rate of currency 'XAU'"


def test_a_year_before_the_tables_is_nan_with_a_reason():
    assert convert(1.0, "JPY", year=1985, prices=PRICES).note == "no exchange rate or price index of JPY in 1985"


def test_a_year_after_the_tables_takes_the_last_and_says_so():
    last = max(read_prices().index)
    found = convert(1e6, "EUR", year=last + 5)
    assert found.amount_usd == convert(1e6, "EUR", year=last).amount_usd
    assert found.note == f"approximate: prices and rate of {last}, the last known, for {last + 5}"


def test_a_doubtful_rate_is_said():
    assert convert(1e6, "JPY", year=2021, prices=PRICES).note == "rate approximate: from memory"


@pytest.mark.parametrize("currency", ["USD", "EUR", "TWD", "INR"])
def test_conversion_is_linear_in_the_amount(currency):
    one, ten = (convert(amount, currency, year=2019).amount_usd for amount in (1e9, 1e10))
    assert ten == pytest.approx(10 * one, abs=0.1)
