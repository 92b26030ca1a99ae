"""Ties that roles state, in either direction, and what is not one."""

from __future__ import annotations

import pytest

from qtnet.extract.roles.reading import read_roles
from qtnet.extract.roles.ties import stated_ties


def stated(text: str) -> set[str]:
    words = text.replace(",", " ,").replace(".", " .").split()
    roles = read_roles(words, [word in ("Ara", "Bel", "Cal") for word in words])
    return {tie.family + tie.direction for tie in stated_ties(roles, words.index("Ara"), words.index("Bel"))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ara will supply lasers to Bel.", "supply>"),
        ("Lasers from Ara will be supplied to Bel by Cal.", ""),
        ("The lasers that Ara buys from Bel are small.", "supply<"),
        ("Ara invested $5m in Bel.", "funding>"),
        ("Ara received $5m from Bel.", "funding<"),
        ("Ara received lasers from Bel.", "supply<"),
        ("Ara has barred Bel from its networks.", "restriction>"),
        ("Ara was barred by Bel.", "restriction<"),
        ("A pact between Ara and Bel was signed.", "cooperation="),
        ("Ara competes with Bel.", "rivalry="),
        ("Among the shareholders of Ara is Bel.", "funding<"),
    ],
)
def test_roles_state_the_tie(text: str, expected: str) -> None:
    found = stated(text)
    assert (expected in found) if expected else not found


def test_two_partners_of_a_third_are_not_tied_to_each_other() -> None:
    assert not stated("Ara and Bel are partners of Cal.")
    assert not stated("Cal works with Ara and Bel.")
