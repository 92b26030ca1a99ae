"""What is kept belongs to the code that made it, and a folder of kept results can neither do harm nor stop a run."""

import os
from pathlib import Path

import pytest

from qtnet.corpus import Document
from qtnet.errors import InputError
from qtnet.study import building, code, kept
from qtnet.study.building import build, plan, write_files
from qtnet.study.claims import KeptClaims
from qtnet.study.kept import KeptResults
from qtnet.study.recipe import Step
from qtnet.study.run import place_of

OUTSIDE = ["../../escaped.txt", "/escaped.txt", "out/../../escaped.txt", "C:/escaped.txt", "..\\escaped.txt", ""]
RAN: list[str] = []


def write(text: str, path: Path) -> None:
    RAN.append(text)
    path.mkdir()
    (path / "text.txt").write_text(text, encoding="utf-8")


def length(text: str) -> int:
    return len(text)


STEPS = [
    Step(name="length", title="length", function=length, inputs={"text": "text"}),
    Step(name="out", title="out", function=write, inputs={"text": "text"}, files="out"),
]
FILES = {"out/text.txt": b"word"}


@pytest.fixture
def folder(tmp_path):
    RAN.clear()
    return tmp_path / ".qtnet"


def built(folder: Path, said: list[str] | None = None) -> dict[str, object]:
    say = (lambda _line: None) if said is None else said.append
    return build(STEPS, {"text": "word"}, kept=KeptResults(folder), note="toy", jobs=1, say=say)


def results_in(folder: Path) -> list[Path]:
    return [path for path in (folder / "results").rglob("*") if path.is_file()]


def test_nothing_is_kept_of_code_that_changed_while_it_ran(folder, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(code, "changed_code", lambda function: ["new.py"] * (function is length))
    assert built(folder, said)["length"] == 4
    assert "length: not kept, since the code changed while it ran (new.py); run again" in said
    assert len(results_in(folder)) == 1  # of the other step
    monkeypatch.undo()
    said.clear()
    built(folder, said)
    assert said == ["length", "out: as before"]


def test_all_hashes_are_taken_before_the_first_step_runs(folder, monkeypatch):
    order: list[str] = []
    real = building.code_digest
    monkeypatch.setattr(building, "take_code_digests", lambda functions: order.extend(f.__name__ for f in functions))
    monkeypatch.setattr(building, "code_digest", lambda function: (order.append("key"), real(function))[1])
    built(folder)
    assert order[:2] == ["length", "write"]


def test_a_file_that_changed_after_its_hash_was_taken_is_named(tmp_path, monkeypatch):
    source = tmp_path / "source.py"
    source.write_text("a = 1\n", encoding="utf-8")
    monkeypatch.setattr(code, "_placed", lambda module: (("source.py", source),))
    assert code.changed_code(length) == []
    os.utime(source, (1e9, 1e9))
    assert code.changed_code(length) == []  # another time, the same code
    source.write_text("a = 2\n", encoding="utf-8")
    assert code.changed_code(length) == ["source.py"]
    source.unlink()
    assert code.changed_code(length) == ["source.py"]


def test_claims_are_not_kept_of_code_that_changed_while_it_ran(folder, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(code, "changed_code", lambda _function: ["new.py"])
    documents = [Document(doc=name, text=f"Japan and France signed an agreement. {name}") for name in "ab"]
    assert len(list(KeptClaims(KeptResults(folder), say=said.append).claims(documents))) == 2
    assert said == ["extraction: not kept, since the code changed while it ran (new.py); run again"]
    assert results_in(folder) == []


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_file_is_written_outside_the_folder_of_results(tmp_path, name):
    inside = tmp_path / "a" / "b"
    with pytest.raises(InputError, match="inside"):
        write_files({"good.txt": b"1", name: b"2"}, inside)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("name", [*OUTSIDE, "facts/ties.csv"])
def test_a_kept_result_that_names_other_files_than_its_step_writes_is_computed_again(folder, monkeypatch, name):
    monkeypatch.setattr(building, "files_below", lambda _folder: {name: b"planted"})
    built(folder)
    monkeypatch.undo()
    RAN.clear()
    planned, _ = plan(STEPS, {"text": "word"}, kept=KeptResults(folder), note="toy")
    assert [each.do for each in planned] == ["reuse", "redo"]
    assert built(folder)["out"] == FILES
    assert RAN == ["word"]
    assert built(folder)["out"] == FILES
    assert RAN == ["word"]


@pytest.mark.skipif(os.name != "posix", reason="only there files have an owner")
def test_the_folder_of_another_user_is_neither_read_nor_written(tmp_path, monkeypatch):
    said: list[str] = []
    assert place_of(None, tmp_path / "out", keep=True, say=said.append)[1].folder == tmp_path / ".qtnet"
    (tmp_path / ".qtnet").mkdir()
    assert place_of(None, tmp_path / "out", keep=True, say=said.append)[1].folder == tmp_path / ".qtnet"
    assert said == []
    monkeypatch.setattr(kept.os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    assert place_of(None, tmp_path / "out", keep=True, say=said.append)[1].folder is None
    assert said == [f"{tmp_path / '.qtnet'}: belongs to another user; nothing is read from it or kept there"]


def test_all_reference_files_count_as_code():
    places = {place for place, _ in code._files("qtnet.report.page")}
    assert {"(reference)/world.json", "(reference)/countries.csv"} <= places


def test_a_result_that_another_run_removes_is_computed_again(folder, monkeypatch):
    first = built(folder)

    def gone(*_arguments: object) -> None:
        raise FileNotFoundError("removed meanwhile")

    monkeypatch.setattr(kept.os, "utime", gone)
    assert built(folder) == first
    assert RAN == ["word"]
    monkeypatch.setattr(kept, "read_stored", gone)
    assert built(folder) == first
    assert RAN == ["word", "word"]


def test_files_that_another_run_removes_do_not_stop_the_tidying(folder, monkeypatch):
    built(folder)
    gone, *others = sorted(results_in(folder))
    real = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        if path == gone:
            raise FileNotFoundError("removed meanwhile")
        return real(path, **options)

    monkeypatch.setattr(Path, "stat", stat)
    KeptResults(folder).prune(most_bytes=0)
    monkeypatch.undo()
    assert others
    assert results_in(folder) == [gone]


def test_a_folder_that_cannot_be_written_stops_no_run(folder):
    folder.write_text("a file where the folder should be", encoding="utf-8")
    where = KeptResults(folder)
    found = build(STEPS, {"text": "word"}, kept=where, note="toy", jobs=1, say=lambda _line: None)
    where.prune()
    assert (found["length"], found["out"]) == (4, FILES)
    assert where.failure.startswith(f"{folder}: results could not be kept")
