import time

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse
from qtnet.extract.frames.frameset import LONGEST_JOINT_LIST
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose


def ties(marked):
    return {(tie.source, tie.target, tie.mode) for tie in propose(analysis_of(marked))}


def test_members_of_a_list_are_each_tied_to_the_other_party_but_not_to_each_other():
    assert ties("[Numana] has signed an agreement with [Nokia], [Honeywell] and <MIT>") == {
        ("Numana", "Nokia", "industry"),
        ("Numana", "Honeywell", "industry"),
        ("Numana", "MIT", "industry"),
    }


def test_a_joint_subject_ties_every_pair():
    found = ties("{India}, {Japan} and {Australia} have signed a memorandum of understanding")
    assert found == {
        ("India", "Japan", "agreement"),
        ("India", "Australia", "agreement"),
        ("Japan", "Australia", "agreement"),
    }


def test_examples_of_a_class_do_not_act_together():
    found = ties("[Nvidia] has formed alliances with firms such as [Quanta] and [Compal]")
    assert found == {("Nvidia", "Quanta", "industry"), ("Nvidia", "Compal", "industry")}


def test_an_apposition_between_subject_and_verb_is_skipped():
    found = ties("[Nokia], the telecoms vendor from {Finland}, has signed a deal with [Orange]")
    assert ("Nokia", "Orange", "industry") in found
    assert not any("Finland" in (source, target) for source, target, _ in found)


def test_a_relative_clause_speaks_of_the_name_before_it():
    found = ties("[Astrocast], in which [Yahsat] holds a stake, sells satellites")
    assert ("Yahsat", "Astrocast", "funding") in found


def test_a_person_in_office_acts_for_the_state():
    found = ties("{Japan}'s foreign minister Taro Kono signed an agreement with {India}")
    assert found == {("Japan", "India", "agreement")}


def test_the_passive_turns_the_direction():
    active = ties("The {US} banned [Huawei] from its network")
    passive = ties("[Huawei] has been banned by the {US}")
    assert active == passive == {("US", "Huawei", "restriction")}


def test_no_frame_reaches_across_a_clause():
    assert ties("[Nokia] signed a lease; meanwhile [Orange] sells phones") == set()


def test_the_quotation_runs_from_the_first_to_the_last_argument():
    analysis = analysis_of("Yesterday {Japan} has signed a pact with {India} in Delhi")
    tie = propose(analysis)[0]
    assert analysis.document.text[tie.start : tie.end] == "Japan has signed a pact with India"
    assert analysis.document.text[tie.trigger_start : tie.trigger_end] == "signed a pact"


def test_a_list_of_two_hundred_names_neither_explodes_nor_takes_long():
    names = ", ".join(f"[Firm{number}]" for number in range(200))
    started = time.perf_counter()
    found = propose(analysis_of(f"{names} and [Last] signed a partnership agreement"))
    assert time.perf_counter() - started < 1.0
    assert found == []
    assert LONGEST_JOINT_LIST < 200


def test_a_party_is_tied_to_each_of_two_hundred_names():
    names = ", ".join(f"[Firm{number}]" for number in range(200))
    found = propose(analysis_of(f"[Nokia] signed a deal with {names} and [Last]"))
    assert {tie.target for tie in found if tie.source == "Nokia"} >= {f"Firm{number}" for number in range(200)}


def test_many_organisations_named_as_agents_are_not_tied_to_each_other():
    assert ties("The hub was opened by [A] and [B]") == {("A", "B", "industry")}
    assert ties("The hub was opened by [A], [B], [C] and [D]") == set()


def test_a_table_run_into_one_line_gives_no_ties():
    names = ", ".join(f"[Firm{number}]" for number in range(500))
    assert propose(analysis_of(f"[Nokia] signed a deal with {names} and [Last]")) == []


def test_with_something_else_does_not_part_a_joint_subject():
    assert ("A", "B", "industry") in ties("[A] and [B] will test a laser with support from abroad")


def test_an_opening_with_a_possessor_is_kept():
    assert ("A", "B", "agreement") not in ties("Their pact, hailed by all, goes on")
    joint = "The ground was laid by two bodies, <agency:A> and <agency:B>; their pact, hailed by all, goes on"
    assert ("A", "B", "agreement") in ties(joint)


def test_the_actor_of_an_absolute_phrase_is_its_subject():
    assert ("Nokia", "Japan", "industry") in ties("Growth goes on, with [Nokia] joining {Japan}'s alliance for chips")


def test_the_state_whose_programme_cooperates_is_the_party():
    text = "The National Quantum Initiative of the United States has signed an agreement with Japan. The US waits."
    found = {(tie.source, tie.target, tie.mode) for tie in propose(analyse(Document(doc="d", text=text)))}
    assert found in ({("US", "JP", "agreement")}, {("JP", "US", "agreement")})


def test_a_minister_and_his_counterpart_are_two_parties():
    assert ties("{Japan}'s foreign minister and his counterpart from {Chile} signed a pact") == {
        ("Japan", "Chile", "agreement")
    }
