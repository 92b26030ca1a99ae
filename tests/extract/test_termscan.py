"""The scan for terms finds what the slow way of trying every alternative at every character finds."""

from __future__ import annotations

import re

import pytest

from qtnet.extract.beginnings import LETTERS, beginnings, folded
from qtnet.extract.termlists import read_termlist
from qtnet.extract.termscan import TermList, TermScan

TEXT = (
    "Japan's METI will not sign; it wouldn't. In May 2024 the EU's 5 nm chips, 3-qubit QPUs and quantum-safe networks "
    "were said to be under way (AI chips), though no-one denied that IQM's A.I. plans to fund EUR5m have been shelved."
)


def lists() -> list[list[str]]:
    mood, domains = read_termlist("mood"), read_termlist("domains")
    return [
        mood["any"]["active"],
        mood["any"]["proposed"],
        mood["any"]["affirmed"],
        mood["friendly"]["past"],
        mood["hostile"]["negated"],
        *(table[key] for table in domains.values() for key in ("strong", "weak", "cased") if table.get(key)),
        read_termlist("money")["funding"]["cues"],
    ]


@pytest.mark.parametrize("terms", lists())
def test_one_list_is_found_as_by_one_pattern(terms: list[str]) -> None:
    ordered = "|".join(sorted(terms, key=lambda t: (-len(t), t)))
    slow = re.compile(rf"(?<![\w-])(?:{ordered})(?!\w)", re.IGNORECASE)
    scan = TermScan([TermList(terms)])
    assert [m.span() for _, m in scan.finditer(TEXT)] == [m.span() for m in slow.finditer(TEXT)]
    assert [m.span() for _, m in scan.finditer(TEXT, 20, 150)] == [m.span() for m in slow.finditer(TEXT, 20, 150)]


def test_a_term_behind_a_hyphen_is_found_where_that_is_asked() -> None:
    assert TermScan([TermList(["safe"])]).search("quantum-safe") is None
    assert TermScan([TermList(["safe"], after_hyphen=True)]).search("quantum-safe") is not None


def test_matches_of_one_list_do_not_overlap_but_those_of_two_may() -> None:
    scan = TermScan([TermList(["quantum chips", "chips"]), TermList(["chips"])])
    assert [(n, m.group()) for n, m in scan.finditer("quantum chips")] == [(0, "quantum chips"), (1, "chips")]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (r"\d{1,2}(?:st|nd) May", {"0"}),
        (
            r"(?:a|an|the)? ?plans?",
            {
                "a p",
                "apl",
                "an ",
                "anp",
                "the",
                " pl",
                "pla",
            },
        ),
        (r"\w+ly", {""}),
        (r"(?!no)plan", {""}),
        (r"x*y", {""}),
        (r"R\+D", {"r+d"}),
    ],
)
def test_beginnings_of_expressions(term: str, expected: set[str]) -> None:
    assert beginnings(term) == expected


@pytest.mark.parametrize("terms", lists())
def test_no_match_begins_otherwise_than_its_terms(terms: list[str]) -> None:
    for term in terms:
        starts = beginnings(term)
        for match in re.finditer(rf"(?<!\w)(?:{term})(?!\w)", TEXT, re.IGNORECASE):
            assert folded(TEXT[match.start() : match.start() + LETTERS]).startswith(tuple(starts))
