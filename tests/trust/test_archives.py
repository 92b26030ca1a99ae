"""Archives that lie: about names, sizes, numbers and contents; each is refused by name, in little memory."""

import io
import random
import struct
import zipfile
import zlib

import pytest

from qtnet.corpus import read_corpus
from qtnet.corpus.archives import check_directory
from qtnet.corpus.forms import Limits, read_bytes
from qtnet.errors import CorpusError

GOOD = b"Japan and the EU signed a letter of intent on quantum technology."
METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]


def packed(entries, method=zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return made.getvalue()


def docx(body: bytes) -> bytes:
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return packed([("word/document.xml", word + body + b"</w:body></w:document>")])


def overlapping(number: int, content: bytes) -> bytes:
    """Pack one entry and list it many times under the same name."""
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezed.compress(content) + squeezed.flush()
    sizes = (zlib.crc32(content), len(data), len(content))
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, 5, 0) + b"a.txt" + data
    one = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, number, number, len(one) * number, len(local), 0)
    return local + one * number + end


def found(tmp_path, data: bytes, **options) -> tuple[list[str], str]:
    """Give the ids of the documents that were read, and what was said of the rest."""
    path = tmp_path / "docs.zip"
    path.write_bytes(data)
    try:
        corpus = read_corpus(path, skip_faulty=True, **options)
    except CorpusError as error:
        return [], str(error)
    return [d.doc for d in corpus.documents], "\n".join(f"{s.path}: {s.reason}" for s in corpus.skipped)


@pytest.mark.parametrize(
    "name", [".", "..", "../up.txt", "/abs.txt", "//abs.txt", "C:win.txt", "..\\win.txt", "a/../../b.txt"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    documents, told = found(tmp_path, packed([(name, b"x"), ("good.txt", GOOD)]))
    assert documents == ["good"]
    assert "leads out of the archive" in told


@pytest.mark.parametrize("method", METHODS)
def test_damage_inside_an_entry_is_told_whatever_packed_it(tmp_path, method):
    data = bytearray(packed([("good.txt", GOOD * 40), ("other.txt", GOOD)], method))
    for at in range(45, 75):
        data[at] ^= 0x5A
    documents, told = found(tmp_path, bytes(data))
    assert documents == ["other"]
    assert "good.txt: broken in the archive" in told


@pytest.mark.parametrize("method", METHODS[1:])
def test_a_bomb_is_stopped_at_the_limit_whatever_packed_it(tmp_path, method):
    documents, told = found(
        tmp_path, packed([("bomb.txt", bytes(3_000_000)), ("good.txt", GOOD)], method), max_bytes=9_999
    )
    assert documents == ["good"]
    assert "bomb.txt: unpacks to more than the limit" in told


def test_entries_that_share_their_bytes_count_each_time(tmp_path):
    _, told = found(tmp_path, overlapping(200, GOOD * 15), max_bytes=1_000)
    assert "unpacks to more than 0 MB; split the archive" in told


def test_a_list_that_would_fill_the_memory_is_not_read(tmp_path):
    one = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = one * 700_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, len(listed), 0, 0)
    assert "its list of entries takes 33 MB" in found(tmp_path, listed + end)[1]
    with pytest.raises(CorpusError, match="its list of entries takes 33 MB"):
        read_bytes(listed + end, "x", ".docx", encoding="", html="qtnet", limits=Limits())
    long = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 9, 9, 1 << 40, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, 0, 1)
    with pytest.raises(CorpusError, match="its list of entries takes 1099512 MB"):
        check_directory(
            io.BytesIO(long + locator + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 9, 0, 0)), "x"
        )


def test_a_word_file_with_too_much_text_is_given_up_early():
    with pytest.raises(CorpusError, match="holds more text than the limit"):
        read_bytes(docx(b"<w:p><w:r><w:t>" + b"word " * 50_000 + b"</w:t></w:r></w:p>"), "x", ".docx",
                   encoding="", html="qtnet", limits=Limits(40_000))  # fmt: skip


@pytest.mark.parametrize(
    "wrap", [(b"<w:p>", b"</w:p>"), (b"<w:tr><w:tc>", b"</w:tc></w:tr>"), (b"<w:del>", b"</w:del>")]
)
def test_deep_word_files_are_read_or_refused(wrap):
    inside = b"<w:p><w:r><w:t>" + GOOD + b"</w:t></w:r></w:p>"
    data = docx(wrap[0] * 20_000 + inside + wrap[1] * 20_000 + inside)
    assert GOOD.decode() in read_bytes(data, "x", ".docx", encoding="", html="qtnet", limits=Limits()).text


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        '<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://192.0.2.1/b"> %b;]>',
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_entities_in_any_part_are_refused(doctype, part):
    parts = {"word/document.xml": "<w/>", part: doctype + "<w>&b;</w>"}
    with pytest.raises(CorpusError, match="declares a document type"):
        read_bytes(packed(parts.items()), "x", ".docx", encoding="", html="qtnet", limits=Limits())


@pytest.mark.slow
@pytest.mark.parametrize("method", METHODS)
def test_archives_with_any_damage_are_read_or_refused(tmp_path, method):
    rng = random.Random(method)
    whole = packed([("a.txt", GOOD), ("b/c.md", GOOD + b" x"), ("sources.csv", b"doc,title\na,T\n")], method)
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(rng.choice([1, 2, 5, 20])):
            data[rng.randrange(len(data))] = rng.randrange(256)
        found(tmp_path, bytes(data[: rng.randrange(len(data))] if rng.random() < 0.2 else data))
