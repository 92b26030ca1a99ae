"""Money in words: sums of statements, with what is wrong and what is approximate about them."""

import pandas as pd

from qtnet.report.words.money import approximate_years, money_more, money_sentence, uncertain_text
from qtnet.report.words.sentences import CANNOT_TELL, text_of

NAMES = {"US": "United States"}
TOTALS = pd.DataFrame({"domain": ["ai"], "amount_usd": [9.72e10], "n": [2], "facts": [("m1", "m2")]})
FLOWS = pd.DataFrame({"funder": ["US"], "recipient": [""], "domain": ["ai"], "amount_usd": [9e10], "facts": [("m1",)]})
FUNDING = pd.DataFrame(
    {
        "funding": ["m1", "m2", "m3"],
        "note": ["approximate: year 2025 of the document", "", "approximate: year 2025 of the document"],
    }
)
QUALITY = pd.DataFrame({"level": ["money", "money+actors"], "precision": [1.0, 0.5], "recall": [1.0, 0.5]})


def test_the_answer_says_what_the_sum_is_not():
    text = text_of(money_sentence(TOTALS))
    assert "US$97.2 bn" in text
    assert "not a budget" in text
    assert text.count(".") == text.count("97.2") + 1


def test_what_names_neither_payer_nor_recipient_is_told_apart():
    totals = TOTALS.assign(unnamed_usd=[5.5e10], n_unnamed=1, facts_unnamed=[("m9",)])
    sentence = money_sentence(totals)
    assert "not a budget; US$55 bn is not counted, an amount for which" in text_of(sentence)
    assert ("m9",) in [part.facts for part in sentence]
    alone = text_of(money_sentence(totals.assign(amount_usd=float("nan"), facts=[()])))
    assert alone.endswith("for no amount of funding is payer or recipient named.")


def test_payers_and_years_that_may_be_wrong_are_told():
    text = text_of(money_more(TOTALS, FLOWS, NAMES, FUNDING, QUALITY))
    assert "The largest flow with a named giver is United States" in text
    assert "Payer and recipient are right in 50 % of the amounts found on the study's own annotated documents." in text
    assert "1 of 2 amounts has an approximate year" in text


def test_unseen_documents_come_before_those_of_the_study():
    unseen = QUALITY.assign(precision=[0.9, 0.48], precision_low=[0.8, 0.37], precision_high=[1.0, 0.6])
    text = text_of(money_more(TOTALS, FLOWS, NAMES, FUNDING, QUALITY, unseen))
    assert (
        "right in 48 % [37, 60] of the amounts found on unseen annotated documents, "
        "in 50 % on the study's own annotated documents."
    ) in text


def test_money_that_another_statement_dates_has_no_approximate_year():
    dated = pd.DataFrame({"year": [2022.0, float("nan")], "facts": [("m1", "m4"), ("m2",)]})
    assert approximate_years(FUNDING, ("m1", "m2")) == 1
    assert approximate_years(FUNDING, ("m1", "m2"), dated) == 0


def test_what_was_not_scored_or_noted_is_not_claimed():
    text = text_of(money_more(TOTALS, FLOWS, NAMES, FUNDING[["funding"]], QUALITY.iloc[:1]))
    assert "Payer and recipient" not in text
    assert "approximate" not in text
    assert approximate_years(FUNDING[["funding"]], ("m1",)) is None


def test_no_money_is_said_and_not_zero():
    none, flows = TOTALS.iloc[:0], FLOWS.iloc[:0]
    assert text_of(money_sentence(none)) == f"Who pays whom {CANNOT_TELL}: no amount of funding is named."
    assert money_more(none, flows, NAMES, FUNDING.iloc[:0], QUALITY) == []


def test_the_year_of_the_document_is_said_to_set_rate_and_prices():
    assert uncertain_text(FUNDING, TOTALS) == (
        " 1 of 2 amounts has no year: the year of its document sets rate and prices."
    )
    both = FUNDING.assign(note=FUNDING["note"].iloc[0])
    assert " 2 of 2 amounts have no year: the year of their document sets rate and prices." in uncertain_text(
        both, TOTALS
    )
