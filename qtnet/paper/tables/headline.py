"""The headline numbers of a study in one table."""

from __future__ import annotations

from math import nan

import pandas as pd

from qtnet.paper.tables.printed import exploratory_note, of_interval, of_p, printed
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.labels import metric_label, money
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.sections.section import Context
from qtnet.report.words.chance import named_poles
from qtnet.results import MULTILAYER

__all__ = ["headline_table"]

_COLUMNS = ("quantity", "value", "interval", "remark", "estimate", "ci_low", "ci_high", "p_value")


def headline_table(context: Context) -> PaperTable:
    """Give counts, the index, who is most central, blocs, balance, money and the quality of extraction."""
    inputs = context.inputs
    told = [*_counts(context), *_bipolarity(context), *_others(context), *_quality(context)]
    data = pd.DataFrame([{column: row.get(column, nan) for column in _COLUMNS} for row in told], columns=_COLUMNS)
    poles = " and ".join(context.names.get(pole, pole) for pole in inputs.poles)
    return PaperTable(
        key="headline",
        caption="Headline numbers of the study.",
        columns=(Column("Quantity"), Column("Value", "number"), Column("95 % interval"), Column("Remark", "wide")),
        rows=tuple((str(r["quantity"]), str(r["value"]), str(r["interval"]), str(r["remark"])) for r in told),
        data=data,
        notes=(
            f"The poles are {poles}. Intervals are from resampled documents and uncertain facts; {UNDEFINED}: not "
            "defined.",
            *exploratory_note(inputs),
        ),
    )


def _line(quantity: str, value: str, remark: str = "", interval: str = "", **raw: float) -> Row:
    return {"quantity": quantity, "value": value, "interval": interval, "remark": remark, **raw}


def _counts(context: Context) -> list[Row]:
    inputs = context.inputs
    hostile = int((inputs.network["sign"] < 0).sum())
    facts = len(inputs.ties) + len(inputs.funding)
    told = (
        ("Documents", len(inputs.documents), ""),
        ("Facts with their quotation", facts, ""),
        ("Actors with a tie", inputs.tied_actors, ""),
        ("Ties of the network", len(inputs.network), f"{hostile} hostile"),
        ("Technologies", inputs.network["layer"].nunique(), ""),
    )
    return [_line(what, f"{n:,}", remark, estimate=float(n)) for what, n, remark in told]


def _bipolarity(context: Context) -> list[Row]:
    inputs = context.inputs
    whole = keyed(inputs.bipolarity[inputs.bipolarity["layer"] == MULTILAYER], "metric")
    found = []
    for metric in ("TBI", "TBI*"):
        if metric not in whole:
            continue
        row = whole[metric]
        value, interval = printed(row["estimate"], row["ci_low"], row["ci_high"])
        remark = named_poles(str(row["reason"]), {pole: context.names.get(pole, pole) for pole in inputs.poles})
        if metric == "TBI" and row["p_value"] == row["p_value"]:
            remark = f"against chance p = {of_p(row['p_value'])}" + (f"; {remark}" if remark else "")
        remark = remark if metric == "TBI" else "TBI beyond chance"
        name = "Bipolarity index TBI" if metric == "TBI" else "TBI*"
        raw = {column: float(row[column]) for column in ("estimate", "ci_low", "ci_high", "p_value")}
        found.append(_line(name, value, remark, interval, **raw))
    return found


def _others(context: Context) -> list[Row]:
    inputs = context.inputs
    found = []
    part = inputs.centrality[inputs.centrality["layer"] == MULTILAYER]
    leading = part[part["metric"] == leading_metric(part)].dropna(subset=["estimate"])
    if len(leading):
        first = rows(leading.sort_values(["estimate", "actor"], ascending=[False, True]))[0]
        value, interval = printed(first["estimate"], first["ci_low"], first["ci_high"])
        raw = {column: float(first[column]) for column in ("estimate", "ci_low", "ci_high")}
        name = f"Highest {metric_label(str(first['metric']))[0]}"
        found.append(_line(name, value, context.names.get(str(first["actor"]), str(first["actor"])), interval, **raw))
    if context.blocs:
        table = bloc_table(context.inputs.blocs, context.names)  # as the page counts them: one actor is no bloc
        n = int((table["actors"] > 1).sum())
        found.append(_line("Blocs", str(n), "of two actors or more", estimate=float(n)))
    balance = keyed(inputs.frustration, "layer").get(MULTILAYER)
    if balance and balance["estimate"] == balance["estimate"]:
        proof = "proved smallest" if balance.get("certificate") == "optimal" else str(balance.get("certificate", ""))
        found.append(_line("Frustration", number_text(balance["estimate"]), proof, estimate=float(balance["estimate"])))
    known = inputs.funding_totals["amount_usd"].astype(float)
    if (known > 0).any():
        total = float(known[known > 0].sum())
        found.append(_line("Money named", money(total), "constant US dollars, all technologies", estimate=total))
    return found


def _quality(context: Context) -> list[Row]:
    scored = context.inputs.unseen if len(context.inputs.unseen) else context.inputs.quality
    which = "unseen documents" if len(context.inputs.unseen) else "documents of this study"
    row = keyed(scored, "level").get("mode")
    if row is None:
        return []
    found = []
    for rate in ("precision", "recall"):
        low, high = (100 * float(row.get(f"{rate}_{end}", nan)) for end in ("low", "high"))
        raw = {"estimate": float(row[rate]), "ci_low": low / 100, "ci_high": high / 100}
        name = f"{rate.capitalize()} of extraction (%)"
        remark = f"pair and kind of tie, {which}"
        found.append(_line(name, number_text(100 * float(row[rate]), 0), remark, of_interval(low, high, 0), **raw))
    return found
