"""People named behind the field of their office."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse
from qtnet.extract.frames.proposing import propose


@pytest.mark.parametrize("office", ["Minister of Industry", "Minister of Economy, Trade, and Industry"])
def test_ministers_named_behind_their_field_act_for_their_countries(office: str) -> None:
    text = f"Chile’s {office} Berta Quiroz and Norway’s Minister for Research Odd Nordby signed a memorandum on lasers."
    analysis = analyse(Document(doc="d", text=text))
    assert set(analysis.actors) == {"CL", "NO"}
    assert {(tie.source, tie.target) for tie in propose(analysis)} == {("CL", "NO")}


def test_an_organisation_behind_its_field_is_no_person() -> None:
    analysis = analyse(Document(doc="d", text="The Ministry of Trade and Industry Research Council signed a contract."))
    assert all("council" in actor or "ministry" in actor for actor in analysis.actors)
    assert analysis.actors
