from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.extract.money.amounts import HomeCurrency, amounts_in


@pytest.mark.parametrize(
    ("text", "amount", "high", "currency"),
    [
        ("$1.46 billion", 1.46e9, None, "USD"),
        ("US$3 to 5 billion", 3e9, 5e9, "USD"),
        ("U.S. $30 billion", 30e9, None, "USD"),
        ("$20-30 million", 20e6, 30e6, "USD"),
        ("between $20 million and $30 million", 20e6, 30e6, "USD"),
        ("$1.5 million-$2 million", 1.5e6, 2e6, "USD"),
        ("A$83 million", 83e6, None, "AUD"),
        ("CAD$40 million", 40e6, None, "CAD"),
        ("NT$80 million", 80e6, None, "TWD"),
        ("S$200m", 200e6, None, "SGD"),
        ("R$ 1.8 billion", 1.8e9, None, "BRL"),
        ("BRL 20 million", 20e6, None, "BRL"),
        ("EUR1.5bn", 1.5e9, None, "EUR"),
        ("Rs 6003.65 crore", 60036500000, None, "INR"),
        ("₹1.26 lakh crore", 1.26e12, None, "INR"),
        ("16.4 billion won", 16.4e9, None, "KRW"),
        ("100 million RMB", 100e6, None, "CNY"),
        ("¥250 million", 250e6, None, "JPY"),
        ("half a billion euros", 0.5e9, None, "EUR"),
        ("a quarter of a billion euros", 250e6, None, "EUR"),
        ("One billion dollars", 1e9, None, "USD"),
        ("a 700-million-dollar cable", 700e6, None, "USD"),
        ("$750,000", 750000, None, "USD"),
        ("£24m", 24e6, None, "GBP"),
        ("5 million Swiss francs", 5e6, None, "CHF"),
        ("Aus$280 million", 280e6, None, "AUD"),
        ("$US688 million", 688e6, None, "USD"),
        ("R54 million", 54e6, None, "ZAR"),
        ("1,5 Milliarden Euro", 1.5e9, None, "EUR"),
        ("1.234.567,8 euros", 1234567.8, None, "EUR"),
        ("twenty-five million euros", 25e6, None, "EUR"),
        ("two hundred million dollars", 200e6, None, "USD"),
        ("6 billion Pakistani rupees", 6e9, None, "PKR"),
    ],
)
def test_a_written_amount_is_read(text, amount, high, currency):
    assert [a[2:] for a in amounts_in(text)] == [(amount, high, currency)]


@pytest.mark.parametrize(
    "text",
    [
        "15 million users",
        "110,000km",
        "in 2024",
        "5G and 6G",
        "won 3 medals",
        "18%",
        "7 and 5 nm",
        "COP27",
        "R2 robots",
    ],
)
def test_numbers_of_other_things_are_no_amounts(text):
    assert amounts_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "779 million euros ($975 million)",
        "Rs 170 crore (about US$20 million)",
        "14 trillion won, or around $10 billion",
    ],
)
def test_a_conversion_is_the_same_money(text):
    assert len(amounts_in(text)) == 1


def test_and_joins_two_amounts_that_are_no_range():
    assert [a.amount for a in amounts_in("UKRI gives £2 million and £4 million")] == [2e6, 4e6]


def test_a_further_number_takes_the_currency_before_it():
    text = "779 million euros: 276 million for research and another 503 million for shares; 4 million users"
    assert [(a.amount, a.currency) for a in amounts_in(text)] == [(779e6, "EUR"), (276e6, "EUR"), (503e6, "EUR")]


def test_a_date_before_an_amount_is_no_lower_end():
    assert [(a.amount, a.high) for a in amounts_in("May 2024 – $1 million for Kenya")] == [(1e6, None)]


def test_bare_symbols_take_the_home_currency_but_marked_ones_do_not():
    home = HomeCurrency(dollar="AUD", yen="CNY")
    assert [a.currency for a in amounts_in("$5 million, US$6 million and ¥7 million", home)] == ["AUD", "USD", "CNY"]


@given(st.integers(1, 999), st.sampled_from(["million", "billion"]), st.text(alphabet="abc ,.;", max_size=20))
def test_what_stands_around_an_amount_does_not_change_it(number, scale, around):
    [found] = amounts_in(f"{around} €{number} {scale} {around}")
    assert found.amount == number * {"million": 1e6, "billion": 1e9}[scale]


def test_a_sum_told_of_the_world_is_in_american_dollars():
    home = HomeCurrency(dollar="CAD")
    assert [a.currency for a in amounts_in("Worldwide, $30 billion was spent. Here, $2 million.", home)] == [
        "USD",
        "CAD",
    ]


def test_kroner_are_those_of_the_home():
    assert [a.currency for a in amounts_in("140 million kroner", HomeCurrency(krone="NOK"))] == ["NOK"]


def test_a_given_number_without_currency_is_money_but_a_counted_one_is_not():
    assert [a.amount for a in amounts_in("the fund, to which the act gave 500 million.")] == [500e6]
    assert amounts_in("it gave 500 million users access") == []


@pytest.mark.parametrize(
    ("code", "sign"), [("EUR", "€"), ("JPY", "JP¥"), ("GBP", "£"), ("USD", "US$"), ("KRW", "₩"), ("TWD", "NT$")]
)
def test_changing_the_currency_changes_only_the_currency(code, sign):
    text = (
        "Nokia put {}5 million to {}7 million into a lab; another {}2 billion will follow, sales of {}9 million aside."
    )
    expected = [a._replace(currency=code)[2:] for a in amounts_in(text.replace("{}", "€"))]
    assert [a[2:] for a in amounts_in(text.replace("{}", sign))] == expected


@pytest.mark.parametrize("unit", ["1", "1,", ",", "$1", "$1-", "1 ", "1.234.", "between 5 and ", "global $1 billion "])
def test_time_is_linear_in_the_length_of_a_line(unit):
    text = unit * (20_000 // len(unit))
    seconds = []
    for times in (1, 4):
        start = process_time()
        amounts_in(text * times)
        seconds.append(process_time() - start)
    assert seconds[1] < 12 * seconds[0] + 0.1
