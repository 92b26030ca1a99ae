"""The exhibits of the funding."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.report.exhibit import Exhibit, exhibit_of
from qtnet.report.figures.flows import draw_flows, prepare_flows
from qtnet.report.figures.totals import draw_totals, prepare_totals
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import layer_label, money
from qtnet.report.rows import rows
from qtnet.report.words.money import SUMS_OF_STATEMENTS, uncertain_text, unnamed_amounts, unnamed_text

__all__ = ["money_source", "show_flows", "show_totals"]


def show_flows(inputs: ReportInputs, names: Mapping[str, str], amounts: Mapping[str, str]) -> Exhibit:
    """Show the flows of money."""
    frame = prepare_flows(inputs.funding_flows, names)
    return exhibit_of(
        "flows",
        frame,
        lambda narrow: draw_flows(frame, amounts, narrow=narrow),
        title="From funder over technology to recipient",
        reading="Width is the amount in constant US dollars; the hover gives it in the currency of the text. “Not "
        f"named” is what the sentence leaves open.{_largest_text(len(frame), inputs.funding_flows)}"
        f"{unnamed_text(inputs.funding_totals)}",
        alt=_flows_alt(frame),
        source=money_source(inputs.funding),
        reason=_why_none(inputs.funding_totals),
        table=frame.drop(columns="ends"),
    )


def show_totals(inputs: ReportInputs, names: Mapping[str, str], amounts: Mapping[str, str]) -> Exhibit:
    """Show the totals per technology."""
    frame = prepare_totals(inputs.funding_totals)
    flows = prepare_flows(inputs.funding_flows, names, top=len(inputs.funding_flows))
    return exhibit_of(
        "totals",
        frame,
        lambda narrow: draw_totals(frame, flows, amounts, narrow=narrow),
        title="Money per technology",
        reading="Sums in constant US dollars. A bar is made of its flows, the largest first: one investment can "
        f"outweigh all the rest. {SUMS_OF_STATEMENTS}{unnamed_text(inputs.funding_totals)}"
        f"{uncertain_text(inputs.funding, inputs.funding_totals, inputs.commitments)}",
        alt="; ".join(
            f"{layer_label(str(d))} {money(float(v))}"
            for d, v in zip(frame["domain"], frame["amount_usd"], strict=True)
        )
        + ".",
        source=money_source(inputs.funding),
        reason=_why_none(inputs.funding_totals),
        table=_totals_table(frame, inputs.funding_totals),
    )


def money_source(funding: pd.DataFrame) -> str:
    """Say what the amounts are, and of which year the dollars."""
    years = sorted({int(year) for year in funding["usd_year"]}) if "usd_year" in funding.columns else []
    of_year = f" of {years[0]}" if len(years) == 1 else ""
    return f"Amounts named in the documents, at yearly mean rates, in constant US dollars{of_year}."


def _totals_table(frame: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Give the sums, and below them what is in none of them for want of payer and recipient."""
    shown = frame.drop(columns=[name for name in ("unnamed_usd", "n_unnamed", "facts_unnamed") if name in frame])
    if not unnamed_amounts(totals)[1]:
        return shown
    apart = [
        {
            "domain": row["domain"],
            "amount_usd": row["unnamed_usd"],
            "n": row["n_unnamed"],
            "facts": row["facts_unnamed"],
            "reason": "not counted above: neither payer nor recipient is named",
        }
        for row in rows(totals[totals["n_unnamed"] > 0])
    ]
    return pd.DataFrame([*rows(shown), *apart], columns=list(dict.fromkeys([*shown.columns, "reason"])))


def _why_none(totals: pd.DataFrame) -> str:
    if unnamed_amounts(totals)[1]:
        return "The documents name neither payer nor recipient of any amount."
    return "The documents name no amount of funding."


def _largest_text(drawn: int, flows: pd.DataFrame) -> str:
    known = int((flows["amount_usd"].astype(float) > 0).sum())
    return f" The {drawn} largest of {known} flows are drawn." if drawn < known else ""


def _flows_alt(frame: pd.DataFrame) -> str:
    told = [
        f"{r['funder']} to {r['recipient']} {money(r['amount_usd'])} for {layer_label(r['domain'])}"
        for r in rows(frame.head(3))
    ]
    return "Largest flows: " + "; ".join(told) + "."
