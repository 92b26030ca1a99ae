"""Time grows with the length of a text, not with its square, whatever the text holds."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract import extract_document
from tests.extract.growth import growth
from tests.extract.hostile_texts import TEXTS

#: Of the growth when the text doubles: 2 is linear, 4 the square; the rest is for noise.
MOST_GROWTH = 3
#: The same for four times the text: 4 is linear, 16 the square.
MOST_GROWTH_OF_FOUR = 8
#: One of each stage: names, references, lists, clauses, money, mood, blocks, tokens.
FAST = ("names in a list", "amounts given", "it", "mentions between verbs", "verbs of one subject", "round brackets",
        "curly quotes", "commas", "small letters")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    """Read lexicons and weights before anything is timed."""
    extract_document(Document(doc="d", text="Japan gave Acme Corp $5 million for quantum chips in May 2024."))


def reading(name: str, size: int):
    document = Document(doc="d", text=TEXTS[name](size))
    return lambda: extract_document(document)


@pytest.mark.parametrize("name", FAST)
def test_a_hostile_text_of_four_times_the_length_takes_no_square_of_the_time(name):
    assert growth(reading(name, 1_500), reading(name, 6_000), most=MOST_GROWTH_OF_FOUR) < MOST_GROWTH_OF_FOUR


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_about_twice_the_time(name):
    assert growth(reading(name, 60_000), reading(name, 120_000), most=MOST_GROWTH) < MOST_GROWTH
