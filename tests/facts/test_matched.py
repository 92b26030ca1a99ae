"""Ties of both sides stand beside their counterparts, and attributes are compared there."""

import numpy as np
import pandas as pd
import pytest

from qtnet.facts.matched import attribute_accuracy, matched_ties
from qtnet.facts.tables import read_facts
from tests.facts.gold import TIES, write_gold

DOCS = ("d1", "d2")


@pytest.fixture
def matched(tmp_path):
    def run(level="mode", *, gold=TIES, found=TIES):
        sides = (read_facts(write_gold(tmp_path / name, ties=t)) for name, t in (("g", gold), ("p", found)))
        return matched_ties(*sides, DOCS, level)

    return run


def shares(frame, column="accuracy"):
    return attribute_accuracy(frame).set_index("attribute")[column].to_dict()


def test_equal_ties_agree_in_all_attributes(matched):
    assert shares(matched()) == {"domain": 1, "status": 1, "year": 1, "instrument": 1}


def test_a_year_that_was_not_found_lowers_recall_but_not_precision(matched):
    bare = (*TIES[0][:7], "", *TIES[0][8:])
    frame = matched(found=[bare, *TIES[1:]])
    assert shares(frame)["year"] == pytest.approx(2 / 3)
    assert shares(frame, "recall")["year"] == 0
    assert np.isnan(shares(frame, "precision")["year"])


def test_an_invented_instrument_lowers_precision_but_not_recall(matched):
    named = (*TIES[1][:8], "memo", TIES[1][9])
    frame = matched(found=[TIES[0], named, TIES[2]])
    assert shares(frame, "precision")["instrument"] == 0.5
    assert shares(frame, "recall")["instrument"] == 1


def test_ties_of_one_technology_are_matched_first(matched):
    """Gold has quantum and ai, found are ai and telecom: ai meets ai, quantum meets telecom."""
    gold = [TIES[0], (*TIES[0][:5], "ai", *TIES[0][6:])]
    found = [(*TIES[0][:5], "telecom", *TIES[0][6:]), gold[1]]
    frame = matched(gold=gold, found=found)
    assert set(zip(frame["gold_domain"], frame["predicted_domain"], strict=True)) == {
        ("ai", "ai"), ("quantum", "telecom"),
    }  # fmt: skip


def test_what_has_no_counterpart_is_left_out(matched):
    two = [TIES[0], (*TIES[0][:5], "ai", *TIES[0][6:])]
    assert len(matched(gold=two, found=TIES[:1])) == 1


def test_at_level_pair_another_mode_is_matched_too(matched):
    wrong = ("d1", "EU", "JP", "research", *TIES[0][4:])
    assert len(matched("mode", found=[wrong, *TIES[1:]])) == 2
    frame = matched("pair", found=[wrong, *TIES[1:]])
    assert len(frame) == 3
    assert ("agreement", "research") in set(zip(frame["gold_mode"], frame["predicted_mode"], strict=True))


def test_nothing_matched_has_no_accuracy(matched):
    frame = matched(found=[])
    assert frame.empty
    assert pd.isna(attribute_accuracy(frame)["accuracy"]).all()
