"""The sentences say what the numbers say, and admit what they cannot."""

import pandas as pd

from qtnet.report.words.sentences import (
    CANNOT_TELL,
    blocs_sentence,
    central_sentence,
    hedgers_sentence,
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
    assert text.startswith(
        "By PageRank (share of a walker's visits), United States 0.40 [0.20, 0.50] is the most central"
    )
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


def test_agreement_of_searches_is_not_sold_as_certainty():
    text = text_of(blocs_sentence(blocs(1.0), NAMES))
    assert "Repeated searches on the same ties agree" in text
    assert "How the blocs would change with other documents is not measured." in text


def test_the_unit_of_the_leading_metric_is_said():
    frame = ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45)).assign(metric="strength_positive")
    assert text_of(central_sentence(frame, TIES, NAMES, 5)).startswith(
        "By cooperation (summed weight of friendly ties), United States"
    )
