"""What is reviewed: a folder of facts with its texts, or a finished run; and the whole loop by the command line."""

import csv
import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.errors import InputError
from qtnet.facts import read_facts, write_facts
from qtnet.review import Desk, build_queue, folder, read_reviewed
from tests.review.world import FIRST, SECOND, reviewed

TEXT = (
    "Japan and the Netherlands signed an agreement on quantum computing in 2024.\n\n"
    "India and Canada signed an agreement on semiconductors in 2023.\n\n"
    "France and Italy signed an agreement on artificial intelligence in 2022.\n"
)


@pytest.fixture
def facts(tmp_path):
    write_facts(reviewed(tmp_path).facts, tmp_path / "facts")
    (tmp_path / "facts" / "texts").mkdir()
    (tmp_path / "facts" / "texts" / "d1.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "d2.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path / "facts"


def test_texts_come_from_the_folder_and_from_the_documents(facts):
    found = read_reviewed(facts, docs=[facts.parent / "docs"])
    assert found.texts == {"d1": FIRST, "d2": SECOND}
    assert found.corrections == facts / "corrections.csv"
    assert [document.title for document in found.documents()] == ["One", "Two"]


def test_missing_texts_are_named(facts):
    with pytest.raises(InputError, match="the text of d2 is not there; say where the documents are with --docs"):
        read_reviewed(facts)


def test_other_documents_than_those_extracted_are_refused(facts):
    (facts / "texts" / "d1.txt").write_text("x" + FIRST, encoding="utf-8")
    with pytest.raises(InputError, match="expected the documents from which the facts were extracted"):
        read_reviewed(facts, docs=[facts.parent / "docs"])


def run_folder(tmp_path, facts, monkeypatch, corrections):
    run = tmp_path / "build" / "chips"
    (run / "results").mkdir(parents=True)
    facts.rename(run / "facts")
    (run / "run.json").write_text(json.dumps({"config": {"corpus": {"corrections": corrections}}}), encoding="utf-8")
    (tmp_path / "chips.toml").touch()
    monkeypatch.setattr(folder, "read_inputs", lambda _: SimpleNamespace(texts={"d1": FIRST, "d2": SECOND}))
    return run


def test_a_run_brings_its_texts_and_the_corrections_of_its_study(tmp_path, facts, monkeypatch):
    run = run_folder(tmp_path, facts, monkeypatch, "mine.csv")
    assert read_reviewed(run).corrections == tmp_path / "mine.csv"
    assert read_reviewed(run, corrections="other.csv").corrections.name == "other.csv"


def test_a_run_without_corrections_names_none(tmp_path, facts, monkeypatch):
    assert read_reviewed(run_folder(tmp_path, facts, monkeypatch, "")).corrections is None


def qtnet(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], catch_exceptions=False)


def test_verdicts_hold_when_the_documents_are_extracted_again(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "news.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "facts"
    assert qtnet("extract", tmp_path / "docs", "--out", out).exit_code == 0
    assert qtnet("review", out, "--docs", tmp_path / "docs").exit_code == 0
    with (out / "review.csv").open(newline="", encoding="utf-8") as file:
        ids = {row["quotation"].split()[0]: row["id"] for row in csv.DictReader(file) if row["kind"] == "tie"}
    found = read_reviewed(out, docs=[tmp_path / "docs"])
    desk = Desk(found, build_queue(found), who="Ada")
    desk.judge({"id": ids["Japan"], "action": "reject"})
    desk.judge({"id": ids["India"], "action": "edit", "values": {"status": "past"}})
    desk.judge({"id": ids["France"], "action": "accept"})
    values = {"doc": "news", "source": "IN", "target": "FR", "mode": "research", "domain": "ai", "status": "active"}
    desk.judge({"action": "add", "table": "ties", "values": {**values, "evidence": "India and Canada signed"}})
    done = qtnet("extract", tmp_path / "docs", "--out", out)
    assert "applying the verdicts of" in done.stderr
    ties = read_facts(out).ties.set_index("tie")
    assert ids["Japan"] not in ties.index
    assert ties.loc[ids["India"], ["status", "rule"]].tolist() == ["past", "correction: edited"]
    assert ties.loc[ids["France"], "confidence"] == 1
    assert ties["rule"].tolist().count("correction: added") == 1
    counts = json.loads(done.stdout)["corrections"]
    assert (counts["rejected"], counts["edited"], counts["accepted"], counts["added"]) == (1, 1, 1, 1)
    assert counts["not_found"] == []


def test_an_accepted_fact_stays_when_its_sentence_is_told_in_other_words(tmp_path):
    (tmp_path / "docs").mkdir()
    path = tmp_path / "docs" / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "facts"
    qtnet("extract", path.parent, "--out", out)
    found = read_reviewed(out, docs=[path.parent])
    desk = Desk(found, build_queue(found), who="Ada")
    kept = next(q for q in desk.questions.values() if q.kind == "tie" and q.quotation.startswith("Japan"))
    lost = next(q for q in desk.questions.values() if q.kind == "tie" and q.quotation.startswith("India"))
    desk.judge({"id": kept.id, "action": "accept"})
    desk.judge({"id": lost.id, "action": "accept"})
    path.write_text("It was once said that " + TEXT.replace("India and Canada signed", "Nobody had"), encoding="utf-8")
    done = qtnet("extract", path.parent, "--out", out)
    counts = json.loads(done.stdout)["corrections"]
    assert kept.id in set(read_facts(out).ties["tie"])
    assert counts["not_found"] == [lost.id]
    assert f"1 verdict could not be applied: {lost.id}" in done.stderr
