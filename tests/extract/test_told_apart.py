"""What one half of a sentence says is not told of the other, and what is denied or over is not told as standing."""

import pytest

from qtnet.corpus.document import Document
from qtnet.extract import extract_document


def claims(text):
    return extract_document(Document(doc="d", text=text))


def test_who_gets_money_gives_none():
    found = claims("Rapidus gets 802 bn yen from Tokyo and deepens its pact with IBM.")
    assert [(m.funder, m.recipient) for m in found.funding] == [("", "rapidus")]
    assert {t.mode for t in found.ties if {t.source, t.target} == {"rapidus", "ibm"}} == {"industry"}


def test_a_date_of_a_relative_clause_dates_no_agreement():
    found = claims("IBM and RIKEN, which have worked together since 1999, signed an agreement on quantum computing.")
    assert [(t.source, t.target, t.year) for t in found.ties] == [("ibm", "riken", None)]


def test_what_had_been_supplied_is_past():
    assert [t.status for t in claims("Micron had been shipping chips to Huawei.").ties] == ["past"]


@pytest.mark.parametrize(
    "text",
    [
        "Google and IonQ plan a merger, one paper writes; both firms deny it.",
        "Google and IonQ plan a merger, one paper writes. Both companies denied the report.",
        "Google and IonQ plan a merger, one paper writes. The two firms have dismissed these rumours.",
    ],
)
def test_a_denial_behind_a_tie_takes_it_back(text):
    assert not claims(text).ties


def test_a_denial_of_something_else_takes_nothing_back():
    ties = claims("Google and IonQ signed an agreement. Both firms deny the claims of Nokia about antennas.").ties
    assert ("google", "ionq") in {(t.source, t.target) for t in ties}


def test_names_before_the_entity_list_are_no_part_of_its_name():
    ties = claims("The US added Huawei, SMIC and YMTC to the Entity List.").ties
    assert {(t.target, t.instrument) for t in ties} == {(c, "Entity List") for c in ("huawei", "smic", "ymtc")}


def test_two_givers_of_one_sum_are_two_rows():
    found = claims("Germany contributes 20 million euros to Aleph. France contributes 20 million euros to Aleph.")
    assert {(m.funder, m.recipient) for m in found.funding} == {("DE", "aleph"), ("FR", "aleph")}


def test_one_sum_of_one_giver_told_twice_is_one_row():
    found = claims("Germany contributes 20 million euros to Aleph. Aleph gets 20 million euros from Germany.")
    assert [(m.funder, m.recipient) for m in found.funding] == [("DE", "aleph")]


@pytest.mark.parametrize("share", ["10 %", "10 per cent", "about ten percent"])
def test_a_share_in_a_company_is_a_stake(share):
    ties = {(t.source, t.target, t.mode) for t in claims(f"SoftBank holds {share} of Intel.").ties}
    assert ("softbank", "intel", "funding") in ties


def test_a_pronoun_means_the_subject_of_the_sentence_not_of_its_relative_clause():
    ties = claims("Mistral, in which ASML acquired a stake, keeps partners. It trains on chips from Nvidia.").ties
    assert ("nvidia", "mistral-ai") in {(t.source, t.target) for t in ties}
    assert ("nvidia", "asml") not in {(t.source, t.target) for t in ties}


def test_a_ministry_named_by_a_demonym_is_what_it_means():
    ties = claims("The Chinese commerce ministry accused the US of coercion. Later it barred Skydio.").ties
    assert ("CN", "skydio") in {(t.source, t.target) for t in ties if t.mode == "restriction"}
