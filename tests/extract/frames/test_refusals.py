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
