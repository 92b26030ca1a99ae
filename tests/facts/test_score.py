"""Scores agree with the shared tool to the digit, and with cases worked by hand."""

import json
import subprocess
import sys

import numpy as np
import pytest

from qtnet.errors import UnknownNameError
from qtnet.facts import score
from tests.facts.gold import ACTORS, FUNDING, TIES, write_gold


def level(scores, name):
    return scores.levels.set_index("level").loc[name]


def counts(scores, name):
    return tuple(level(scores, name)[["right", "extra", "missed"]].astype(int))


@pytest.fixture
def compared(tmp_path):
    def run(**predicted):
        return score(write_gold(tmp_path / "gold"), write_gold(tmp_path / "found", **predicted), rng=1, draws=99)

    return run


def test_gold_against_itself_is_perfect(compared):
    scores = compared()
    assert (scores.levels[["precision", "recall", "f1"]] == 1).all().all()
    assert (scores.actors["accuracy"] == 1).all()
    assert scores.errors.empty
    assert scores.same_evidence == 1


def test_a_wrong_mode_costs_the_mode_but_not_the_pair(compared):
    wrong = ("d1", "EU", "JP", "research", *TIES[0][4:])
    scores = compared(ties=[wrong, *TIES[1:]])
    assert counts(scores, "pair") == (3, 0, 0)
    assert counts(scores, "mode") == (2, 1, 1)
    assert level(scores, "mode")["f1"] == pytest.approx(2 / 3)


def test_a_turned_supply_costs_the_mode_but_not_the_pair(compared):
    scores = compared(ties=[TIES[0], ("d1", "JP", "tsmc", *TIES[1][3:]), TIES[2]])
    assert counts(scores, "pair") == (3, 0, 0)
    assert counts(scores, "mode") == (2, 1, 1)


def test_a_turned_undirected_tie_costs_nothing(compared):
    scores = compared(ties=[("d1", "JP", "EU", *TIES[0][3:]), *TIES[1:]])
    assert counts(scores, "full") == (3, 0, 0)


def test_domain_and_status_count_from_their_level_on(compared):
    domain = (*TIES[0][:5], "ai", *TIES[0][6:])
    status = (*TIES[2][:6], "proposed", *TIES[2][7:])
    scores = compared(ties=[domain, TIES[1], status])
    assert counts(scores, "mode") == (3, 0, 0)
    assert counts(scores, "domain") == (2, 1, 1)
    assert counts(scores, "full") == (1, 2, 2)


def test_actors_are_aligned_by_a_shared_form(compared):
    renamed = [(d, "taiwan-semi" if a == "tsmc" else a, *rest) for d, a, *rest in ACTORS]
    ties = [TIES[0], ("d1", "taiwan-semi", *TIES[1][2:]), TIES[2]]
    assert counts(compared(actors=renamed, ties=ties), "full") == (3, 0, 0)


def test_an_actor_that_aligns_with_none_is_extra_and_missed(compared):
    renamed = [("d1", "umc", "company", "TW", "UMC") if a[1] == "tsmc" else a for a in ACTORS]
    scores = compared(actors=renamed, ties=[TIES[0], ("d1", "umc", *TIES[1][2:]), TIES[2]])
    assert counts(scores, "pair") == (2, 1, 1)
    assert scores.actors["n"].tolist() == [4, 4]


def test_a_wrong_sign_is_counted_apart(compared):
    scores = compared(ties=[(*TIES[0][:3], "rivalry", "-", *TIES[0][5:]), *TIES[1:]])
    assert counts(scores, "pair") == (2, 1, 1)
    assert scores.sign_errors == 1


def test_an_optional_gold_tie_is_neither_missed_nor_extra(tmp_path):
    columns = [
        "doc",
        "source",
        "target",
        "mode",
        "sign",
        "domain",
        "status",
        "year",
        "instrument",
        "evidence",
        "optional",
    ]
    gold = write_gold(tmp_path / "gold")
    rows = [",".join(columns), *(",".join((*row, "1" if i == 2 else "")) for i, row in enumerate(TIES))]
    (gold / "ties.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert counts(score(gold, write_gold(tmp_path / "with"), rng=1), "full") == (2, 0, 0)
    assert counts(score(gold, write_gold(tmp_path / "without", ties=TIES[:2]), rng=1), "full") == (2, 0, 0)


def test_money_without_its_funder_costs_only_the_stricter_level(compared):
    scores = compared(funding=[("d1", "", *FUNDING[0][2:])])
    assert counts(scores, "money") == (1, 0, 0)
    assert counts(scores, "money+actors") == (0, 1, 1)


def test_facts_in_documents_without_gold_are_counted_apart(compared):
    outside = ("d9", *TIES[0][1:])
    actors = [*ACTORS, ("d9", "EU", "bloc", "EU", "EU"), ("d9", "JP", "country", "JP", "Japan")]
    scores = compared(actors=actors, ties=[*TIES, outside])
    assert counts(scores, "pair") == (3, 0, 0)
    assert scores.outside == 1


def test_nothing_found_is_nothing_wrong_but_everything_missed(compared):
    row = level(compared(ties=[]), "pair")
    assert (row["precision"], row["recall"], row["f1"]) == (1.0, 0.0, 0.0)


def test_errors_name_document_level_and_evidence(compared):
    errors = compared(ties=TIES[:2]).errors
    assert set(zip(errors["doc"], errors["level"], errors["outcome"], strict=True)) == {
        ("d2", name, "missed") for name in ("pair", "mode", "domain", "full")
    }
    assert set(errors["evidence"]) == {"Japan and the US will"}


def test_tables_by_mode_status_and_document_add_up(compared):
    scores = compared(ties=TIES[:2])
    assert scores.by_mode.set_index("mode")["missed"].to_dict() == {"agreement": 0, "research": 1, "supply": 0}
    assert scores.by_status.set_index("status")["recall"].to_dict() == {"active": 1.0, "announced": 0.0}
    documents = scores.by_document[scores.by_document["level"] == "full"]
    assert documents[["right", "extra", "missed"]].sum().tolist() == list(counts(scores, "full"))


def test_intervals_hold_the_estimate_and_follow_the_seed(tmp_path, shared):
    gold, found = shared / "gold", shared / "gold"
    first, second = (score(gold, found, rng=seed, draws=99) for seed in (1, 1))
    assert first.levels.equals(second.levels)
    assert (first.levels["f1_low"] <= first.levels["f1"]).all()
    assert (first.levels["f1"] <= first.levels["f1_high"]).all()


def test_the_summary_has_one_line_per_level_with_its_interval(compared):
    lines = compared(ties=TIES[:2]).summary().splitlines()
    assert lines[1].split() == ["pair", "1.0000", "0.6667", "0.8000", "[0.000,", "1.000]", "3"]
    assert lines[-1] == "2 documents; 0 facts in documents without annotation were not judged"


def test_one_document_has_no_interval(tmp_path):
    one = {"actors": ACTORS[:3], "ties": TIES[:2]}
    scores = score(write_gold(tmp_path / "g", **one), write_gold(tmp_path / "p", **one), rng=1)
    assert np.isnan(scores.levels["f1_low"]).all()
    assert set(scores.to_frame().query("level == 'pair'")["reason"]) == {"no interval: one document"}


def test_an_unknown_document_is_refused(tmp_path):
    gold = write_gold(tmp_path / "gold")
    with pytest.raises(UnknownNameError, match="document 'd7' is unknown; known: d1, d2"):
        score(gold, gold, rng=1, docs=("d7",))


def perturbed(folder, target, rng):
    """A copy of a gold folder with rows dropped, doubled in another mood, renamed, turned and revalued."""
    import csv

    target.mkdir()
    for name in ("actors", "ties", "funding"):
        with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        kept = [row for row in rows if name == "actors" or rng.random() < 0.8]
        for row in kept:
            spoil(name, row, rng)
        key = ("doc", "source", "target", "mode", "domain") if name == "ties" else tuple(rows[0])
        unique = {tuple(row[k] for k in key): row for row in kept}
        with (target / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(unique.values())


def spoil(name, row, rng):
    if name == "actors":
        if row["actor"].startswith(("a", "n")):
            row["actor"] += "-x"
        if rng.random() < 0.1:
            row["country"] = "ZZ"
        return
    ends = ("source", "target") if name == "ties" else ("funder", "recipient")
    for end in ends:
        if row[end].startswith(("a", "n")):
            row[end] += "-x"
    if name == "funding":
        row["amount"] = str(float(row["amount"]) + (rng.random() < 0.2))
        return
    row["optional"] = ""
    for column, values in (("status", ["active", "past"]), ("domain", ["quantum", "ai"])):
        if rng.random() < 0.2:
            row[column] = values[int(rng.integers(2))]
    if rng.random() < 0.15:
        row["mode"], row["sign"] = [("rivalry", "-"), ("supply", "+")][int(rng.integers(2))]
    if rng.random() < 0.15:
        row["source"], row["target"] = row["target"], row["source"]


@pytest.mark.parametrize("part", ["gold", "devset/a/gold", "devset/e/gold", "devset/f/gold"])
def test_scores_agree_with_the_shared_tool_to_the_digit(part, shared, tmp_path):
    perturbed(shared / part, tmp_path / "found", np.random.default_rng(7))
    command = [sys.executable, shared / "tools" / "score.py", shared / part, tmp_path / "found"]
    subprocess.run([*command, "--json", tmp_path / "tool.json"], check=True, capture_output=True)
    tool = json.loads((tmp_path / "tool.json").read_text(encoding="utf-8"))
    ours = score(shared / part, tmp_path / "found", rng=1, draws=9)
    for row in ours.levels.to_dict("records"):
        expected = tool[row["level"]]
        assert {name: round(row[name], 4) for name in ("precision", "recall", "f1")} == {
            name: expected[name] for name in ("precision", "recall", "f1")
        }
        assert (row["right"], row["extra"], row["missed"]) == (expected["tp"], expected["fp"], expected["fn"])
    for row in ours.actors.to_dict("records"):
        assert {"accuracy": round(row["accuracy"], 4), "n": row["n"]} == tool["actors"][row["attribute"]]
    assert ours.n_documents == tool["documents"]
    assert 0.2 < tool["full"]["f1"] < 0.95, "the perturbed copy must differ for this test to mean anything"
