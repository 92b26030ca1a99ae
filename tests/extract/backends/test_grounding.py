"""A quotation is exact but for white space and quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtnet.extract.backends.llm.grounding import Folded, fold

TEXT = "The “Chip Pact”,\n  which India’s\tcabinet signed, binds Oman."


@pytest.mark.parametrize(
    "quotation",
    ['"Chip Pact", which', "India's cabinet signed", "“Chip  Pact”", "binds Oman.", " binds\nOman ", "«Chip Pact»"],
)
def test_blanks_and_quotation_marks_are_forgiven(quotation):
    start, end = Folded(TEXT).find(quotation, 0, len(TEXT))
    assert fold(TEXT[start:end]) == fold(quotation)


@pytest.mark.parametrize(
    "quotation", ["binds oman", "bind Oman", "binds Oma", "Chip-Pact", "India s cabinet", "", "  ", "signed … Oman"]
)
def test_nothing_else_is_forgiven(quotation):
    assert Folded(TEXT).find(quotation, 0, len(TEXT)) is None


def test_only_the_stretch_that_was_read_counts():
    text = "Oman met Peru. Oman met Peru."
    folded = Folded(text)
    assert folded.find("Oman met Peru", 0, 14) == (0, 13)
    assert folded.find("Oman met Peru", 10, len(text)) == (15, 28)
    assert folded.find("Oman met Peru", 3, 20) is None


def test_a_name_counts_as_a_whole_word():
    assert "US" not in Folded("RUSSIA and AUSTRIA")
    assert "US" in Folded("the US-India pact")


@given(st.text(alphabet="ab '\"“”’\n\t.", max_size=40), st.data())
def test_every_stretch_between_word_boundaries_is_found_again(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quotation = text[start:end]
    found = Folded(text).find(quotation, 0, len(text))
    cut = any(
        0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end) if quotation.strip()
    )
    if not quotation.strip():
        assert found is None
    elif not cut:
        assert found is not None
        assert fold(text[found[0] : found[1]]) == fold(quotation)
