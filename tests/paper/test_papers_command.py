"""`qtnet paper`: what it writes, checks and finds, and its exit codes."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from qtnet.cli import cli
from qtnet.paper import paper_numbers
from qtnet.paper.write import write_numbers
from qtnet.report.store import write_inputs


@pytest.fixture
def run_dir(inputs, tmp_path):
    write_inputs(inputs, tmp_path / "run" / "results")
    return tmp_path / "run"


@pytest.fixture
def older(inputs, tmp_path):
    """The numbers of the same study with another index."""
    frame = inputs.bipolarity.copy()
    frame.loc[frame["metric"] == "TBI", "estimate"] += 0.1
    write_numbers(paper_numbers(replace(inputs, bipolarity=frame)), tmp_path / "older")
    return tmp_path / "older"


def call(*arguments):
    return CliRunner().invoke(cli, ["paper", *map(str, arguments)])


def test_a_run_gets_its_paper(run_dir, monkeypatch):
    for name in ("write_tables", "write_figures", "write_bibliography", "write_methods"):
        monkeypatch.setattr(f"qtnet.paper.write.{name}", lambda _inputs, _folder: ())
    done = call(run_dir, "--macros", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["paper"] == str(run_dir / "paper")
    assert str(run_dir / "paper" / "numbers-macros.tex") in told["files"]
    assert f"wrote {run_dir / 'paper'}" in done.stderr


def test_a_check_without_change_passes(run_dir, written):
    done = call(run_dir, "--check", written)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "0 printed numbers changed" in done.stderr
    assert not (run_dir / "paper").exists()


def test_a_check_names_key_old_new_and_reason_and_fails(run_dir, older, numbers):
    done = call(run_dir, "--check", older)
    assert done.exit_code == 1
    assert done.stdout.startswith("Because of ")
    assert f"→ {numbers.text('bipolarity/all/ci')} (exploratory)" in done.stdout
    told = json.loads(call(run_dir, "--check", older, "--json").stdout)
    assert told["stale"] is True
    assert {"bipolarity/all/ci"} <= {one["key"] for one in told["changes"]}
    assert set(told["changes"][0]) == {"key", "label", "kind", "old", "new", "why"}


def test_a_change_that_no_manuscript_cites_passes(run_dir, older, tmp_path):
    manuscript = tmp_path / "main.tex"
    manuscript.write_text(r"\qt{counts/facts}", encoding="utf-8")
    assert call(run_dir, "--check", older, "--cited", manuscript).exit_code == 0
    manuscript.write_text(r"\qt{bipolarity/all}", encoding="utf-8")
    assert call(run_dir, "--check", older, "--cited", manuscript).exit_code == 1


def test_digits_that_are_not_printed_count_when_asked(inputs, run_dir, tmp_path):
    frame = inputs.bipolarity.copy()
    frame.loc[frame["metric"] == "C", "estimate"] += 1e-7
    write_numbers(paper_numbers(replace(inputs, bipolarity=frame)), tmp_path / "older")
    assert call(run_dir, "--check", tmp_path / "older").exit_code == 0
    assert call(run_dir, "--check", tmp_path / "older", "--strict").exit_code == 1


def test_a_manuscript_is_linted(written, tmp_path):
    manuscript = tmp_path / "main.tex"
    manuscript.write_text("\\qt{counts/facts}\n\\qt{counts/fact}\n", encoding="utf-8")
    done = call("lint", manuscript, "--numbers", written)
    assert done.exit_code == 1
    assert f"{manuscript}:2: number 'counts/fact' is unknown; did you mean 'counts/facts'?" in done.stdout
    found = json.loads(call("lint", manuscript, "--numbers", written, "--json", "--unused").stdout)
    assert found["findings"][0]["kind"] == "unknown"
    assert "counts/documents" in found["unused"]
    manuscript.write_text("\\qt{counts/facts}\n", encoding="utf-8")
    assert call("lint", manuscript, "--numbers", written).exit_code == 0


@pytest.mark.parametrize("name", ["main.docx", "main.DOC", "main.odt"])
def test_a_file_of_a_word_processor_is_refused_with_what_to_give(name, written, tmp_path):
    (tmp_path / name).write_bytes(b"PK")
    done = call("lint", tmp_path / name, "--numbers", written)
    assert done.exit_code != 0
    told = done.stderr + str(done.exception)
    assert f"{name}: files of word processors are not read; give the .md or .tex" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("--strict",),
        ("--cited", "main.tex"),
        ("--check", "old", "--macros"),
        ("--check", "old", "--out", "new"),
    ],
)
def test_options_that_do_not_go_together_are_refused(run_dir, arguments):
    assert call(run_dir, *arguments).exit_code == 2


def test_a_folder_that_is_no_run_is_refused(tmp_path):
    done = call(tmp_path)
    assert "is not the folder of a finished run" in str(done.exception)


def test_help_tells_both_uses():
    done = call("--help")
    assert done.exit_code == 0
    assert "RUN_DIR" in done.stdout
    assert "lint" in done.stdout
