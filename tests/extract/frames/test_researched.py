"""Research beside an agreement of the same states."""

from __future__ import annotations

import pytest

from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose
from qtnet.extract.frames.researched import RULE


def researched(text: str) -> set[tuple[str, str]]:
    return {(tie.source, tie.target) for tie in propose(analysis_of(text)) if tie.rule == RULE}


@pytest.mark.parametrize(
    "further",
    [
        "{Japan} and {Chile} will hold a forum; exchanges of students are to follow",
        "Joint research projects on glass are planned",
        "Academic exchanges will grow",
    ],
)
def test_joint_research_of_states_that_agree_is_a_second_tie(further: str):
    assert researched(f"{{Japan}} and {{Chile}} signed a pact. / {further}") == {("Chile", "Japan")}


@pytest.mark.parametrize(
    "other",
    [
        "Joint research projects on glass are planned by {Peru}",
        "Research is dear",
        "Ores matter. / Glass matters. / Prices rose. / Joint research on glass is planned",
    ],
)
def test_research_of_others_or_told_much_later_is_not_theirs(other: str):
    assert researched(f"{{Japan}} and {{Chile}} signed a pact. / {other}") == set()


def test_firms_that_agree_do_business():
    assert researched("[Nokia] and [Orange] signed a pact. / Joint research on glass is planned") == set()
