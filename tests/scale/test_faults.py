"""Full disks, folders that cannot be written, inputs that vanish: a message that names the file, and the right code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qtnet.corpus import read_corpus
from qtnet.corpus.spool import SpooledDocuments
from qtnet.errors import InputError
from qtnet.extract.claims import Claims
from qtnet.facts.build import build_facts, extract_into
from qtnet.facts.tables import TableFiles, read_facts, write_facts
from qtnet.study.kept import KeptResults
from qtnet.study.shards import Shards
from tests.facts.test_build import TIE, document

TEXT = "Japan and France signed an agreement on quantum computing in 2021.\n"


class Dealt:
    """A back end that finds the same in every document."""

    def claims(self, documents):
        from tests.facts.test_build import ACTORS

        return (Claims(doc=each.doc, actors=ACTORS, ties=(TIE,), funding=()) for each in documents)

    def report(self):
        return {}


def corpus_of(folder: Path, names: str):
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(document().text + f"\n{name}\n", encoding="utf-8")
    return read_corpus(folder)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_rows_that_leave_at_once_give_the_files_of_facts_held_in_memory(tmp_path):
    corpus = corpus_of(tmp_path / "docs", "abc")
    with TableFiles(tmp_path / "one") as files:
        files.finish(extract_into(files, corpus, backend=Dealt()).counts)
    held = build_facts(corpus, {claims.doc: claims for claims in Dealt().claims(corpus.documents)})
    write_facts(held, tmp_path / "other")
    assert written(tmp_path / "one") == written(tmp_path / "other")
    assert len(read_facts(tmp_path / "one").ties) == 3


def test_an_input_that_vanishes_after_it_was_read_changes_nothing(tmp_path):
    corpus = corpus_of(tmp_path / "docs", "ab")
    before = [each.text for each in corpus.documents]
    (tmp_path / "docs" / "a.txt").unlink()
    assert [each.text for each in corpus.documents] == before


def test_texts_beyond_the_memory_lie_on_disk_and_come_back_in_any_order(monkeypatch):
    monkeypatch.setattr("qtnet.corpus.spool._IN_MEMORY", 10)
    stored = SpooledDocuments()
    for name in "cab":
        stored.add(document(name, f"Text “{name}” of the document."))
    stored.sort()
    assert stored._file._rolled
    assert [each.text[6] for each in reversed(stored)] == ["c", "b", "a"]
    assert [each.doc for each in stored[1:]] == ["b", "c"]


def test_an_error_half_way_leaves_the_tables_as_they_were(tmp_path):
    corpus = corpus_of(tmp_path / "docs", "a")
    write_facts(build_facts(corpus, {}), tmp_path / "facts")
    before = written(tmp_path / "facts")
    with pytest.raises(TypeError), TableFiles(tmp_path / "facts") as files:
        files.finish({"a": object()})
    assert written(tmp_path / "facts") == before


def test_a_place_that_cannot_be_written_is_told_before_any_work(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="facts cannot be written here"), TableFiles(tmp_path / "file" / "facts"):
        raise AssertionError("work was begun")


def test_results_of_many_documents_lie_in_few_files_and_a_damaged_one_is_done_again(tmp_path):
    shards = Shards(KeptResults(tmp_path))
    for number in range(300):
        shards.keep(f"key {number}", b"result %d" % number)
    shards.flush()
    again = Shards(KeptResults(tmp_path))
    assert [again.find(f"key {number}") for number in (0, 299)] == [b"result 0", b"result 299"]
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file() and "documents" in path.parts)
    assert len(files) == 2
    for path in files:
        path.write_bytes(path.read_bytes()[:-1])
    damaged = Shards(KeptResults(tmp_path))
    assert [damaged.find(f"key {number}") for number in (0, 299)] == [None, None]


def extracted(folder: Path, *options: str, before: str = "true") -> subprocess.CompletedProcess[str]:
    """Extract in a name space of mounts of its own, after a command of the shell; skip where there are none."""
    command = f"{before} && exec {sys.executable} -m qtnet extract docs --out out/facts {' '.join(options)}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    found = subprocess.run(
        ["unshare", "-r", "-m", "sh", "-c", command], cwd=folder, capture_output=True, text=True, env=environment
    )
    if found.returncode != 0 and "unshare" in found.stderr:
        pytest.skip("no name spaces of mounts here")
    return found


@pytest.fixture
def place(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "out").mkdir()
    for number in range(3):
        (tmp_path / "docs" / f"d{number}.txt").write_text(f"Report {number}\n\n{TEXT}" * 40, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_a_full_disk_is_told_with_the_folder_and_leaves_no_half_table(place):
    """The disk takes the claims that are kept, but not the tables: the same command goes on with what is kept."""
    found = extracted(place, before="mount -t tmpfs -o size=8k tmpfs out")
    assert found.returncode == 2
    assert "out/facts: facts cannot be written here: No space left on device" in found.stderr


@pytest.mark.slow
def test_a_folder_that_is_read_only_is_told_before_documents_are_read(place):
    found = extracted(place, "--progress", before="mount -t tmpfs -o ro tmpfs out")
    assert found.returncode == 2
    assert "out/facts: facts cannot be written here: Read-only file system" in found.stderr
    assert "extracting" not in found.stderr


@pytest.mark.slow
def test_what_cannot_be_read_is_named_the_rest_done_and_the_code_says_so(place):
    (place / "docs" / "d1.txt").write_bytes(b"\x00\x01\x02" * 400)
    refused = extracted(place, "--strict")
    assert (refused.returncode, "docs/d1.txt" in refused.stderr) == (2, True)
    found = extracted(place)
    assert (found.returncode, "not read: docs/d1.txt" in found.stderr) == (1, True)
    assert read_facts(place / "out" / "facts").documents["doc"].tolist() == ["d0", "d2"]


@pytest.mark.slow
def test_a_second_run_reads_only_what_changed(place):
    assert extracted(place).returncode == 0
    (place / "docs" / "d1.txt").write_text(TEXT.replace("Japan", "Italy"), encoding="utf-8")
    kept = {path for path in (place / "out" / ".qtnet" / "documents").rglob("*") if path.is_file()}
    assert extracted(place).returncode == 0
    more = [path for path in (place / "out" / ".qtnet" / "documents").rglob("*") if path.is_file()]
    assert len({*more} - kept) == 1
    from qtnet.study.claims import KeptClaims

    assert KeptClaims(KeptResults(place / "out" / ".qtnet")).unread(read_corpus(place / "docs").documents) == []
