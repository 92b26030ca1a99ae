"""Hedges and repeated prepositions do not hide a tie."""

from __future__ import annotations

import pytest

from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose


def _ties(sentence: str) -> set[tuple[str, str, str]]:
    return {(tie.source, tie.target, tie.mode) for tie in propose(analysis_of(sentence))}


@pytest.mark.parametrize("hedge", ["more than ", "as much as ", "no less than ", ""])
def test_a_hedge_before_a_sum_opens_no_clause(hedge: str) -> None:
    assert ("Norfund", "Acme", "funding") in _ties(f"[Norfund] has put {hedge}$40 million into [Acme].")


def test_none_other_than_opens_no_clause() -> None:
    assert ("Acme", "Telkom", "supply") in _ties("A major customer of [Acme] is none other than [Telkom].")


@pytest.mark.parametrize(
    "buyers", ["to [Telkom] and to [Orange]", "to [Telkom], and to [Orange]", "to [Telkom] and also to [Orange]"]
)
def test_a_preposition_said_twice_makes_one_list(buyers: str) -> None:
    assert {("Acme", "Telkom", "supply"), ("Acme", "Orange", "supply")} <= _ties(f"[Acme] sells routers {buyers}.")


def test_a_preposition_said_three_times_makes_one_list() -> None:
    found = _ties("[Acme] buys its lasers from [Toptica], from [Coherent] and from [Trumpf].")
    assert {source for source, target, mode in found if (target, mode) == ("Acme", "supply")} == {
        "Toptica",
        "Coherent",
        "Trumpf",
    }


@pytest.mark.parametrize(
    "goods",
    [
        "lasers, lenses and mirrors",
        "lasers, lenses, fine mirrors, and prisms",
        "rare earths, lenses or mirrors",
        "lasers",
    ],
)
@pytest.mark.parametrize("ban", ["halted exports of", "restricted the export of"])
def test_a_list_of_goods_does_not_hide_who_is_kept_from_them(goods: str, ban: str) -> None:
    assert ("Japan", "India", "restriction") in _ties(f"{{Japan}} {ban} {goods} to {{India}}.")


def test_a_comma_that_begins_another_clause_stays() -> None:
    assert _ties("{Japan} restricted exports, and lasers went to {India}.") == set()
    assert _ties("{Japan} restricted exports of lasers, and lenses were sent to {India}.") == set()


def test_two_different_prepositions_make_no_list() -> None:
    found = _ties("[Acme] sells routers to [Telkom] and from [Orange] it buys fibre.")
    assert ("Acme", "Orange", "supply") not in found


def test_a_sentence_of_nothing_but_fillers_is_read() -> None:
    assert _ties("More than, ...") == set()
