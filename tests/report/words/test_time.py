"""Years in words: what is undated is counted and said."""

import numpy as np
import pandas as pd

from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.report.words.time import money_undated_text, time_more, time_sentence, undated_text

TIES = pd.DataFrame({"tie": ["a", "b", "c", "d"], "year": [2019, 2024, np.nan, 2022], "sign": ["-", "-", "+", "+"]})
MONEY = pd.DataFrame({"year": [2023.0, np.nan], "amount_usd": [1e6, 2e6], "facts": [("m1",), ("m2",)]})


def test_the_years_are_told_with_their_facts():
    sentence = time_sentence(TIES)
    assert text_of(sentence).startswith("3 of 4 statements of ties give a year, from 2019 to 2024; whether ties become")
    assert [part.facts for part in sentence if part.facts] == [("a", "b", "d")]


def test_the_first_hostility_and_the_money_are_told():
    sentence = time_more(TIES, MONEY)
    assert text_of(sentence) == (
        "The earliest dated hostility is of 2019. Of the money, 1 of 2 commitments has a year."
    )
    assert [part.facts for part in sentence if part.facts] == [("a",), ("m1",)]


def test_no_trend_is_told_where_most_have_no_year():
    text = text_of(time_sentence(TIES.assign(year=[2019, np.nan, np.nan, np.nan])))
    assert f"whether ties become more frequent {CANNOT_TELL}, as most have no year." in text


def test_without_any_year_nothing_is_told():
    text = text_of(time_sentence(TIES.assign(year=np.nan)))
    assert text == f"When the ties were made {CANNOT_TELL}: none of 4 statements gives a year."
    assert time_more(TIES.assign(year=np.nan), MONEY.iloc[:0]) == []


def test_what_is_not_drawn_is_counted():
    assert undated_text(TIES) == "1 of 4 statements gives no year and is not drawn."
    assert undated_text(TIES.assign(year=2020)) == "Every statement gives a year."
    assert money_undated_text(MONEY) == "Not drawn: 1 of 2 commitments without a year."
    assert money_undated_text(MONEY.iloc[:1]) == "Every commitment is drawn."
