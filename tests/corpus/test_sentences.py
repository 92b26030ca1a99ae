"""Sentence boundaries: the traps of news, statements and machine-made text."""

import pytest

from qtnet.corpus import Block, Document, sentences


def split(text):
    block = Block(kind="paragraph", start=0, end=len(text))
    return [text[s.start : s.end] for s in sentences(Document(doc="d", text=text), block)]


@pytest.mark.parametrize(
    "text",
    [
        "Taiwan Semiconductor Manufacturing Co. Ltd. of Hsinchu agreed.",
        "It added 37 firms, e.g. Huawei, to the list.",
        "The U.S. Bureau of Industry and Security acted.",
        "He met Dr. A. J. Smith and Prof. Kim.",
        "TSMC (NYSE: TSM) opened it on Jan. 5 at St. Louis.",
        "Unit No. 4 of Acme Inc. and Bell Co. in Arizona",
        "Events like Q2B, Quantum.Tech, and Yahoo! Japan meet.",
        "It rose to $1.5 billion, i.e. 3.2 per cent.",
        "Smith et al. showed it on p. 4 of it.",
        "The fund, worth approx. 40 million, is in Washington, D.C. and Tokyo.",
        "Mr. Lee vs. Ms. Park was heard by Gov. Brown.",
        "The centre (est. 2019) has 40 staff.",
        "Sen. Warner and Rep. Smith asked.",
        "the deal … was never signed.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was signed [1]. Both agreed [2][3]. All is well.", 3),
        ("“We agree.” Then they left.", 2),
        ("Is it so? Yes! It is.", 3),
        ("They moved to the U.S. The firm stayed.", 2),
        ("It was bought by Acme Inc. However, nothing changed.", 2),
        ("They met at 5 p.m. The talks failed.", 2),
        ("The plan (see above). $5 billion was spent.", 2),
        ("He said so in May. 2024 was better.", 2),
        ("It ended.) “Next,” he said.", 2),
        ("It is in Japan.[4] Korea follows.", 2),
    ],
)
def test_a_sentence_ends_where_the_next_begins(text, count):
    assert len(split(text)) == count


def test_lower_case_starts_count_only_where_the_block_has_no_capitals():
    assert len(split("japan and the eu unite. both signed a letter. it was may.")) == 3
    assert len(split("Japan unites with Acme. com is a name.")) == 1


def test_offsets_are_those_of_the_stored_text():
    text = "Title\n\n  One is. Two is.  "
    block = Block(kind="paragraph", start=7, end=len(text))
    found = sentences(Document(doc="d", text=text), block)
    assert [(s.start, s.end) for s in found] == [(9, 16), (17, 24)]
