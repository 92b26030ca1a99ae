"""From claims to facts: quotations are exact, drops are counted, and one document does not change another's ids."""

from dataclasses import replace

import pytest

from qtnet.corpus.document import Corpus, Document, Skipped
from qtnet.errors import TableError
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim, TieClaim
from qtnet.facts import build_facts, read_facts, score, write_facts
from qtnet.facts.gold import gold_claims

TEXT = "Japan and the US signed a pact on chips. Japan gives Rapidus $5 million in 2023."


def document(doc="d1", text=TEXT, date=""):
    return Document(doc=doc, text=text, date=date)


def actor(name, kind="country", surfaces=("x",)):
    return ActorClaim(actor=name, kind=kind, country=name if kind == "country" else "JP", surfaces=surfaces)


ACTORS = (actor("JP", surfaces=("Japan",)), actor("US", surfaces=("US",)), actor("rapidus", "company", ("Rapidus",)))
TIE = TieClaim(
    source="US",
    target="JP",
    mode="agreement",
    domain="semiconductors",
    status="active",
    year=None,
    instrument="",
    start=0,
    end=39,
    confidence=0.75,
    rule="frame",
)
MONEY = FundingClaim(
    funder="JP",
    recipient="rapidus",
    amount=5e6,
    amount_high=None,
    currency="USD",
    basis="total",
    years=None,
    year=2023,
    domain="semiconductors",
    status="active",
    start=41,
    end=79,
    confidence=0.5,
    rule="money",
)


def built(*, ties=(TIE,), funding=(MONEY,), actors=ACTORS, documents=None, **more):
    documents = documents or (document(),)
    claims = {d.doc: Claims(doc=d.doc, actors=actors, ties=ties, funding=funding) for d in documents}
    return build_facts(Corpus(documents=tuple(documents)), claims, **more)


def test_every_quotation_stands_in_its_text():
    facts = built()
    for table in (facts.ties, facts.funding):
        for row in table.itertuples():
            assert TEXT[row.start : row.end] == row.evidence


def test_an_undirected_tie_runs_in_code_point_order_and_takes_the_sign_of_its_mode():
    row = built().ties.iloc[0]
    assert (row["source"], row["target"], row["sign"]) == ("JP", "US", "+")
    assert built(ties=(replace(TIE, mode="restriction"),)).ties.iloc[0][["source", "sign"]].tolist() == ["US", "-"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"end": 500}, "quotation outside the text"),
        ({"start": -1}, "quotation outside the text"),
        ({"end": 0}, "quotation outside the text"),
        ({"start": 5, "end": 6}, "quotation is blank"),
        ({"source": "FR"}, "actor not listed"),
        ({"source": "JP"}, "actor tied to itself"),
    ],
)
def test_a_claim_that_fails_a_check_is_dropped_and_counted(change, reason):
    facts = built(ties=(replace(TIE, **change),))
    assert facts.ties.empty
    assert facts.counts["dropped"] == {reason: 1}


def test_of_the_same_tie_twice_the_surer_stays():
    facts = built(ties=(TIE, replace(TIE, confidence=0.9, rule="better"), replace(TIE, domain="ai")))
    assert facts.ties.set_index("domain").loc["semiconductors", "rule"] == "better"
    assert len(facts.ties) == 2
    assert facts.counts["dropped"] == {"same tie twice": 1}


def test_money_keeps_its_nominal_amount_beside_constant_dollars():
    row = built().funding.iloc[0]
    assert row["amount"] == 5e6
    assert row["amount_usd"] == pytest.approx(5e6 * 125.428 / 122.390, abs=0.01)


def test_only_actors_that_take_part_are_kept():
    assert built(funding=()).actors["actor"].tolist() == ["JP", "US"]


def test_ids_do_not_change_when_another_document_joins():
    alone = built().ties["tie"].tolist()
    both = built(documents=(document(), document("d2")))
    assert both.ties.loc[both.ties["doc"] == "d1", "tie"].tolist() == alone


def test_merged_actors_are_renamed_in_every_table():
    first = (*ACTORS[:2], replace(ACTORS[2], surfaces=("Rapidus Corporation",)))
    second = (*ACTORS[:2], replace(ACTORS[2], actor="rapidus-corporation", surfaces=("Rapidus Corporation",)))
    corpus = Corpus(documents=(document(), document("d2"), document("d3")))
    money = replace(MONEY, recipient="rapidus-corporation")
    claims = {
        "d1": Claims(doc="d1", actors=first, ties=(), funding=(MONEY,)),
        "d2": Claims(doc="d2", actors=second, ties=(), funding=(money,)),
        "d3": Claims(doc="d3", actors=first, ties=(), funding=(MONEY,)),
    }
    facts = build_facts(corpus, claims)
    assert facts.counts["actors_merged"] == {"rapidus-corporation": "rapidus"}
    assert set(facts.funding["recipient"]) == {"rapidus"}
    assert facts.actors_resolved.set_index("actor").loc["rapidus", "docs"] == 3


def test_counts_tell_what_was_read_and_what_was_not():
    corpus = Corpus(documents=(document(), document("d2", "Nothing.")), skipped=(Skipped("docs/x.pdf", "no reader"),))
    counts = build_facts(corpus, {"d1": Claims(doc="d1", actors=ACTORS, ties=(TIE,), funding=())}).counts
    assert (counts["documents"], counts["ties"], counts["documents_without_facts"]) == (2, 1, ["d2"])
    assert counts["skipped"] == [{"file": "x.pdf", "reason": "no reader", "fault": False}]


@pytest.mark.parametrize("part", ["seeds", "e"])
def test_gold_goes_through_the_build_unharmed(part, root, tmp_path):
    from qtnet.corpus import read_corpus

    corpus = read_corpus(root / ("seeds" if part == "seeds" else f"data/corpus/{part}/docs"))
    gold = root / "data" / "corpus" / part / "gold"
    write_facts(build_facts(corpus, gold_claims(gold, corpus)), tmp_path / "facts")
    scores = score(gold, tmp_path / "facts", rng=1, draws=9)
    assert (scores.levels["f1"] == 1).all()
    texts = {d.doc: d.text for d in corpus.documents}
    ties = read_facts(tmp_path / "facts").ties
    assert all(texts[r.doc][r.start : r.end] == r.evidence for r in ties.itertuples())


def test_gold_that_its_document_does_not_say_is_refused(root):
    corpus = Corpus(documents=(document("e01", "Another text."),))
    with pytest.raises(TableError, match=r"document 'e01', field evidence: '.*' does not stand in it"):
        gold_claims(root / "data" / "corpus" / "e" / "gold", corpus)
