"""From documents to facts in one call."""

import pytest

from qtnet.corpus.document import Corpus, Document
from qtnet.errors import InputError
from qtnet.facts import extract_facts, write_facts

TEXT = "Japan and the Netherlands signed an agreement on quantum computing in 2024."


def corpus(*texts):
    return Corpus(documents=tuple(Document(doc=f"d{i}", text=text) for i, text in enumerate(texts)))


@pytest.fixture(scope="module")
def facts():
    return extract_facts(corpus(TEXT, "It rained all day."))


def test_a_plain_sentence_becomes_a_tie_with_its_quotation(facts):
    row = facts.ties.iloc[0]
    assert (row["source"], row["target"], row["mode"], row["year"]) == ("JP", "NL", "agreement", 2024)
    assert TEXT[row["start"] : row["end"]] == row["evidence"]
    assert 0 < row["confidence"] <= 1


def test_a_document_without_facts_is_named_in_the_counts(facts):
    assert facts.counts["documents_without_facts"] == ["d1"]
    assert facts.counts["extraction"]["sentences"] >= 2


def test_a_corpus_without_facts_is_refused():
    with pytest.raises(InputError, match="no facts in d0, d1: no sentence ties two named actors"):
        extract_facts(corpus("It rained all day.", "Nothing happened."))


def test_progress_goes_to_standard_error(capsys):
    extract_facts(corpus(TEXT), progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "1 of 1 documents" in captured.err


def test_a_second_extraction_writes_the_same_bytes(facts, tmp_path):
    again = extract_facts(corpus(TEXT, "It rained all day."))
    first, second = (write_facts(f, tmp_path / name) for f, name in ((facts, "a"), (again, "b")))
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
