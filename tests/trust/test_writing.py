"""One place writes files: whole or not at all, where it was asked to, and with the permissions that were there."""

import ast
import errno
import os
import pickle
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import qtnet.writing
from qtnet.writing import BusyError, WriteError, folder_beside, locked_file, open_fresh, write_file, write_files

PACKAGE = Path(qtnet.writing.__file__).parent
#: Calls that write to files by their path.
_WRITING = {"write_text", "write_bytes", "to_csv", "to_parquet", "to_pickle", "to_excel", "to_json", "savefig"}
_WRITING |= {"write_html", "write_image", "write_graphml_xml", "write_graphml_lxml", "write_table", "extractall"}
_WRITING |= {"mkstemp", "NamedTemporaryFile", "copyfile", "copy2", "copytree", "symlink_to", "hardlink_to"}
#: What may: the module itself, and calls that name no file. Each with its reason.
_ALLOWED = {
    ("writing.py", "open"): "it is the place",
    ("writing.py", "fdopen"): "it is the place",
    ("network/formats/graphml.py", "write_graphml_xml"): "into the file of `open_fresh`",
    ("deposit/store.py", "write_table"): "into the folder of `folder_beside`",
    ("network/formats/parquet.py", "write_table"): "into the file of `open_fresh`",
    ("paper/figures/render.py", "savefig"): "into memory",
    ("report/figures/outlines.py", "to_json"): "text",
}


@pytest.fixture
def broken_disk(monkeypatch):
    """A disk that is full when a file is to be forced to it."""

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)


def writing_calls(source: str) -> list[tuple[str, int]]:
    """Give the calls of a source that write to a file, with their lines."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        modes = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        opens = name in ("open", "fdopen") and any(set(mode) <= set("rwaxbt+") & set(mode) and set(mode) & set("wax+")
                                                   for mode in modes if mode)  # fmt: skip
        # A frame without a path gives text
        if opens or (name in _WRITING and not (name in ("to_csv", "to_json") and not node.args)):
            found.append((name, node.lineno))
    return found


def test_no_other_module_writes_files():
    wrong = []
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE).as_posix()
        calls = writing_calls(path.read_text(encoding="utf-8"))
        wrong += [f"{inside}:{line}: {name}" for name, line in calls if (inside, name) not in _ALLOWED]
    assert not wrong, f"these write files on their own; use qtnet.writing: {wrong}"


@pytest.mark.parametrize(
    "source", ["p.open('w')", "open(p, mode='ab')", "p.write_text(t)", "frame.to_csv(p)", "os.fdopen(1, 'w')"]
)
def test_a_call_that_writes_is_seen(source):
    assert writing_calls(source)


@pytest.mark.parametrize("source", ["p.open('rb')", "open(p)", "frame.to_csv(index=False)", "p.open(newline='')"])
def test_a_call_that_reads_is_no_offence(source):
    assert not writing_calls(source)


def test_an_error_leaves_the_older_file_and_nothing_beside(tmp_path, broken_disk):
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(WriteError, match=r"a\.txt: cannot be written: No space left"):
        write_file(path, "new" * 100_000)
    with pytest.raises(WriteError, match="No space left"):
        write_files({path: "new", tmp_path / "b.txt": "b"})
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def half_written(path):
    with open_fresh(path) as file:
        file.write(b"half")
        raise KeyError


def folder_half_written(path):
    with folder_beside(path) as fresh:
        write_file(fresh / "a", "2")
        raise KeyError


def test_an_error_of_the_caller_leaves_the_older_file(tmp_path):
    path = write_file(tmp_path / "a.txt", "old")
    with pytest.raises(KeyError):
        half_written(path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_several_files_change_together_or_not_at_all(tmp_path):
    one, two = write_file(tmp_path / "1", "old"), tmp_path / "two"
    two.mkdir()
    with pytest.raises(WriteError, match="two: cannot be written: it is a folder"):
        write_files({one: "new", two: "new"})
    assert one.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["1", "two"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "inner").mkdir()
    target = write_file(tmp_path / "inner" / "real.txt", "old")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    write_file(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(WriteError, match="Too many levels"):
        write_file(tmp_path / "loop", "new")


def test_permissions_stay_and_new_files_follow_the_umask(tmp_path):
    private = write_file(tmp_path / "private", "old")
    private.chmod(0o600)
    write_file(private, "new")
    assert private.stat().st_mode & 0o777 == 0o600
    before = os.umask(0o027)
    try:
        assert write_file(tmp_path / "new", "x").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path, monkeypatch):
    path = write_file(tmp_path / "a.txt", "old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # who runs the tests may be root
    with pytest.raises(WriteError, match="Permission denied"):
        write_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


def test_what_is_no_regular_file_is_written_as_it_stands(tmp_path):
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_file(pipe, "through")
    reader.join(10)
    assert read == ["through"]
    assert pipe.is_fifo()
    program = "from qtnet.writing import write_file; print('a', flush=True); write_file('/dev/stdout', 'b'); print('c')"
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", program], stdout=out, check=True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "a\nbc\n"


def test_what_lies_in_the_way_is_not_written_into(tmp_path):
    victim = write_file(tmp_path / "victim", "dear")
    os.link(victim, tmp_path / ".a.txt.new")
    with pytest.raises(WriteError, match="in the way"):
        write_file(tmp_path / "a.txt", "x")
    (tmp_path / ".b.txt.new").symlink_to(victim)
    with pytest.raises(WriteError, match="cannot be written"):
        write_file(tmp_path / "b.txt", "x")
    os.mkfifo(tmp_path / ".c.txt.new")
    with pytest.raises(WriteError, match="cannot be written"):
        write_file(tmp_path / "c.txt", "x")
    assert victim.read_text(encoding="utf-8") == "dear"


def test_names_as_long_as_the_system_allows_can_be_written(tmp_path):
    path = tmp_path / ("ü" * 127)
    assert write_file(path, "x").read_text(encoding="utf-8") == "x"
    with pytest.raises(WriteError, match="too long"):
        write_file(tmp_path / ("x" * 256), "x")


def test_writers_of_one_file_wait_for_each_other_and_what_a_killed_one_left_is_taken_over(tmp_path):
    path = tmp_path / "a.txt"
    (tmp_path / ".a.txt.new").write_text("of a killed writer" * 100, encoding="utf-8")
    texts = [str(n) * 100_000 for n in range(8)]
    threads = [threading.Thread(target=write_file, args=(path, text)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_text(encoding="utf-8") in texts
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_bytes_keep_their_file(tmp_path):
    path = write_file(tmp_path / "a.txt", "same")
    before = path.stat().st_ino
    write_file(path, "same", keep_same=True)
    write_files({path: "same"}, keep_same=True)
    assert path.stat().st_ino == before
    write_file(path, "other", keep_same=True)
    assert path.stat().st_ino != before


def test_a_folder_takes_its_place_whole_or_not_at_all(tmp_path):
    final = tmp_path / "run"
    with folder_beside(final) as fresh:
        write_file(fresh / "a", "1")
    with pytest.raises(KeyError):
        folder_half_written(final)
    assert (final / "a").read_text(encoding="utf-8") == "1"
    final.rename(tmp_path / ".run.old")  # killed between two moves
    with pytest.raises(KeyError):
        folder_half_written(final)
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_one_process_holds_a_file_at_a_time(tmp_path):
    path = tmp_path / ".run.lock"
    with locked_file(path), pytest.raises(BusyError), locked_file(path):
        pass
    with locked_file(path):
        assert path.exists()
    assert not path.exists()


def test_an_error_passes_between_processes(tmp_path):
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path, "x")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_several_files_are_made_one_after_the_other(tmp_path):
    made = []

    def contents():
        for name in ("a.txt", "b.txt"):
            made.append((name, sorted(path.name for path in tmp_path.iterdir())))
            yield tmp_path / name, name

    assert write_files(contents()) == [tmp_path / "a.txt", tmp_path / "b.txt"]
    assert made == [("a.txt", []), ("b.txt", [".a.txt.new"])]
    assert (tmp_path / "b.txt").read_text() == "b.txt"
