"""Matches of frames that tell of one party alone, or of goods that may not be sold."""

from __future__ import annotations

import pytest

from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.frames.proposing import propose


def _ties(sentence: str) -> set[tuple[str, str, str]]:
    return {(tie.source, tie.target, tie.mode) for tie in propose(analysis_of(sentence))}


def test_parties_that_limit_their_own_exports_restrict_nobody() -> None:
    modes = {mode for _, _, mode in _ties("{Norway} and {Chile} agreed to limit their exports.")}
    assert "restriction" not in modes


def test_a_party_that_limits_its_own_exports_to_another_restricts_that_one() -> None:
    assert _ties("{Norway} has limited its export of sensors to {Chile}.") == {("Norway", "Chile", "restriction")}


@pytest.mark.parametrize(
    "sentence",
    [
        "[Acme] was barred from exporting lasers to {Chile}.",
        "[Acme] will no longer be allowed to sell lasers to {Chile}.",
    ],
)
def test_goods_that_may_not_be_sold_supply_nobody(sentence: str) -> None:
    assert all(mode != "supply" for _, _, mode in _ties(sentence))


def test_goods_that_may_be_sold_supply_their_buyer() -> None:
    assert ("Acme", "Chile", "supply") in _ties("[Acme] sells lasers to {Chile}.")


@pytest.mark.parametrize(
    "sentence",
    [
        "{Norway} ordered [Acme] to sell [Bolt] to a trust.",
        "[Acme] had to sell [Bolt] last year.",
        "[Acme] was forced to sell lasers to [Bolt].",
    ],
)
def test_what_a_party_is_made_to_sell_is_no_supply(sentence: str) -> None:
    assert all(mode != "supply" for _, _, mode in _ties(sentence))


@pytest.mark.parametrize("order", ["to close its offices", "to stop deliveries", "to divest its stake"])
def test_who_orders_another_to_stop_restricts_it(order: str) -> None:
    assert ("Norway", "Acme", "restriction") in _ties(f"{{Norway}} ordered [Acme] {order}.")


@pytest.mark.parametrize("offer", ["offer", "bid", "$800 million", "request for a licence"])
@pytest.mark.parametrize("verb", ["refused", "rejected"])
def test_who_turns_down_an_offer_restricts_nobody(verb: str, offer: str) -> None:
    assert all(mode != "restriction" for _, _, mode in _ties(f"[Acme] {verb} [Bolt]'s {offer}."))


def test_who_stops_doing_something_with_goods_restricts_nobody() -> None:
    assert all(mode != "restriction" for _, _, mode in _ties("[Acme] has stopped testing [Bolt]'s chips."))


def test_chips_that_are_bought_by_their_makers_name_are_supplied_and_no_takeover() -> None:
    found = _ties("[Acme] bought 18,000 [Bolt] chips.")
    assert all(mode != "industry" for _, _, mode in found)


def test_a_firm_that_is_bought_is_taken_over() -> None:
    assert ("Acme", "Bolt", "industry") in _ties("[Acme] has bought [Bolt].")


@pytest.mark.parametrize(
    "sentence",
    [
        "{Norway} is providing $5 million to [Acme].",
        "[Bolt] has sold its laser business to [Acme].",
        "[Bolt] sold a stake to [Acme].",
    ],
)
def test_money_and_businesses_are_no_goods(sentence: str) -> None:
    assert all(mode != "supply" for _, _, mode in _ties(sentence))


def test_who_sanctions_a_sum_restricts_nobody() -> None:
    assert all(mode != "restriction" for _, _, mode in _ties("{Norway} sanctioned $5 million for [Acme]."))


def test_who_sanctions_a_firm_restricts_it() -> None:
    assert ("Norway", "Acme", "restriction") in _ties("{Norway} has sanctioned [Acme].")


@pytest.mark.parametrize("others", ["allies", "partners abroad", "foreign universities"])
def test_who_acts_with_others_does_so_alone(others: str) -> None:
    assert _ties(f"{{Norway}} and {{Peru}} are forming alliances with {others}.") == set()
    assert _ties(f"{{Norway}} and {{Peru}} are planning projects with {others}.") == set()


def test_with_other_things_a_joint_subject_stays_joint() -> None:
    assert ("Norway", "Peru", "agreement") in _ties("{Norway} and {Peru} signed a pact with great ceremony.")


def test_what_may_not_be_bought_is_not_supplied() -> None:
    assert all(mode != "supply" for _, _, mode in _ties("{Norway} forbade its firms to buy from [Acme]."))


def test_a_firm_that_stops_delivering_was_a_supplier_and_a_state_that_stops_exports_restricts() -> None:
    assert _ties("[Acme] stopped deliveries to [Bolt].") == {("Acme", "Bolt", "supply")}
    assert _ties("{Norway} stopped exports to [Bolt].") == {("Norway", "Bolt", "restriction")}


def test_those_chosen_to_do_a_thing_are_no_joint_subject() -> None:
    found = _ties("{Norway} chose [Acme] and [Bolt] to build a laboratory.")
    assert ("Acme", "Bolt", "industry") not in found
