"""The record of left-out figures: stored, quoted between marks, and nothing written half."""

import json

import pytest

from qtnet.errors import InputError
from qtnet.extract.unread import UNREAD_DEFINITION
from qtnet.facts.leftout import left_out_scores
from qtnet.facts.leftout_lines import leftout_lines, leftout_records
from qtnet.facts.tables import read_facts
from qtnet.facts.unseen import (
    END,
    START,
    marked_block,
    record,
    unread_quality,
    unseen_quality,
    unseen_reliability,
    unseen_table,
)
from tests.facts.gold import ACTORS, TIES, write_gold


@pytest.fixture
def scores(tmp_path):
    """Six parts with the same two documents under other ids; parts e and f miss one of three ties."""
    gold, found = {}, {}
    for part in "abcdef":
        renamed = {
            name: [(f"{part}{row[0]}", *row[1:]) for row in rows]
            for name, rows in (("actors", ACTORS), ("ties", TIES), ("funding", []))
        }
        gold[part] = read_facts(write_gold(tmp_path / f"g{part}", **renamed))
        kept = renamed["ties"][:2] if part in "ef" else renamed["ties"]
        found[part] = read_facts(write_gold(tmp_path / f"p{part}", **{**renamed, "ties": kept}))
    return left_out_scores(gold, found, rng=1, draws=20)


def test_parts_then_groups_are_scored(scores):
    assert list(scores) == [*(f"part {part}" for part in "abcdef"), "a-d", "e-f", "a-f", "unread"]
    pair = {name: of.levels.set_index("level").loc["pair"] for name, of in scores.items()}
    assert pair["a-d"]["recall"] == 1
    assert pair["e-f"]["recall"] == pytest.approx(2 / 3)
    assert pair["a-f"]["recall"] == pytest.approx(16 / 18)
    assert scores["a-f"].n_documents == 12


def test_the_unread_group_holds_the_even_documents_of_e_and_f(scores):
    assert scores["unread"].n_documents == 2
    pair = scores["unread"].levels.set_index("level").loc["pair"]
    # ed2 and fd2 miss their one tie; ed1 and fd1, with an odd number, do not count.
    assert (pair["right"], pair["missed"]) == (0, 2)


def test_an_interval_does_not_depend_on_what_else_is_scored(scores, tmp_path):
    part = {"a": read_facts(tmp_path / "ga")}, {"a": read_facts(tmp_path / "pa")}
    alone = left_out_scores(*part, rng=1, draws=20)
    assert list(alone) == ["part a", "all"]
    assert alone["part a"].levels.equals(scores["part a"].levels)


def test_every_level_has_a_line_for_each_collection(scores):
    lines = leftout_lines(scores, brief=True)
    assert [line.split()[0] for line in lines].count("pair") == 10
    assert lines[8].split()[:5] == ["pair", "e-f", "1.000", "0.667", "0.800"]
    assert "=== e-f" in leftout_lines(scores)


def test_the_record_is_stored_and_quoted(scores, tmp_path):
    readme, stored = tmp_path / "README.md", tmp_path / "leftout.json"
    readme.write_text(f"before\n{START}\nold\n{END}\nafter\n", encoding="utf-8")
    records = leftout_records(scores)
    record(records, readme, stored)
    assert readme.read_text(encoding="utf-8") == f"before\n{START}\n{unseen_table(records)}\n{END}\nafter\n"
    kept = json.loads(stored.read_text(encoding="utf-8"))
    assert kept["a-f"]["levels"] == records["a-f"]["levels"]
    assert set(kept["part a"]) == {"levels", "documents"}
    assert kept["unread"]["definition"] == UNREAD_DEFINITION


def test_without_all_parts_nothing_is_recorded(scores, tmp_path):
    records = leftout_records(scores)
    del records["a-f"]
    with pytest.raises(InputError, match="figures of a-f are missing"):
        record(records, tmp_path / "README.md", tmp_path / "leftout.json")
    assert not (tmp_path / "leftout.json").exists()


@pytest.mark.parametrize("text", ["no marks", f"{END}\n{START}", f"{START}\n{END}\n{START}\n{END}"])
def test_marks_that_are_not_there_once_are_refused(text):
    with pytest.raises(InputError, match="expected the marks"):
        marked_block(text, "table", "README.md")


def test_the_shipped_figures_hold_their_intervals():
    frame = unseen_quality()
    assert (frame["ci_low"] <= frame["f1"]).all()
    assert (frame["f1"] <= frame["ci_high"]).all()
    assert (frame["precision_low"] <= frame["precision"]).all()
    assert set(frame["documents"]) == {unseen_quality("a-d")["documents"][0] + unseen_quality("e-f")["documents"][0]}
    assert unseen_reliability()["n"].sum() > 0


def test_what_nobody_read_for_the_rules_is_recorded_with_its_definition():
    frame = unread_quality()
    assert (frame["documents"] < unseen_quality("e-f")["documents"]).all()
    assert set(frame["which"]) == {UNREAD_DEFINITION}
