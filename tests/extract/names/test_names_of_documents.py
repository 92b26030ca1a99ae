"""Names that a whole document decides about: places, learnt acronyms, sentence openers, parts of universities."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse


def actors(text):
    return {actor: (found.kind, found.country) for actor, found in analyse(Document(doc="d", text=text)).actors.items()}


def test_an_unknown_name_that_is_only_a_place_is_no_actor():
    assert "elmsville" not in actors("Japan and Kenya met in Elmsville. They signed a pact near Elmsville.")
    assert "elmsville" in actors("Japan invested in Elmsville. Kenya bought a stake in Elmsville.")
    assert "elmsville" in actors("Kenya met in Elmsville. A contract with Elmsville was signed by Japan.")


def test_an_acronym_is_what_the_document_has_learnt_it_for():
    text = "South Africa's National Rocks Foundation (NRF) paid. The NRF will pay Acme University of Kenya again."
    assert "national-research-foundation-of-korea" not in actors(text)


def test_a_long_form_joins_the_known_acronym_of_its_country():
    assert actors("The Agency for Japanese Science Things (JST) of Japan paid.").keys() == {
        "JP",
        "japan-science-and-technology-agency",
    }


@pytest.mark.parametrize("text", ["Patience, however, is thin.", "Antennas have grown.", "Sellers (of chips) left."])
def test_words_that_open_sentences_are_no_names(text):
    assert actors(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "It costs R54 million, said the Tokyo Stock Exchange.",
        "The Vinton School of Molecular Engineering opened.",
        "The Department of Physics moved to the Zijingang Campus.",
        "The board told Semafor so at COP27 and showed the Y168 model.",
        "Chief scientist Darryll J. Pines spoke with Lijie Chen.",
    ],
)
def test_parts_people_and_things_are_no_actors(text):
    assert actors(text) == {}


def test_a_ministry_ends_before_its_country():
    found = actors("The Ministry of Deep Science of the Republic of Kenya paid Zetalon AI.")
    assert found["ministry-of-deep-science-ke"] == ("agency", "KE")


def test_a_plus_between_spaces_parts_names():
    assert {"zetalon", "university-of-tokyo"} <= actors("A deal of Zetalon + University of Tokyo was signed.").keys()


def test_a_plural_head_names_several_universities():
    found = actors("Kenya paid the Universities of Oxford and Bristol. Technical Universities of Aachen and Ulm won.")
    assert {"university-of-oxford", "university-of-bristol", "technical-university-of-ulm"} <= found.keys()


@pytest.mark.parametrize("text", ["The Joint International Laboratory opened.", "A Technology Innovation Hub grew."])
def test_general_words_alone_name_no_body(text):
    assert actors(text) == {}


def test_a_cut_korean_name_is_a_person_and_a_number_belongs_to_its_name():
    assert actors("The vice minister, Bang Moon-kyu, left.") == {}
    assert actors("It joined HANTRA-1 and the F-35.").keys() == {"hantra-1"}


def test_a_noun_that_opens_a_sentence_is_no_firm():
    assert actors("Vibrox pays. Video calls would stay clear. Lorry drivers went home.").keys() == {"vibrox"}
    assert actors("Vibrox offers chips.").keys() == {"vibrox"}
    assert actors("Harvest ended early. Kenya pays for the harvest.").keys() == {"KE"}
    assert "harvest" in actors("Harvest signed with Kenya. Ghana, too, has signed with Harvest.")


def test_an_acronym_joins_the_one_name_whose_initials_it_is():
    text = "Ghana's Council for Rocks and Optics pays. Applicants write to the CRO. {}"
    assert "cro" not in actors(text.format(""))
    assert "cro" in actors(text.format("Kenya's Centre of Radio Optics (CERO) asks the Carbon Rail Office."))


def test_a_country_belongs_to_initials_behind_it():
    found = actors("Peru signed with Hong Kong CQX of China. CQX will dig.")
    assert found.keys() == {"PE", "CN", "hong-kong-cqx"}
    assert "vxq" in actors("Peru signed with Chile's VXQ and with a US VXQ plant.")


def test_a_firm_of_general_words_is_known_by_its_apposition():
    assert "battery-technologies" in actors("Ghana paid Battery Technologies, a start-up in Accra.")
    assert "battery-technologies" not in actors("Ghana paid for Battery Technologies, a theme of the year.")


@pytest.mark.parametrize("text", ["Vibrox and {} are partners.", "Chips come from {}.", "Ghana's {} has signed."])
@pytest.mark.parametrize("word", ["Prompt", "Swift"])
def test_a_common_word_with_a_capital_is_a_party_inside_a_sentence(text, word):
    assert word.lower() in actors(text.format(word))


@pytest.mark.parametrize(
    "text", ["Vibrox and Swift trains are fast.", "The report is called Growth and Trust.", "In May it left."]
)
def test_a_common_word_is_no_party_elsewhere(text):
    assert actors(text).keys() <= {"vibrox"}


@pytest.mark.parametrize("text", ["Nvidia (TYO: 9984) grew.", "Nvidia (NYSE: NVD) grew."])
def test_an_exchange_in_brackets_is_no_firm(text):
    assert actors(text).keys() == {"nvidia"}


def test_a_capital_city_acts_in_a_headline_of_capitals():
    text = "Dushanbe and Beijing Set Up Working Group on Artificial Intelligence\n\nThe two agreed in May."
    assert {"TJ", "CN"} <= actors(text).keys()


def test_a_plus_behind_an_acronym_is_left_out():
    assert actors("Ghana builds the Vibrox Safe Network (VSN+). VSN+ is safe.").keys() == {"GH", "vibrox-safe-network"}


@pytest.mark.parametrize(
    "text", ["BRUSSELS, June 27, 2012 - Talks began.", "Talks at OPTICON-2022 went on.", "It cost AU$200m."]
)
def test_datelines_meetings_and_currencies_are_no_actors(text):
    assert actors(text) == {}


def test_a_known_name_may_end_in_the_short_form_of_its_last_word():
    assert actors("Kenya paid HMN Technologies. HMN Tech is glad.").keys() == {"KE", "hmn-tech"}
    assert actors("Velmar Tech paid Velmar Technologies.").keys() == {"velmar-tech", "velmar-technologies"}


def test_an_undersea_cable_is_a_programme():
    found = actors(
        "The Red Reef Cable System is ready. Vibrox-6, a cable of 900 miles, was built by Acme Cable Company."
    )
    assert {name: kind for name, (kind, _) in found.items()} == {
        "red-reef-cable-system": "programme",
        "vibrox-6": "programme",
        "acme-cable": "company",
    }
