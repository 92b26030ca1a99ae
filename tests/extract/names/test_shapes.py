"""Names by shape: where they begin and end."""

import pytest

from qtnet.extract.names.shapes import capital_runs, find_shapes
from qtnet.extract.tokens import tokenise


def shapes(text):
    tokens = tokenise(text, 0, len(text))
    words = [t.text for t in tokens]
    runs = capital_runs(words, [t.start for t in tokens], [t.end for t in tokens])
    return {text[tokens[n.first].start : tokens[n.last - 1].end]: n.kind for n in find_shapes(words, runs)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The University of the Witwatersrand agreed.", "University of the Witwatersrand", "research"),
        (
            "He joined the Ministry of Economy, Trade and Industry and Acme.",
            "Ministry of Economy, Trade and Industry",
            "agency",
        ),
        ("the Department of Science and Technology said", "Department of Science and Technology", "agency"),
        (
            "India's Engineering and Physical Sciences Research Council",
            "Engineering and Physical Sciences Research Council",
            "agency",
        ),
        ("a US Bureau of Industry and Security rule", "Bureau of Industry and Security", "agency"),
        ("French Ministry of Foreign Affairs", "Ministry of Foreign Affairs", "agency"),
        ("the Public Investment Corporation paid", "Public Investment Corporation", "company"),
        ("Israel's Defense Ministry paid", "Defense Ministry", "agency"),
        ("and Chelpis Quantum Corp, which", "Chelpis Quantum Corp", "company"),
        ("Taiwan Semiconductor Research Institute bought it", "Taiwan Semiconductor Research Institute", "research"),
        (
            "the Institute of Information and Communications Technology",
            "Institute of Information and Communications Technology",
            "research",
        ),
        ("The Acme Growth Fund paid", "Acme Growth Fund", "programme"),
        ("Deutsche Gesellschaft für Netze Institut", "Deutsche Gesellschaft für Netze Institut", "research"),
        ("the Security and Innovation (SI) Fund", "Security and Innovation (SI) Fund", "programme"),
        ("the EU–Acme Trade Summit", "Acme Trade Summit", None),
        ("the Fund for Export Growth in Africa paid", "Fund for Export Growth in Africa", "programme"),
        ("the Fund for Export Growth in May", "Fund for Export Growth", "programme"),
        ("by Carrier Corporation of the US", "Carrier Corporation", "company"),
        ("the Broadcasting Corporation of China", "Broadcasting Corporation of China", "company"),
        ("with the Vibrox Research Institute of Bengaluru", "Vibrox Research Institute", "research"),
        ("the Geological Institute of Peru", "Geological Institute of Peru", "research"),
    ],
)
def test_a_name_has_the_right_bounds_and_kind(text, name, kind):
    assert shapes(text).get(name, "not found") == kind


@pytest.mark.parametrize(
    "text",
    [
        "The University closed.",
        "Science and Technology matter.",
        "Quantum Computing and Quantum Technologies grow.",
        "Research Centers are rare.",
        "the lab worked with a university",
    ],
)
def test_general_words_make_no_name(text):
    assert shapes(text) == {}


def test_a_name_stops_at_a_possessive_and_at_the_next_name():
    assert set(shapes("Australia's Lynas Mining Ltd and Oulu University signed")) == {
        "Lynas Mining Ltd",
        "Oulu University",
    }


def test_an_event_behind_on_is_no_part_of_a_name():
    assert set(shapes("the University of Chicago on Nov. 5")) == {"University of Chicago"}


def test_a_home_country_behind_a_university_is_no_part_of_its_name():
    assert set(shapes("with Chiba University of Japan")) == {"Chiba University"}
    assert set(shapes("with the University of Cyprus")) == {"University of Cyprus"}
