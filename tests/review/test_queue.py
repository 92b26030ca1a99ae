"""What a person should look at first: doubt, influence, silent sentences and lost verdicts, in one order."""

import csv
import time

import pytest

from qtnet.corpus import Document
from qtnet.extract import analyse
from qtnet.review.influence import influences
from qtnet.review.question import COLUMNS
from qtnet.review.queue import MISSED, build_queue, write_queue
from qtnet.review.refusals import refused_ties
from qtnet.review.silent import group_names, silent_sentences
from tests.review.world import FIRST, PACT, SILENT, money, reviewed, tie


def by_kind(questions, kind):
    return [question for question in questions if question.kind == kind]


def test_every_fact_is_asked_with_its_words_and_paragraph(tmp_path):
    questions = build_queue(reviewed(tmp_path))
    (asked,) = by_kind(questions, "tie")
    assert FIRST[asked.start : asked.end] == asked.quotation == PACT
    assert FIRST[asked.paragraph_start : asked.paragraph_end] == f"{PACT}. The weather was fine."
    assert asked.fields["mode"] == "agreement"
    assert len(by_kind(questions, "money")) == 1


def test_priority_is_doubt_times_influence(tmp_path):
    (asked,) = by_kind(build_queue(reviewed(tmp_path)), "tie")
    assert asked.influence == 1.0
    assert asked.priority == pytest.approx((1 - 0.6) * (1 + asked.influence) / 2)


def test_less_sure_facts_come_first(tmp_path):
    ties = (tie(confidence=0.9), tie(confidence=0.3, mode="research"))
    modes = [q.fields["mode"] for q in by_kind(build_queue(reviewed(tmp_path, ties=ties)), "tie")]
    assert modes == ["research", "agreement"]


def test_a_fact_outside_the_network_has_no_influence(tmp_path):
    facts = reviewed(tmp_path, ties=(tie(), tie(status="proposed", mode="supply"))).facts
    found = influences(facts)
    proposed = facts.ties.set_index("mode").loc["supply", "tie"]
    assert found[proposed] == 0
    assert max(found.values()) == 1


def test_a_pair_that_rests_on_one_fact_moves_more_than_one_of_two(tmp_path):
    ties = (tie(), tie(mode="research", words="The weather was fine"))
    shared = influences(reviewed(tmp_path, ties=ties, funding=()).facts)
    alone = influences(reviewed(tmp_path, ties=ties[:1], funding=()).facts)
    assert max(shared.values()) < min(alone.values()) == 1


def test_a_folder_without_ties_has_nothing_of_influence(tmp_path):
    assert influences(reviewed(tmp_path, ties=(), funding=()).facts) == {}


def test_a_sentence_with_two_actors_and_a_trigger_but_no_fact_is_asked(tmp_path):
    (asked,) = [q for q in by_kind(build_queue(reviewed(tmp_path)), "sentence") if q.doc == "d1"]
    assert asked.quotation.startswith(SILENT)
    assert asked.fields == {"source": "DE", "target": "FR"}
    assert (asked.group, asked.group_size) == ("and … make", 1)
    assert MISSED / 2 < asked.priority <= MISSED


def test_silent_sentences_need_two_actors_and_a_trigger():
    def found(text):
        return [s.path for s in silent_sentences(analyse(Document(doc="d", text=text)), [])]

    assert found("Japan rained on Canada for days.") == []
    assert found("Japan signed nothing.") == []
    assert found("Japan makes chips with Canada.") == found("Japan is making chips with Canada.") == ["mak chip with"]
    assert found("Of the US company IBM little was signed.") == []


def test_a_group_bears_its_most_frequent_wording():
    text = "Of Japan making chips with Canada. Of Japan made with Canada. Of Peru making chips with Chile."
    found = list(silent_sentences(analyse(Document(doc="d", text=text)), []))
    assert group_names(found) == {"mak chip with": ("making chips with", 2), "mad with": ("made with", 1)}


def test_a_sentence_with_thousands_of_names_is_read_in_time():
    text = "An alliance of " + ", ".join(["Japan", "Canada"] * 2500) + "."
    analysis = analyse(Document(doc="d", text=text))
    began = time.perf_counter()
    assert len(list(silent_sentences(analysis, []))) == 1
    assert time.perf_counter() - began < 2


def test_a_refused_proposal_is_asked_with_its_reason(tmp_path):
    text = "Japan denied that it had signed an agreement on chips with Canada."
    refused = list(refused_ties(analyse(Document(doc="d", text=text))))
    assert {(t.source, t.target, t.mode) for t in refused} <= {("JP", "CA", "agreement"), ("CA", "JP", "agreement")}
    assert len(refused) == 1


def test_the_same_facts_give_the_same_questions(tmp_path):
    assert build_queue(reviewed(tmp_path)) == build_queue(reviewed(tmp_path))


def test_the_table_holds_every_question_and_no_formula(tmp_path):
    first = FIRST.replace("The weather", "=cmd|' /C calc'!A0 The weather")
    ties = (tie(first), tie(first, words="=cmd|' /C calc'!A0", mode="research"))
    questions = build_queue(reviewed(tmp_path, first=first, ties=ties))
    path = write_queue(questions, tmp_path / "review.csv")
    with path.open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert len(rows) == len(questions)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=cmd") for row in rows for cell in row)


def test_drops_are_counted_by_reason(tmp_path):
    ties = (tie(), tie(source="JP"), tie(confidence=0.2))
    reasons = [q.reason for q in by_kind(build_queue(reviewed(tmp_path, ties=ties)), "drops")]
    assert reasons == ["dropped 1: actor tied to itself", "dropped 1: same tie twice"]


def test_money_is_asked_with_what_it_says(tmp_path):
    (asked,) = by_kind(build_queue(reviewed(tmp_path, funding=(money(confidence=0.1),))), "money")
    assert (asked.fields["amount"], asked.fields["year"], asked.fields["amount_high"]) == ("5000000", "2023", "")
