"""Reading a corpus: order, metadata, and a clear refusal of every kind of bad input."""

import hashlib
from pathlib import Path

import pytest

from qtnet.corpus import read_corpus
from qtnet.errors import CorpusError

ENGLISH = "Japan and the EU signed a letter of intent on quantum technology.\n"


def write(folder: Path, name: str, text: str = ENGLISH) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def message(*args, **kwargs) -> str:
    with pytest.raises(CorpusError) as caught:
        read_corpus(*args, **kwargs)
    return str(caught.value)


def test_documents_come_sorted_by_id_from_folders_and_files(tmp_path):
    write(tmp_path, "z/b.txt", "The second one.\n")
    write(tmp_path, "z/sub/a.md", "# The first\n")
    one = write(tmp_path, "c.txt")
    corpus = read_corpus([tmp_path / "z", one])
    assert [document.doc for document in corpus.documents] == ["a", "b", "c"]
    assert len(corpus) == 3


def test_a_missing_folder_is_named(tmp_path):
    assert "nowhere" in message(tmp_path / "nowhere")


def test_an_empty_folder_says_which_files_were_expected(tmp_path):
    assert ".txt" in message(tmp_path)


def test_an_empty_list_of_paths_is_refused():
    assert "at least one path" in message([])


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_document_is_refused(tmp_path, text):
    write(tmp_path, "good.txt")
    write(tmp_path, "hollow.txt", text)
    assert "hollow.txt: the document is empty" in message(tmp_path)


def test_a_binary_file_with_a_text_name_is_refused(tmp_path):
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    assert "image.txt: this is a binary file" in message(tmp_path)


def test_control_characters_are_refused_with_their_position(tmp_path):
    (tmp_path / "odd.txt").write_bytes(b"some\x07text")
    assert "U+0007 at position 4" in message(tmp_path)


def test_an_encoding_that_nothing_tells_is_refused_with_byte_and_position(tmp_path):
    (tmp_path / "cyrillic.txt").write_bytes("In Москва".encode("koi8_r"))
    assert "byte 0xed at position 3 is not valid utf-8" in message(tmp_path)


def test_a_declared_encoding_is_used(tmp_path):
    (tmp_path / "latin.txt").write_bytes("Jülich – Delft".encode("cp1252"))
    write(tmp_path, "sources.csv", "doc,encoding\nlatin,cp1252\n")
    assert read_corpus(tmp_path).documents[0].text == "Jülich – Delft"


def test_an_unknown_declared_encoding_is_refused(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "sources.csv", "doc,encoding\na,klingon\n")
    assert "klingon" in message(tmp_path)


def test_a_document_above_the_limit_is_refused_with_both_sizes(tmp_path):
    write(tmp_path, "long.txt", ENGLISH * 40)
    assert "long.txt" in message(tmp_path, max_bytes=1000)
    assert read_corpus(tmp_path).documents


def test_a_document_of_twenty_megabytes_is_refused_by_default(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(20_000_000)
    assert "huge.txt: 20.0 MB is more than the limit" in message(tmp_path)


def test_the_same_content_twice_is_read_twice_as_copies_are_found_among_the_facts(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt")
    assert [document.doc for document in read_corpus(tmp_path).documents] == ["a", "b"]


def test_the_same_id_twice_is_refused(tmp_path):
    write(tmp_path, "x/a.txt")
    write(tmp_path, "y/a.txt", "Something else.\n")
    assert "the id 'a' is taken" in message(tmp_path)


def test_a_file_without_reader_is_refused_when_named_and_listed_when_found(tmp_path):
    slides = write(tmp_path, "slides.pptx")
    assert "no reader for '.pptx'" in message(slides)
    write(tmp_path, "a.txt")
    assert [Path(skipped.path).name for skipped in read_corpus(tmp_path).skipped] == ["slides.pptx"]


def test_a_readme_is_no_document(tmp_path):
    write(tmp_path, "README.md")
    write(tmp_path, "a.txt", "Text.\n")
    corpus = read_corpus(tmp_path)
    assert [document.doc for document in corpus.documents] == ["a"]
    assert corpus.skipped[0].reason == "describes the folder"


def test_a_changed_document_is_refused(tmp_path):
    path = write(tmp_path, "a.txt")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    write(tmp_path, "sources.csv", f"doc,title,sha256\na,A title,{digest}\n")
    assert read_corpus(tmp_path).documents[0].title == "A title"
    write(tmp_path, "a.txt", ENGLISH + "!")
    assert "field sha256" in message(tmp_path)


def test_sources_beside_the_folder_docs_are_found(tmp_path):
    write(tmp_path, "docs/a.txt")
    write(tmp_path, "sources.csv", "doc,title,url\na,Pact,https://example.org\n")
    document = read_corpus(tmp_path).documents[0]
    assert (document.title, document.url) == ("Pact", "https://example.org")


def test_line_ends_and_accents_are_normalised(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffJu\u0308lich\r\nDelft\rBonn".encode())
    assert read_corpus(tmp_path).documents[0].text == "Jülich\nDelft\nBonn"


def test_a_german_document_is_skipped_and_named(tmp_path):
    write(tmp_path, "a.txt")
    write(tmp_path, "b.txt", "Die Minister haben mit der Universität in der Stadt und dem Land auch das nicht. " * 5)
    corpus = read_corpus(tmp_path)
    assert len(corpus) == 1
    assert "language 'de'" in corpus.skipped[0].reason
