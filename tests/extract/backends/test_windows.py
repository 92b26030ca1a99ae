"""Windows hold whole blocks, cover the text, and are cut in two where sentences meet."""

import pytest

from qtnet.corpus import Document
from qtnet.extract.backends.llm.windows import Window, halves, windows

PARAGRAPHS = [f"Paragraph {n} says that Oman met Peru. It says so twice." for n in range(9)]
TEXT = "\n\n".join(PARAGRAPHS)
DOCUMENT = Document(doc="d", text=TEXT)


@pytest.mark.parametrize("chars", [60, 130, 200, 1000])
def test_windows_hold_whole_paragraphs_in_order(chars):
    found = [TEXT[w.start : w.end] for w in windows(DOCUMENT, chars=chars)]
    assert "\n\n".join(found) == TEXT
    assert all(len(part) <= chars for part in found)


def test_a_paragraph_that_is_too_long_is_cut_between_sentences():
    text = " ".join(PARAGRAPHS)
    found = [text[w.start : w.end] for w in windows(Document(doc="d", text=text), chars=120)]
    assert " ".join(found) == text
    assert all(part.endswith(".") for part in found)


def test_a_sentence_is_never_cut():
    text = "Oman, " * 50 + "and Peru met."
    assert windows(Document(doc="d", text=text), chars=100) == (Window(0, len(text)),)


def test_a_heading_stays_with_its_text():
    text = f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n# Asia\n\n{PARAGRAPHS[2]}"
    found = [text[w.start : w.end] for w in windows(Document(doc="d", text=text), chars=125)]
    assert found[1].startswith("Asia")


def test_halves_meet_near_the_middle():
    whole = Window(0, len(TEXT))
    first, second = halves(DOCUMENT, whole)
    assert TEXT[first.start : first.end] + TEXT[first.end : second.start] + TEXT[second.start :] == TEXT
    assert abs(first.end - len(TEXT) / 2) < 60


def test_one_sentence_has_no_halves():
    assert halves(DOCUMENT, Window(0, len(PARAGRAPHS[0]) // 2 + 12)) == ()


def test_boilerplate_alone_gives_no_window():
    assert windows(Document(doc="d", text="Share this\n\nAdvertisement"), chars=100) == ()


def test_a_long_document_is_cut_into_many_windows():
    text = "\n\n".join(PARAGRAPHS * 100)
    assert len(windows(Document(doc="d", text=text), chars=60)) == 900
