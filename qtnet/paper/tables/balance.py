"""The table of structural balance: how far each technology is from two camps, and the ties that do not fit."""

from __future__ import annotations

from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.labels import layer_label
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.report.sections.section import Context
from qtnet.results import MULTILAYER

__all__ = ["frustration_table"]


def frustration_table(context: Context) -> PaperTable:
    """Give one row per technology, all technologies first."""
    inputs = context.inputs
    listed = sorted(rows(inputs.frustration), key=lambda r: (r["layer"] != MULTILAYER, str(r["layer"])))
    odd = inputs.frustrated_ties
    return PaperTable(
        key="frustration",
        caption="Structural balance: the least weight of ties that no division into two camps can fit.",
        columns=(
            Column("Technology"),
            Column("Pairs tied", "number"),
            Column("Frustration", "number"),
            Column("Lower bound", "number"),
            Column("Balance", "number"),
            Column("Proof"),
        ),
        rows=tuple(_cells(row) for row in listed),
        data=inputs.frustration,
        notes=(
            "Balance: 1 when nothing is frustrated, 0 when as much is as can be. Where the bound equals the "
            "frustration, no division does better. Ties that do not fit: "
            + ("; ".join(_tie(row, context) for row in rows(odd.head(12))) or "none")
            + ".",
        ),
        reason="No frustration was computed.",
    )


def _cells(row: Row) -> tuple[str, ...]:
    def shown(name: str) -> str:
        value = float(row.get(name, float("nan")))
        return number_text(value) if value == value else UNDEFINED

    proof = {"optimal": "proved smallest"}.get(str(row.get("certificate", "")), str(row.get("certificate", "")))
    pairs = f"{row['n']:.0f}" if row["n"] == row["n"] else UNDEFINED
    return (layer_label(str(row["layer"])), pairs, shown("estimate"), shown("lower_bound"), shown("normalised"), proof)


def _tie(row: Row, context: Context) -> str:
    ends = " and ".join(context.names.get(str(row[end]), str(row[end])) for end in ("source", "target"))
    sign = "hostility" if row["sign"] < 0 else "cooperation"
    return f"{ends} ({sign}, {layer_label(str(row['layer']))})"
