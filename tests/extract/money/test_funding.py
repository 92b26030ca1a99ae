import pytest

from qtnet.corpus.document import Document
from qtnet.extract.analyse import analyse
from qtnet.extract.frames.marked import analysis_of
from qtnet.extract.money.funding import funding_claims
from qtnet.extract.money.roles import UNTOLD
from qtnet.extract.money.ties import funding_ties


def money(marked):
    return [(c.amount, c.currency, c.funder, c.recipient) for c in funding_claims(analysis_of(marked))]


@pytest.mark.parametrize(
    ("marked", "funder", "recipient"),
    [
        ("{Israel} is giving [Intel] a grant of $3.2 billion.", "Israel", "Intel"),
        ("[Samsung] is investing $779 million in [ASML].", "Samsung", "ASML"),
        ("[Mesa] has won a $2 million grant from the <agency:Space Force>.", "Space Force", "Mesa"),
        (
            "Loans of $200 million from the <agency:CHIPS Program Office> went to [Amkor].",
            "CHIPS Program Office",
            "Amkor",
        ),
        ("Up to $400 million has been proposed for [Amkor] by the <agency:Commerce>.", "Commerce", "Amkor"),
        ("The {EU}'s €1 billion <programme:Quantum Flagship> goes on.", "EU", "Quantum Flagship"),
        (
            "{India} has launched the <programme:Quantum Mission>, an ambitious $730 million initiative.",
            "India",
            "Quantum Mission",
        ),
        ("<agency:UKRI> contributes £2 million.", "UKRI", ""),
        ("[Siemens] of Germany and [Huawei] have put $100 million into [TD Tech].", "Siemens", "TD Tech"),
        ("[Q-CTRL] raised $113 million.", "", "Q-CTRL"),
        ("{Japan}'s <agency:METI> has provided 420 million yen.", "METI", ""),
    ],
)
def test_giver_and_receiver_are_found(marked, funder, recipient):
    [(_, _, gave, got)] = money(marked)
    assert (gave, got) == (funder, recipient)


def test_each_of_two_givers_has_its_own_amount():
    found = money("<agency:UKRI> contributes £2 million and <agency:NSERC> C$4.4 million.")
    assert [(f[0], f[2]) for f in found] == [(2e6, "UKRI"), (4.4e6, "NSERC")]


@pytest.mark.parametrize(
    "marked",
    [
        "[Nvidia] reported revenue of $30 billion.",
        "The market is valued at $55 billion.",
        "[Intel] bought [Tower] for $5.4 billion.",
        "[Wolfspeed] has debts of $6 billion.",
        "The price tag is put at 14 trillion won.",
    ],
)
def test_money_that_is_no_funding_is_refused(marked):
    assert money(marked) == []


def test_the_same_amount_told_twice_is_one_row_with_its_actors():
    analysis = analysis_of("A $40 million investment; {Canada} is putting $40 million into [Xanadu].")
    [claim] = funding_claims(analysis)
    assert (claim.funder, claim.recipient) == ("Canada", "Xanadu")


@pytest.mark.parametrize(
    ("marked", "basis", "years"),
    [
        ("{Japan} invests ¥4 billion over five years.", "total", 5),
        ("{Japan} funds it with ¥4 billion a year.", "per-year", None),
        ("{Japan} commits up to ¥250 million per project.", "per-project", None),
        ("Each gets a grant of 16.4 billion won between 2023 and 2028.", "total", 6),
    ],
)
def test_basis_and_years_are_read(marked, basis, years):
    [claim] = funding_claims(analysis_of(marked))
    assert (claim.basis, claim.years) == (basis, years)


def test_the_quotation_runs_from_the_first_to_the_last_of_its_parts():
    analysis = analysis_of("Last week {Canada} put $40 million into [Xanadu], it is said.")
    [claim] = funding_claims(analysis)
    assert analysis.document.text[claim.start : claim.end] == "Canada put $40 million into Xanadu"


def test_a_tie_needs_both_ends():
    both = analysis_of("{Canada} put $40 million into [Xanadu].")
    [tie] = funding_ties(both, funding_claims(both))
    assert (tie.source, tie.target, tie.mode) == ("Canada", "Xanadu", "funding")
    one = analysis_of("[Q-CTRL] raised $113 million.")
    assert funding_ties(one, funding_claims(one)) == ()


def test_a_giver_that_no_construction_tells_makes_no_tie():
    analysis = analysis_of("[Q-CTRL] raised $113 million while {Canada} looked on.")
    [claim] = funding_claims(analysis)
    assert (claim.funder, claim.rule) == ("Canada", UNTOLD)
    assert funding_ties(analysis, [claim]) == ()


def test_a_first_line_that_is_a_paragraph_names_no_receiver():
    opening = (
        "Quandela builds lasers in a town by the sea, " + "where many other makers of lasers work, " * 5 + "it says."
    )
    analysis = analyse(Document(doc="d", text=f"{opening}\n\nThe sum of $40 million will be invested."))
    [claim] = funding_claims(analysis)
    assert claim.recipient == ""


@pytest.mark.parametrize(("state", "funder"), [("The US", "US"), ("The US visit", "")])
def test_a_state_that_describes_a_visit_gives_nothing(state, funder):
    text = f"{state} also brought plans of investing $40 million in lasers."
    assert [claim.funder for claim in funding_claims(analyse(Document(doc="d", text=text)))] == [funder]
