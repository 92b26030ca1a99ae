"""Ribbons and bars keep the money: every flow is drawn as wide as its amount and opens its facts."""

import pandas as pd
import pytest

from qtnet.report.embed import figure_json
from qtnet.report.figures.flows import draw_flows, prepare_flows
from qtnet.report.figures.totals import draw_totals, prepare_totals

FLOWS = pd.DataFrame(
    {
        "funder": ["US", "US", "", "JP"],
        "recipient": ["acme", "", "bolt", "acme"],
        "domain": ["ai", "quantum", "quantum", "ai"],
        "amount_usd": [6e9, 3e9, 1e9, float("nan")],
        "facts": [("m1",), ("m2",), ("m3", "m4"), ("m5",)],
    }
)
TOTALS = pd.DataFrame({"domain": ["ai", "quantum"], "amount_usd": [6e9, 4e9], "facts": [("m1",), ("m2", "m3", "m4")]})
NAMES = {"US": "United States"}


@pytest.fixture
def frame():
    return prepare_flows(FLOWS, NAMES)


def _width(trace, item):
    """Width of a ribbon where it starts, in pixels."""
    stride = trace.meta["stride"]
    points = trace.y[item * stride : (item + 1) * stride]
    return points[0] - points[stride - 3]


def _touched(figure):
    return next(t for t in figure.data if t.type == "scatter" and t.mode == "markers")


@pytest.mark.parametrize("narrow", [False, True])
def test_a_ribbon_is_as_wide_as_its_amount(frame, narrow):
    figure = draw_flows(frame, {}, narrow=narrow)
    widths = {}
    for trace in (t for t in figure.data if t.type == "scatter" and t.fill == "toself"):
        for item, facts in enumerate(trace.meta["facts"]):
            widths.setdefault(tuple(facts), []).append(_width(trace, item))
    amounts = dict(zip(frame["facts"], frame["amount_usd"], strict=True))
    assert set(widths) == set(amounts)
    scale = widths["m1",][0] / 6e9
    for facts, both in widths.items():
        assert both == [pytest.approx(scale * amounts[facts], abs=0.2)] * 2


def test_every_flow_can_be_touched_twice(frame):
    touch = _touched(draw_flows(frame, {}))
    assert sorted(map(tuple, touch.meta["facts"])) == sorted([*frame["facts"]] * 2)
    assert len(touch.x) == len(touch.meta["facts"]) * touch.meta["stride"]


def test_what_is_not_known_is_not_drawn_and_who_is_not_named_is_said(frame):
    assert frame["facts"].tolist() == [("m1",), ("m2",), ("m3", "m4")]
    assert frame["recipient"].tolist() == ["acme", "not named", "bolt"]
    assert frame["ends"].tolist() == [("US", "acme"), ("US",), ("bolt",)]


def test_the_hover_has_the_currency_of_the_text(frame):
    touch = _touched(draw_flows(frame, {"m1": "EUR 5,500,000,000"}))
    assert any("in the text: EUR 5,500,000,000" in text for text in touch.text)


def test_only_the_largest_flows_are_drawn():
    assert prepare_flows(FLOWS, NAMES, top=1)["amount_usd"].tolist() == [6e9]


def test_the_parts_of_a_bar_add_up_to_its_sum(frame):
    bars = draw_totals(prepare_totals(TOTALS), frame, {}).data[0]
    ends = [base + x for base, x in zip(bars.base, bars.x, strict=True)]
    assert sum(bars.x) == 10_000_000_000
    assert max(ends) == 6_000_000_000


def test_hostile_names_are_escaped(frame):
    hostile = frame.assign(funder='<img src=x onerror="1">', recipient="<b onclick=1>")
    figure_json("flows", draw_flows(hostile, {"m1": "<script>"}))
    figure_json("totals", draw_totals(prepare_totals(TOTALS), hostile, {"m1": "<script>"}))
