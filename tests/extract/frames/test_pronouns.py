from dataclasses import replace

from qtnet.extract.frames.items import first_items
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.pronouns import resolve_pronouns, take_label, topic_of
from qtnet.extract.frames.proposing import propose


def ties(marked):
    return {(tie.source, tie.target, tie.mode) for tie in propose(analysis_of(marked))}


def test_its_is_the_subject_before():
    assert ("Micron", "Lenovo", "supply") in ties("[Micron] grew fast; its customers include [Lenovo]")


def test_the_two_are_the_joint_subject_before():
    assert ("Intel", "Micron", "industry") in ties("[Intel] and [Micron] grew; the two set up a joint venture")


def test_an_object_pronoun_is_left_alone():
    items = first_items(analysis_of("[Micron] grew and {China} banned it").sentences[0])
    assert sum(item.slot is not None for item in resolve_pronouns(items, None)) == 2


def test_one_actor_is_not_they():
    items = first_items(analysis_of("[Micron] grew, and they sold chips").sentences[0])
    assert sum(item.slot is not None for item in resolve_pronouns(items, None)) == 1


def test_the_topic_of_a_sentence_is_its_first_subject():
    topic = topic_of(first_items(analysis_of("In {China} [Micron] sold chips to [Oppo]").sentences[0]))
    assert [member.actor for member in topic.members] == ["Micron"]


def test_these_countries_are_those_of_the_label():
    row = first_items(analysis_of("{France} and {Spain} align").sentences[0])
    label = row[0].slot
    reference = replace(label, members=tuple(replace(m, source="reference") for m in label.members * 2))
    taken = take_label([row[0].with_slot(reference)], replace(label, members=label.members * 2))
    assert [member.source for member in taken[0].slot.members] == ["gazetteer", "gazetteer"]


def test_what_something_is_does_not_belong_to_itself():
    found = ties("[ST] knows the project; [SPTel] is its joint venture with [SP]")
    assert ("ST", "SP", "industry") in found
    assert ("SPTel", "SP", "industry") not in found


def test_its_behind_and_is_the_name_before():
    assert ("MaxLinear", "Silicon", "industry") in ties(
        "[Tower] waits, unlike [MaxLinear] and its purchase of [Silicon]"
    )


def test_their_in_an_aside_is_the_joint_subject():
    assert ("A", "B", "industry") in ties("[A] and [B] have put money into [TD], their joint venture")
