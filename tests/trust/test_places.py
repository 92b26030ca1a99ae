"""Folders that hold anything: odd names, devices, loops, files that change or cannot be opened, texts of every kind."""

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from qtnet.corpus import read_corpus
from qtnet.corpus.forms import Limits, read_bytes
from qtnet.corpus.receiving import Receiver
from qtnet.errors import CorpusError

GOOD = "Japan and the EU signed a letter of intent on quantum technology."
ODD_NAMES = [
    "two\nlines",
    "bell\x07",
    "\u202etxt.gnp",
    "zero\u200bwidth",
    "esc\x1b[31m",
    "nul\u2400",
    "tab\tbed",
    "del\x7f",
]


def told(path: Path, **options) -> str:
    """Give all that is said of what was not read."""
    return "\n".join(f"{s.path}: {s.reason}" for s in read_corpus(path, skip_faulty=True, **options).skipped)


@pytest.fixture
def docs(tmp_path):
    """A folder with one good document."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_with_signs_that_nobody_sees_is_told_in_plain_signs(docs, name):
    (docs / f"{name}.txt").write_text(f"{GOOD} Again.", encoding="utf-8")
    said = told(docs)
    if said:
        assert all(c.isprintable() for c in said.replace("\n", ""))
        assert said.count("\n") == 0
    else:
        assert name.isprintable()


def test_names_that_are_not_utf8_or_very_long_are_told_and_the_rest_is_read(docs):
    Path(os.fsdecode(os.fsencode(docs) + b"/latin-\xe9\xff.txt")).write_text(f"{GOOD} Again.", encoding="utf-8")
    (docs / ("x" * 251 + ".txt")).write_text(f"{GOOD} Anew.", encoding="utf-8")
    said = told(docs)
    assert "latin-\\udce9\\udcff" in said
    assert "its id has 251 characters" in said
    assert said.encode()  # no half characters
    for path in (docs / ("x" * 5_000), docs / "*" / ("y" * 5_000), docs / "nul\0byte", Path("a\0*")):
        with pytest.raises(CorpusError):
            read_corpus(path)


def test_devices_pipes_and_sockets_are_left_alone(docs, monkeypatch):
    os.mkfifo(docs / "pipe.txt")
    os.mkfifo(docs / "sources.csv")
    (docs / "null.txt").symlink_to("/dev/zero")
    monkeypatch.chdir(docs)  # names of sockets are short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
        said = told(docs)
    assert said.count("no regular file") == 3
    for name in ("pipe.txt", "null.txt"):
        with pytest.raises(CorpusError, match="no such file or folder"):
            read_corpus(docs / name)


def test_loops_of_links_end(docs):
    (docs / "self.txt").symlink_to(docs / "self.txt")
    (docs / "ping.txt").symlink_to(docs / "pong.txt")
    (docs / "pong.txt").symlink_to(docs / "ping.txt")
    (docs / "up").symlink_to("..")
    assert told(docs).count("\n") == 3
    assert [d.doc for d in read_corpus(docs / "**").documents] == ["good"]


@pytest.mark.slow
def test_folders_in_folders_as_deep_as_the_system_allows_are_read_or_told(docs, monkeypatch):
    monkeypatch.chdir(docs)
    depth = sys.getrecursionlimit() + 1_500
    for _ in range(depth):
        os.mkdir("d")  # noqa: PTH102 - relative, as the whole path becomes too long
        os.chdir("d")
    try:
        corpus = read_corpus(docs, skip_faulty=True)
    finally:
        for _ in range(depth):  # by hand, as `rmtree` stumbles over them too
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
    assert [d.doc for d in corpus.documents] == ["good"]
    assert "cannot be opened: File name too long" in corpus.skipped[0].reason


def test_a_file_that_grows_shrinks_or_goes_while_it_is_read_is_told(docs, monkeypatch):
    for name in ("grows", "shrinks", "goes"):
        (docs / f"{name}.txt").write_text(f"{GOOD} It {name}.", encoding="utf-8")
    check = Limits.check

    def changing(self, size, ending, place):
        name = Path(place).stem
        if name == "grows":
            Path(place).write_text("x " * 10_000, encoding="utf-8")
        elif name == "shrinks":
            Path(place).write_bytes(b"")
        elif name == "goes":
            Path(place).unlink(missing_ok=True)
        check(self, size, ending, place)

    monkeypatch.setattr(Limits, "check", changing)
    said = told(docs, max_bytes=5_000)
    assert "grows.txt: 0.0 MB is more than the limit" in said
    assert "shrinks.txt: the document is empty" in said
    assert "goes.txt: cannot be read: No such file or directory" in said


def test_a_sources_table_that_is_huge_or_cannot_be_opened_is_told(docs, monkeypatch):
    with (docs / "sources.csv").open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(CorpusError, match=r"sources\.csv: a sources table of more than 200 MB"):
        read_corpus(docs)
    (docs / "sources.csv").write_text("doc,title\n", encoding="utf-8")
    real = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "sources.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(CorpusError, match="the sources table cannot be read: Permission denied"):
        read_corpus(docs)


def test_a_sparse_gigabyte_takes_no_memory(docs, monkeypatch):
    for ending in (".txt", ".jsonl", ".docx", ".zip"):
        with (docs / f"huge{ending}").open("wb") as file:
            file.truncate((1 << 30) + 1)
    read = []
    monkeypatch.setattr(Receiver, "_file", lambda self, data, *a, **k: read.append(len(data)) or iter(()))
    with pytest.raises(CorpusError, match="no document in English"):
        read_corpus(docs, skip_faulty=True)
    assert sum(read) < 1_000  # only the good one


TEXTS = {
    "NUL": b"Japan\0met Korea.",
    "half characters": b"Japan \xed\xa0\x80 met Korea.",
    "two encodings": "Zürich met ".encode() + "München".encode("cp1252") + b" and \x81\x8d.",
    "three marks": b"\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbfJapan met Korea.",
    "a mark of another kind": b"\xff\xfeJapan met Korea.",
    "cut UTF-16": "Japan met Korea.".encode("utf-16")[:-1],
    "UTF-32": "Japan met Korea.".encode("utf-32"),
    "only a mark": b"\xef\xbb\xbf",
    "one long word": b"x" * 300_000,
    "one long line": b"Japan met Korea; " * 20_000,
    "lines only": b"\n" * 300_000,
    "marks of direction": "\u202eJapan\u2066 met\u200f Korea.".encode(),
    "accents": ("Japan" + "\u0301" * 50_000 + " met Korea.").encode(),
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
def test_texts_of_any_kind_are_read_or_refused_by_name(name, ending):
    try:
        text = read_bytes(TEXTS[name], "x", ending, encoding="", html="qtnet", limits=Limits()).text
    except CorpusError as error:
        text = str(error).removeprefix("x: ")
    assert text.encode()
    assert "\0" not in text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", b'doc,text\na,"' + b"x" * 2_000_000 + b'"\nb,"' + GOOD.encode() + b'"\n'),
        ("t.jsonl", b"[" * 100_000 + b'\n{"doc": "b", "text": "' + GOOD.encode() + b'"}\n'),
        ("t.jsonl", b'{"doc": "a", "text": "\\ud800"}\n{"doc": "b", "text": "' + GOOD.encode() + b'"}\n'),
        ("t.jsonl", b'{"doc": "a", "text": ' + b"9" * 5_000 + b'}\n{"doc": "b", "text": "' + GOOD.encode() + b'"}\n'),
        ("t.jsonl", b'{"doc": {"a": 1}, "text": NaN}\n{"doc": "b", "text": "' + GOOD.encode() + b'"}\n'),
    ],
)
def test_a_bad_row_does_not_take_the_good_one_with_it(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert "b" in [d.doc for d in read_corpus(tmp_path / name, skip_faulty=True).documents]


def test_a_member_of_each_kind_cut_anywhere_is_read_or_refused(tmp_path, root):
    from tests.corpus.test_forms import pdf
    from tests.trust.test_archives import docx, packed

    whole = {
        ".pdf": pdf([[GOOD, "It lasts five years."]]),
        ".docx": docx(b"<w:p><w:r><w:t>" + GOOD.encode() + b"</w:t></w:r></w:p>"),
        ".html": f"<html><head><title>Pact</title></head><body><p>{GOOD}</p></body></html>".encode(),
        ".md": f"---\ntitle: Pact\n---\n# Pact\n\n- {GOOD}\n".encode(),
        ".txt": GOOD.encode("utf-16"),
        ".zip": packed([("a.txt", GOOD), ("b.md", GOOD + " B")]),
        ".csv": f'doc,text\na,"{GOOD}"\n'.encode(),
        ".jsonl": f'{{"doc": "a", "text": "{GOOD}"}}\n'.encode(),
    }
    for ending, data in whole.items():
        for cut in sorted({0, 1, 2, 5, *range(9, len(data), max(1, len(data) // 12)), len(data) - 1}):
            path = tmp_path / f"cut{ending}"
            path.write_bytes(data[:cut])
            with suppress(CorpusError):
                read_corpus(path)
