"""`qtnet score` on the command line: tables, errors, reliability, agreement, and what does not go together."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from tests.facts.gold import TIES, write_gold


@pytest.fixture
def folders(tmp_path) -> tuple[Path, Path]:
    return write_gold(tmp_path / "gold"), write_gold(tmp_path / "found", ties=TIES[:2])


def run(*arguments: object):
    return CliRunner().invoke(cli, ["score", *map(str, arguments)], standalone_mode=False)


def test_rates_come_first_then_tables_and_documents(folders):
    lines = run(*folders).output.splitlines()
    assert lines[0].split()[0] == "level"
    headings = [line.split()[1] for line in lines if line.startswith("by ")]
    assert headings == ["mode", "technology", "status", "document:"]


def test_brief_prints_rates_only(folders):
    assert "by mode" not in run(*folders, "--brief").output


def test_errors_stand_before_the_rates(folders):
    first = run(*folders, "--errors").output.splitlines()[0]
    assert first == "d2  missed at pair: JP – US research (ai, announced) «Japan and the US will»"


def test_the_same_call_writes_the_same_numbers(folders, tmp_path):
    for name in ("a.json", "b.json"):
        run(*folders, "--json", tmp_path / name)
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert found["levels"][0]["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert len(found["sweep"]) == 20
    assert len(found["reliability"]) == 5


def test_reliability_is_drawn_into_a_file(folders, tmp_path):
    run(*folders, "--reliability", tmp_path / "r.html")
    assert (tmp_path / "r.html").stat().st_size > 1_000_000


def test_agreement_compares_three_annotators(folders, tmp_path):
    third = write_gold(tmp_path / "third")
    done = run(*folders, third, "--agreement", "--json", tmp_path / "a.json")
    assert "Krippendorff's alpha" in done.output
    rows = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert sum(row["metric"] == "f1" and row["level"] == "pair" for row in rows) == 3
    assert sum(row["metric"] == "Krippendorff's alpha" for row in rows) == 2


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--agreement", "--errors"], "--agreement goes with --json and --seed only"),
        (["third"], "more than two folders are compared with --agreement only"),
    ],
)
def test_what_does_not_go_together_is_refused(folders, more, words):
    done = run(*folders, *more)
    assert words in str(done.exception)


def test_one_folder_twice_is_no_agreement(folders):
    assert "given twice" in str(run(folders[0], folders[0], "--agreement").exception)
