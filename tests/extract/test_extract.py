from collections import Counter

import pytest

import qtnet
from qtnet.corpus.document import Corpus, Document
from qtnet.extract import claims_of, extract_document
from qtnet.extract.extract import tie_claims
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose

TEXT = (
    "Japan and India have signed a memorandum of understanding on quantum computing in May 2023. "
    "The United States has imposed export controls on China. "
    "IBM and Google are large companies."
)


def test_a_document_gives_ties_with_exact_quotations():
    claims = extract_document(Document(doc="d", text=TEXT))
    found = {(tie.source, tie.target, tie.mode): tie for tie in claims.ties}
    assert {("IN", "JP", "agreement"), ("US", "CN", "restriction")} <= found.keys()
    pact = found["IN", "JP", "agreement"]
    assert "signed a memorandum of understanding" in TEXT[pact.start : pact.end]
    assert (pact.domain, pact.status, pact.year) == ("quantum-computing", "active", 2023)


def test_only_actors_that_take_part_in_a_fact_are_claimed():
    claims = extract_document(Document(doc="d", text=TEXT))
    assert [actor.actor for actor in claims.actors] == ["CN", "IN", "JP", "US"]


def test_a_negated_tie_is_dropped_and_counted():
    claims = claims_of(analysis_of("{Japan} and {India} have not signed an agreement"))
    assert claims.ties == ()
    assert claims.counts["dropped: not asserted"] == claims.counts["candidates"] > 0


def test_an_empty_document_gives_no_claims():
    claims = extract_document(Document(doc="d", text=""))
    assert (claims.ties, claims.actors, claims.funding) == ((), (), ())


def test_claims_do_not_depend_on_the_order_of_proposals():
    analysis = analysis_of("{Japan}, {India} and {Chile} have signed a pact with {Peru} on chips")
    proposals = propose(analysis)
    assert tie_claims(analysis, proposals, Counter()) == tie_claims(analysis, proposals[::-1], Counter())


def test_the_package_extracts_a_corpus_when_called():
    facts = qtnet.extract(Corpus(documents=(Document(doc="d", text=TEXT),)))
    assert set(facts.ties["mode"]) >= {"agreement", "restriction"}


def test_an_unknown_argument_of_the_call_is_refused():
    with pytest.raises(TypeError, match="unexpected keyword"):
        qtnet.extract(Corpus(documents=()), colour="red")
