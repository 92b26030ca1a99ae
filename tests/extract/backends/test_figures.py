"""An amount must be a number of its own quotation."""

import pytest

from qtnet.extract.backends.llm.figures import holds_number


@pytest.mark.parametrize(
    ("quotation", "number"),
    [
        ("$5 million", 5e6),
        ("US$1.25bn", 1.25e9),
        ("EUR 4.2m over three years", 4.2e6),
        ("£259,000,000", 259e6),
        ("1.234.567 euros", 1234567),
        ("3,5 Mio euros", 3.5e6),
        ("Rs 6,003.65 crore", 60036500000),
        ("Rs 1.2 lakh crore", 1.2e12),
        ("Rs. 19,744 crores", 197440000000),
        ("between 10 and 20 million", 2e7),
        ("two billion yen", 2e9),
        ("a billion-dollar fund", 1e9),
        ("half a million", 5e5),
        ("NT$12 000 000", 12e6),
        ("a 500k grant", 5e5),
    ],
)
def test_a_number_is_found_in_the_forms_of_money(quotation, number):
    assert holds_number(quotation, number)


@pytest.mark.parametrize(
    ("quotation", "number"),
    [
        ("$5 million", 5e9),
        ("$5 million", 5),
        ("$5 million", 6e6),
        ("no figure was given", 1e6),
        ("in millions of homes", 5e6),
        ("the 5G budget", 5e9),
        ("a mere 12", 12e6),
    ],
)
def test_another_number_or_scale_is_none(quotation, number):
    assert not holds_number(quotation, number)
