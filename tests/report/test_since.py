"""Since when: the figure and the sentence say what the windows say, and no more."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from qtnet.report.figures.since import draw_since, prepare_since
from qtnet.report.shows.bipolar import show_since
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.report.words.since import since_sentence
from qtnet.results import MULTILAYER, tidy

NETWORK = pd.DataFrame({"year": [2016.0, 2021.0, np.nan]})


def windows(*found: tuple[str, float, str]) -> pd.DataFrame:
    """One row of TBI per window: its first year, the index, the verdict."""
    rows = [
        {"metric": "TBI", "layer": MULTILAYER, "window": f"{first}–{int(first) + 4}", "estimate": value,
         "ci_low": value - 0.1, "ci_high": value + 0.1, "reason": "" if value == value else "no hostility",
         "null_mean": 0.3, "verdict": verdict, "start": int(first), "end": int(first) + 4, "n_ties": 3,
         "n_documents": 2, "facts": (f"t{first}",)}
        for first, value, verdict in found
    ]  # fmt: skip
    return tidy(rows)


def told(*found: tuple[str, float, str]) -> str:
    return text_of(since_sentence(windows(*found), NETWORK))


def test_the_first_of_the_lasting_windows_is_named():
    text = told(("2005", 0.5, "bipolar"), ("2010", 0.2, "chance"), ("2015", 0.6, "bipolar"), ("2020", 0.7, "bipolar"))
    assert "bipolar beyond chance since 2015–2019: 0.60 [0.50, 0.70] then" in text


def test_a_window_that_was_bipolar_once_is_not_since_then():
    text = told(("2010", 0.6, "bipolar"), ("2015", 0.2, "chance"))
    assert CANNOT_TELL in text
    assert "beyond chance in 2010–2014, but not ever since" in text


def test_a_tie_in_several_windows_is_told_of_where_there_can_be_one(inputs):
    two = windows(("2010", 0.6, "chance"), ("2015", 0.2, "chance"))
    apart = replace(inputs, windows=two, network=inputs.network.assign(year=2016.0))
    assert "several" not in show_since(apart).reading
    several = replace(apart, windows=two.assign(n_ties=len(inputs.network)))
    assert show_since(several).reading.endswith("A tie with facts of several years stands in several windows.")
    overlapping = replace(apart, windows=two.assign(end=two["end"] + 1))
    assert show_since(overlapping).reading.endswith("The windows overlap: a tie may stand in several.")


def test_undefined_windows_tell_nothing():
    text = told(("2010", np.nan, "untold"), ("2015", np.nan, "untold"))
    assert f"Since when {CANNOT_TELL}: 2 of 3 ties have a year, and in none of the 2 windows of time is the" in text


def test_without_windows_the_reason_is_given():
    none = windows(("2010", 0.5, "chance")).iloc[:0]
    assert "no windows of time were asked for" in text_of(since_sentence(none, NETWORK))
    assert "no tie has a year" in text_of(since_sentence(none, NETWORK.iloc[2:]))


@pytest.mark.parametrize("narrow", [False, True])
def test_every_window_has_its_dot_or_its_word_and_its_bar(narrow):
    frame = prepare_since(windows(("2015", 0.6, "chance"), ("2010", np.nan, "untold")))
    assert frame["start"].tolist() == [2010, 2015]
    figure = draw_since(frame, narrow=narrow)
    dots = next(t for t in figure.data if t.mode == "markers")
    words = next(t for t in figure.data if t.mode == "text")
    bars = next(t for t in figure.data if t.type == "bar")
    assert (list(dots.x), list(dots.y), dots.meta["facts"]) == ([2017.5], [0.6], [["t2015"]])
    assert list(words.x) == [2012.5]
    assert list(bars.y) == [3, 3]


def test_hostile_reasons_are_escaped():
    frame = prepare_since(windows(("2010", np.nan, "untold")).assign(reason="<img src=x onerror=alert(1)>"))
    assert "<img" not in draw_since(frame).to_json()
