"""Money by year: known years and amounts only, sums of what counts."""

import numpy as np
import pandas as pd
import pytest

from qtnet.report.figures.money_years import draw_money_years, prepare_money_years, sums_by_year

REAL = ("active", "announced")
MONEY = pd.DataFrame(
    {
        "funder": ["JP", "EU", "US", "", "CN"],
        "recipient": ["", "", "acme", "", ""],
        "domain": "quantum",
        "status": ["active", "announced", "proposed", "active", "active"],
        "amount_usd": [1e6, 2e9, 3e6, np.nan, 5e6],
        "year": [2023.0, 2023.0, 2023.0, 2023.0, np.nan],
        "facts": [("m1",), ("m2", "m3"), ("m4",), ("m5",), ("m6",)],
    }
)


@pytest.fixture
def frame():
    return prepare_money_years(MONEY, {"JP": "Japan"}, REAL)


def test_only_known_years_and_amounts_are_drawn(frame):
    assert frame["funder"].tolist() == ["EU", "US", "Japan"]


def test_a_sum_holds_what_is_counted_and_nothing_else(frame):
    sums = sums_by_year(frame)
    assert sums["amount_usd"].tolist() == [pytest.approx(2.001e9)]
    assert sums["facts"].tolist() == [("m1", "m2", "m3")]


def test_an_amount_without_payer_and_recipient_is_drawn_hollow_and_in_no_sum():
    nobody = MONEY.assign(funder=["", "EU", "US", "", "CN"])
    frame = prepare_money_years(nobody, {}, REAL)
    assert frame.set_index("amount_usd")["counted"].to_dict() == {1e6: False, 2e9: True, 3e6: False}
    assert sums_by_year(frame)["amount_usd"].tolist() == [2e9]


def test_a_proposal_is_hollow(frame):
    dots = draw_money_years(frame, {}).data[1]
    assert dict(zip(dots.y, dots.marker.symbol, strict=True))[3_000_000] == "circle-open"


def test_the_hover_has_the_currency_of_the_text(frame):
    dots = draw_money_years(frame, {"m1": "JPY 150,000,000"}).data[1]
    assert any("in the text: JPY 150,000,000" in text for text in dots.hovertext)


def test_without_years_there_is_no_sum():
    assert sums_by_year(prepare_money_years(MONEY.assign(year=np.nan), {}, REAL)).empty
