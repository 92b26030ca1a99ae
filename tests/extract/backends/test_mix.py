"""Rules and model united: one row per fact, who found it, and a person's word above both."""

from dataclasses import replace

import pytest

from qtnet.corpus import Corpus, Document
from qtnet.extract.backends import Rules
from qtnet.extract.backends.mix import Mix, united
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.facts import extract_facts
from tests.extract.backends.fake_server import Reply, actor, facts, serving, tie

TEXT = "Japan and India signed an agreement on quantum computing. Norway is at odds with Kenya over AI."
SIGNED = tie("Japan", "India", "Japan and India signed an agreement on quantum computing", domain="quantum-computing")
AT_ODDS = tie("Norway", "Kenya", "Norway is at odds with Kenya over AI", mode="rivalry")

TIE = TieClaim(
    source="IN",
    target="JP",
    mode="agreement",
    domain="ai",
    status="announced",
    year=None,
    instrument="",
    start=0,
    end=20,
    confidence=0.6,
    rule="pair model",
)
MONEY = FundingClaim(
    funder="IN",
    recipient="",
    amount=5e6,
    amount_high=None,
    currency="USD",
    basis="total",
    years=None,
    year=None,
    domain="ai",
    status="active",
    start=30,
    end=40,
    confidence=0.5,
    rule="money",
)
COUNTRIES = tuple(ActorClaim(actor=c, kind="country", country=c, surfaces=(c.lower(),)) for c in ("IN", "JP", "NO"))


def claims(*ties, funding=(), actors=COUNTRIES, **counts):
    made = Claims(doc="d", actors=actors, ties=ties, funding=funding)
    made.counts.update(counts)
    return made


def test_a_tie_of_both_is_one_tie_and_surer_than_either():
    theirs = replace(TIE, status="active", start=2, confidence=0.7, year=2024, rule="llm")
    [both] = united(claims(TIE), claims(theirs)).ties
    assert (both.rule, both.status, both.year, both.start) == ("both", "active", 2024, 2)
    assert both.confidence == pytest.approx(1 - 0.4 * 0.3)


def test_a_tie_of_one_keeps_its_confidence_and_says_whose_it_is():
    other = replace(TIE, target="NO", confidence=0.7, rule="llm")
    found = united(claims(TIE), claims(other)).ties
    assert [(t.target, t.rule, t.confidence) for t in found] == [("JP", "rules", 0.6), ("NO", "llm", 0.7)]


def test_another_mode_or_domain_is_another_tie():
    found = united(claims(TIE), claims(replace(TIE, mode="rivalry"), replace(TIE, domain="telecom"))).ties
    assert [(t.mode, t.domain) for t in found] == [("agreement", "ai"), ("agreement", "telecom"), ("rivalry", "ai")]
    assert [t.rule for t in found] == ["rules", "llm", "llm"]


def test_of_one_amount_the_claim_that_names_more_ends_stays():
    theirs = replace(MONEY, recipient="NO", rule="llm", confidence=0.75)
    [money] = united(claims(funding=(MONEY,)), claims(funding=(theirs,))).funding
    assert (money.recipient, money.rule) == ("NO", "both")
    assert money.confidence == pytest.approx(1 - 0.5 * 0.25)


def test_only_parties_are_kept_and_the_rules_know_kind_and_country():
    wrong = ActorClaim(actor="IN", kind="agency", country="", surfaces=("New Delhi",))
    found = united(claims(TIE), claims(TIE, actors=(wrong, *COUNTRIES[1:]))).actors
    assert [(a.actor, a.kind) for a in found] == [("IN", "country"), ("JP", "country")]
    assert found[0].surfaces == ("in", "New Delhi")


def test_counts_say_who_found_what():
    counts = united(claims(TIE, sentences=3), claims(replace(TIE, target="NO"), sentences=3, windows=1)).counts
    assert counts == {"sentences": 3, "llm: windows": 1, "found by rules": 1, "found by llm": 1}


class Saying:
    """Rules that say one tie, whatever the document."""

    def claims(self, documents):
        end = len(SIGNED["evidence"])
        signed = replace(TIE, domain="quantum-computing", status="active", end=end, rule="a frame")
        return (Claims(doc=d.doc, actors=COUNTRIES, ties=(signed,), funding=()) for d in documents)

    def report(self):
        return {}


@pytest.fixture
def mixed(asking):
    """Extract the facts of the text by rules that say one of its ties and a model that says both."""

    def extract(corrections=None):
        answer = facts(SIGNED, AT_ODDS, actors=[actor(name) for name in ("Japan", "India", "Norway", "Kenya")])
        with serving(lambda request, number: Reply(content=answer)) as server:
            backend = Mix(Saying(), asking(server.base).backend)
            corpus = Corpus(documents=(Document(doc="d", text=TEXT),))
            return extract_facts(corpus, backend=backend, corrections=corrections)

    return extract


def test_facts_of_the_mix_say_who_found_them(mixed):
    found = mixed()
    assert found.ties[["mode", "rule"]].values.tolist() == [["agreement", "both"], ["rivalry", "llm"]]
    assert found.counts["backend"]["name"] == "mix"
    assert found.counts["extraction"]["found by both"] == 1


def test_a_correction_wins_over_both(mixed, tmp_path):
    ties = mixed().ties
    kept = ties[ties["rule"] == "both"].iloc[0]
    rows = [f"{tie},reject,,,no such thing,me" for tie in ties["tie"] if tie != kept["tie"]]
    rows.append(f"{kept['tie']},edit,status,past,it ended,me")
    path = tmp_path / "corrections.csv"
    path.write_text("\n".join(["id,action,field,value,reason,who", *rows]) + "\n", encoding="utf-8")
    after = mixed(path).ties
    assert len(rows) == 2
    assert after[["mode", "status", "confidence", "rule"]].values.tolist() == [
        ["agreement", "past", 1.0, "correction: edited"]
    ]


def test_documents_stay_together():
    documents = [Document(doc=f"d{n}", text=TEXT) for n in range(3)]
    found = list(Mix(Rules(), Rules()).claims(documents))
    assert [c.doc for c in found] == ["d0", "d1", "d2"]
    assert {t.rule for c in found for t in c.ties} == {"both"}
