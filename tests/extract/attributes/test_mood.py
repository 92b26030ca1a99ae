import pytest

from qtnet.extract.attributes.mood import cues_in, mood_at

CASES = [
    # text, trigger, mode, status
    ("Japan and India have signed a pact on chips.", "signed", "agreement", "active"),
    ("Japan is working with India on chips.", "working with", "research", "active"),
    ("Japan plans to sign a pact with India.", "sign", "agreement", "announced"),
    ("Japan will fund a lab in India.", "fund", "funding", "announced"),
    ("A pact between Japan and India is due to be signed in June.", "pact", "agreement", "announced"),
    ("A pact between Japan and India is still being negotiated.", "pact", "agreement", "announced"),
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
    ("The two agreements with Iran are no more.", "agreements", "agreement", "past"),
    ("GlobalWafers failed in its attempt to acquire Siltronic.", "acquire", "industry", "past"),
    ("Toshiba walks out of the venture with Westinghouse.", "venture", "industry", "past"),
    ("The proposed alliance takes in Japan and Taiwan.", "alliance", "agreement", "proposed"),
    ("A joint launch is being considered by Japan and India.", "launch", "agreement", "proposed"),
    ("Tokyo sees plenty of scope to work with Delhi.", "work", "agreement", "proposed"),
    ("The firms had agreed on a pact before the talks.", "pact", "agreement", "active"),
    ("China, its rival, might be hit.", "rival", "rivalry", "active"),
    ("Washington lifted the ban on Huawei.", "ban", "restriction", "past"),
    ("Huawei can no longer do business with American firms.", "do business", "restriction", "active"),
    ("They signed a memorandum to explore joint research.", "memorandum", "agreement", "active"),
    ("Officials met on May 13 and signed a pact.", "signed", "agreement", "active"),
    ("The company issued a call for proposals with FAPESP.", "with", "research", "active"),
    ("Its investments in Japan, which began in 2020, aim to help chip makers.", "investments", "funding", "active"),
    ("While he is in Delhi, a pact between Japan and India is due to be signed.", "pact", "agreement", "announced"),
    ("If the sale goes ahead, a part of the firm will belong to Bain.", "belong", "industry", "announced"),
    ("Peru, as a partner, has signed a pact with Norway.", "pact", "agreement", "active"),
    ("He assured his guest, at talks in Lima, that Peru would ship copper to Norway.", "ship", "supply", "announced"),
    ("If it wants more than the curbs it has imposed on Peru, Norway must act.", "curbs", "restriction", "active"),
    ("Norway had invited Peru to the programme in vain.", "invited", "agreement", "past"),
    ("Why could the pact of Norway not be widened to let in Peru?", "let in", "agreement", "proposed"),
    ("Norway drew from Peru the threat of new tariffs on its fish.", "tariffs", "restriction", "announced"),
    ("It goes with the pledge of Norway to stop sales to Peru.", "stop", "restriction", "announced"),
    ("Norway shelves its curbs on Peru.", "curbs", "restriction", "past"),
    ("Norway has suspended its planned export controls on Peru.", "controls", "restriction", "past"),
    ("Norway has suspended exports to Peru.", "suspended", "restriction", "active"),
    ("The president announced that $1.8 billion would be spent in Peru.", "spent", "funding", "announced"),
    ("Should Norway not join forces with Peru?", "join forces", "agreement", "proposed"),
    ("Norway, which could not sell at home, asked: why has it joined Peru?", "joined", "agreement", "active"),
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


#: The same tie told in two voices; the status must not depend on the voice.
VOICES = [
    ("Nokia supplies radios to Viettel.", "supplies", "Radios are supplied to Viettel by Nokia.", "supplied", "supply"),
    ("Japan will fund a lab in India.", "fund", "A lab in India will be funded by Japan.", "funded", "funding"),
    ("Japan should fund a lab in India.", "fund", "A lab in India should be funded by Japan.", "funded", "funding"),
    ("Washington banned Huawei.", "banned", "Huawei was banned by Washington.", "banned", "restriction"),
    ("Japan and India have cancelled the pact.", "pact", "The pact has been cancelled by both.", "pact", "agreement"),
    ("Tokyo plans to sign a pact.", "sign", "A pact is planned to be signed by Tokyo.", "signed", "agreement"),
]


def read(text, trigger, mode):
    start = text.index(trigger)
    return mood_at(text, start, start + len(trigger), mode=mode)


@pytest.mark.parametrize(("active", "verb", "passive", "participle", "mode"), VOICES)
def test_active_and_passive_have_the_same_status(active, verb, passive, participle, mode):
    assert read(active, verb, mode) == read(passive, participle, mode)


VERBS = [("sign", "signed", "agreement"), ("fund", "funded", "funding"), ("supply", "supplied", "supply")]
NAMES = [("Japan", "India"), ("Toshiba", "ID Quantique"), ("The ministry", "two universities in Delhi")]


@pytest.mark.parametrize(("verb", "past", "mode"), VERBS)
@pytest.mark.parametrize(("one", "two"), NAMES)
@pytest.mark.parametrize(
    "plan", ["plans to", "intends to", "is set to", "is due to", "will", "wants to", "aims to", "is to"]
)
def test_a_plan_put_before_the_verb_makes_the_tie_announced(verb, past, mode, one, two, plan):
    assert read(f"{one} {past} a programme with {two}.", past, mode).status == "active"
    assert read(f"{one} {plan} {verb} a programme with {two}.", verb, mode).status == "announced"


@pytest.mark.parametrize(("verb", "past", "mode"), VERBS)
@pytest.mark.parametrize(("one", "two"), NAMES)
def test_a_negation_drops_the_tie(verb, past, mode, one, two):
    for negation in ("has not", "never", "has never"):
        assert not read(f"{one} {negation} {past} a programme with {two}.", past, mode).asserted
    for denial in ("denied that it had", "has yet to", "failed to", "did not"):
        word = past if denial.endswith("had") else verb
        assert not read(f"{one} {denial} {word} a programme with {two}.", word, mode).asserted


@pytest.mark.parametrize(("verb", "past", "mode"), VERBS)
@pytest.mark.parametrize("modal", ["should", "could", "might", "may", "ought to", "is considering whether to"])
def test_a_suggestion_put_before_the_verb_makes_the_tie_proposed(verb, past, mode, modal):
    assert read(f"Japan {modal} {verb} a programme with India.", verb, mode).status == "proposed"


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Officials dismissed reports that Japan had signed a pact.", "signed", None),
        ("Analysts doubt whether Japan has signed a pact.", "signed", None),
        ("If Japan signed a pact with India, prices fell.", "signed", "proposed"),
        ("Japan rejected a proposal to sign a pact.", "sign", "past"),
        ("Japan is being asked to sign a pact.", "sign", "proposed"),
        ("Japan did not deny that it had signed a pact.", "signed", "active"),
        ("Denying nothing, Japan has signed a pact.", "signed", "active"),
    ],
)
def test_a_denial_or_condition_reaches_what_hangs_on_it(text, trigger, status):
    mood = read(text, trigger, "agreement")
    assert (mood.status if mood.asserted else None) == status


@pytest.mark.parametrize("words", ["has not banned", "will not ban", "decided not to ban", "failed to ban"])
def test_a_ban_that_was_not_imposed_is_none(words):
    assert not read(f"Japan {words} the firm.", words.split()[-1], "restriction").asserted


def test_a_sentence_of_a_hundred_thousand_commas_is_read_in_time():
    text = "Japan plans to sign a pact with India" + ", and, so," * 33_000 + "."
    assert read(text, "sign", "agreement").status == "announced"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("If Norway banned the firm, Peru would protest.", "banned"),
        ("If Norway were to ban the firm, Peru might protest.", "ban"),
        ("Peru would protest if Norway banned the firm.", "banned"),
        ("Had Norway banned the firm, prices would have risen.", "banned"),
        ("Even if Norway banned the firm, little would change.", "banned"),
    ],
)
def test_what_is_only_imagined_is_no_tie(text, trigger):
    assert not read(text, trigger, "restriction").asserted


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("Acme had supplied the group until 2019.", "supplied", "past"),
        ("Acme supplied the group with lasers until recently.", "supplied", "past"),
        ("Acme has supplied the group since 2019.", "supplied", "active"),
        ("Acme will supply the group until 2035.", "supply", "announced"),
        ("It would be good if Acme supplied the group.", "supplied", "proposed"),
    ],
)
def test_what_lasted_until_then_is_past(text, trigger, status):
    assert read(text, trigger, "supply").status == status
