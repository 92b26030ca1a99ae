"""Money is summed once, in constant dollars, and every sum names its facts."""

from dataclasses import replace

import numpy as np
import pytest

from qtnet.corpus.document import Corpus, Document
from qtnet.errors import UnknownNameError
from qtnet.extract.claims import ActorClaim, Claims, FundingClaim
from qtnet.facts import build_facts
from qtnet.metrics.funding import NOT_NAMED, commitments, funding_flows, funding_totals

TEXT = "Money for technology."
ACTORS = tuple(
    ActorClaim(actor=name, kind=kind, country=country, surfaces=(name,))
    for name, kind, country in (("JP", "country", "JP"), ("EU", "bloc", "EU"), ("rapidus", "company", "JP"))
)


def money(amount, funder="JP", recipient="rapidus", **changes):
    plain = {
        "amount_high": None,
        "currency": "USD",
        "basis": "total",
        "years": None,
        "year": 2024,
        "domain": "semiconductors",
        "status": "active",
        "start": 0,
        "end": 5,
        "confidence": 0.8,
        "rule": "test",
    }
    return FundingClaim(amount=amount, funder=funder, recipient=recipient, **(plain | changes))


def facts(*documents):
    named = [Document(doc=f"d{i}", text=TEXT + str(i)) for i, _ in enumerate(documents)]
    claims = {
        d.doc: Claims(doc=d.doc, actors=ACTORS, ties=(), funding=told) for d, told in zip(named, documents, strict=True)
    }
    return build_facts(Corpus(documents=tuple(named)), claims)


def total(table):
    return funding_totals(table)["amount_usd"].sum()


def test_totals_by_technology_by_hand():
    table = funding_totals(facts((money(5.0), money(3.0, recipient=""), money(2.0, domain="ai"))))
    assert table[["domain", "amount_usd", "n"]].values.tolist() == [["semiconductors", 8.0, 2], ["ai", 2.0, 1]]


@pytest.mark.parametrize(
    ("by", "sums"),
    [
        ("funder", {"JP": 5.0, "EU": 3.0, NOT_NAMED: 2.0}),
        ("recipient", {"rapidus": 7.0, NOT_NAMED: 3.0}),
        ("status", {"active": 5.0, "announced": 5.0}),
    ],
)
def test_totals_by_the_other_groupings(by, sums):
    table = facts(
        (money(5.0), money(3.0, funder="EU", recipient="", status="announced"), money(2.0, "", status="announced"))
    )
    assert funding_totals(table, by=by).set_index(by)["amount_usd"].to_dict() == sums


def test_flows_run_from_funder_over_technology_to_recipient():
    table = funding_flows(facts((money(5.0), money(1.0), money(2.0, funder=""))))
    ends = table[["funder", "recipient", "domain", "amount_usd"]].values.tolist()
    assert ends == [["JP", "rapidus", "semiconductors", 6.0], [NOT_NAMED, "rapidus", "semiconductors", 2.0]]


def test_flows_totals_and_commitments_hold_the_same_money():
    table = facts((money(5.0), money(3.0, recipient="")), (money(5.0), money(4.0, funder="EU", domain="ai")))
    sums = [funding_flows(table)["amount_usd"].sum(), total(table), commitments(table)["amount_usd"].sum()]
    assert sums == [12.0, 12.0, 12.0]


def test_the_same_money_told_by_two_documents_counts_once_and_keeps_both_facts():
    table = facts((money(259e6),), (money(259e6, funder="", year=None),))
    flows = funding_flows(table)
    assert flows[["funder", "amount_usd", "n"]].values.tolist() == [["JP", 259e6, 1]]
    assert flows["facts"].item() == tuple(sorted(table.funding["funding"]))


def test_money_without_payer_and_recipient_is_in_no_sum_and_stands_apart():
    world = money(55.0, funder="", recipient="")
    table = facts((money(5.0), world, money(7.0, funder="", recipient="", domain="ai")))
    totals = funding_totals(table).set_index("domain")
    assert totals["amount_usd"].fillna(0).to_dict() == {"semiconductors": 5.0, "ai": 0}
    assert totals["unnamed_usd"].to_dict() == {"semiconductors": 55.0, "ai": 7.0}
    assert totals[["n", "n_unnamed"]].values.tolist() == [[1, 1], [0, 1]]
    assert totals.loc["ai", ["facts", "reason"]].tolist() == [(), "neither payer nor recipient is named"]
    assert not set(totals.loc["semiconductors", "facts"]) & set(totals.loc["semiconductors", "facts_unnamed"])
    assert funding_flows(table)["amount_usd"].tolist() == [5.0]
    assert len(commitments(table)) == 3


def test_nothing_unnamed_is_nan_and_not_zero():
    row = funding_totals(facts((money(5.0),))).iloc[0]
    assert np.isnan(row["unnamed_usd"])
    assert (row["n_unnamed"], row["facts_unnamed"]) == (0, ())


@pytest.mark.parametrize(
    "other",
    [
        money(259e6, funder="EU"),
        money(259e6, year=2020),
        money(259e6, basis="per-project"),
        money(260e6),
        money(259e6, currency="EUR"),
        money(259e6, funder="", recipient=""),
    ],
)
def test_money_that_differs_or_shares_no_named_end_counts_twice(other):
    assert len(commitments(facts((money(259e6),), (other,)))) == 2


def test_two_amounts_of_one_document_count_twice():
    assert (
        len(
            commitments(
                facts(
                    (money(5.0, year=None), money(5.0, year=2024)),
                )
            )
        )
        == 2
    )


def test_an_amount_between_two_funders_is_not_merged_with_both():
    documents = ((money(5.0, funder="EU"),), (money(5.0, funder="JP"),), (money(5.0, funder=""),))
    assert total(facts(*documents)) == total(facts(*documents[::-1])) == 10.0


def test_a_yearly_amount_counts_for_all_its_years():
    assert total(facts((money(5.0, basis="per-year", years=4),))) == 20.0
    assert total(facts((money(5.0, basis="per-year"),))) == 5.0


def test_proposed_money_counts_only_when_asked_for():
    table = facts((money(5.0), money(7.0, status="proposed")))
    assert total(table) == 5.0
    assert funding_totals(table, status=("proposed",))["amount_usd"].tolist() == [7.0]


def test_money_that_cannot_be_converted_is_counted_and_never_zero():
    table = funding_totals(facts((money(5.0), money(9.0, year=None), money(1.0, year=None, domain="ai"))))
    rows = table.set_index("domain")
    assert rows.loc["semiconductors", ["amount_usd", "n", "n_not_converted"]].tolist() == [5.0, 2, 1]
    assert np.isnan(rows.loc["ai", "amount_usd"])
    assert rows.loc["ai", "reason"] == "no amount could be converted"


def test_no_money_gives_an_empty_table():
    assert funding_totals(facts(())).empty
    assert list(funding_flows(facts(())).columns)[:4] == ["funder", "recipient", "domain", "amount_usd"]


def test_unknown_grouping_and_status_are_refused():
    with pytest.raises(UnknownNameError, match=r"grouping of money 'domian' is unknown; .*did you mean 'domain'"):
        funding_totals(facts(()), by="domian")
    with pytest.raises(UnknownNameError, match="status 'activ' is unknown"):
        funding_flows(facts(()), status=("activ",))


def test_amount_and_year_of_a_commitment_come_from_one_statement():
    table = facts((money(5.0, year=None),), (money(5.0, funder="", year=2019),), (money(7.0, year=None, domain="ai"),))
    # The first statement, which names both ends, has no year: its dollars are those of its document's year.
    dollars = table.funding["amount_usd"].where(table.funding["funder"] == "", 4.0)
    table = replace(table, funding=table.funding.assign(amount_usd=dollars))
    told = commitments(table).set_index("domain")
    merged = told.loc["semiconductors"]
    dated = table.funding[table.funding["funder"] == ""].iloc[0]
    assert (merged["funder"], merged["year"], merged["amount_usd"]) == ("JP", 2019, dated["amount_usd"])
    assert merged["amount_usd"] != 4.0
    assert np.isnan(told.loc["ai", "year"])


def test_a_statement_that_cannot_be_converted_lends_no_year():
    table = facts((money(5.0, year=2019),), (money(5.0, funder="", year=None),))
    dollars = np.where(table.funding["funder"] == "", 6.0, np.nan)
    told = commitments(replace(table, funding=table.funding.assign(amount_usd=dollars))).iloc[0]
    assert told["amount_usd"] == 6.0
    assert np.isnan(told["year"])
