from dataclasses import replace

import pytest

from qtnet.extract.attributes.dates import dates_in, year_of
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.proposals import TieProposal


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("on 5 May 2023", [(2023, 5)]),
        ("on May 13, 2025", [(2025, 5)]),
        ("2025-06-01", [(2025, 6)]),
        ("in Sept. 2019", [(2019, 9)]),
        ("since 2007", [(2007, 0)]),
        ("it cost $2000", []),
        ("2000 engineers and 2024 qubits", []),
        ("3.2024 and 20,240", []),
    ],
)
def test_dates_are_read_and_other_numbers_are_not(text, years):
    assert [(d.year, d.month) for d in dates_in(text)] == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("signed last year", 2023),
        ("signed last October", 2023),
        ("will open next year", 2025),
        ("three years ago", 2021),
        ("signed on Tuesday", 2024),
        ("met in November", 2023),
        ("met in February", 2024),
    ],
)
def test_relative_dates_count_from_the_document(text, year):
    assert [d.year for d in dates_in(text, 2024, 6)] == [year]


def test_relative_dates_are_left_out_without_a_document_date():
    assert dates_in("signed last year") == []


def year(marked, trigger, date=""):
    analysis = analysis_of(marked)
    analysis = replace(analysis, document=replace(analysis.document, date=date))
    text = analysis.document.text
    start = text.index(trigger)
    proposal = TieProposal(
        sentence=0, source="Japan", target="India", mode="agreement", start=0, end=start + len(trigger),
        trigger_start=start, trigger_end=start + len(trigger), probability=1.0, rule="test",
    )  # fmt: skip
    return year_of(analysis, proposal)


def test_the_year_named_with_the_tie_is_its_year():
    assert year("{Japan} and {India} signed a pact in 2019, long before.", "pact") == 2019


def test_the_news_of_a_dated_document_is_of_its_year():
    assert year("{Japan} and {India} have signed a pact.", "pact", date="2024-03-05") == 2024


def test_a_deadline_is_not_the_year_of_the_tie():
    assert year("{Japan} and {India} want a common pact by 2030.", "pact") is None


def test_no_year_is_invented():
    assert year("{Japan} and {India} are bound by a pact.", "pact") is None
