"""One number: what it prints, and what it prints when there is none."""

import math

import pytest

from qtnet.errors import UnknownNameError
from qtnet.paper import PaperNumber
from qtnet.paper.number import FORMS, UNDEFINED
from qtnet.report.rounding import estimate_text


def number(kind="estimate", value=0.4312, **more):
    return PaperNumber(key="a/b", label="a number", kind=kind, value=value, **more)


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("count", 12345, "12,345"),
        ("money", 1.46e9, "US$1.46 bn"),
        ("share", 0.694, "69%"),
        ("chance", 0.9999, ">99%"),
        ("chance", 0.0001, "<1%"),
        ("chance", 0.0, "0%"),
        ("rate", 0.834, "0.83"),
        ("weight", 1.309, "1.31"),
        ("rank", 2.5, "2.5"),
        ("p", 0.0312, "0.031"),
        ("p", 0.0001, "< 0.001"),
        ("year", 2024, "2024"),
        ("setting", 0.5, "0.5"),
        ("estimate", -0.0001, "0.00"),
        ("estimate", -0.5, "−0.50"),
    ],
)
def test_each_kind_prints_as_the_page_does(kind, value, printed):
    assert number(kind, value).text() == printed


def test_an_interval_decides_the_decimals_of_all_parts():
    one = number(value=12.3456, low=12.3311, high=12.3911)
    assert one.text("ci") == estimate_text(12.3456, 12.3311, 12.3911) == "12.346 [12.331, 12.391]"
    assert (one.text("low"), one.text("high"), one.text("interval")) == ("12.331", "12.391", "[12.331, 12.391]")
    assert one.places == 3


def test_an_undefined_number_is_a_dash_with_its_reason_in_every_form():
    one = number(value=math.nan, low=0.1, high=0.3, tested=True, counted="events", reason="no ties")
    printed = {form: text for form, text in one.forms.items() if form not in ("label", "reason", "p")}
    assert set(printed.values()) == {UNDEFINED}
    assert (one.text("p"), one.text("reason")) == ("p not defined", "no ties")


def test_a_number_without_interval_prints_alone():
    assert number().text("ci") == "0.43"
    assert number().text("interval") == number().text("low") == UNDEFINED


def test_which_forms_there_are_hangs_on_the_kind_and_not_on_the_value():
    assert [*number().forms] == [*number(value=math.nan, low=math.nan).forms]
    assert set(number(tested=True, counted="x").forms) <= set(FORMS)


def test_a_whole_interval_of_ranks_holds_the_ranks():
    assert number("rank", 1.0, low=1.2, high=12.5).text("ci") == "1 [1, 13]"


def test_a_p_value_is_never_zero():
    assert number(p_value=0.0, tested=True).text("p") == "p < 0.001"


def test_a_form_that_a_number_does_not_have_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError, match=r"form of number 'a/b' 'intervall' is unknown.*'interval'"):
        number().text("intervall")


def test_python_formats_a_number_by_its_forms():
    one = number(low=0.31, high=0.55)
    assert f"{one} and {one:ci}" == "0.43 and 0.43 [0.31, 0.55]"


def test_an_interval_without_width_says_so():
    one = number(value=0.0, low=0.0, high=0.0, std_error=0.0)
    assert one.text("ci") == estimate_text(0.0, 0.0, 0.0)
    assert one.text("reason") == "interval without width: the same in all resamples"
    assert number("rank", 1.0, low=1.0, high=1.0).text("reason") == UNDEFINED
