"""People are no actors; places are actors where they act."""

import pytest

from qtnet.extract.names.persons import person_in
from qtnet.extract.names.places import acts


@pytest.mark.parametrize(
    ("text", "span", "person"),
    [
        ("met President Ana Diaz there", (1, 4), (2, 4)),
        ("met David Awschalom there", (1, 3), (1, 3)),
        ("met Fábio Borges there", (1, 3), (1, 3)),
        ("met Ho - Jun Yoo there", (1, 5), (1, 5)),
        ("met Zeblon Vilakazi , director of a lab", (1, 3), (1, 3)),
        ("Zeblon Vilakazi said so", (0, 2), (0, 2)),
        ("bought Oxford Ionics , a firm", (1, 3), None),
        ("bought Moore Threads there", (1, 3), None),
    ],
)
def test_a_person_is_told_from_a_firm(text, span, person):
    assert person_in(text.split(), *span) == person


@pytest.mark.parametrize(
    ("text", "at", "acting"),
    [
        ("Beijing deplored it", 0, True),
        ("officials from Washington agreed", 2, True),
        ("chips from Washington sell", 2, False),
        ("the Kremlin agreed", 1, True),
        ("talks between the Kremlin and Japan", 3, True),
        ("they met in the Kremlin on Monday", 4, False),
        ("the Washington talks failed", 1, False),
        ("pressure by Washington grew", 2, True),
        ("a deal with Seoul .", 3, True),
        ("they tell Brussels .", 2, True),
        ("exports to Beijing fell", 2, True),
        ("in Beijing it rains", 1, False),
        ("a trip to Tokyo was made", 3, False),
        ("Tokyo , Tuesday", 0, False),
        ("TAIPEI – Firms", 0, False),
        ("the government in Rome paid", 3, True),
        ("made in Texas .", 2, False),
    ],
)
def test_a_place_acts_or_lies(text, at, acting):
    assert acts(text.split(), at, at + 1) is acting
