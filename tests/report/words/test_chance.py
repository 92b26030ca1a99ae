"""The answer on bipolarity: against the mean of chance, with the reason for a 0 and for every technology left out."""

from functools import partial

import numpy as np
import pandas as pd
import pytest

from qtnet.report.inputs import no_rows
from qtnet.report.words.chance import chance_details, chance_sentence, clipped
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.results import MULTILAYER, tidy

POLES = {"US": "United States", "CN": "China"}
say = partial(chance_sentence, poles=POLES)


def details(frame: pd.DataFrame, verdicts: pd.DataFrame | None = None, draws: pd.DataFrame | None = None) -> str:
    draws, verdicts = DRAWS if draws is None else draws, no_rows("verdicts") if verdicts is None else verdicts
    return text_of(chance_details(frame, draws, verdicts, {}, poles=POLES))


def profile(estimate: float, p_value: float, reason: str = "") -> pd.DataFrame:
    return tidy(
        [{"metric": "TBI", "layer": MULTILAYER, "estimate": estimate, "ci_low": estimate - 0.1,
          "ci_high": estimate + 0.1, "p_value": p_value, "reason": reason}]
    )  # fmt: skip


DRAWS = pd.DataFrame({"layer": [MULTILAYER] * 3, "draw": [0, 1, 2], "TBI": [0.2, 0.3, 0.7]})


@pytest.mark.parametrize(
    ("p_value", "expected"),
    [(0.3, f"a split {CANNOT_TELL}"), (0.01, "which is more than chance gives."), (np.nan, CANNOT_TELL)],
)
def test_chance_decides_what_may_be_said(p_value, expected):
    assert expected in text_of(say(profile(0.6, p_value), DRAWS, {}, exploratory=False))


def test_an_exploratory_finding_says_so():
    text = text_of(say(profile(0.6, 0.01), DRAWS, {}, exploratory=True))
    assert "but the finding is exploratory" in text
    assert "rewiring the same ties at random gives 0.40 on average (p = 0.010)" in text


def test_an_undefined_index_gives_its_reason():
    text = text_of(say(profile(np.nan, np.nan, "no hostility"), DRAWS, {}, exploratory=True))
    assert text == f"Whether the field is bipolar {CANNOT_TELL}: no hostility."


def components(**estimates: float) -> pd.DataFrame:
    return tidy([{"metric": name, "layer": MULTILAYER, "estimate": value} for name, value in estimates.items()])


def test_the_mean_of_the_frame_goes_before_the_mean_of_the_draws():
    text = text_of(say(profile(0.6, 0.01).assign(null_mean=0.336), DRAWS, {}, exploratory=False))
    assert "gives 0.34 on average" in text


def test_a_zero_names_the_component_that_makes_it():
    frame = components(C=0.37, S=-0.055, H=0.61, D=1.0, X=0.72, TBI=0.0)
    text = details(frame)
    assert "It is 0 because S · separation is −0.06 (cooperation crosses between the sides" in text
    assert "not a measured absence" in text
    assert clipped(components(C=0.4, S=0.1, H=0.2)) == ()


def test_what_is_left_beyond_chance_stands_below_the_answer():
    frame = pd.concat([profile(0.6, 0.01), profile(0.4, np.nan).assign(metric="TBI*")], ignore_index=True)
    assert "Beyond chance (TBI*) that leaves 0.40 [0.30, 0.50]." in details(frame)


def test_technologies_without_an_index_are_grouped_by_their_reasons():
    silent = [
        {"metric": "TBI", "layer": layer, "reason": reason}
        for layer, reason in (
            ("ai", "no ties of pole CN in this layer"),
            ("telecom", "no ties of pole CN in this layer"),
            ("semiconductors", "all cooperation lies with one pole"),
        )
    ]
    frame = pd.concat([profile(0.6, 0.01), tidy(silent)], ignore_index=True)
    assert details(frame).endswith(
        "For none of the 3 technologies can it be told from these documents: no ties of China (AI, Telecom); "
        "all cooperation lies with one pole (Semiconductors)."
    )


def judged(**verdicts: str) -> pd.DataFrame:
    rows = [{"layer": layer, "verdict": verdict, "reason": "2 hostile events; TBI 0.60"}
            for layer, verdict in verdicts.items()]  # fmt: skip
    return pd.DataFrame(rows)


def technologies(**estimates: float) -> pd.DataFrame:
    found = [{"metric": "TBI", "layer": layer, "estimate": value, "p_value": 0.2} for layer, value in estimates.items()]
    return pd.concat([profile(0.6, 0.01), tidy(found)], ignore_index=True)


def test_a_technology_of_which_nothing_can_be_told_is_never_the_highest():
    text = details(technologies(ai=0.9, telecom=0.4), judged(ai="untold", telecom="untold"))
    assert "highest" not in text
    assert text.endswith(
        "For none of the 2 technologies can it be told from these documents: 2 hostile events (AI, Telecom)."
    )


def test_the_highest_stands_beside_its_mean_of_chance():
    draws = pd.concat([DRAWS, pd.DataFrame({"layer": ["telecom"] * 2, "draw": [0, 1], "TBI": [0.3, 0.4]})])
    text = details(technologies(ai=0.9, telecom=0.4), judged(ai="untold", telecom="chance"), draws)
    assert "it is highest in Telecom, 0.40, where chance gives 0.35 on average (p = 0.200)." in text
    assert text.endswith(f"For 1 of 2 technologies it {CANNOT_TELL}: 2 hostile events (AI).")


def test_few_defined_draws_are_said_with_the_reason():
    draws = pd.DataFrame({"layer": ["ai"] * 3, "draw": [0, 1, 2], "TBI": [0.3, np.nan, np.nan]})
    text = details(technologies(ai=0.9), judged(ai="untold"), draws)
    assert "2 hostile events, only 1 of 3 random networks is defined; p cannot fall below 0.50 (AI)" in text


def test_chance_is_what_the_observed_value_is_held_against():
    text = text_of(say(profile(0.0, 1.0), DRAWS, {}, exploratory=True))
    assert f"the observed value is no more than chance gives: a split {CANNOT_TELL}." in text
