"""What must hold whatever the text: changes of wording that leave the facts, or change them in one known way."""

from __future__ import annotations

from itertools import permutations

import pytest

from qtnet.corpus.document import Document
from qtnet.extract import extract_document
from tests.extract import perturbing as change
from tests.extract.perturbing import STATES, facts, rule_ties
from tests.extract.voices import MODES, denials, voices

NEWS = """Tokyo signs pact with Kenya

Japan and Kenya have signed a memorandum of understanding on quantum computing in May 2024. "The centre is open \
to both countries' visitors," the minister said.

The Japanese government has banned Huawei from its 5G networks. Nokia Systems supplies Kenya with photonic chips, and \
Toshiba has been accused of spying by Nokia Systems.

The Kenyan government is funding Toshiba. It has invested $12 million in Nokia Systems to subsidise a laboratory.
"""
ALL_VOICES = list(voices())
SOME_VOICES = ALL_VOICES[::23]
ALL_DENIALS = list(denials())
SOME_DENIALS = ALL_DENIALS[::11]


def only_tie(sentence, mode):
    """Give the ends of the one tie of a sentence, which must be of the mode."""
    found = rule_ties(sentence)
    assert [tie[2] in MODES[mode] for tie in found] == [True], f"{sentence} {sorted(found)}"
    return next(iter(found))


def test_the_news_holds_facts_of_every_sign():
    assert rule_ties(NEWS) == {
        ("JP", "KE", "agreement"),
        ("JP", "huawei", "restriction"),
        ("nokia-systems", "KE", "supply"),
        ("nokia-systems", "toshiba", "rivalry"),
        ("KE", "toshiba", "funding"),
        ("KE", "nokia-systems", "funding"),
    }


@pytest.mark.parametrize("other", sorted(set(STATES) - {"Japan", "Kenya"}))
def test_another_country_takes_over_the_facts(other):
    code = {"France": "FR", "Poland": "PL", "Vietnam": "VN", "Brazil": "BR"}[other]
    assert rule_ties(change.swapped(NEWS, "Japan", other)) == ties_with({"JP": code}, rule_ties(NEWS))


def test_two_countries_that_change_places_swap_their_facts():
    assert rule_ties(change.swapped(NEWS, "Japan", "Kenya")) == ties_with({"JP": "KE", "KE": "JP"}, rule_ties(NEWS))


def ties_with(codes, found):
    """Give ties with other ends; undirected ones in code-point order."""
    ends = {(codes.get(a, a), codes.get(b, b), mode) for a, b, mode in found}
    directed = {"supply", "funding", "restriction"}
    return {(a, b, mode) if mode in directed else (*sorted((a, b)), mode) for a, b, mode in ends}


@pytest.mark.parametrize("told", SOME_VOICES, ids=lambda told: told.active[:40])
def test_active_and_passive_tell_the_same_tie(told):
    assert only_tie(told.active, told.mode) == only_tie(told.passive, told.mode)


@pytest.mark.parametrize(("plain", "negated", "denied"), SOME_DENIALS, ids=lambda text: text[:40])
def test_what_is_negated_or_denied_gives_no_tie(plain, negated, denied):
    assert rule_ties(plain)
    assert not rule_ties(negated)
    assert not rule_ties(denied)


def test_a_company_under_an_invented_name_keeps_its_ties():
    new = change.renamed(NEWS, {"Nokia Systems": "Zelvora Systems", "Toshiba": "Kantrix"})
    assert rule_ties(new) == ties_with({"nokia-systems": "zelvora-systems", "toshiba": "kantrix"}, rule_ties(NEWS))


@pytest.mark.parametrize(
    "way",
    [
        change.repeated,
        change.wrapped,
        change.curly,
        change.american,
        change.with_loud_headline,
        change.with_irrelevant_sentence,
    ],
    ids=lambda way: way.__name__,
)
def test_facts_do_not_depend_on_how_a_text_is_set(way):
    assert way(NEWS) != NEWS
    assert facts(way(NEWS)) == facts(NEWS)


@pytest.mark.parametrize(
    "way", [change.with_loud_headline, change.with_irrelevant_sentence], ids=lambda way: way.__name__
)
def test_ties_do_not_depend_on_what_stands_above(way):
    assert rule_ties(way(NEWS)) == rule_ties(NEWS)


def test_straight_quotes_say_the_same_as_curly_ones():
    assert facts(change.straight(change.curly(NEWS))) == facts(NEWS)


def test_the_order_of_paragraphs_without_references_does_not_matter():
    headline, *paragraphs = NEWS.strip().split("\n\n")
    for order in permutations(paragraphs):
        assert rule_ties("\n\n".join([headline, *order])) == rule_ties(NEWS)


def test_a_second_currency_changes_the_currency_only():
    in_euro = {(*fact[:3], "EUR", *fact[4:]) if fact[3] == "USD" else fact for fact in facts(NEWS)}
    assert facts(NEWS.replace("$12 million", "€12 million")) == in_euro != facts(NEWS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Zelvora Ltd has been barred from selling photonic chips to Kantrix Corp.",
        "Zelvora Ltd is barred by Tokyo from selling photonic chips to Kantrix Corp.",
        "A ban on sales of Zelvora Ltd chips to Kantrix Corp took effect.",
    ],
)
def test_what_may_not_be_sold_is_supplied_to_nobody(sentence):
    assert not [tie for tie in rule_ties(sentence) if tie[2] == "supply"]


def test_what_a_third_country_presses_for_is_only_proposed():
    claims = extract_document(Document(doc="d", text="Washington pressed the Netherlands to exclude Huawei."))
    assert [(tie.source, tie.target, tie.status) for tie in claims.ties] == [("NL", "huawei", "proposed")]
