import pytest

from qtnet.extract.attributes.mood import cues_in, mood_at

CASES = [
    # text, trigger, mode, status
    ("Japan and India have signed a pact on chips.", "signed", "agreement", "active"),
    ("Japan is working with India on chips.", "working with", "research", "active"),
    ("Japan plans to sign a pact with India.", "sign", "agreement", "announced"),
    ("Japan will fund a lab in India.", "fund", "funding", "announced"),
    ("A pact between Japan and India is due to be signed in June.", "pact", "agreement", "announced"),
    ("Japan and India agreed to set up a joint lab.", "set up", "research", "announced"),
    ("Tokyo said on Monday it would fund a lab in India.", "fund", "funding", "announced"),
    ("Japan should work with India.", "work with", "research", "proposed"),
    (
        "Joint research, exchanges, and ties between Japan and India can speed up progress.",
        "Joint",
        "research",
        "proposed",
    ),
    ("A partnership between Japan and India could help both.", "partnership", "agreement", "proposed"),
    ("Analysts urged Tokyo to cooperate with Delhi.", "cooperate", "agreement", "proposed"),
    ("Foxconn has pulled out of the joint venture with Vedanta.", "joint venture", "industry", "past"),
    ("The takeover of Aixtron by Grand Chip was scrapped.", "takeover", "industry", "past"),
    ("Washington lifted the ban on Huawei.", "ban", "restriction", "past"),
    ("Huawei can no longer do business with American firms.", "do business", "restriction", "active"),
    ("They signed a memorandum to explore joint research.", "memorandum", "agreement", "active"),
    ("Officials met on May 13 and signed a pact.", "signed", "agreement", "active"),
    ("The company issued a call for proposals with FAPESP.", "with", "research", "active"),
    ("Its investments in Japan, which began in 2020, aim to help chip makers.", "investments", "funding", "active"),
    ("Countries like the US aim to keep an edge over rivals such as China.", "rivals", "rivalry", "active"),
]


@pytest.mark.parametrize(("text", "trigger", "mode", "status"), CASES, ids=[c[0][:40] for c in CASES])
def test_the_governing_verb_group_sets_the_status(text, trigger, mode, status):
    start = text.index(trigger)
    mood = mood_at(text, start, start + len(trigger), mode=mode)
    assert (mood.status, mood.asserted) == (status, True)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("No agreement has been signed with India.", "agreement"),
        ("Tokyo has not signed a pact with Delhi.", "pact"),
        ("Tokyo denied a deal with Delhi.", "deal"),
        ("It went ahead without the partnership.", "partnership"),
    ],
)
def test_what_is_negated_is_not_asserted(text, trigger):
    start = text.index(trigger)
    assert not mood_at(text, start, start + len(trigger)).asserted


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Not only Japan has signed a pact with India.", "pact"),
        ("A customer of CoreWeave is none other than Microsoft.", "customer"),
    ],
)
def test_words_that_only_look_like_negations_assert(text, trigger):
    start = text.index(trigger)
    assert mood_at(text, start, start + len(trigger)).asserted


def test_a_long_trigger_is_narrowed_to_the_word_of_the_tie():
    text = "Micron, which may one day sell its memory business, has signed a long agreement with Elpida of Japan"
    assert mood_at(text, 0, len(text), mode="industry").status == "active"


def test_the_month_of_may_is_no_cue():
    assert [c.kind for c in cues_in("In May 2023 and on May 5 they met", "agreement")] == []


def test_a_longer_cue_hides_the_shorter_one_in_it():
    kinds = [c.kind for c in cues_in("There is no longer a pact", "agreement")]
    assert "past" in kinds
    assert "negated" not in kinds
