"""Every changed fact has its reason: a document, a person, or how documents are read."""

import pytest

from qtnet.report.diff import compare
from tests.report.diff.worlds import facts_of, run, verdict, without_document


@pytest.fixture
def doc(inputs):
    return inputs.ties["doc"].iloc[0]


def test_two_equal_runs_differ_in_nothing(inputs):
    found = compare(run(inputs), run(inputs))
    assert found.is_empty
    assert found.settings.empty


def test_facts_of_a_new_document_are_added_for_it(inputs, doc):
    found = facts_of(run(inputs, **without_document(inputs, doc)), run(inputs))
    expected = {*inputs.ties.loc[inputs.ties["doc"] == doc, "tie"]}
    expected |= {*inputs.funding.loc[inputs.funding["doc"] == doc, "funding"]}
    assert {*found["fact"]} == expected
    assert {*found["change"]} == {"added"}
    assert {*found["cause"]} == {"new"}


def test_facts_of_a_removed_document_are_gone_for_it(inputs, doc):
    found = facts_of(run(inputs), run(inputs, **without_document(inputs, doc)))
    assert {*found["change"]} == {"gone"}
    assert {*found["cause"]} == {"removed"}


def test_a_document_under_another_name_is_no_new_one(inputs, doc):
    renamed = {
        name: getattr(inputs, name).assign(doc=getattr(inputs, name)["doc"].replace(doc, "other"))
        for name in ("documents", "ties", "funding")
    }
    ties = renamed["ties"]
    renamed["ties"] = ties.assign(tie=ties["tie"].where(ties["doc"] != "other", "x" + ties["tie"]))
    texts = {**inputs.texts, "other": inputs.texts[doc]}
    comparison = compare(run(inputs), run(inputs, texts=texts, **renamed))
    assert comparison.documents[["doc", "change", "was"]].values.tolist() == [["other", "renamed", doc]]
    moved = comparison.facts[comparison.facts["kind"] == "tie"]
    assert {*moved["cause"]} == {"renamed"}
    assert set(moved["change"]) == {"added", "gone"}


def test_facts_of_a_changed_document_change_for_it(inputs, doc):
    ties = inputs.ties.assign(status=inputs.ties["status"].where(inputs.ties["doc"] != doc, "proposed"))
    documents = inputs.documents.assign(sha256=inputs.documents["sha256"].where(inputs.documents["doc"] != doc, "0"))
    found = facts_of(run(inputs), run(inputs, ties=ties, documents=documents))
    assert len(found) > 0
    assert {*found["cause"]} == {"changed"}
    assert all("→ proposed" in fields for fields in found["fields"])


def test_a_rejected_fact_names_who_and_why(inputs):
    fact = inputs.ties["tie"].iloc[5]
    rest = inputs.ties[inputs.ties["tie"] != fact].reset_index(drop=True)
    after = run(inputs, ties=rest, verdicts=(verdict(fact, "reject", reason="a heading"),))
    found = facts_of(run(inputs), after)
    assert found[["fact", "change", "cause"]].values.tolist() == [[fact, "gone", "correction"]]
    assert found["reason"].iloc[0] == "correction, rejected by Ada: a heading"


def changed_document(inputs, doc):
    """The table of documents with other bytes behind one of them."""
    return inputs.documents.assign(sha256=inputs.documents["sha256"].where(inputs.documents["doc"] != doc, "0"))


def test_a_verdict_that_was_not_applied_explains_nothing(inputs):
    row = inputs.ties.iloc[5]
    rest = inputs.ties[inputs.ties["tie"] != row["tie"]].reset_index(drop=True)
    said = {"verdicts": (verdict(row["tie"], "edit", field="year", value="2019"),), "not_found": (row["tie"],)}
    documents = changed_document(inputs, row["doc"])
    found = facts_of(run(inputs), run(inputs, ties=rest, documents=documents, **said))
    assert found[["fact", "change", "cause"]].values.tolist() == [[row["tie"], "gone", "changed"]]
    assert facts_of(run(inputs), run(inputs, ties=rest, **said))["cause"].tolist() == ["unknown"]


@pytest.mark.parametrize("action", ["edit", "add"])
def test_a_correction_that_no_longer_finds_its_fact_was_not_withdrawn(inputs, action):
    row = inputs.ties.iloc[5]
    label = row["tie"] if action == "edit" else "tnew"
    fields = ("year",) if action == "edit" else ("doc", "evidence")
    said = tuple(verdict(label, action, field=field, value=row[field]) for field in fields)
    judged = inputs.ties.assign(rule=inputs.ties["rule"].where(inputs.ties["tie"] != row["tie"], "correction: done"))
    rest = inputs.ties[inputs.ties["tie"] != row["tie"]].reset_index(drop=True)
    documents = changed_document(inputs, row["doc"])
    after = run(inputs, ties=rest, documents=documents, verdicts=said, not_found=(label,))
    found = facts_of(run(inputs, ties=judged, verdicts=said), after)
    assert found["cause"].tolist() == ["changed"]


def test_a_withdrawn_addition_is_told(inputs):
    row = inputs.ties.iloc[5]
    said = tuple(verdict("tnew", "add", field=field, value=row[field]) for field in ("doc", "evidence"))
    added = inputs.ties.assign(rule=inputs.ties["rule"].where(inputs.ties["tie"] != row["tie"], "correction: added"))
    rest = inputs.ties[inputs.ties["tie"] != row["tie"]].reset_index(drop=True)
    found = facts_of(run(inputs, ties=added, verdicts=said), run(inputs, ties=rest))
    assert found["reason"].tolist() == ["correction withdrawn, added by Ada"]


def test_who_an_actor_is_explains_no_fact_of_its_country(inputs):
    row = inputs.ties.iloc[5]
    rest = inputs.ties[inputs.ties["tie"] != row["tie"]].reset_index(drop=True)
    said = (verdict("another-firm", "actor", field="country", value=row["source"]),)
    assert facts_of(run(inputs), run(inputs, ties=rest, verdicts=said))["cause"].tolist() == ["unknown"]


def test_a_verdict_that_both_runs_have_explains_nothing(inputs):
    fact = inputs.ties["tie"].iloc[5]
    said = (verdict(fact, "accept"),)
    ties = inputs.ties.assign(status=inputs.ties["status"].where(inputs.ties["tie"] != fact, "past"))
    found = facts_of(run(inputs, verdicts=said), run(inputs, ties=ties, verdicts=said))
    assert found["cause"].tolist() == ["unknown"]
    assert "cannot be told" in found["reason"].iloc[0]


def test_an_edited_fact_is_found_by_the_id_it_was_judged_under(inputs):
    fact = inputs.ties["tie"].iloc[5]
    ties = inputs.ties.assign(year=inputs.ties["year"].where(inputs.ties["tie"] != fact, "2019"))
    said = (verdict("told000000000", "edit", field="year", value="2019"),)
    found = facts_of(run(inputs), run(inputs, ties=ties, verdicts=said, matched={"told000000000": fact}))
    assert found["cause"].tolist() == ["correction"]
    assert found["reason"].iloc[0] == "correction, edited by Ada"


def test_a_withdrawn_correction_is_told(inputs):
    fact = inputs.ties["tie"].iloc[5]
    edited = inputs.ties.assign(rule=inputs.ties["rule"].where(inputs.ties["tie"] != fact, "correction: edited"))
    found = facts_of(
        run(
            inputs,
            ties=edited,
            verdicts=(verdict(fact, "edit", field="year", value="1"),),
        ),
        run(inputs),
    )
    assert found["cause"].tolist() == ["withdrawn"]


def test_an_added_fact_finds_the_person_who_added_it(inputs):
    row = inputs.ties.iloc[5]
    rest = inputs.ties[inputs.ties["tie"] != row["tie"]].reset_index(drop=True)
    added = inputs.ties.assign(rule=inputs.ties["rule"].where(inputs.ties["tie"] != row["tie"], "correction: added"))
    said = tuple(verdict("tnew", "add", field=f, value=row[f], reason="missed") for f in ("doc", "evidence", "source"))
    found = facts_of(run(inputs, ties=rest), run(inputs, ties=added, verdicts=said))
    assert found["reason"].tolist() == ["correction, added by Ada: missed"]


@pytest.mark.parametrize(
    ("provenance", "cause"),
    [
        ({"lexicon_sha256": "c" * 64}, "lexicon"),
        ({"rules_sha256": "c" * 64}, "rules"),
        ({"lexicon_sha256": "c" * 64, "qtnet": "0.2.0"}, "lexicon+version"),
    ],
)
def test_what_reads_documents_explains_the_rest(inputs, provenance, cause):
    fewer = inputs.ties.iloc[1:].reset_index(drop=True)
    found = facts_of(run(inputs, ties=fewer), run(inputs, provenance=provenance))
    assert found["cause"].tolist() == [cause]


def test_other_settings_of_extraction_are_named(inputs):
    config = {**inputs.config, "extraction": {"backend": "llm"}}
    fewer = inputs.ties.iloc[1:].reset_index(drop=True)
    found = facts_of(run(inputs, ties=fewer), run(inputs, config=config))
    assert "extraction.backend: not recorded → llm" in found["reason"].iloc[0]


def test_a_run_that_does_not_record_its_lexicon_is_not_blamed_for_sure(inputs):
    old = run(inputs, ties=inputs.ties.iloc[1:].reset_index(drop=True))
    for key in ("lexicon_sha256", "rules_sha256"):
        del old.inputs.provenance[key]
    found = facts_of(old, run(inputs))
    assert found["reason"].iloc[0].startswith("perhaps changed lexicon, which one of the runs does not record")


def test_a_fact_that_takes_the_words_of_another_is_told_as_its_heir(inputs):
    row = inputs.ties.iloc[5]
    heir = inputs.ties.assign(
        tie=inputs.ties["tie"].where(inputs.ties["tie"] != row["tie"], "their00000000"),
        mode=inputs.ties["mode"].where(inputs.ties["tie"] != row["tie"], "alignment"),
    )
    found = facts_of(run(inputs), run(inputs, ties=heir)).set_index("fact")
    assert found.loc[row["tie"], "instead"] == "their00000000"
    assert found.loc["their00000000", "instead"] == row["tie"]
