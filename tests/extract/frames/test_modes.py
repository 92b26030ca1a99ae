import pytest

from qtnet.extract.frames.modes import mode_of
from qtnet.extract.vocabulary import KINDS


@pytest.mark.parametrize("other", KINDS)
def test_a_company_makes_any_cooperation_industry(other):
    assert mode_of("cooperation", "company", other) == "industry"
    assert mode_of("research", other, "company") == "industry"


def test_states_agree_unless_the_words_speak_of_research():
    assert mode_of("cooperation", "country", "bloc") == "agreement"
    assert mode_of("cooperation", "country", "country", speaks_of_research=True) == "research"
    assert mode_of("research", "country", "country") == "research"


def test_a_research_body_makes_cooperation_research():
    assert mode_of("cooperation", "research", "country") == "research"


@pytest.mark.parametrize("family", ["supply", "funding", "restriction", "rivalry", "alignment"])
def test_other_families_are_modes_whoever_the_parties_are(family):
    assert {mode_of(family, first, second) for first in KINDS for second in KINDS} == {family}
