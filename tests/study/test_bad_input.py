"""Bad input: a message that names the file and the field, exit code 2, no traceback, nothing written half."""

import io
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from qtnet.cli.group import main

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "Japan and the Netherlands signed an agreement on quantum computing in 2024.\n"


class Done(NamedTuple):
    returncode: int | str | None
    stdout: str
    stderr: str


def qtnet(*arguments: object, folder: Path = ROOT) -> Done:
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, chdir(folder), redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["qtnet", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
    return Done(ended.value.code or 0, out.getvalue(), err.getvalue())


def refuses(done: Done, *words: str) -> None:
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr, done.stderr
    assert done.stdout == ""


def documents(folder: Path, **texts: str | bytes) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


BROKEN = {
    "missing folder": (lambda t: t / "docs", ["docs", "no such file or folder"]),
    "empty folder": (lambda t: documents(t / "docs"), ["docs", "no document"]),
    "empty document": (lambda t: documents(t / "docs", a=""), ["a.txt", "empty"]),
    "blank document": (lambda t: documents(t / "docs", a=" \n\n\t\n"), ["a.txt", "empty"]),
    "binary file": (lambda t: documents(t / "docs", a=b"\x7fELF\x00\x01\x02" * 50), ["a.txt", "text"]),
    "unknown encoding": (
        lambda t: documents(t / "docs", a="日本と韓国が量子技術で協定に署名した。".encode("shift_jis")),
        ["a.txt", "UTF-8"],
    ),
    "20 MB document": (
        lambda t: documents(t / "docs", a=SENTENCE * (20_000_000 // len(SENTENCE) + 1)),
        ["a.txt", "MB"],
    ),
    "no facts": (lambda t: documents(t / "docs", a="It rained all day.\n"), ["a", "no facts"]),
}


@pytest.mark.parametrize("case", BROKEN)
def test_documents_that_cannot_be_used_are_refused(case, tmp_path):
    build, words = BROKEN[case]
    source = build(tmp_path)
    refuses(qtnet("extract", source, "--out", tmp_path / "facts"), *words)
    assert not (tmp_path / "facts").exists()


def study(folder: Path, text: str) -> Path:
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_unknown_key_in_a_study_file_is_refused(tmp_path):
    path = study(tmp_path, 'title = "t"\n[corpus]\ndocuments = ["docs"]\n[blocs]\nrestart = 3\n')
    refuses(qtnet("run", path, "--out", tmp_path / "out"), "study.toml", "blocs.restart", "blocs.restarts")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["study.toml"]


def test_a_study_without_facts_is_refused_and_writes_nothing(tmp_path):
    documents(tmp_path / "docs", a="It rained all day.\n")
    path = study(tmp_path, 'title = "t"\n[corpus]\ndocuments = ["docs"]\n')
    refuses(qtnet("run", path, "--out", tmp_path / "out"), "no facts")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".qtnet", "docs", "study.toml"]


def test_a_negative_weight_is_refused(tmp_path):
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target,layer,weight\nJP,NL,chips,1\nJP,US,chips,-2\n", encoding="utf-8")
    refuses(qtnet("metrics", edges, "--metric", "pagerank"), "edges.csv", "weight", "-2")


def test_an_unknown_metric_is_refused_with_the_nearest(tmp_path):
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target,layer,weight\nJP,NL,chips,1\n", encoding="utf-8")
    refuses(qtnet("metrics", edges, "--metric", "pagernak"), "pagernak", "did you mean 'pagerank'")


def test_an_unknown_actor_in_corrections_is_refused(tmp_path):
    source = documents(tmp_path / "docs", a=SENTENCE)
    corrections = tmp_path / "corrections.csv"
    corrections.write_text(
        "id,action,field,value,reason,who\n,add,source,atlantis,found by hand,me\n", encoding="utf-8"
    )
    done = qtnet("extract", source, "--out", tmp_path / "facts", "--corrections", corrections)
    refuses(done, "corrections.csv")
    assert not (tmp_path / "facts").exists()


def test_missing_corrections_are_refused(tmp_path):
    source = documents(tmp_path / "docs", a=SENTENCE)
    done = qtnet("extract", source, "--out", tmp_path / "facts", "--corrections", tmp_path / "none.csv")
    refuses(done, "none.csv")


def test_wrong_poles_are_refused(tmp_path):
    edges = tmp_path / "edges.csv"
    edges.write_text("source,target,layer,weight,sign\nJP,NL,chips,1,1\nJP,US,chips,1,-1\n", encoding="utf-8")
    refuses(qtnet("bipolarity", edges, "--poles", "JP"), "--poles")
    refuses(qtnet("bipolarity", edges, "--poles", "JP,XX", "--nulls", "19", "--draws", "20"), "XX")


def test_an_unwritable_output_folder_is_refused(tmp_path):
    source = documents(tmp_path / "docs", a=SENTENCE)
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    refuses(qtnet("extract", source, "--out", blocked / "facts"), "file")


def test_a_run_never_replaces_a_folder_with_other_work_in_it(tmp_path):
    source = documents(tmp_path / "docs", a=SENTENCE)
    path = study(tmp_path, f'title = "t"\n[corpus]\ndocuments = ["{source}"]\n')
    for out in (tmp_path, source):
        refuses(qtnet("run", path, "--out", out), str(out), "holds what no run wrote", "empty folder")
    refuses(qtnet("run", path, "--out", path), "a file; expected a folder")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.txt", "docs", "study.toml"]


def test_facts_of_other_documents_are_not_scored(tmp_path):
    source = documents(tmp_path / "docs", a=SENTENCE)
    assert qtnet("extract", source, "--out", tmp_path / "facts").returncode == 0
    refuses(qtnet("score", "data/corpus/seeds/gold", tmp_path / "facts"), "none of the 5 annotated documents")


def test_unknown_poles_of_a_study_are_refused_before_the_long_computations(tmp_path):
    documents(tmp_path / "docs", a=SENTENCE)
    path = study(tmp_path, 'title = "t"\n[corpus]\ndocuments = ["docs"]\n[bipolarity]\npoles = ["JP", "XX"]\n')
    done = qtnet("run", path, "--out", tmp_path / "out")
    assert "centrality" not in done.stderr
    refuses(done, "bipolarity.poles", "XX")


def test_a_folder_without_studies_is_named(tmp_path):
    refuses(qtnet("list", "studies", folder=tmp_path), "no study files")
