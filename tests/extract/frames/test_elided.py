"""A party that a construction leaves out is what the document is about."""

import pytest

from qtnet.corpus.document import Document
from qtnet.extract import frames
from qtnet.extract.analyse import analyse


def found(text):
    return {(t.source, t.target, t.mode) for t in frames.propose(analyse(Document(doc="d", text=text)))}


@pytest.mark.parametrize(
    ("last", "tie"),
    [
        ("Talks with Intel were broken off in March.", ("intel", "rapidus", "industry")),
        ("Customers include Fujitsu.", ("rapidus", "fujitsu", "supply")),
        ("The round was led by Toyota.", ("toyota", "rapidus", "funding")),
        ("The wafers are supplied by Siltronic.", ("siltronic", "rapidus", "supply")),
    ],
)
def test_the_actor_named_most_is_the_party_left_out(last, tie):
    assert tie in found(f"Rapidus builds a plant. It is the pride of Hokkaido. Rapidus hires. {last}")


def test_no_party_is_added_where_the_clause_names_both():
    ties = found("Rapidus builds a plant. Rapidus hires. Sony broke off talks with Intel.")
    assert not any("rapidus" in tie for tie in ties)


def test_an_actor_named_once_is_not_what_a_document_is_about():
    assert not found("Rapidus builds a plant. Talks with Intel were broken off in March.")


def test_its_in_an_apposition_means_who_was_spoken_of_before():
    ties = found("TSMC is growing. ESMC, its Dresden venture with Bosch, is under construction.")
    assert ties == {("tsmc", "bosch", "industry")}


def test_who_got_money_in_the_tie_before_gets_what_others_add():
    ties = found("The Netherlands funds Rapidus. Five million dollars more were spent by Toyota.")
    assert ("toyota", "rapidus", "funding") in ties


def test_nobody_gets_money_before_any_was_given():
    assert not found("Five million dollars were spent by Toyota.")
