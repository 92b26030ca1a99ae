"""The analysed document: who is named where, in constructed sentences and on the annotated seeds."""

import csv
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtnet.corpus import Document, read_corpus
from qtnet.extract.analyse import analyse

PIECES = (
    "The U.S. - India iCET , Japan 's Ministry of Trade and Industry ( MTI ) TSMC Acme Corp. both countries sign it It "
    "Oulu University Tokyo in EU “ ” : Chinese firms like Zeta Minister Kim Li the company and 5G $ 4 million . — é"
)
WORDS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=40)


def read(text):
    return analyse(Document(doc="d", text=text))


def parties(text):
    return [(text[m.start : m.end], m.actor) for s in read(text).sentences for m in s.mentions if not m.adjective]


def named(text):
    return {actor for _, actor in parties(text)}


@settings(deadline=None, max_examples=60)  # the first example reads the lexicon
@given(WORDS)
def test_offsets_are_exact_and_sorted_and_every_actor_is_mentioned(words):
    text = " ".join(words)
    analysis = read(text)
    mentioned = set()
    for sentence in analysis.sentences:
        assert sentence.text == text[sentence.start : sentence.end]
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        starts = [(m.start, m.end) for m in sentence.mentions]
        assert starts == sorted(starts)
        for mention in sentence.mentions:
            assert sentence.start <= mention.start < mention.end <= sentence.end
            mentioned.add(mention.actor)
        for group in sentence.groups:
            assert len(group) > 1
            assert all(0 <= i < len(sentence.mentions) for i in group)
    assert mentioned == set(analysis.actors)


def test_an_acronym_is_learnt_and_not_mentioned_twice():
    text = "National Zeta University (NZU) opened. NZU works with Korea."
    assert parties(text) == [
        ("National Zeta University", "national-zeta-university"),
        ("NZU", "national-zeta-university"),
        ("Korea", "KR"),
    ]
    assert "NZU" in read(text).actors["national-zeta-university"].surfaces


def test_a_short_form_joins_its_long_name():
    assert named("Zetalon Rare Earths Ltd of Australia dug. Zetalon sold it.") == {"AU", "zetalon-rare-earths"}


def test_a_legal_form_is_no_part_of_the_id():
    assert named("It was sold by IBM Corp. to Zetalon GmbH.") == {"ibm", "zetalon"}
    assert read("It was sold to Zetalon GmbH.").actors["zetalon"].country == "DE"


def test_a_nationality_that_describes_is_an_adjective_and_a_home():
    analysis = read("A computer of Finnish company Zetalon and US-based Qubyte arrived.")
    assert [m.actor for s in analysis.sentences for m in s.mentions if m.adjective] == ["FI", "US"]
    assert {a: analysis.actors[a].country for a in ("zetalon", "qubyte")} == {"zetalon": "FI", "qubyte": "US"}


def test_a_nationality_that_acts_is_a_party():
    assert named("The Indian government met Chinese officials.") == {"IN", "CN"}
    assert parties("The Canadian Government paid.")[0] == ("Canadian Government", "CA")


def test_a_hyphen_holds_two_parties_and_joins_them():
    analysis = read("The U.S.-India iCET and the Sino-Russian pact and Franco-German plans.")
    sentence = analysis.sentences[0]
    assert [m.actor for m in sentence.mentions] == ["US", "IN", "CN", "RU", "FR", "DE"]
    assert (0, 1) in sentence.groups


def test_a_council_of_two_countries_is_how_they_meet_and_no_actor():
    assert named("The U.S.-EU Trade and Technology Council met.") == {"US", "EU"}


def test_capitals_are_governments_only_where_they_act():
    assert named("A deal between Washington, Tokyo and The Hague was signed in Brussels.") == {"US", "JP", "NL"}
    assert named("TOKYO – The firm Zetalon met in Tokyo at the University of Tokyo.") == {
        "zetalon",
        "university-of-tokyo",
    }


def test_people_products_and_technologies_are_no_actors():
    text = "Professor Ana Silva of Japan and Kim Jong-ho said AI and 5G on Nvidia's H100 chips matter. Silva left."
    assert named(text) == {"JP", "nvidia"}


def test_a_leader_acts_for_the_country():
    assert named("The Trump administration and Xi Jinping agreed.") == {"US", "CN"}


def test_text_without_capitals_is_read_without_them():
    assert named("japan and the eu sign. asml and the us may follow us.") == {"JP", "EU", "asml"}


def test_words_that_only_open_a_sentence_are_no_names():
    assert named("Recognizing this, Japan acted. Zetalon said so. Critically, Korea did not.") == {
        "JP",
        "KR",
        "zetalon",
    }


def test_headings_and_labels_give_the_scope():
    text = (
        "A long title of the text\n\n1. Asia\na. Japan\nSupports partnerships with Korea.\n- India: Works with the EU."
    )
    scopes = {s.text: s.scope for s in read(text).sentences}
    assert scopes["Supports partnerships with Korea."] == ("JP",)
    assert scopes["India: Works with the EU."] == ("IN",)


def test_a_ministry_of_a_common_name_is_of_the_country_that_is_meant():
    german = read("The German Ministry of Economic Affairs works with Taiwan.")
    assert german.actors["ministry-of-economic-affairs-de"].country == "DE"
    assert "ministry-of-economic-affairs-tw" in read("In Taiwan, the Ministry of Economic Affairs pays.").actors


def test_a_list_of_ten_thousand_names_takes_linear_time():
    def seconds(count):
        text = "Japan works with " + ", ".join(["Korea", "India", "Acme Corp"] * count) + " and Chile."
        began = time.process_time()
        lists = [sentence.groups[-1] for sentence in read(text).sentences]
        assert sum(map(len, lists)) >= 3 * count
        return time.process_time() - began

    seconds(10)
    assert min(seconds(1600), seconds(1600)) < 16 * max(
        seconds(200), 0.02
    )  # eight times as long; quadratic would be 64


@pytest.mark.parametrize("part", ["seeds"])
def test_nearly_all_actors_of_the_gold_are_found(shared, part):
    with (shared / "gold" / "actors.csv").open(newline="", encoding="utf-8") as file:
        gold = list(csv.DictReader(file))
    found = {d.doc: analyse(d).actors for d in read_corpus(shared / part).documents}
    hits = [
        row["actor"] in found[row["doc"]]
        or any(set(row["surface"].split("|")) & set(a.surfaces) for a in found[row["doc"]].values())
        for row in gold
    ]
    assert sum(hits) / len(hits) >= 0.95
