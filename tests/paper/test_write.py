"""The folder of a paper: complete, repeatable, and careful with what others put there."""

import hashlib
import json
import subprocess
from dataclasses import replace

import pytest

from qtnet.errors import InputError
from qtnet.paper.provenance import MANIFEST, listed_files
from qtnet.paper.write import write_numbers, write_paper
from qtnet.study.folder import check_replaceable


def hashes(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_everything_a_paper_needs_is_written(paper):
    names = {path.name for path in paper.iterdir()}
    assert names >= {
        *(
            "numbers.json",
            "numbers.csv",
            "numbers.tex",
            "qtnet.sty",
            "qtnet.lua",
            "_variables.yml",
            "PROVENANCE.json",
            "README.md",
        ),
        *("sources.bib", "sources.csl.json", "methods.tex", "methods.md", "tables", "figures", MANIFEST),
    }
    assert "numbers-macros.tex" not in names


def test_the_list_of_files_holds_every_file_with_its_hash(paper):
    listed = dict(reversed(line.split("  ", 1)) for line in (paper / MANIFEST).read_text(encoding="utf-8").splitlines())
    found = hashes(paper)
    assert found.pop(MANIFEST)
    assert listed == found
    assert [*listed] == sorted(listed)
    done = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=paper, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_where_the_numbers_come_from_is_recorded(paper, inputs):
    told = json.loads((paper / "PROVENANCE.json").read_text(encoding="utf-8"))
    assert (told["qtnet"], told["seed"], told["python"]) == ("0.1.0", 7, "3.11")
    assert [row["sha256"] for row in told["documents"]] == inputs.documents["sha256"].tolist()
    assert told["config"] == json.loads(json.dumps(inputs.config))
    assert told["run"] in (paper / "numbers.tex").read_text(encoding="utf-8")


def test_no_file_of_the_numbers_names_this_machine(paper, root):
    for path in paper.iterdir():
        if path.is_file():
            assert str(root) not in path.read_text(encoding="utf-8"), path


def test_writing_again_touches_no_file(numbers, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in write_numbers(numbers, tmp_path, macros=True)}
    assert {path: path.stat().st_mtime_ns for path in write_numbers(numbers, tmp_path, macros=True)} == before


@pytest.fixture
def light(monkeypatch):
    """Writing without tables and figures, which take seconds."""
    for name in ("write_tables", "write_figures", "write_bibliography", "write_methods"):
        monkeypatch.setattr(f"qtnet.paper.write.{name}", lambda _inputs, _folder: ())


@pytest.mark.usefixtures("light")
def test_what_is_no_longer_written_goes_and_what_others_put_there_stays(inputs, tmp_path):
    write_paper(inputs, tmp_path, macros=True)
    (tmp_path / "my-notes.txt").write_text("mine", encoding="utf-8")
    write_paper(inputs, tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert "numbers-macros.tex" not in names
    assert {"my-notes.txt", "numbers.tex"} <= names


@pytest.mark.usefixtures("light")
def test_a_list_of_files_reaches_nothing_outside_its_folder(inputs, tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path / "paper"
    write_paper(inputs, folder)
    listed = (folder / MANIFEST).read_text(encoding="utf-8")
    (folder / MANIFEST).write_text(f"{listed}{'0' * 64}  ../mine.txt\n", encoding="utf-8")
    assert all(path.name != "mine.txt" for path in listed_files(folder))
    write_paper(inputs, folder)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("light")
def test_a_run_does_not_replace_a_manuscript_beside_its_numbers(inputs, tmp_path):
    write_paper(inputs, tmp_path / "run" / "paper")
    check_replaceable(tmp_path / "run")
    (tmp_path / "run" / "paper" / "article.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds what no run wrote \(paper/article\.tex\)"):
        check_replaceable(tmp_path / "run")


@pytest.mark.usefixtures("light")
def test_a_study_without_a_single_tie_has_its_numbers_too(inputs, tmp_path):
    none = {name: getattr(inputs, name).iloc[:0] for name in ("network", "ties", "funding", "funding_totals",
            "funding_flows", "centrality", "blocs", "alignment", "bipolarity", "frustration", "frustrated_ties",
            "null_draws", "quality", "unseen", "verdicts", "commitments", "camps")}  # fmt: skip
    write_paper(replace(inputs, **none, coassignment=inputs.coassignment.iloc[:0, :0]), tmp_path)
    numbers = json.loads((tmp_path / "numbers.json").read_text(encoding="utf-8"))["numbers"]
    assert numbers["counts/ties/all"]["text"]["est"] == "0"
    assert numbers["funding/all"]["text"]["est"] == "—"
    assert numbers["funding/all"]["reason"] == "no amount of funding is named"
