"""Time grows with the length of a text, not with its square, whatever the text holds."""

from __future__ import annotations

import time

import pytest

from qtnet.corpus.document import Document
from qtnet.extract import extract_document
from tests.extract.hostile_texts import TEXTS

#: Of the growth when the text doubles: 2 is linear, 4 the square; the rest is for noise.
MOST_GROWTH = 2.6
#: Seconds below which nothing is told of growth.
NOISE = 0.5
#: One of each stage: names, references, lists, clauses, money, mood, blocks, tokens.
FAST = ("names in a list", "amounts given", "it", "mentions between verbs", "verbs of one subject", "round brackets",
        "curly quotes", "commas", "small letters")  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _loaded():
    """Read lexicons and weights before anything is timed."""
    extract_document(Document(doc="d", text="Japan gave Acme Corp $5 million for quantum chips in May 2024."))


def seconds(text: str) -> float:
    began = time.process_time()
    extract_document(Document(doc="d", text=text))
    return time.process_time() - began


@pytest.mark.parametrize("name", FAST)
def test_a_hostile_text_of_6_kb_is_read_in_a_second(name):
    assert seconds(TEXTS[name](6_000)) < 3


@pytest.mark.slow
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_text_takes_about_twice_the_time(name):
    once, twice = (seconds(TEXTS[name](size)) for size in (100_000, 200_000))
    if twice > MOST_GROWTH * max(once, NOISE):  # a second look: garbage collection and other processes
        once, twice = (seconds(TEXTS[name](size)) for size in (100_000, 200_000))
    assert twice < MOST_GROWTH * max(once, NOISE)
    assert twice < 40
