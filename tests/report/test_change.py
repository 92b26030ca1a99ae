"""What would change the answer: the figure and the sentence hold the changes that were computed."""

import numpy as np
import pandas as pd
import pytest

from qtnet.report.figures.influence import draw_influence, prepare_influence
from qtnet.report.figures.profile import beyond_text
from qtnet.report.figures.schemes import draw_schemes, prepare_schemes
from qtnet.report.inputs import no_rows
from qtnet.report.words.change import change_details, change_sentence
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.results import MULTILAYER, tidy


def influence(*found: tuple[str, str, float, float, float]) -> pd.DataFrame:
    """Kind, item, TBI with everything, TBI without the item, J without it (0.5 with everything)."""
    rows = []
    for kind, item, whole, without, j in found:
        shared = {"kind": kind, "item": item, "label": f"the {item}", "layer": MULTILAYER, "facts": (f"f-{item}",)}
        reason = "undefined without it" if np.isnan(without) else ""
        pairs = (("TBI", whole, without, reason), ("J", 0.5, j, ""))
        rows += [
            {**shared, "metric": m, "estimate": a, "without": b, "change": a - b, "reason": why}
            for m, a, b, why in pairs
        ]
    return pd.DataFrame(rows)


def answer(*found: tuple[str, str, float, float, float]) -> str:
    return text_of(change_sentence(influence(*found), no_rows("windows")))


def details(frame: pd.DataFrame, schemes: pd.DataFrame | None = None, sensitivity: pd.DataFrame | None = None) -> str:
    schemes = no_rows("schemes") if schemes is None else schemes
    sensitivity = pd.DataFrame() if sensitivity is None else sensitivity
    return text_of(change_details(frame, schemes, sensitivity, poles=("US", "CN"), names={"JP": "Japan"}))


MOVED = [("actor", "JP", 0.4, 0.35, 0.5), ("actor", "NL", 0.4, 0.7, 0.5), ("tie", "x", 0.4, 0.4, 0.4)]


def test_the_item_that_moves_the_index_most_is_the_answer():
    expected = "hangs most on one actor: without the NL it would be 0.70 instead of 0.40. "
    expected += "J, which is never cut off, stays at 0.50."
    assert answer(*MOVED) == f"The index over all technologies {expected}"


def test_each_kind_of_item_is_told():
    text = details(influence(*MOVED))
    assert text == "Without one actor, the NL, it is 0.70. No single tie moves it. "


def test_an_index_that_one_document_makes_goes_before_all_changes():
    found = [("document", "a", 0.4, np.nan, 0.5), ("document", "b", 0.4, 0.9, 0.5)]
    index = tidy([{"metric": "TBI", "layer": MULTILAYER, "estimate": 0.4, "ci_low": 0.0, "ci_high": 1.0}])
    text = text_of(change_sentence(influence(*found), index))
    assert text.endswith("one document: without “the a” it would be undefined instead of 0.40.")
    assert "the b" not in details(influence(*found))


def test_an_index_that_nothing_moves_says_so():
    assert answer(("actor", "JP", 0.4, 0.4, 0.5)).startswith("No single document, actor or tie moves the index of 0.40")


def test_an_undefined_index_hangs_on_nothing_that_can_be_told():
    assert CANNOT_TELL in answer(("actor", "JP", np.nan, np.nan, 0.5))
    assert CANNOT_TELL in text_of(change_sentence(no_rows("influence"), no_rows("windows")))
    assert details(no_rows("influence")) == ""


def test_other_weights_and_settings_are_told():
    schemes = tidy(
        [{"metric": "TBI", "layer": MULTILAYER, "estimate": value, "scheme": scheme}
         for scheme, value in (("ties", 0.4), ("combined", 0.3), ("funding", np.nan))]
    )  # fmt: skip
    settings = pd.DataFrame({"layer": MULTILAYER, "TBI": [0.1, 0.5, np.nan, 0.8], "poles": ["US–CN"] * 3 + ["US–JP"]})
    text = details(influence(("actor", "JP", 0.4, 0.4, 0.5)), schemes, settings)
    assert "Weighed by statements and money it is 0.30, by money alone it is undefined." in text
    assert text.endswith(
        "Over 2 settings of the method it runs from 0.10 to 0.50. "
        "With other poles, US and Japan, it is 0.80: that is another question."
    )


def test_a_jump_across_the_cut_off_is_called_one_and_held_against_the_interval():
    frame = influence(("actor", "JP", 0.0, 0.72, 0.53))
    part = {"kind": "actor", "item": "JP", "label": "the JP", "layer": MULTILAYER, "facts": (), "reason": ""}
    frame = pd.concat([frame, pd.DataFrame([{**part, "metric": "S", "estimate": -0.02, "without": 0.63}])])
    index = tidy([{"metric": "TBI", "layer": MULTILAYER, "estimate": 0.0, "ci_low": 0.0, "ci_high": 1.0}])
    assert text_of(change_sentence(frame, index, exploratory=True)).endswith(
        "0.72 instead of 0.00. Below 0 a component counts as 0 and makes the index 0; the jump is that crossing: "
        "S · separation goes from −0.02 to 0.63. J, which is never cut off, goes from 0.50 to 0.53. "
        "Both values lie within its 95 % interval [0.00, 1.00]. Exploratory."
    )
    narrow = index.assign(ci_high=0.5)
    assert "Both values" not in text_of(change_sentence(frame, narrow))
    assert "the jump" not in text_of(change_sentence(frame[frame["metric"] != "S"], index))


@pytest.mark.parametrize("narrow", [False, True])
def test_a_dot_stands_where_the_index_is_without_the_item(narrow):
    frame = prepare_influence(influence(("actor", "JP", 0.4, 0.1, 0.5), ("actor", "NL", 0.4, np.nan, 0.6)), "actor")
    figure = draw_influence(frame, narrow=narrow)
    dots = next(t for t in figure.data if t.mode == "markers")
    assert (list(dots.x), list(dots.y), dots.meta["facts"]) == ([0.1], [1], [["f-JP"]])
    assert next(t for t in figure.data if t.mode == "text").text == ("undefined",)


def test_a_phone_shows_the_number_that_moves():
    still = prepare_influence(influence(("actor", "JP", 0.0, 0.0, 0.6)), "actor")
    assert list(next(t for t in draw_influence(still, narrow=True).data if t.mode == "markers").x) == [0.6]


def test_hostile_titles_are_escaped():
    frame = prepare_influence(influence(("document", "<script>alert(1)</script>", 0.4, 0.1, 0.5)), "document")
    for narrow in (False, True):
        assert "<script" not in draw_influence(frame, narrow=narrow).to_json()


def test_schemes_stand_side_by_side_in_every_component():
    rows = [
        {"metric": metric, "layer": MULTILAYER, "estimate": 0.2, "ci_low": -1.4, "ci_high": 1.0, "scheme": scheme}
        for metric in ("TBI", "S") for scheme in ("funding", "ties")
    ]  # fmt: skip
    frame = prepare_schemes(tidy(rows))
    assert frame["row"].tolist() == ["by statements", "by money alone"] * 2
    figure = draw_schemes(frame, columns=2)
    assert figure.layout.xaxis.range[0] == pytest.approx(-0.54)
    assert figure.data[0].error_x.arrayminus[0] == pytest.approx(0.7)
    arrows = [trace for trace in figure.data if trace.marker.symbol == "triangle-left"]
    assert [list(trace.x) for trace in arrows] == [[-0.5, -0.5]] * 2
    assert arrows[0].hovertext[0] == "the interval goes on to −1.40"
    assert "S · separation, by statements: to −1.40" in beyond_text(frame)
    whole = prepare_schemes(tidy(rows).assign(ci_low=-0.2))
    assert beyond_text(whole) == ""
    assert len(draw_schemes(whole, columns=2).data) == 2
