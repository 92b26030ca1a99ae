"""Broken and hostile files: every one is read or refused by name, in time, and nothing leaves the archive."""

import io
import os
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.corpus import read_corpus
from qtnet.corpus.decoding import decode
from qtnet.corpus.forms import DOCUMENTS, TABLES, Limits, read_bytes
from qtnet.corpus.receiving import Receiver
from qtnet.errors import CorpusError

GOOD = b"Japan and the EU signed a letter of intent on quantum technology."
A_MINUTE = pytest.mark.timeout(60)


def outcome(data: bytes, ending: str) -> str:
    """Read bytes as a document of some form; a named error is an outcome, any other is a failure of the test."""
    try:
        return read_bytes(data, "x" + ending, ending, encoding="", html="qtnet", limits=Limits()).text
    except CorpusError as error:
        refused = str(error)
    assert refused.startswith("x" + ending)
    return ""


def docx(body: bytes = b"") -> bytes:
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        paragraph = body or b"<w:p><w:r><w:t>" + GOOD + b"</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", word + paragraph + b"</w:body></w:document>")
    return packed.getvalue()


def zipped(folder, entries: dict[str, bytes]):
    path = folder / "docs.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def refusal(*args, **kwargs) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus(*args, **kwargs)
    return str(caught.value)


@pytest.mark.parametrize("ending", DOCUMENTS)
@settings(max_examples=25, derandomize=True, deadline=5000)
@given(data=st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(ending, data):
    outcome(data, ending)


@pytest.mark.parametrize("ending", [".html", ".md"])
@settings(max_examples=60, derandomize=True, deadline=5000)
@given(text=st.text(alphabet="<>/!-=\"'&;# \n[]()*_`|apdivtr", max_size=200))
def test_random_markup_is_read_or_refused(ending, text):
    outcome(text.encode(), ending)


@pytest.mark.parametrize("seed", range(10))
def test_truncated_and_damaged_word_files_are_read_or_refused(seed):
    rng = random.Random(seed)
    data = bytearray(docx())
    assert GOOD.decode() in outcome(bytes(data), ".docx")
    outcome(bytes(data[: rng.randrange(len(data))]), ".docx")
    for _ in range(5):
        data[rng.randrange(len(data))] = rng.randrange(256)
    outcome(bytes(data), ".docx")


@A_MINUTE
@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 50_000,
        "<a " * 50_000,
        "<a b='" * 30_000,
        "</" * 50_000,
        "<div>" * 50_000 + "x",
        "<p><table><tr><td>" + "<div>" * 30_000 + "x",
        "<p><table>" * 20_000 + "x",
        "<p><b>" * 20_000 + "x",
        "&#" + "9" * 100_000 + ";",
        "<meta charset" * 5_000,
        "<p>we use " + "cookie " * 30_000,
    ],
    ids=lambda page: page[:12],
)
def test_hostile_pages_take_no_quadratic_time(page):
    outcome(page.encode(), ".html")


@A_MINUTE
@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "[a](" * 50_000,
        "*a " * 50_000,
        "`a" * 50_000,
        "a\n" + "=" * 50_000,
        "\n" * 50_000,
        "|---" * 50_000,
    ],
    ids=lambda text: text[:4],
)
def test_hostile_markdown_takes_no_quadratic_time(text):
    outcome(text.encode(), ".md")


@A_MINUTE
def test_word_files_that_unpack_to_more_than_they_should_are_refused():
    assert outcome(docx(b"<w:p/>" * 1_100_000), ".docx") == ""
    with pytest.raises(CorpusError, match="unpacks to more than the limit"):
        read_bytes(docx(b" " * 3_000), "x", ".docx", encoding="", html="qtnet", limits=Limits(100))


def test_entities_are_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')
    with pytest.raises(CorpusError, match="declares a document type"):
        read_bytes(packed.getvalue(), "x", ".docx", encoding="", html="qtnet", limits=Limits())


def test_entries_that_climb_are_named_and_nothing_is_written(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    path = zipped(inner, {"../../evil.txt": GOOD, "good.txt": GOOD})
    before = sorted(tmp_path.rglob("*"))
    assert "leads out of the archive" in refusal(path)
    corpus = read_corpus(path, skip_faulty=True)
    assert [document.doc for document in corpus.documents] == ["good"]
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_in_an_archive_is_refused(tmp_path):
    assert "an archive inside the archive" in refusal(zipped(tmp_path, {"in.zip": b"PK", "good.txt": GOOD}))


def test_an_entry_that_unpacks_to_too_much_is_refused(tmp_path):
    path = zipped(tmp_path, {"bomb.txt": b"a" * 5_000, "good.txt": GOOD})
    assert "bomb.txt: unpacks to more than the limit" in refusal(path, max_bytes=1000)


def test_an_archive_that_unpacks_to_too_much_in_all_is_refused(tmp_path):
    path = zipped(tmp_path, {f"{n}.txt": b"word %d " % n * 100 for n in range(130)})
    assert "split the archive" in refusal(path, max_bytes=1000)


def test_a_truncated_archive_is_refused(tmp_path):
    path = zipped(tmp_path, {"good.txt": GOOD})
    path.write_bytes(path.read_bytes()[:40])
    assert "no zip archive that can be read" in refusal(path)


def test_an_encrypted_entry_is_named(tmp_path):
    path = zipped(tmp_path, {"secret.txt": GOOD})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "secret.txt: encrypted" in refusal(path)


@pytest.mark.parametrize("name", ["huge.txt", "huge.pdf", "huge.csv", "huge.zip", "huge.html"])
def test_a_sparse_gigabyte_is_refused_before_it_is_read(tmp_path, name, monkeypatch):
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(1 << 30)
    monkeypatch.setattr(Receiver, "_file", None)
    assert "more than the limit" in refusal(path)


def test_a_loop_of_links_ends_and_is_listed(tmp_path):
    (tmp_path / "a.txt").write_bytes(GOOD)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    corpus = read_corpus(tmp_path)
    assert len(corpus) == 1
    assert [skipped.reason for skipped in corpus.skipped] == [
        "a link to a folder; name that folder itself",
        "no regular file, or a link that leads nowhere",
    ]


def test_a_pipe_is_never_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_bytes(GOOD)
    assert read_corpus(tmp_path).skipped[0].reason.startswith("no regular file")


def test_a_name_with_a_line_end_is_refused_on_one_line(tmp_path):
    (tmp_path / "two\nlines.txt").write_bytes(GOOD)
    text = refusal(tmp_path)
    assert "two\\nlines" in text
    assert "\n" not in text


NAMES = [
    "Škoda of Plzeň",
    "Łukasiewicz",
    "Jiří Dvořák",
    "Росатом",
    "理化学研究所",
    "三星电子",
    "삼성전자",
    "İstanbul",
    "Gdańsk",
    "Győr",
]
CODES = [
    "cp1250",
    "cp1251",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "koi8_r",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "cp852",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", [*CODES, "utf-16", "utf-16-le", "utf-8", "cp1252"])
def test_names_in_any_encoding_come_out_right_or_not_at_all(name, code):
    text = f"The firm {name} and ASML agreed."
    try:
        data = text.encode(code)
    except UnicodeEncodeError:
        return
    try:
        found = decode(data, "x")
    except CorpusError:
        found = ""
    assert found in (text, "")


@pytest.mark.parametrize("ending", TABLES)
@settings(max_examples=30, derandomize=True, deadline=5000)
@given(data=st.binary(max_size=200))
def test_random_tables_are_read_or_refused(tmp_path_factory, ending, data):
    path = tmp_path_factory.mktemp("table") / f"t{ending}"
    path.write_bytes(b"doc,text\n" + data)
    refused = f"t{ending}"
    try:
        read_corpus(path)
    except CorpusError as error:
        refused = str(error)
    assert f"t{ending}" in refused
