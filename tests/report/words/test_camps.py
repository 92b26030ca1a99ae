"""Two camps in words."""

from qtnet.report.words.camps import camps_text, netting_text
from qtnet.results import MULTILAYER, tidy

WHOLE = {"metric": "frustration", "layer": MULTILAYER, "estimate": 1.31, "certificate": "optimal"}


def test_a_proved_value_is_called_proved():
    assert "proved to be the least possible" in camps_text(tidy([WHOLE]))
    assert "proved" not in camps_text(tidy([WHOLE | {"certificate": "gap"}]))


def test_ties_that_cancel_are_explained():
    assert "The coloured ties add up to 1.78" in netting_text(tidy([WHOLE]), 1.78)
    assert "add up" not in netting_text(tidy([WHOLE]), 1.312)


def test_the_technologies_divided_for_themselves_are_told():
    frame = tidy([WHOLE, WHOLE | {"layer": "ai", "estimate": 0.5}, WHOLE | {"layer": "quantum", "estimate": 0.0}])
    assert netting_text(frame, 1.31).endswith("the technologies leave: AI 0.50, the others 0.")
