"""Corrections: a person's word wins, faults are named, and nothing said is lost."""

import pytest

from qtnet.errors import TableError
from qtnet.facts.corrections import read_corrections
from qtnet.facts.identity import tie_id
from tests.facts.test_build import ACTORS, MONEY, TIE, actor, built, document

HEADER = "id,action,field,value,reason,who"
ID = tie_id("d1", "JP", "US", "agreement", "semiconductors")
ADDED = {
    "doc": "d1",
    "source": "US",
    "target": "rapidus",
    "mode": "supply",
    "domain": "semiconductors",
    "status": "active",
    "evidence": "a pact on chips",
}


@pytest.fixture
def corrected(tmp_path):
    def run(*lines, **claims):
        path = tmp_path / "corrections.csv"
        path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
        return built(corrections=read_corrections(path), **claims)

    return run


def added(label="t-new", **changes):
    return [f"{label},add,{name},{value},seen,me" for name, value in (ADDED | changes).items() if value is not None]


def test_a_rejected_fact_is_gone(corrected):
    facts = corrected(f"{ID},reject,,,wrong,me")
    assert facts.ties.empty
    assert facts.counts["corrections"]["rejected"] == 1


def test_an_accepted_fact_is_certain(corrected):
    assert corrected(f"{ID},accept,,,right,me").ties["confidence"].tolist() == [1.0]


def test_an_edit_changes_the_field_and_keeps_the_id(corrected):
    row = corrected(f"{ID},edit,status,proposed,,me", f"{ID},edit,year,2021,,me").ties.iloc[0]
    assert (row["status"], row["year"], row["tie"], row["rule"]) == ("proposed", 2021, ID, "correction: edited")


def test_an_edited_mode_changes_the_sign(corrected):
    assert corrected(f"{ID},edit,mode,rivalry,,me").ties["sign"].tolist() == ["-"]


def test_an_edited_quotation_gets_its_offsets(corrected):
    row = corrected(f"{ID},edit,evidence,signed a pact,,me").ties.iloc[0]
    assert document().text[row["start"] : row["end"]] == "signed a pact"


def test_an_edit_that_repeats_another_fact_replaces_it(corrected):
    from dataclasses import replace

    facts = corrected(f"{ID},edit,domain,ai,,me", ties=(TIE, replace(TIE, domain="ai")))
    assert facts.ties["tie"].tolist() == [ID]
    assert len(facts.counts["corrections"]["replaced"]) == 1


def test_an_added_tie_is_a_fact_with_offsets(corrected):
    facts = corrected(*added())
    row = facts.ties.set_index("mode").loc["supply"]
    assert (row["source"], row["target"], row["confidence"]) == ("US", "rapidus", 1.0)
    assert document().text[row["start"] : row["end"]] == ADDED["evidence"]
    assert facts.counts["corrections"]["added"] == 1


def test_an_added_amount_is_converted(corrected):
    fields = {
        "doc": "d1",
        "recipient": "rapidus",
        "amount": "7000000",
        "currency": "USD",
        "basis": "total",
        "year": "2024",
        "domain": "ai",
        "status": "active",
        "evidence": "$5 million",
    }
    facts = corrected(*[f"m-1,add,{name},{value},seen,me" for name, value in fields.items()])
    assert facts.funding.set_index("domain").loc["ai", "amount_usd"] == 7e6


def test_an_amount_can_be_edited(corrected):
    money = built().funding["funding"].item()
    row = corrected(f"{money},edit,amount,6000000,,me").funding.iloc[0]
    assert (row["amount"], row["funding"]) == (6e6, money)


def test_an_added_tie_may_bring_in_a_country(corrected):
    facts = corrected(*added(target="NL"))
    assert facts.actors.set_index("actor").loc["NL"][["kind", "country"]].tolist() == ["country", "NL"]


def test_an_added_tie_may_name_an_actor_of_another_document(corrected):
    other = document("d2", "Rapidus is in Japan with the US.")
    facts = corrected(*added("t-2", doc="d2", evidence="Japan with the US"), documents=(document(), other))
    assert ("d2", "rapidus") in set(zip(facts.actors["doc"], facts.actors["actor"], strict=True))


def test_an_id_that_no_longer_occurs_is_reported(corrected):
    facts = corrected("t000000000000,reject,,,old,me", *added(doc="gone"))
    assert facts.counts["corrections"]["not_found"] == ["t-new", "t000000000000"]
    assert len(facts.ties) == 1


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([f"{ID},edit,source,atlantis,,me"], "corrections.csv, row 2, field source: actor 'atlantis' is unknown"),
        ([f"{ID},edit,source,rapids,,me"], "did you mean 'rapidus'?"),
        ([f"{ID},edit,stauts,past,,me"], "row 2, field field: 'stauts' cannot be corrected; known: source, target"),
        ([f"{ID},edit,status,hoped,,me"], "row 2, field status: 'hoped' is not one of active"),
        ([f"{ID},edit,year,soon,,me"], "row 2, field year: 'soon' is no number"),
        ([f"{ID},edit,evidence,Mars,,me"], "row 2, field evidence: 'Mars' does not stand in document 'd1'"),
        ([f"{ID},edit,target,JP,,me"], "'JP' is the source too"),
        ([f"{ID},delete,,,,me"], "row 2, field action: 'delete' is not one of accept, reject, edit, add"),
        ([",add,source,JP,,me"], "row 2, field id: '' is no id"),
        ([f"{ID},accept,,,,a", f"{ID},reject,,,,b"], "row 3, field action: '" + ID + "' has several: accept, reject"),
        ([f"{ID},edit,year,2020,,a", f"{ID},edit,year,2021,,b"], "row 3, field year: '" + ID + "' has it twice"),
        (["t-new,add,doc,d1,,me"], "added fact 't-new' lacks the field 'source'"),
    ],
)
def test_a_wrong_correction_is_named_with_file_row_and_field(corrected, lines, words):
    with pytest.raises(TableError) as caught:
        corrected(*lines)
    assert words in str(caught.value)


def test_all_wrong_corrections_are_named_at_once(corrected):
    with pytest.raises(TableError, match="2 failures"):
        corrected(f"{ID},edit,source,atlantis,,me", *added(target="lemuria"))


def test_a_missing_file_and_missing_columns_are_named(tmp_path):
    with pytest.raises(TableError, match=r"none\.csv: no such file of corrections"):
        read_corrections(tmp_path / "none.csv")
    path = tmp_path / "corrections.csv"
    path.write_text("id,action,field,value\n", encoding="utf-8")
    with pytest.raises(TableError, match="column reason: missing; found id, action, field, value"):
        read_corrections(path)


def test_corrections_survive_a_second_run(corrected):
    lines = [f"{ID},edit,status,past,,me", *added()]
    assert corrected(*lines).ties.equals(corrected(*lines).ties)


def test_a_correction_leaves_other_facts_alone(corrected):
    facts = corrected(f"{ID},reject,,,wrong,me")
    assert facts.funding["amount"].tolist() == [MONEY.amount]
    assert actor("JP").kind == ACTORS[0].kind


def test_two_actors_that_a_person_calls_one_become_one(corrected):
    facts = corrected("JP,same,,US,a test,me")
    assert facts.ties.empty
    assert facts.counts["corrections"]["same"] == 1
    assert "JP" not in set(facts.actors["actor"])


def test_an_alias_that_does_not_occur_is_reported_and_a_bad_one_is_refused(corrected):
    assert corrected("nobody,same,,US,a test,me").counts["corrections"]["not_found"] == ["nobody"]
    with pytest.raises(TableError, match="expected the ids of two actors"):
        corrected("US,same,,US,a test,me")
    with pytest.raises(TableError, match="alias of one actor only"):
        corrected("JP,same,,US,a test,me", "JP,same,,rapidus,a test,me")
