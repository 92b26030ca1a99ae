"""The money named: totals in constant US dollars, flows, and what is in no total."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.evidence import ordered
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, money
from qtnet.report.rows import rows
from qtnet.report.words.money import SUMS_OF_STATEMENTS, approximate_years, known_totals, unnamed_amounts

__all__ = ["money_numbers"]

_NOBODY = "not-named"


def money_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the sum over all technologies, of each, and each flow from giver to recipient."""
    inputs = known.inputs
    unit = _dollars(inputs.funding)
    totals, facts = known_totals(inputs.funding_totals)
    whole = float(totals["amount_usd"].sum()) if len(totals) else float("nan")
    why = _told(inputs, whole) if len(totals) else "no amount of funding is named"
    yield _amount(
        "funding/all", "money with a payer or a recipient named, all technologies", whole, unit, facts, reason=why
    )
    yield _count("funding/all/amounts", "amounts in the sums of money", len(facts), facts)
    approximate = approximate_years(inputs.funding, facts, inputs.commitments)
    if approximate is not None:
        yield _count("funding/all/approximate-years", "amounts whose year is that of the document", approximate)
    apart, unnamed = unnamed_amounts(inputs.funding_totals)
    yield _amount("funding/not-counted", "money without payer and recipient, in no total", apart, unit, unnamed)
    yield _count("funding/not-counted/amounts", "amounts without payer and recipient", len(unnamed), unnamed)
    for row in rows(totals):
        domain = str(row["domain"])
        start, own = f"funding/technologies/{known.layers[domain]}", tuple(row["facts"])
        yield _amount(
            start,
            f"money with a payer or a recipient named for {layer_label(domain)}",
            float(row["amount_usd"]),
            unit,
            own,
            layer=domain,
        )
        yield _count(f"{start}/commitments", f"commitments named for {layer_label(domain)}", int(row["n"]), own)
    yield from _flows(known, unit)


def _told(inputs: ReportInputs, whole: float) -> str:
    """Say what the sum leaves out, and how much of it is a single flow."""
    apart, unnamed = unnamed_amounts(inputs.funding_totals)
    out = f" Not counted: {money(apart)} without payer and recipient." if unnamed else ""
    amounts = inputs.funding_flows["amount_usd"].astype(float)
    largest = amounts.max() if (amounts > 0).any() else float("nan")
    most = f" Largest single share: {money(largest)}, {largest / whole:.0%}." if largest == largest else ""
    return f"{SUMS_OF_STATEMENTS}{out}{most}"


def _flows(known: Vocabulary, unit: str) -> Iterator[PaperNumber]:
    """Give the sum of each flow."""
    flows = known.inputs.funding_flows
    sums: dict[tuple[str, str, str], tuple[float, list[str]]] = {}
    for row in rows(flows[flows["amount_usd"].astype(float) > 0]):
        ends = (str(row["funder"] or ""), str(row["recipient"] or ""), str(row["domain"]))
        amount, facts = sums.get(ends, (0.0, []))
        sums[ends] = (amount + float(row["amount_usd"]), [*facts, *row["facts"]])
    for (funder, recipient, domain), (amount, facts) in sorted(sums.items()):
        parts = [known.actors[end] if end else _NOBODY for end in (funder, recipient)]
        names = [known.name(end) if end else "not named" for end in (funder, recipient)]
        yield _amount(
            f"funding/flows/{parts[0]}/{parts[1]}/{known.layers[domain]}",
            f"money from {names[0]} to {names[1]} for {layer_label(domain)}",
            amount,
            unit,
            ordered(facts),
        )


def _dollars(funding: pd.DataFrame) -> str:
    years = sorted({int(year) for year in funding["usd_year"].dropna()}) if "usd_year" in funding.columns else []
    return "constant US dollars" + (f" of {years[0]}" if len(years) == 1 else "")


def _amount(
    key: str, label: str, value: float, unit: str, facts: tuple[str, ...], *, reason: str = "", layer: str = ""
) -> PaperNumber:
    told = reason or SUMS_OF_STATEMENTS
    return PaperNumber(
        key=key, label=label, kind="money", value=value, unit=unit, layer=layer, facts=facts, reason=told
    )


def _count(key: str, label: str, value: int, facts: tuple[str, ...] = ()) -> PaperNumber:
    return PaperNumber(key=key, label=label, kind="count", value=value, facts=facts)
