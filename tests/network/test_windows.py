"""Windows of time: which ties stand in which, and what is left out."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.errors import InputError, NotDefinedError, UnknownNameError
from qtnet.network import MultilayerNetwork, time_windows


def dated(*years: float | None) -> MultilayerNetwork:
    """One tie of the US per year, each with another partner."""
    partners = [f"P{number}" for number in range(len(years))]
    edges = pd.DataFrame({"source": "US", "target": partners, "layer": "ai", "time": years})
    return MultilayerNetwork.from_edges(edges)


def counts(net: MultilayerNetwork, **how: object) -> dict[str, int]:
    return {window.label: len(window.network.ties) for window in time_windows(net, **how)}


def test_calendar_windows_stand_side_by_side_and_the_last_may_be_short():
    assert counts(dated(2000, 2001, 2002, 2004), width=2) == {"2000–2001": 2, "2002–2003": 1, "2004": 1}


def test_rolling_windows_overlap():
    assert counts(dated(2000, 2001, 2003), kind="rolling", width=2) == {
        "2000–2001": 2,
        "2001–2002": 1,
        "2002–2003": 1,
    }


def test_the_last_rolling_window_ends_with_the_last_year():
    spans = counts(dated(2000, 2001, 2005), kind="rolling", width=2, step=2)
    assert spans == {"2000–2001": 2, "2002–2003": 0, "2004–2005": 1}
    spans = counts(dated(2000, 2001, 2004), kind="rolling", width=2, step=2)
    assert spans == {"2000–2001": 2, "2002–2003": 0, "2003–2004": 1}


def test_cumulative_windows_only_gain():
    assert counts(dated(2000, 2001, 2003), kind="cumulative") == {
        "2000": 1,
        "2000–2001": 2,
        "2000–2002": 2,
        "2000–2003": 3,
    }


def test_a_window_keeps_actors_layers_and_corpus_and_counts_what_it_leaves_out():
    net = dated(2000, 2001, None)
    part = net.window(2001, 2001)
    assert (part.ids, part.layers, part.corpus) == (net.ids, net.layers, net.corpus)
    assert dict(part.dropped) == {"other year": 1, "unknown year": 1}


def test_a_fraction_of_a_year_belongs_to_that_year():
    assert len(dated(2000.0, 2000.9, 2001.0).window(2000, 2000).ties) == 2


@given(st.lists(st.integers(1990, 2010), min_size=1, max_size=12), st.integers(1, 5))
def test_calendar_windows_hold_every_dated_tie_once(years, width):
    assert sum(counts(dated(*years), width=width).values()) == len(years)


def test_windows_need_a_year():
    with pytest.raises(NotDefinedError, match="none of the 1 contributions to ties has a year"):
        time_windows(dated(None))


@pytest.mark.parametrize(
    ("how", "error", "told"),
    [
        ({"kind": "yearly"}, UnknownNameError, "kind of window 'yearly' is unknown"),
        ({"width": 0}, InputError, "width and step"),
        ({"kind": "rolling", "step": 0}, InputError, "width and step"),
        ({"step": 2}, InputError, "only rolling windows have one"),
    ],
)
def test_wrong_choices_are_named(how, error, told):
    with pytest.raises(error, match=told):
        time_windows(dated(2000), **how)


def test_a_window_that_ends_before_it_begins_is_an_error():
    with pytest.raises(InputError, match="2005 to 2001"):
        dated(2000).window(2005, 2001)
