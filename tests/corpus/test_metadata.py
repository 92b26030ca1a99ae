"""Titles, dates and the sources table."""

import pytest

from qtnet.corpus.metadata import date_of, parse_sources, read_sources, title_of
from qtnet.errors import CorpusError


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Title\n\n30 September 2021\n\nText", "2021-09-30"),
        ("Title\nMarch 2024\n", "2024-03"),
        ("Title\n2025-05-13 general\n", "2025-05-13"),
        ("Tokyo, Tuesday, 13 May 2025.\n", "2025-05-13"),
        ("Published: Sept. 4th, 2023\n", "2023-09-04"),
        (
            "TAIPEI, June 5, 2024 /PRNewswire/ -- TSMC and Acme today announced that they will work together.",
            "2024-06-05",
        ),
        ("In the agreement of 4 May 2021 both sides promised to share what they know about chips.", ""),
        ("No date here.", ""),
    ],
)
def test_a_date_is_read_only_from_a_date_line(text, date):
    assert date_of(text) == date


def test_a_paragraph_is_no_title():
    assert title_of("word " * 60) == ""
    assert title_of("\n## Pact on chips ##\ntext") == "Pact on chips"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("title\nx\n", "column 'doc' is missing"),
        ("doc,date\na,13 May\n", "field date: '13 May'"),
        ("doc\na\na\n", "listed twice"),
    ],
)
def test_a_faulty_sources_table_is_refused_with_its_line(tmp_path, table, words):
    path = tmp_path / "sources.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        read_sources(path)


def test_a_missing_sources_table_is_named(tmp_path):
    with pytest.raises(CorpusError, match="no such sources table"):
        read_sources(tmp_path / "sources.csv")


@pytest.mark.parametrize(
    ("dated_by", "inferred"), [("", False), ("date line", False), ("speaks of 2025 as the near term", True)]
)
def test_a_sources_table_says_what_was_supplied(dated_by, inferred):
    table = f"doc,title,titled_by,date,dated_by\na,A pact,us,2025,{dated_by}\nb,,us,,{dated_by}\n"
    found = parse_sources(table.encode(), "sources.csv")
    assert (found["a"].title_supplied, found["a"].date_inferred) == (True, inferred)
    assert (found["b"].title_supplied, found["b"].date_inferred) == (False, False)
