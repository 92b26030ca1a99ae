"""The tables of scores, the sweep, the errors: what a reader of `qtnet score` sees."""

import json

import pytest

from qtnet.facts import score
from qtnet.facts.error_lines import error_lines, first_errors
from qtnet.facts.score_tables import document_lines, reliability_lines, score_lines, score_records
from tests.facts.gold import FUNDING, TIES, write_gold


@pytest.fixture
def compared(tmp_path):
    def run(**predicted):
        return score(write_gold(tmp_path / "gold"), write_gold(tmp_path / "found", **predicted), rng=1, draws=99)

    return run


def test_a_missed_pair_is_listed_once(compared):
    errors = compared(ties=TIES[:2]).errors
    assert len(errors) == 4
    assert error_lines(errors) == ["d2  missed at pair: JP – US research (ai, announced) «Japan and the US will»"]


def test_a_wrong_technology_is_listed_at_its_level_on_both_sides(compared):
    wrong = (*TIES[0][:5], "ai", *TIES[0][6:])
    kept = first_errors(compared(ties=[wrong, *TIES[1:]]).errors)
    assert list(zip(kept["level"], kept["outcome"], kept["domain"], strict=True)) == [
        ("domain", "extra", "ai"), ("domain", "missed", "quantum"),
    ]  # fmt: skip


def test_money_with_a_wrong_amount_is_listed_once_on_each_side(compared):
    other = (*FUNDING[0][:3], "9", *FUNDING[0][4:])
    lines = error_lines(compared(funding=[other]).errors)
    assert lines == [
        "d1  extra at money: 9 JPY JP → ? confidence 1.00 «up to ¥250 million»",
        "d1  missed at money: 250000000 JPY JP → ? «up to ¥250 million»",
    ]


def test_money_with_a_wrong_funder_is_listed_at_the_stricter_level(compared):
    other = ("d1", "EU", *FUNDING[0][2:])
    kept = first_errors(compared(funding=[other]).errors)
    assert kept["level"].tolist() == ["money+actors", "money+actors"]


def test_the_sweep_trades_recall_for_precision(tmp_path):
    scores = score(write_gold(tmp_path / "gold"), write_gold(tmp_path / "found"), rng=1, draws=9)
    pairs = scores.sweep[scores.sweep["level"] == "pair"].set_index("least_confidence")
    assert pairs["right"].tolist() == [3] * 10, "annotated facts have confidence 1"
    assert pairs.loc[0.0, "f1"] == scores.levels.set_index("level").loc["pair", "f1"]


def test_every_table_has_its_heading_and_all_its_rows(compared):
    lines = score_lines(compared(ties=TIES[:2]))
    for words in ("by mode", "by technology", "by status", "attributes of ties", "least confidence", "reliability"):
        assert any(line.startswith(words) or words in line for line in lines), words
    assert any(line.split()[:4] == ["supply", "1", "0", "0"] for line in lines)


def test_reliability_marks_the_mean_confidence(compared):
    line = reliability_lines(compared())[5]
    assert line.startswith("  0.8 to 1.0  n    3  confidence 1.000  right 1.000")
    assert line.endswith("█|")
    assert "no facts" in reliability_lines(compared())[1]


def test_documents_have_a_line_each(compared):
    assert document_lines(compared(ties=TIES[:2]))[1:] == [
        "  d1  pair 1.000 (2, 0, 0)  full 1.000 (2, 0, 0)  money 1.000 (1, 0, 0)",
        "  d2  pair 0.000 (0, 0, 1)  full 0.000 (0, 0, 1)",
    ]


def test_records_are_json_without_undefined_numbers(compared):
    records = score_records(compared(ties=[]))
    text = json.dumps(records, allow_nan=False)
    assert json.loads(text)["calibration_error"] is None
    assert {row["level"]: row["recall"] for row in records["levels"]}["pair"] == 0


def test_modes_and_statuses_have_intervals(compared):
    scores = compared(ties=TIES[:2])
    for frame in (scores.by_mode, scores.by_status, scores.by_domain):
        assert (frame["f1_low"] <= frame["f1"]).all()
        assert (frame["f1"] <= frame["f1_high"]).all()
