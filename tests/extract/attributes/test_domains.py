from pathlib import Path

import pytest

from qtnet.corpus.document import Document
from qtnet.errors import InputError
from qtnet.extract import extract_document
from qtnet.extract.attributes.domain_features import domain_features
from qtnet.extract.attributes.domain_terms import domain_terms
from qtnet.extract.attributes.domain_training import domain_examples, fit_domain_weights, write_domain_weights
from qtnet.extract.attributes.domain_zones import surroundings_of
from qtnet.extract.attributes.domains import domain_at, domain_probabilities, domains_of
from qtnet.extract.attributes.transplants import transplants
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.logistic import fit_logistic, probability
from qtnet.extract.proposals import TieProposal


def domains(marked, mode="agreement"):
    analysis = analysis_of(marked)
    end = len(analysis.document.text)
    proposal = TieProposal(
        sentence=0, source="India", target="Japan", mode=mode, start=0, end=end, trigger_start=0, trigger_end=end,
        probability=1.0, rule="test",
    )  # fmt: skip
    return domains_of(analysis, proposal)


@pytest.mark.parametrize(
    ("topic", "domain"),
    [
        ("quantum computers with 50 qubits", "quantum-computing"),
        ("quantum key distribution and quantum repeaters", "quantum-communication"),
        ("quantum sensors and atomic clocks", "quantum-sensing"),
        ("semiconductors and wafers", "semiconductors"),
        ("AI chips", "semiconductors"),
        ("artificial intelligence and language models", "ai"),
        ("5G and Open RAN", "telecom"),
        ("rare earths and gallium", "materials"),
        ("science and technology", "science-technology"),
    ],
)
def test_the_words_of_a_technology_decide(topic, domain):
    assert domains(f"{{Japan}} and {{India}} signed a pact on {topic}.") == (domain,)


def test_a_longer_term_hides_the_shorter_one_in_it():
    assert [t.domain for t in domain_terms("quantum communication")] == ["quantum-communication"]


def test_a_tie_has_always_a_domain():
    assert len(domains("{Japan} and {India} signed a pact.")) >= 1


SURE = {"any": -3.0, "quotation": 6.0, "title": 6.0}


def test_several_technologies_need_to_be_named_in_the_quotation():
    analysis = analysis_of("{Japan} and {India} work on chips and AI, as others do on lithium.")
    end = analysis.document.text.index(", as")
    proposal = TieProposal(
        sentence=0, source="India", target="Japan", mode="research", start=0, end=end, trigger_start=0, trigger_end=end,
        probability=1.0, rule="test",
    )  # fmt: skip
    assert domains_of(analysis, proposal, SURE) == ("semiconductors", "ai")


def test_what_a_quotation_leads_on_to_may_name_several_technologies():
    analysis = analysis_of(
        "{Japan} and {India} agreed to work together in chips, AI and, later, on 6G, which all need."
    )
    end = analysis.document.text.index(" in chips")
    proposal = TieProposal(
        sentence=0, source="India", target="Japan", mode="research", start=0, end=end, trigger_start=0, trigger_end=end,
        probability=1.0, rule="test",
    )  # fmt: skip
    weights = {"any": -3.0, "onward": 6.0}
    assert domains_of(analysis, proposal, weights) == ("semiconductors", "ai", "telecom")


def test_a_sentence_that_names_its_technology_keeps_it_in_a_document_on_another():
    text = (
        "Gallium prices rise / Gallium and rare earths are critical minerals. / Buyers of gallium and germanium wait."
    )
    [tie] = extract_document(
        Document(
            doc="d",
            text=text.replace(" / ", "\n\n")
            + "\n\nRussia and China agreed to deepen cooperation in artificial intelligence.",
        )
    ).ties
    assert (tie.source, tie.target, tie.domain) == ("CN", "RU", "ai")


def test_a_transplanted_quotation_keeps_its_technologies_and_leaves_its_document():
    made = []
    for topic, far in (("AI", "Language models learn."), ("6G", "Open RAN grows.")):
        analysis = analysis_of(f"{{Japan}} and {{India}} agreed to work on {topic}. {far}")
        end = analysis.sentences[0].end
        domain = "ai" if topic == "AI" else "telecom"
        made.append((surroundings_of(analysis, 0, 0, end), "agreement", frozenset({domain})))
    [first, second] = transplants(made)
    assert (first[0].zones["quotation"], first[2]) == (made[0][0].zones["quotation"], frozenset({"ai"}))
    assert first[0].zones["document"] == made[1][0].zones["document"]
    assert second[0].zones["document"] == made[0][0].zones["document"]


def test_money_has_one_domain():
    analysis = analysis_of("{Japan} gave $5 million for quantum computers.")
    assert domain_at(analysis, 0, 0, len(analysis.document.text)) == "quantum-computing"


def test_training_gives_the_same_weights_whatever_the_order_of_features(tmp_path: Path):
    analysis = analysis_of("{Japan} and {India} make wafers.")
    around = surroundings_of(analysis, 0, 0, len(analysis.document.text))
    weights = fit_domain_weights([(around, "industry", frozenset({"semiconductors"}))])
    chances = domain_probabilities(around, "industry", weights)
    assert max(chances, key=chances.__getitem__) == "semiconductors"
    write_domain_weights(weights, tmp_path / "a.json")
    write_domain_weights(dict(reversed(weights.items())), tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_training_without_examples_says_what_is_missing():
    with pytest.raises(InputError, match="no annotated examples"):
        fit_domain_weights([])


def test_a_feature_of_the_positive_rows_gets_a_positive_weight():
    rows = [({"any": 1.0, "x": 1.0}, True), ({"any": 1.0}, False)] * 5
    weights = fit_logistic(rows, penalty=0.1)
    assert weights["x"] > 0
    assert probability({"any": 1.0, "x": 1.0}, weights) > 0.5 > probability({"any": 1.0}, weights)


def test_a_tie_of_two_technologies_is_one_example_and_optional_ties_are_none():
    analysis = analysis_of("{Japan} and {India} work on chips and AI.")
    row = {"source": "India", "target": "Japan", "mode": "research", "evidence": "work on chips and AI", "optional": ""}
    rows = [row | {"domain": "ai"}, row | {"domain": "semiconductors"}, row | {"domain": "quantum", "optional": "1"}]
    [(around, mode, domains)] = domain_examples(analysis, rows)
    assert (mode, domains) == ("research", {"ai", "semiconductors"})
    assert around.zones["quotation"].strong["semiconductors"] == 1


def test_quotations_of_one_tie_that_meet_share_their_technologies():
    analysis = analysis_of("{Japan} and {India} work on chips and AI. Later {Japan} and {India} sold lithium.")
    row = {"source": "India", "target": "Japan", "mode": "research", "optional": ""}
    rows = [
        row | {"domain": "semiconductors", "evidence": "work on chips"},
        row | {"domain": "ai", "evidence": "work on chips and AI"},
        row | {"domain": "materials", "evidence": "sold lithium"},
        row | {"domain": "telecom", "evidence": "work on", "mode": "agreement"},
    ]
    assert [domains for _, _, domains in domain_examples(analysis, rows)] == [
        {"semiconductors", "ai"},
        {"semiconductors", "ai"},
        {"materials"},
        {"telecom"},
    ]


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("a cryostat for transmons", "quantum-computing"),
        ("trusted nodes that distribute encryption keys", "quantum-communication"),
        ("a stand-in for GPS with optical lattice clocks", "quantum-sensing"),
        ("lattice cryptography and hash-based signatures before Q-Day", "post-quantum-cryptography"),
        ("photomasks and microcontrollers", "semiconductors"),
        ("robotaxis and multimodal models", "ai"),
        ("earth stations and small cells", "telecom"),
        ("spodumene, monazite and black mass", "materials"),
    ],
)
def test_words_of_the_trade_name_its_technology(words, domain):
    assert {t.domain for t in domain_terms(words) if not t.weak} == {domain}


def test_words_of_the_trade_are_not_found_in_other_phrases():
    terms = {(t.domain, t.weak) for t in domain_terms("Silicon Valley's prompt leaders concentrate on graph nodes")}
    assert terms == set()


def test_a_rivalry_without_a_technology_in_its_sentence_is_told_from_one_with_it():
    bare, topical = (
        surroundings_of(analysis := analysis_of(text), 0, 0, len(analysis.document.text))
        for text in ("{Japan} and {India} quarrel.", "{Japan} and {India} quarrel over chips.")
    )
    assert "rest rivalry far" in domain_features(bare, "science-technology", "rivalry")
    assert "rest rivalry near" in domain_features(topical, "science-technology", "rivalry")
    weights = {"rest rivalry far": 2.0, "quotation": 1.0}
    for around, domain in ((bare, "science-technology"), (topical, "semiconductors")):
        chances = domain_probabilities(around, "rivalry", weights)
        assert max(chances, key=chances.__getitem__) == domain


def test_words_of_any_technology_only_hint_at_science_and_technology():
    assert [(t.domain, t.weak) for t in domain_terms("The university and the start-up")] == [
        ("science-technology", True),
        ("science-technology", True),
    ]


@pytest.mark.parametrize(
    "topic", ["nuclear submarines", "vaccines", "the Belt and Road", "trade war", "clean energy", "digital trade"]
)
def test_other_subjects_are_science_and_technology(topic):
    assert {(t.domain, t.weak) for t in domain_terms(topic)} == {("science-technology", False)}


def test_terms_in_the_name_of_an_organisation_are_counted_apart():
    analysis = analysis_of("<research:National Quantum Computing Centre> paid {Japan} for drones.")
    zones = surroundings_of(analysis, 0, 0, len(analysis.document.text)).zones
    assert not zones["quotation"].strong["quantum-computing"]
    assert zones["names in quotation"].strong["quantum-computing"] == 1


def test_the_clause_of_a_quotation_is_nearer_than_its_sentence():
    analysis = analysis_of("{Japan} sells lithium, {India} and {China} work together on chips, and others on drones.")
    start = analysis.document.text.index("{India} and China".replace("{", "").replace("}", ""))
    zones = surroundings_of(analysis, 0, start, start + len("India and China work together")).zones
    assert zones["clause"].strong == {"semiconductors": 1}
    assert zones["sentence"].strong == {"materials": 1, "science-technology": 1}


def test_the_field_of_a_party_is_known_from_its_name():
    analysis = analysis_of("<company:ASML> supplies <company:TSMC>.")
    names = tuple(sorted(analysis.actors))
    zones = surroundings_of(analysis, 0, 0, 10, names).zones
    assert set(zones["first name"].strong) == set(zones["second name"].strong) == {"semiconductors"}


def test_a_special_technology_knows_its_parent_and_its_siblings():
    analysis = analysis_of("{Japan} and {India} pursue quantum technology, above all quantum sensors.")
    around = surroundings_of(analysis, 0, 0, len(analysis.document.text))
    assert {"quotation parent", "quotation child"} <= domain_features(around, "quantum-sensing", "agreement").keys()
    assert "quotation sibling" in domain_features(around, "quantum-computing", "agreement")
    assert "quotation a child" in domain_features(around, "quantum", "agreement")
