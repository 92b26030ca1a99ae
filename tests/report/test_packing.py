"""What is packed says the same in fewer characters; the browser tests show that it comes back."""

import json

import pytest

from qtnet.report.packing import compact, difference


def changed(base, other):
    """Do what `changed` of unpacking.js does."""
    if other is None:
        return base
    if isinstance(other, list):
        return other[0]
    copy = list(base) if isinstance(base, list) else dict(base)
    if isinstance(copy, list):
        copy = copy[: other.get("#", len(copy))] + [None] * (other.get("#", len(copy)) - len(copy))
    for key in other.get("-", ()):
        del copy[key]
    for key, inner in other.items():
        if key not in ("-", "#"):
            place = int(key) if isinstance(copy, list) else key
            old = copy[place] if isinstance(copy, list) else copy.get(place)
            copy[place] = changed(old, inner)
    return copy


CASES = [
    ({"a": 1}, {"a": 1}),
    ({"a": 1, "b": {"c": [1, 2]}}, {"b": {"c": [1, 3, 4]}}),
    ([{"x": 1}, {"x": 2}], [{"x": 1}]),
    ([{"x": 1}], [{"x": 1, "y": None}, {"x": 2}]),
    ({"a": {"~": [0, 0, 1, 2]}}, {"a": {"~": [0, 0, 1, 3]}}),
    ({"a": [1]}, {"a": {"b": 1}}),
    ({"a": None}, {"a": 0}),
    ({"a": True}, {"a": 1}),
    ({"a": []}, {"a": [{"b": 1}]}),
]


@pytest.mark.parametrize(("base", "other"), CASES)
def test_a_difference_turns_the_base_into_the_other(base, other):
    assert changed(base, difference(base, other)) == other


def test_what_is_alike_costs_nothing():
    assert difference({"a": [1, {"b": 2}]}, {"a": [1, {"b": 2}]}) is None


@pytest.mark.parametrize("values", [[0.1 * k for k in range(50)], [1e300] * 9, [float(k) ** 0.5 for k in range(9)]])
def test_numbers_that_do_not_fit_few_decimals_stay_as_they_are(values):
    stored = compact(values)
    assert stored == values or "~" in stored
    if "~" in stored:
        assert all(value == round(value, stored["~"][0]) for value in values)


def test_curves_get_much_shorter():
    curve = [round(0.0001 * k * k, 4) for k in range(200)]
    assert len(json.dumps(compact(curve))) < 0.5 * len(json.dumps(curve))


def test_gaps_between_curves_stay_gaps():
    assert compact([0.1, 0.2, None, 0.3, 0.4, None, 0.5]) == {"~": [1, 2, 1, 0, None, 0, 0, None, 0]}


def test_truth_values_are_no_numbers():
    assert compact([True, False] * 5) == [True, False] * 5
