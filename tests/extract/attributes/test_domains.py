from pathlib import Path

import pytest

from qtnet.errors import InputError
from qtnet.extract.attributes.domain_features import zones_of
from qtnet.extract.attributes.domain_terms import domain_terms
from qtnet.extract.attributes.domain_training import domain_examples, fit_domain_weights, write_domain_weights
from qtnet.extract.attributes.domains import domain_at, domain_probabilities, domains_of
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


def test_money_has_one_domain():
    analysis = analysis_of("{Japan} gave $5 million for quantum computers.")
    assert domain_at(analysis, 0, 0, len(analysis.document.text)) == "quantum-computing"


def test_training_gives_the_same_weights_whatever_the_order_of_features(tmp_path: Path):
    analysis = analysis_of("{Japan} and {India} make wafers.")
    zones = zones_of(analysis, 0, 0, len(analysis.document.text))
    weights = fit_domain_weights([(zones, "industry", frozenset({"semiconductors"}))])
    chances = domain_probabilities(zones, "industry", weights)
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
    [(zones, mode, domains)] = domain_examples(analysis, rows)
    assert (mode, domains) == ("research", {"ai", "semiconductors"})
    assert zones["quotation"][0]["semiconductors"] == 1
