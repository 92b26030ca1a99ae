"""Verdicts: checked by the rules of the next extraction, saved at once, taken back, and applied."""

import json
import threading
from dataclasses import replace

import pytest

from qtnet.errors import InputError, TableError
from qtnet.extract.claims import ActorClaim
from qtnet.facts.corrections import read_corrections
from qtnet.facts.verdicts import read_verdicts, save_verdicts
from qtnet.review.desk import Desk, VerdictError
from qtnet.review.page import state
from qtnet.review.queue import build_queue
from tests.review.world import ACTORS, PACT, SILENT, reviewed, tie

NEW = {
    "doc": "d1",
    "source": "DE",
    "target": "FR",
    "mode": "alignment",
    "domain": "ai",
    "status": "proposed",
    "evidence": SILENT,
}


@pytest.fixture
def desk(tmp_path):
    found = reviewed(tmp_path)
    return Desk(found, build_queue(found), who="Ada")


def asked(desk, kind):
    return next(q for q in desk.questions.values() if q.kind == kind)


def again(desk, **changes):
    """Extract again with the verdicts so far, and sit down at the desk."""
    found = reviewed(desk.path.parent, **changes)
    return Desk(found, build_queue(found), who="Ada")


def test_an_accepted_fact_keeps_what_it_said_in_the_file(desk):
    fact = asked(desk, "tie")
    desk.judge({"id": fact.id, "action": "accept", "reason": "clear"})
    (said,) = [c for c in read_corrections(desk.path) if c.action == "accept"]
    assert said.was["evidence"] == PACT
    assert {row["who"] for row in read_verdicts(desk.path)} == {"Ada"}
    assert desk.verdicts()[fact.id]["reason"] == "clear"


def test_a_rejected_fact_tells_nothing_of_its_actors(desk):
    desk.judge({"id": asked(desk, "money").id, "action": "reject"})
    assert {row["action"] for row in read_verdicts(desk.path)} == {"reject"}


def test_the_loop_of_review_and_extraction(desk):
    fact, amount, silent = asked(desk, "tie"), asked(desk, "money"), asked(desk, "sentence")
    desk.judge({"id": fact.id, "action": "edit", "values": {"status": "past", "year": "2023"}})
    desk.judge({"id": amount.id, "action": "reject"})
    desk.judge({"action": "add", "table": "ties", "values": NEW})
    desk.judge({"id": silent.id, "action": "reject"})
    later = again(desk)
    facts = later.reviewed.facts
    assert facts.ties[["mode", "status", "confidence"]].values.tolist() == [
        ["agreement", "past", 1.0],
        ["alignment", "proposed", 1.0],
    ]
    assert facts.funding.empty
    assert facts.counts["corrections"]["not_found"] == []
    assert facts.counts["corrections"]["passages without a fact"] == 1
    assert {v["action"] for v in later.verdicts().values()} >= {"edit", "add"}


def test_a_rejected_fact_does_not_come_back_as_a_silent_sentence(desk):
    fact = asked(desk, "tie")
    desk.judge({"id": fact.id, "action": "reject"})
    assert PACT not in " ".join(q.quotation for q in again(desk).questions.values())


def test_an_accepted_fact_survives_an_extractor_that_misses_it(desk):
    desk.judge({"id": asked(desk, "tie").id, "action": "accept"})
    later = again(desk, ties=())
    assert later.reviewed.facts.ties["rule"].tolist() == ["correction: accepted"]
    assert later.verdicts()[asked(later, "tie").id]["action"] == "accept"


def test_an_accepted_fact_brings_back_an_actor_that_is_no_longer_found(desk):
    desk.judge({"id": asked(desk, "money").id, "action": "accept"})
    facts = again(desk, funding=(), actors=ACTORS[:2]).reviewed.facts
    assert facts.funding["recipient"].tolist() == ["rapidus"]
    assert facts.actors.set_index("actor").loc["rapidus", ["kind", "country", "surface"]].tolist() == [
        "company",
        "JP",
        "Rapidus",
    ]


def test_a_rejected_fact_that_reads_differently_is_asked_first_and_settles_the_old_verdict(desk):
    desk.judge({"id": asked(desk, "tie").id, "action": "reject"})
    later = again(desk, ties=(tie(domain="ai"),))
    first = next(iter(later.questions.values()))
    assert (first.kind, first.priority, first.fields["domain"]) == ("tie", 1.0, "ai")
    assert "reads differently" in first.reason
    later.judge({"id": first.id, "action": "reject"})
    assert again(later, ties=(tie(domain="ai"),)).reviewed.facts.counts["corrections"]["not_found"] == []


def test_a_verdict_whose_fact_is_gone_is_asked_and_can_be_withdrawn(desk):
    save_verdicts(desk.path, [{"id": "t000000000000", "action": "reject", "field": "", "value": "", "who": "me"}])
    later = again(desk)
    lost = asked(later, "verdict")
    assert lost.id == "t000000000000"
    later.judge({"id": lost.id, "action": "withdraw"})
    assert read_verdicts(desk.path) == []


def test_an_edit_of_an_edited_fact_remembers_what_was_extracted(desk):
    fact = asked(desk, "tie").id
    desk.judge({"id": fact, "action": "edit", "values": {"status": "past"}})
    later = again(desk)
    later.judge({"id": fact, "action": "edit", "values": {"status": "proposed"}})
    rows = {row["field"]: row for row in read_verdicts(desk.path)}
    assert (rows["status"]["value"], rows["status"]["was"]) == ("proposed", "active")


def test_the_last_verdict_wins_and_undo_brings_back_the_one_before(desk):
    fact = asked(desk, "tie").id
    desk.judge({"id": fact, "action": "accept"})
    desk.judge({"id": fact, "action": "reject"})
    assert desk.verdicts()[fact]["action"] == "reject"
    assert desk.undo()
    assert desk.verdicts()[fact]["action"] == "accept"
    assert desk.undo()
    assert desk.verdicts() == {}
    assert not desk.undo()


def test_undo_leaves_what_somebody_else_has_said_since(desk):
    fact = asked(desk, "tie").id
    desk.judge({"id": fact, "action": "accept"})
    save_verdicts(desk.path, [{"id": fact, "action": "reject", "field": "", "value": "", "reason": "no", "who": "Bo"}])
    with pytest.raises(InputError, match="somebody has changed this verdict"):
        desk.undo()
    assert desk.verdicts()[fact]["who"] == "Bo"


def test_an_added_fact_with_a_new_actor(desk):
    values = {**NEW, "source": "acme-labs"}
    about = {"acme-labs": {"kind": "company", "country": "DE", "surface": "Acme Labs"}}
    desk.judge({"action": "add", "table": "ties", "values": values, "actors": about})
    facts = again(desk).reviewed.facts
    assert facts.actors_resolved.set_index("actor").loc["acme-labs", ["kind", "country"]].tolist() == ["company", "DE"]


def test_an_added_fact_is_listed_and_withdrawn_before_and_after_extraction(desk):
    name = desk.judge({"action": "add", "table": "ties", "values": NEW})
    assert [q.id for q in desk.added()] == [name]
    later = again(desk)
    assert later.added() == []
    extracted = next(q for q in later.questions.values() if q.fields.get("rule") == "correction: added")
    assert later.verdicts()[extracted.id]["action"] == "add"
    later.judge({"id": extracted.id, "action": "reject"})
    assert read_verdicts(desk.path) == []
    desk.judge({"action": "add", "table": "ties", "values": NEW})
    desk.judge({"id": name, "action": "withdraw"})
    assert desk.added() == []


def test_an_added_fact_can_be_edited_once_it_is_extracted(desk):
    desk.judge({"action": "add", "table": "ties", "values": NEW})
    later = again(desk)
    extracted = next(q for q in later.questions.values() if q.fields.get("rule") == "correction: added")
    later.judge({"id": extracted.id, "action": "edit", "values": {"status": "active"}})
    assert later.verdicts()[extracted.id]["action"] == "edit"
    ties = again(later).reviewed.facts.ties
    assert ties.set_index("mode").loc["alignment", "status"] == "active"


def test_aliases_are_merged_or_kept_apart(tmp_path):
    twin = ActorClaim(actor="rapidus-inc", kind="company", country="JP", surfaces=("Rapiduss",))
    ties = (tie(), tie(source="rapidus-inc", target="CA", mode="supply"))
    found = reviewed(tmp_path, ties=ties, actors=(*ACTORS, twin))
    desk = Desk(found, build_queue(found), who="Ada")
    other = asked(desk, "alias")
    desk.judge({"id": other.id, "action": "reject"})
    assert desk.verdicts()[other.id]["action"] == "distinct"
    desk.judge({"id": other.id, "action": "accept"})
    assert [v["action"] for v in desk.verdicts().values()] == ["same"]
    facts = again(desk, ties=ties, actors=(*ACTORS, twin)).reviewed.facts
    assert len({"rapidus", "rapidus-inc"} & set(facts.actors["actor"])) == 1


def test_an_actor_with_two_aliases_keeps_both_verdicts(tmp_path):
    twins = [ActorClaim(actor=n, kind="company", country="JP", surfaces=(n,)) for n in ("rapidus-a", "rapidus-b")]
    ties = tuple(tie(source=n, target="CA", mode="supply") for n in ("rapidus", "rapidus-a", "rapidus-b"))
    found = reviewed(tmp_path, ties=ties, actors=(*ACTORS, *twins))
    desk = Desk(found, build_queue(found), who="Ada")
    pairs = [q for q in desk.questions.values() if q.kind == "alias"]
    mine = [q.id for q in pairs if "rapidus" in (q.fields["actor"], q.fields["other"])]
    assert len(mine) == 2
    for name in mine:
        desk.judge({"id": name, "action": "accept"})
    assert set(desk.verdicts()) == set(mine)
    facts = again(desk, ties=ties, actors=(*ACTORS, *twins)).reviewed.facts
    assert facts.counts["corrections"]["same"] == 2
    assert len([a for a in facts.actors_resolved["actor"] if a.startswith("rapidus")]) == 1


def test_money_that_was_missed_is_added(desk):
    values = {"doc": "d2", "recipient": "rapidus", "amount": "2.5e6", "currency": "USD", "basis": "total"}
    about = {"domain": "ai", "status": "active", "evidence": "Japan gives Rapidus"}
    desk.judge({"action": "add", "table": "funding", "values": {**values, **about}})
    later = again(desk)
    added = later.reviewed.facts.funding.set_index("domain").loc["ai"]
    assert (added["amount"], added["rule"]) == (2.5e6, "correction: added")
    assert later.added() == []


@pytest.mark.parametrize(
    ("request_", "field", "words"),
    [
        ({"action": "edit", "values": {"status": "hoped"}}, "status", "not one of active"),
        ({"action": "edit", "values": {"year": "soon"}}, "year", "is no number"),
        ({"action": "edit", "values": {"evidence": "Mars signed"}}, "evidence", "does not stand in document"),
        ({"action": "edit", "values": {"source": "atlantis"}}, "source", "actor 'atlantis' is unknown"),
        ({"action": "edit", "values": {"target": "CA"}}, "target", "expected two different actors"),
        ({"action": "edit", "values": {"mode": ""}}, "mode", "is empty"),
        ({"action": "edit", "values": {"tie": "t1"}}, "tie", "cannot be edited"),
        ({"action": "edit", "values": {"doc": "d2"}}, "doc", "cannot be edited"),
        ({"action": "edit", "values": {}}, None, "nothing is changed"),
        ({"action": "burn"}, None, "'burn' is no verdict on a tie"),
        ({"action": "accept", "id": "t0"}, None, "no question has the id 't0'"),
        ({"action": "add", "table": "ties", "values": {"doc": "d1"}}, "source", "must be filled in"),
        ({"action": "add", "table": "ties", "values": {**NEW, "doc": "d9"}}, "doc", "unknown"),
        ({"action": "add", "table": "films", "values": {}}, None, "'films' is no table"),
        ({"action": "edit", "values": "status"}, None, "'values' is str"),
    ],
)
def test_a_verdict_that_could_not_be_applied_is_refused_and_not_saved(desk, request_, field, words):
    with pytest.raises(VerdictError) as caught:
        desk.judge({"id": asked(desk, "tie").id, **request_})
    text = caught.value.fields[field] if field else str(caught.value)
    assert words in text or words in str(caught.value)
    assert not desk.path.exists()


def test_a_faulty_file_is_refused_at_the_start(desk):
    desk.path.write_text("id,action,field,value,reason,who\nt1,burn,,,,me\n", encoding="utf-8")
    with pytest.raises(TableError, match="row 2, field action: 'burn'"):
        Desk(desk.reviewed, [], who="Ada")


def test_a_run_whose_study_names_no_corrections_says_what_to_do(desk):
    with pytest.raises(InputError, match="give one with --corrections"):
        Desk(replace(desk.reviewed, corrections=None), [], who="Ada")


def test_verdicts_of_many_threads_are_all_kept(desk):
    values = [{**NEW, "year": str(1950 + k)} for k in range(40)]
    threads = [
        threading.Thread(target=desk.judge, args=({"action": "add", "table": "ties", "values": v},)) for v in values
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.added()) == 40


def test_the_state_of_the_page_holds_no_more_than_json(desk):
    shown = state(desk)
    assert json.loads(json.dumps(shown, allow_nan=False))["who"] == "Ada"
    assert {column["name"] for column in shown["columns"]["ties"]} >= {"source", "mode", "evidence"}
