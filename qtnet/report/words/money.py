"""Who pays whom, in words: what the documents name, what is sure of it, and what the sums are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from qtnet.report.labels import layer_label, money
from qtnet.report.rows import keyed, rows
from qtnet.report.words.quality import rate_text
from qtnet.report.words.sentences import CANNOT_TELL, Part, Sentence, count

__all__ = [
    "SUMS_OF_STATEMENTS",
    "approximate_years",
    "ends_sentence",
    "ends_text",
    "known_totals",
    "money_sentence",
    "uncertain_text",
    "unnamed_amounts",
    "unnamed_text",
]

SUMS_OF_STATEMENTS: Final = "Amounts may overlap or contain one another: totals are sums of statements, not a budget."


def known_totals(totals: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Give the totals with an amount and the facts behind them."""
    known = totals[totals["amount_usd"].astype(float) > 0]
    return known, tuple(sorted({fact for own in known["facts"] for fact in own}))


def unnamed_amounts(totals: pd.DataFrame) -> tuple[float, tuple[str, ...]]:
    """Give the sum of the amounts without payer and recipient, and their facts; they are counted in no total.

    Examples
    --------
    >>> unnamed_amounts(pd.DataFrame({"unnamed_usd": [5.0, None], "facts_unnamed": [("m1",), ()]}))
    (5.0, ('m1',))
    """
    if "unnamed_usd" not in totals.columns:
        return 0.0, ()
    amount = float(totals["unnamed_usd"].astype(float).sum())
    return amount, tuple(sorted({fact for own in totals["facts_unnamed"] for fact in own}))


def unnamed_text(totals: pd.DataFrame) -> str:
    """Say what is not counted for want of payer and recipient; empty where there is no such amount.

    Examples
    --------
    >>> unnamed_text(pd.DataFrame({"unnamed_usd": [5e9], "facts_unnamed": [("m1",)]}))
    ' Not counted: US$5 bn, 1 amount for which the documents name neither payer nor recipient.'
    """
    amount, facts = unnamed_amounts(totals)
    if not facts:
        return ""
    told = f"{money(amount)}, {count(len(facts), 'amount')}"
    return f" Not counted: {told} for which the documents name neither payer nor recipient."


def money_sentence(totals: pd.DataFrame) -> Sentence:
    """Say how much money is named, most of it for what, and that the sum is none of a budget."""
    known, facts = known_totals(totals)
    if known.empty:
        why = (
            "for no amount of funding is payer or recipient named"
            if unnamed_amounts(totals)[1]
            else "no amount of funding is named"
        )
        return [Part(f"Who pays whom {CANNOT_TELL}: {why}.")]
    top = rows(known.sort_values(["amount_usd", "domain"], ascending=[False, True]))[0]
    return [
        Part("The documents name "),
        Part(money(float(known["amount_usd"].sum())), facts),
        Part(f" in constant dollars, most of it for {layer_label(str(top['domain'])).lower()} ("),
        Part(money(float(top["amount_usd"])), tuple(top["facts"])),
        Part("): a sum of statements that may overlap or contain one another, not a budget"),
        *_not_counted(totals),
        Part("."),
    ]


def money_more(
    totals: pd.DataFrame,
    flows: pd.DataFrame,
    names: Mapping[str, str],
    funding: pd.DataFrame,
    quality: pd.DataFrame,
    unseen: pd.DataFrame | None = None,
    commitments: pd.DataFrame | None = None,
) -> Sentence:
    """Say who gives most, and how far to trust it; nothing where no money is named."""
    known, facts = known_totals(totals)
    if known.empty:
        return []
    parts = [*_largest(flows, names), Part(ends_sentence(quality, unseen)), Part(_years(funding, facts, commitments))]
    return [*(part for part in parts if part.text), Part(" What is not written in the documents is not in these sums.")]


def ends_sentence(quality: pd.DataFrame, unseen: pd.DataFrame | None = None) -> str:
    """Say in what share of the amounts payer and recipient are right; empty where that was not scored.

    Examples
    --------
    >>> ends_sentence(pd.DataFrame({"level": ["money+actors"], "precision": [0.5]}))
    " Payer and recipient are right in 50 % of the amounts found on the study's own annotated documents."
    """
    told = ends_text(quality, unseen, of=" of the amounts found")
    return f" Payer and recipient are right {told}." if told else ""


def ends_text(quality: pd.DataFrame, unseen: pd.DataFrame | None = None, *, of: str = "") -> str:
    """Say in what share payer and recipient are right: on unseen documents first, then on those of the study.

    Parameters
    ----------
    quality, unseen
        Rates on the annotated documents of the study, and on such that the weights never saw.
    of
        Stands after the first share.
    """
    told = [
        f"in {rate_text(row, 'precision')}{{}} on {where}"
        for scores, where in ((unseen, "unseen annotated documents"), (quality, "the study's own annotated documents"))
        if scores is not None and (row := keyed(scores, "level").get("money+actors")) is not None
    ]
    return ", ".join(text.format("" if number else of) for number, text in enumerate(told))


def approximate_years(
    funding: pd.DataFrame, facts: tuple[str, ...], commitments: pd.DataFrame | None = None
) -> int | None:
    """Count the facts whose year is that of the document only; None where the table does not say.

    With `commitments` a fact does not count whose money another statement dates.
    """
    if "note" not in funding.columns:
        return None
    dated = commitments[commitments["year"].notna()]["facts"] if commitments is not None else ()
    elsewhere = {fact for own in dated for fact in own}
    own = funding[funding["funding"].isin(sorted(set(facts) - elsewhere))]
    return int(own["note"].fillna("").astype(str).str.contains("approximate: year", regex=False).sum())


def uncertain_text(funding: pd.DataFrame, totals: pd.DataFrame, commitments: pd.DataFrame | None = None) -> str:
    """Say what makes the sums uncertain: years taken from the document, ranges, currencies without a rate.

    Examples
    --------
    >>> funding = pd.DataFrame({"funding": ["m1", "m2"], "amount_high": [None, 5.0], "note": ["", ""]})
    >>> uncertain_text(funding, pd.DataFrame({"amount_usd": [2.0], "facts": [("m1", "m2")], "n_not_converted": [1]}))
    ' 1 of 2 amounts gives a range: its lower end counts. 1 amount could not be converted and is in no sum.'
    """
    facts = known_totals(totals)[1]
    told = ""
    if approximate := approximate_years(funding, facts, commitments):
        have = "has no year: the year of its" if approximate == 1 else "have no year: the year of their"
        told += f" {approximate} of {count(len(facts), 'amount')} {have} document sets rate and prices."
    if "amount_high" in funding.columns:
        high = pd.to_numeric(funding.loc[funding["funding"].isin(facts), "amount_high"], errors="coerce")
        if ranges := int(high.notna().sum()):
            give = "gives a range: its" if ranges == 1 else "give a range: the"
            told += f" {ranges} of {count(len(facts), 'amount')} {give} lower end counts."
    missing = int(totals["n_not_converted"].sum()) if "n_not_converted" in totals.columns else 0
    if missing:
        told += f" {count(missing, 'amount')} could not be converted and {'is' if missing == 1 else 'are'} in no sum."
    return told


def _not_counted(totals: pd.DataFrame) -> list[Part]:
    amount, facts = unnamed_amounts(totals)
    if not facts:
        return []
    kinds = "an amount" if len(facts) == 1 else "amounts"
    why = f" not counted, {kinds} for which the documents name neither payer nor recipient"
    return [Part("; "), Part(money(amount), facts), Part(f" {'is' if len(facts) == 1 else 'are'}{why}")]


def _largest(flows: pd.DataFrame, names: Mapping[str, str]) -> list[Part]:
    largest = flows[flows["amount_usd"].astype(float) > 0].sort_values("amount_usd", ascending=False, kind="stable")
    named = largest[largest["funder"].fillna("").astype(str) != ""]
    if named.empty:
        return []
    first = rows(named)[0]
    funder, recipient = str(first["funder"]), str(first["recipient"] or "")
    to = f" to {names.get(recipient, recipient)}" if recipient else ""
    return [
        Part(f" The largest flow with a named giver is {names.get(funder, funder)}{to}: "),
        Part(money(float(first["amount_usd"])), tuple(first["facts"])),
        Part("."),
    ]


def _years(funding: pd.DataFrame, facts: tuple[str, ...], commitments: pd.DataFrame | None) -> str:
    approximate = approximate_years(funding, facts, commitments)
    if not approximate:
        return ""
    has = "has" if approximate == 1 else "have"
    return f" {approximate} of {count(len(facts), 'amount')} {has} an approximate year: that of the document."
