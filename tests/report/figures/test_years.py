"""The timeline has one mark per dated statement and draws no year that nobody stated."""

import pandas as pd
import pytest

from qtnet.report.evidence import actor_names
from qtnet.report.figures.years import draw_years, prepare_years

REAL = ("active", "announced")


def _ties(count, year="2024", **changes):
    plain = {"year": year, "sign": "+", "source": "JP", "target": "US", "mode": "alliance", "domain": "ai",
             "status": "active"}  # fmt: skip
    return pd.DataFrame([{"tie": f"t{k:03}", **plain, **changes} for k in range(count)])


NETWORK = pd.DataFrame({"source": ["JP"], "target": ["US"], "facts": [("t000",)]})


def test_every_dated_statement_has_its_mark(inputs):
    frame = prepare_years(inputs.ties, inputs.network, actor_names(inputs), REAL)
    dated = inputs.ties[inputs.ties["year"] != ""]
    assert sorted(fact for facts in frame["facts"] for fact in facts) == sorted(dated["tie"])
    drawn = [tuple(f) for trace in draw_years(frame).data for f in trace.meta["facts"]]
    assert sorted(drawn) == sorted(frame["facts"])


def test_cooperation_stands_above_the_line_and_hostility_below():
    frame = prepare_years(pd.concat([_ties(2), _ties(1, sign="-")]), NETWORK, {}, REAL)
    assert sorted(frame["level"]) == [-1, 1, 2]


def test_statements_without_a_year_are_not_drawn():
    assert prepare_years(_ties(3, year=""), NETWORK, {}, REAL).empty


def test_very_many_statements_of_a_year_share_marks_and_none_is_lost():
    frame = prepare_years(_ties(95), NETWORK, {}, REAL)
    assert len(frame) <= 30
    assert sum(len(facts) for facts in frame["facts"]) == 95
    assert frame["level"].tolist() == list(range(1, len(frame) + 1))


def test_what_the_network_does_not_count_is_hollow():
    frame = prepare_years(pd.concat([_ties(1), _ties(1, status="proposed").assign(tie="p")]), NETWORK, {}, REAL)
    symbols = draw_years(frame).data[0].marker.symbol
    assert sorted(symbols) == ["square", "square-open"]


def test_a_mark_follows_the_actors_of_the_network():
    ties = _ties(1, source="acme", target="US")
    assert prepare_years(ties, NETWORK, {}, REAL)["ends"].tolist() == [("JP", "US")]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_century_of_years_fits(narrow):
    frame = prepare_years(pd.concat([_ties(1, year="1920"), _ties(1).assign(tie="x")]), NETWORK, {}, REAL)
    axis = draw_years(frame, narrow=narrow).layout.xaxis
    assert len(axis.tickvals) <= 14
