"""Who leads is said with interval and chance, and not at all where the documents cannot tell."""

from dataclasses import replace

import pandas as pd

from qtnet.report.words.central import central_more, central_sentence
from qtnet.report.words.headlines import headlines
from qtnet.report.words.sentences import CANNOT_TELL, text_of
from qtnet.results import MULTILAYER, tidy

TIES = pd.DataFrame({"source": ["JP"], "target": ["US"], "layer": ["ai"], "facts": [("f1", "f2")]})
NAMES = {"JP": "Japan", "US": "United States"}


def ranks(first: tuple[float, float, float], second: tuple[float, float, float], *, metric="pagerank") -> pd.DataFrame:
    numbers = ("estimate", "ci_low", "ci_high")
    return tidy(
        [
            {"metric": metric, "layer": MULTILAYER, "actor": actor, **dict(zip(numbers, values, strict=True))}
            for actor, values in (("US", first), ("JP", second))
        ]
    )


def drawn(p_us: float, p_jp: float) -> pd.DataFrame:
    return ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45)).assign(p_first=[p_us, p_jp], p_top=[1.0, 0.9])


def say(frame: pd.DataFrame, documents: int = 100) -> str:
    return text_of(central_sentence(frame, TIES, NAMES, documents))


def more(frame: pd.DataFrame) -> str:
    return text_of(central_more(frame, NAMES))


def test_without_ranks_overlapping_intervals_leave_the_order_open():
    text = say(ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45)))
    assert text.startswith(
        "By PageRank (share of a walker's visits), United States 0.40 [0.20, 0.50] is the most central"
    )
    assert f"whether United States or Japan comes first {CANNOT_TELL}" in text


def test_without_ranks_intervals_apart_settle_the_order():
    frame = ranks((0.6, 0.5, 0.7), (0.2, 0.1, 0.3))
    assert say(frame).endswith("The intervals of the first two do not overlap.")
    assert say(frame, 5).endswith("do not overlap, but 5 documents are few.")


def test_a_leader_that_mostly_comes_second_is_not_called_the_most_central():
    text = say(drawn(0.41, 0.55))
    assert text.startswith(f"Who is most central {CANNOT_TELL}: by PageRank")
    assert (
        "United States 0.40 [0.20, 0.50] comes out ahead, but comes first in only 41% of the resampled corpora" in text
    )
    assert "Japan 0.30 [0.10, 0.45] in 55%." in text


def test_a_leader_in_nearly_all_resamples_is_named_without_doubt():
    assert CANNOT_TELL not in say(drawn(0.97, 0.03))
    assert "leads, and comes first in 97% of the resampled corpora, but 5 documents are few." in say(
        drawn(0.97, 0.03), 5
    )


def test_a_share_of_nearly_all_is_not_rounded_to_all():
    assert "first in >99%" in say(drawn(0.998, 0.002))


def test_who_is_surely_near_the_top_is_named():
    rows = [{"metric": "pagerank", "layer": MULTILAYER, "actor": f"A{k}", "estimate": 9.0 - k} for k in range(8)]
    frame = tidy(rows).assign(p_first=[0.5, 0.5, *[0.0] * 6], p_top=[0.99, 0.96, 0.5, 0.4, *[0.1] * 4])
    assert "Surely among the first five (share of resamples): A0 (99%) and A1 (96%)." in more(frame)
    assert "No actor is among the first five in 95% of the resamples." in more(frame.assign(p_top=0.5))


def test_a_lead_that_hangs_on_one_measure_is_said_to():
    other = ranks((5.0, 1.0, 9.0), (7.0, 2.0, 9.0), metric="strength_positive")
    frame = pd.concat([drawn(0.97, 0.03), other])
    assert more(frame).endswith("Other readings of the word have other leaders: Japan by cooperation.")
    same = ranks((8.0, 1.0, 9.0), (7.0, 2.0, 9.0), metric="strength_positive")
    assert more(pd.concat([drawn(0.97, 0.03), same])).endswith("By cooperation the same actor leads.")


def test_the_leader_carries_the_facts_of_its_ties():
    parts = central_sentence(drawn(0.41, 0.55), TIES, NAMES, 100)
    assert [part.facts for part in parts if part.facts] == [("f1", "f2"), ("f1", "f2")]


def test_the_unit_of_the_leading_metric_is_said():
    frame = ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45), metric="strength_positive")
    assert say(frame, 5).startswith("By cooperation (summed weight of friendly ties), United States")


def test_nothing_defined_is_nothing_said():
    assert CANNOT_TELL in say(ranks((0.4, 0.2, 0.5), (0.3, 0.1, 0.45)).assign(estimate=float("nan")))


def test_the_card_and_the_sentence_agree_on_who_is_settled(inputs):
    def card(p_first: float):
        frame = inputs.centrality.assign(p_first=p_first, p_top=1.0)
        return headlines(replace(inputs, centrality=frame), {}, {})[1]

    assert (card(0.4).label, card(0.4).flag) == ("Ahead in centrality", "not settled")
    assert "first in 40% of the resampled corpora" in card(0.4).note
    assert (card(0.97).label, card(0.97).flag) == ("Most central", "")
