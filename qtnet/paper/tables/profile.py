"""The table of the bipolarity profile: headline and components, technology by technology."""

from __future__ import annotations

from typing import Final

import pandas as pd

from qtnet.paper.tables.printed import exploratory_note, of_p, printed
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, keyed
from qtnet.report.sections.section import Context
from qtnet.report.words.chance import named_poles
from qtnet.results import MULTILAYER

__all__ = ["bipolarity_table", "undefined_notes"]

_METRICS: Final = ("TBI", "TBI*", "C", "S", "H", "D", "X", "sqrt(C·S)", "J")


def bipolarity_table(context: Context) -> PaperTable:
    """Give every component that is defined; technologies without any are named in the notes."""
    inputs = context.inputs
    told: list[tuple[str, ...]] = []
    groups: list[str] = []
    for layer in layer_order(inputs.bipolarity):
        own = keyed(inputs.bipolarity[inputs.bipolarity["layer"] == layer], "metric")
        if "TBI" not in own or own["TBI"]["estimate"] != own["TBI"]["estimate"]:
            continue
        for metric in (name for name in _METRICS if name in own and (name != "X" or layer == MULTILAYER)):
            told.append(_cells(metric, own[metric]))
            groups.append(f"{layer_label(layer)} ({own['TBI']['n']:.0f} independent hostile events)")
    return PaperTable(
        key="bipolarity",
        caption="The bipolarity profile of each technology.",
        columns=(
            Column("Component", "symbol"),
            Column("Reads"),
            Column("Estimate", "number"),
            Column("95 % interval"),
            Column("Chance", "number"),
            Column("p", "number"),
        ),
        rows=tuple(told),
        groups=tuple(groups),
        data=inputs.bipolarity,
        notes=(
            "Chance: mean over random networks; p is one-sided. S and H may fall below 0 and count as 0 in TBI.",
            *undefined_notes(context),
            *exploratory_note(inputs),
        ),
        reason="The index is not defined in any technology; the notes say why.",
    )


def undefined_notes(context: Context) -> tuple[str, ...]:
    """Say in which technologies the index is not defined, and why."""
    inputs = context.inputs
    poles = {pole: context.names.get(pole, pole) for pole in inputs.poles}
    tbi = inputs.bipolarity[(inputs.bipolarity["metric"] == "TBI") & inputs.bipolarity["estimate"].isna()]
    why: dict[str, list[str]] = {}
    for layer, reason in zip(tbi["layer"], tbi["reason"], strict=True):
        why.setdefault(named_poles(str(reason), poles), []).append(layer_label(str(layer)))
    return tuple(f"Not defined ({UNDEFINED}) in {', '.join(layers)}: {reason}." for reason, layers in why.items())


def _cells(metric: str, row: Row) -> tuple[str, ...]:
    estimate, interval = printed(row["estimate"], row["ci_low"], row["ci_high"])
    chance = row.get("null_mean", float("nan"))
    return (
        metric,
        metric_label(metric)[1],
        estimate,
        interval,
        number_text(float(chance)) if pd.notna(chance) and metric != "TBI*" else "",
        of_p(float(row["p_value"])) if row["p_value"] == row["p_value"] else "",
    )
