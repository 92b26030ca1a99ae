"""Who gives and who gets, where several actors and sums stand in one sentence."""

from __future__ import annotations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.money.funding import funding_claims


def _money(marked: str) -> list[tuple[float, str, str]]:
    analysis = analysis_of(f"News of the day\n\n{marked}")
    return [(c.amount, c.funder, c.recipient) for c in funding_claims(analysis)]


@pytest.mark.parametrize(
    ("marked", "funder", "recipient"),
    [
        ("[Acme], backed by $9 million from <agency:Innovate Peru>, will build it.", "Innovate Peru", "Acme"),
        ("The lab was funded by <agency:Norfund> with $9 million.", "Norfund", ""),
        ("[Acme] has an offer from the <agency:Norfund> for a loan of $9 million.", "Norfund", "Acme"),
        ("An investment by the <agency:Norfund> of $9 million in [Acme] is planned.", "Norfund", "Acme"),
        ("The <agency:Norfund> of {Norway} lent [Acme] $9 million.", "Norfund", "Acme"),
        ("<agency:Norfund> adds $9 million out of the <programme:Lagoon Fund>.", "Norfund", ""),
        ("<agency:Norfund> grants [Acme] $9 million under the <programme:Lagoon Fund>.", "Norfund", "Acme"),
        ("[Acme], together with universities and [Bolt], put $9 million into [Cobalt].", "Acme", "Cobalt"),
        ("[Acme] invests $9 million, and sells its output to [Bolt].", "Acme", ""),
        ("{Norway} supports a project with $9 million.", "Norway", ""),
    ],
)
def test_giver_and_receiver_of_a_sum(marked: str, funder: str, recipient: str) -> None:
    [(_, gave, got)] = _money(marked)
    assert (gave, got) == (funder, recipient)


def test_a_clause_behind_a_semicolon_has_a_giver_of_its_own() -> None:
    found = _money("{Norway} invests $5 million in [Acme]; [Bolt] is to spend $7 million.")
    assert [(amount, funder) for amount, funder, _ in found] == [(5e6, "Norway"), (7e6, "Bolt")]


def test_a_public_body_behind_a_semicolon_gives_nothing_here() -> None:
    [(_, funder, _)] = _money("{Norway} looked on; $7 million was raised by [Acme].")
    assert funder == ""


def test_a_gapped_verb_of_getting_names_who_gets() -> None:
    found = _money("<MIT> gets $9 million, and <ETH> $4 million.")
    assert [(amount, recipient) for amount, _, recipient in found] == [(9e6, "MIT"), (4e6, "ETH")]


def test_a_gapped_verb_of_giving_names_who_gives() -> None:
    found = _money("<agency:Norfund> contributes $9 million, <agency:Swefund> $4 million.")
    assert [(amount, funder) for amount, funder, _ in found] == [(9e6, "Norfund"), (4e6, "Swefund")]


@pytest.mark.parametrize(
    "marked",
    [
        "<agency:Norfund> and <agency:Swefund> will each contribute $3 million.",
        "<agency:Norfund> and <agency:Swefund> contribute $3 million each.",
        "<agency:Norfund> and <agency:Swefund> have opened a call, to which each contributes $3 million.",
    ],
)
def test_each_of_two_givers_is_a_row(marked: str) -> None:
    assert sorted(funder for _, funder, _ in _money(marked)) == ["Norfund", "Swefund"]


def test_each_of_two_receivers_is_a_row() -> None:
    found = _money("<MIT> and <ETH> received $3 million each.")
    assert sorted(recipient for _, _, recipient in found) == ["ETH", "MIT"]


def _told(*sentences: str) -> list[tuple[str, str]]:
    text = "\n\n".join(["News of the day", *sentences])
    return [(c.funder, c.recipient) for c in funding_claims(analyse(Document(doc="d", text=text)))]


def test_who_gave_before_gives_what_is_only_said_to_be_received() -> None:
    found = _told("Norway grants Nokia 9 million euros.", "Ericsson gets 4 million euros.")
    assert found == [("NO", "nokia"), ("NO", "ericsson")]


def test_what_is_raised_is_not_of_who_gave_before() -> None:
    found = _told("Norway grants Nokia 9 million euros.", "IQM raised 4 million euros.")
    assert found == [("NO", "nokia"), ("", "iqm")]
