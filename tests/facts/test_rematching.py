"""Verdicts outlive the extractor: a judged fact is found again, put back, or named; nothing said is lost."""

from dataclasses import replace

import pytest

from qtnet.corpus.document import Corpus, Document
from qtnet.extract.claims import Claims
from qtnet.facts import build_facts
from qtnet.facts.corrections import Correction, read_corrections
from qtnet.facts.identity import tie_id
from qtnet.facts.verdicts import read_verdicts, save_verdicts
from tests.facts.test_build import ACTORS, TIE, built, document

ID = tie_id("d1", "JP", "US", "agreement", "semiconductors")
WAS = {
    "doc": "d1",
    "source": "JP",
    "target": "US",
    "mode": "agreement",
    "domain": "semiconductors",
    "status": "active",
    "evidence": document().text[TIE.start : TIE.end],
}
FIELDS = ("id", "action", "field", "value", "reason", "who", "was")


def rows(action, changes=None, fact=ID):
    changes = changes or {}
    for name, was in WAS.items():
        value = changes.get(name, was) if action == "edit" else ""
        yield dict(zip(FIELDS, (fact, action, name, value, "seen", "me", was), strict=True))


@pytest.fixture
def judged(tmp_path):
    """Extract anew, after one verdict with what the fact said."""

    def run(verdict, **claims):
        save_verdicts(tmp_path / "corrections.csv", list(verdict))
        return built(corrections=read_corrections(tmp_path / "corrections.csv"), **claims)

    return run


def test_an_accepted_fact_stays_when_the_extractor_no_longer_finds_it(judged):
    facts = judged(rows("accept"), ties=())
    row = facts.ties.iloc[0]
    assert (row["tie"], row["confidence"], row["rule"]) == (ID, 1.0, "correction: accepted")
    assert document().text[row["start"] : row["end"]] == WAS["evidence"]
    assert facts.counts["corrections"]["restored"] == [ID]
    assert facts.counts["corrections"]["not_found"] == []


def test_an_accepted_fact_keeps_what_the_person_saw(judged):
    facts = judged(rows("accept"), ties=(replace(TIE, status="proposed"),))
    assert facts.ties["status"].tolist() == ["active"]


def test_an_accepted_fact_takes_the_place_of_its_new_reading(judged):
    facts = judged(rows("accept"), ties=(replace(TIE, domain="ai"),))
    assert facts.ties[["tie", "domain"]].values.tolist() == [[ID, "semiconductors"]]
    assert list(facts.counts["corrections"]["matched"]) == [ID]


def test_an_edited_fact_stays_edited_when_its_id_vanishes(judged):
    facts = judged(rows("edit", {"status": "past"}), ties=(replace(TIE, mode="research"),))
    assert facts.ties[["mode", "status", "rule"]].values.tolist() == [["agreement", "past", "correction: edited"]]


def test_unchanged_fields_of_an_edit_follow_the_fact(judged):
    facts = judged(rows("edit", {"domain": "ai"}))
    assert facts.ties[["domain", "mode", "tie"]].values.tolist() == [["ai", "agreement", ID]]


def test_a_rejected_fact_that_now_reads_differently_is_asked_again(judged):
    facts = judged(rows("reject"), ties=(replace(TIE, domain="ai"),))
    again = facts.ties["tie"].item()
    assert facts.counts["corrections"]["changed"] == {ID: again}
    assert facts.counts["corrections"]["not_found"] == [ID]


def test_a_rejected_fact_is_rejected_under_the_new_id_of_its_actor(judged):
    told = dict(zip(FIELDS, ("japan", "same", "", "JP", "", "me", ""), strict=True))
    ties = (replace(TIE, target="japan"),)
    actors = tuple(replace(a, actor="japan") if a.actor == "JP" else a for a in ACTORS)
    extra = replace(ACTORS[0], actor="JP")
    facts = judged([*rows("reject"), told], ties=ties, actors=(*actors, extra))
    assert facts.ties.empty
    assert list(facts.counts["corrections"]["matched"]) == [ID]


def test_a_fact_with_its_own_verdict_is_never_taken_for_another(judged):
    other = tie_id("d1", "JP", "US", "agreement", "ai")
    verdicts = [*rows("accept"), dict(zip(FIELDS, (other, "accept", "", "", "", "me", ""), strict=True))]
    facts = judged(verdicts, ties=(replace(TIE, domain="ai"),))
    assert sorted(facts.ties["domain"]) == ["ai", "semiconductors"]


def test_an_accepted_fact_whose_words_are_gone_is_reported(judged):
    facts = judged(rows("accept"), ties=(), documents=(document(text="x" * 99),))
    assert facts.ties.empty
    assert facts.counts["corrections"]["not_found"] == [ID]


def test_an_accepted_fact_brings_its_actor_back(judged):
    told = [dict(zip(FIELDS, ("acme", "actor", f, v, "", "me", ""), strict=True)) for f, v in
            (("kind", "company"), ("country", "US"), ("surface", "the US"))]  # fmt: skip
    verdict = [{**row, "was": "acme"} if row["field"] == "target" else row for row in rows("accept")]
    facts = judged([*verdict, *told], ties=())
    assert facts.actors.set_index("actor").loc["acme", ["kind", "country"]].tolist() == ["company", "US"]
    facts = judged(verdict, ties=())
    assert facts.counts["corrections"]["not_found"] == []


def test_an_actor_named_by_its_id_over_the_corpus_is_the_one_of_the_document(judged):
    text = "The Science Council (NSTC) and Japan signed a pact. The NSTC and the US did not."
    council = replace(ACTORS[2], actor="science-council", surfaces=("Science Council", "NSTC"))
    short = replace(ACTORS[2], actor="nstc", surfaces=("NSTC",))
    other = Document(doc="d2", text=text)
    claims = {
        "d1": Claims(doc="d1", actors=(*ACTORS, short), ties=(replace(TIE, source="nstc"),), funding=()),
        "d2": Claims(doc="d2", actors=(ACTORS[0], council), ties=(replace(TIE, source="science-council"),), funding=()),
        "d3": Claims(doc="d3", actors=(ACTORS[0], short), ties=(replace(TIE, source="nstc"),), funding=()),
    }
    documents = (document(), other, document("d3"))
    fact = tie_id("d2", "JP", "science-council", "agreement", "semiconductors")
    said = Correction(id=fact, action="edit", values={"source": "nstc", "target": "JP"}, path="c", rows={"action": 2})
    facts = build_facts(Corpus(documents=documents), claims, corrections=(said,))
    assert set(facts.ties["target"]) | set(facts.ties["source"]) == {"JP", "nstc"}


def test_words_judged_to_state_nothing_are_counted_and_missed_when_gone(judged):
    def nothing(evidence):
        return [dict(zip(FIELDS, ("s1", "nothing", f, v, "", "me", ""), strict=True)) for f, v in
                (("doc", "d1"), ("evidence", evidence))]  # fmt: skip

    assert judged(nothing("a pact on chips")).counts["corrections"]["passages without a fact"] == 1
    assert judged(nothing("no such words")).counts["corrections"]["not_found"] == ["s1"]


def test_a_verdict_replaces_the_one_before_and_leaves_the_others(tmp_path):
    path = tmp_path / "corrections.csv"
    save_verdicts(path, [dict(zip(FIELDS, ("m1", "accept", "", "", "", "you", ""), strict=True))])
    save_verdicts(path, list(rows("accept")))
    before = save_verdicts(path, list(rows("edit", {"status": "past"})))
    assert {row["action"] for row in before} == {"accept"}
    assert [c.action for c in read_corrections(path)] == ["accept", "edit"]
    save_verdicts(path, [], about=[("fact", ID)])
    assert [row["id"] for row in read_verdicts(path)] == ["m1"]


def test_columns_that_others_keep_in_the_file_stay(tmp_path):
    path = tmp_path / "corrections.csv"
    path.write_text("id,action,field,value,reason,who,mine\nt1,accept,,,,me,note\n", encoding="utf-8")
    save_verdicts(path, list(rows("reject")))
    assert read_verdicts(path)[0]["mine"] == "note"
