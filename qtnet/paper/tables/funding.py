"""The table of money: the largest commitments under the sum of each technology."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.paper.tables.table import Column, PaperTable
from qtnet.report.figures.flows import prepare_flows
from qtnet.report.figures.totals import prepare_totals
from qtnet.report.labels import layer_label, money
from qtnet.report.rows import rows
from qtnet.report.sections.section import Context
from qtnet.report.shows.money import money_source
from qtnet.report.words.money import SUMS_OF_STATEMENTS, unnamed_text
from qtnet.report.words.sentences import count

__all__ = ["funding_table"]

_FLOWS: Final = 8  # of each technology; the spreadsheet has all


def funding_table(context: Context) -> PaperTable:
    """Give the flows of money, technology by technology, the largest first."""
    inputs = context.inputs
    flows = prepare_flows(inputs.funding_flows, context.names, top=len(inputs.funding_flows))
    told: list[tuple[str, ...]] = []
    groups: list[str] = []
    hidden = 0
    for total in rows(prepare_totals(inputs.funding_totals)):
        own = rows(flows[flows["domain"] == total["domain"]])
        hidden += max(0, len(own) - _FLOWS)
        heading = f"{layer_label(str(total['domain']))}: {money(float(total['amount_usd']))}"
        heading += f", {count(int(total['n']), 'commitment')}"
        told += [(str(r["funder"]), str(r["recipient"]), money(float(r["amount_usd"]))) for r in own[:_FLOWS]]
        groups += [heading] * min(_FLOWS, len(own))
    left_out = (f"{count(hidden, 'smaller flow')} stand in the spreadsheet.",) if hidden else ()
    return PaperTable(
        key="funding",
        caption="Money named in the documents, by technology.",
        columns=(Column("Who pays"), Column("To whom", "wide"), Column("Amount", "right")),
        rows=tuple(told),
        groups=tuple(groups),
        data=flows.drop(columns="ends") if len(flows) else pd.DataFrame(columns=[*inputs.funding_flows.columns]),
        notes=(
            f"{money_source(inputs.funding)} {SUMS_OF_STATEMENTS}",
            *((said,) if (said := unnamed_text(inputs.funding_totals).strip()) else ()),
            *left_out,
        ),
        reason="The documents name no amount of funding with payer or recipient.",
    )
