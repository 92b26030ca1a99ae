"""The sentences say what the numbers say, and admit what they cannot."""

import numpy as np
import pandas as pd
import pytest

from qtnet.report.sentences import (
    CANNOT_TELL,
    blocs_sentence,
    central_sentence,
    chance_sentence,
    hedgers_sentence,
    money_sentence,
    quality_sentence,
    text_of,
)
from qtnet.results import MULTILAYER, tidy

TIES = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f1", "f2")]})
NAMES = {"JP": "Japan", "US": "United States"}


def ranks(first: tuple[float, float, float], second: tuple[float, float, float]) -> pd.DataFrame:
    numbers = ("estimate", "ci_low", "ci_high")
    return tidy(
        [
            {"metric": "pagerank", "layer": MULTILAYER, "actor": actor, **dict(zip(numbers, values, strict=True))}
            for actor, values in (("US", first), ("JP", second))
        ]
    )


def test_overlapping_intervals_leave_the_order_open():
    text = text_of(central_sentence(ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45)), TIES, NAMES, 100))
    assert text.startswith("By PageRank, United States 0.40 [0.20, 0.50] is the most central")
    assert f"whether United States or Japan comes first {CANNOT_TELL}" in text


def test_intervals_apart_settle_the_order():
    frame = ranks((0.6, 0.5, 0.7), (0.2, 0.1, 0.3))
    assert text_of(central_sentence(frame, TIES, NAMES, 100)).endswith("The intervals of the first two do not overlap.")


def test_few_documents_settle_nothing():
    text = text_of(central_sentence(ranks((0.6, 0.5, 0.7), (0.2, 0.1, 0.3)), TIES, NAMES, 5))
    assert text.endswith("do not overlap, but 5 documents are few.")


def test_the_leader_carries_the_facts_of_its_ties():
    parts = central_sentence(ranks((0.6, 0.5, 0.7), (0.2, 0.1, 0.3)), TIES, NAMES, 100)
    assert [part.facts for part in parts if part.facts] == [("f1", "f2"), ("f1", "f2")]


def profile(estimate: float, p_value: float, reason: str = "") -> pd.DataFrame:
    return tidy(
        [{"metric": "TBI", "layer": MULTILAYER, "estimate": estimate, "ci_low": estimate - 0.1,
          "ci_high": estimate + 0.1, "p_value": p_value, "reason": reason}]
    )  # fmt: skip


DRAWS = pd.DataFrame({"layer": [MULTILAYER] * 3, "draw": [0, 1, 2], "TBI": [0.2, 0.3, 0.4]})


@pytest.mark.parametrize(
    ("p_value", "expected"),
    [(0.3, f"a split {CANNOT_TELL}"), (0.01, "That is more than chance gives."), (np.nan, CANNOT_TELL)],
)
def test_chance_decides_what_may_be_said(p_value, expected):
    assert expected in text_of(chance_sentence(profile(0.6, p_value), DRAWS, {}, exploratory=False))


def test_an_exploratory_finding_says_so():
    text = text_of(chance_sentence(profile(0.6, 0.01), DRAWS, {}, exploratory=True))
    assert "but the finding is exploratory" in text
    assert "rewiring the same ties at random gives 0.30 (p = 0.010)" in text


def test_an_undefined_index_gives_its_reason():
    text = text_of(chance_sentence(profile(np.nan, np.nan, "no hostility"), DRAWS, {}, exploratory=True))
    assert text == f"Whether the field is bipolar {CANNOT_TELL}: no hostility."


def blocs(stability: float) -> pd.DataFrame:
    rows = [{"metric": "blocs", "layer": MULTILAYER, "actor": a, "estimate": 1.0} for a in ("JP", "US")]
    return tidy(rows).assign(stability=stability)


def test_loose_blocs_are_not_believed():
    assert CANNOT_TELL in text_of(blocs_sentence(blocs(0.4), NAMES))
    assert CANNOT_TELL not in text_of(blocs_sentence(blocs(0.9), NAMES))


def test_an_actor_with_an_open_side_is_counted_not_placed():
    frame = tidy([{"metric": "alignment", "layer": MULTILAYER, "actor": "JP", "estimate": 0.2}])
    frame = frame.assign(p_pole_a=0.4, p_pole_b=0.2, p_hedger=0.4)
    text = text_of(hedgers_sentence(frame, TIES, NAMES))
    assert f"On which side 1 actor stands {CANNOT_TELL}." in text


def test_no_money_is_said_and_not_zero():
    none = pd.DataFrame(columns=["domain", "amount_usd", "n", "facts"])
    flows = pd.DataFrame(columns=["funder", "recipient", "domain", "amount_usd", "facts"])
    assert text_of(money_sentence(none, flows, NAMES)) == f"Who pays whom {CANNOT_TELL}: no amount of funding is named."


def test_an_unscored_extraction_gives_its_reason():
    none = pd.DataFrame(columns=["level", "precision", "recall", "f1", "ci_low", "ci_high"])
    assert text_of(quality_sentence(none, "no gold")) == f"How good the extraction is {CANNOT_TELL}: no gold."
