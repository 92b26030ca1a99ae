"""The section that answers: Who stands where, and who hedges."""

from __future__ import annotations

import pandas as pd

from qtnet.report.exhibit import table_of
from qtnet.report.labels import layer_label
from qtnet.report.sections.section import Context, NamedTable, Section
from qtnet.report.shows.standing import show_alignment
from qtnet.report.words import sentences as say
from qtnet.results import MULTILAYER

__all__ = ["hedgers_section"]

#: A difference of sums that shows when they are written with two decimals.
_VISIBLE = 0.01


def hedgers_section(context: Context) -> Section:
    """Build the section."""
    inputs = context.inputs
    return Section(
        key="hedgers",
        title="Who stands where, and who hedges?",
        answer=say.hedgers_sentence(inputs.alignment, inputs.network, context.names),
        exhibits=(show_alignment(inputs, context.names),),
        tables=(_frustrated(context),),
    )


def _frustrated(context: Context) -> NamedTable:
    ties = context.inputs.frustrated_ties
    shown = pd.DataFrame(
        {
            "technology": [layer_label(str(layer)) for layer in ties["layer"]],
            "tie": [
                f"{context.names.get(str(a), str(a))} – {context.names.get(str(b), str(b))}"
                for a, b in zip(ties["source"], ties["target"], strict=True)
            ],
            "sign": ["cooperation across" if int(s) > 0 else "hostility inside" for s in ties["sign"]],
            "weight": ties["weight"].astype(float).round(3).tolist(),
            "facts": ties["facts"].tolist(),
        }
    )
    return NamedTable(
        key="frustrated",
        title="Ties that cross the best division into two camps",
        reading=_camps(context.inputs.frustration, float(ties["weight"].sum())),
        table=table_of(shown),
    )


def _camps(frustration: pd.DataFrame, listed: float) -> str:
    whole = frustration[frustration["layer"] == MULTILAYER]
    if whole.empty or pd.isna(whole.iloc[0]["estimate"]):
        return "Cooperation between the camps, and hostility inside one of them."
    row = whole.iloc[0]
    proof = " This is proved to be the least possible." if str(row.get("certificate", "")).startswith("optimal") else ""
    netted = (
        f" The ties below add up to {listed:.2f}: for the total, cooperation and hostility of the same two actors in a "
        "technology are set against each other first, and only what is left counts."
    )
    return (
        "Cooperation between two camps, or hostility inside one, does not fit a world of two camps. The one division "
        f"of all technologies that fits best leaves a weight of {row['estimate']:.2f} over.{proof}"
        f"{netted if abs(listed - row['estimate']) >= _VISIBLE else ''}{_own_camps(frustration)}"
    )


def _own_camps(frustration: pd.DataFrame) -> str:
    """Say what each technology leaves over when it is divided for itself."""
    own = frustration[(frustration["layer"] != MULTILAYER) & frustration["estimate"].notna()]
    if own.empty:
        return ""
    left = own[own["estimate"] > 0]
    told = [f"{layer_label(str(a))} {v:.2f}" for a, v in zip(left["layer"], left["estimate"], strict=True)]
    if len(left) < len(own):
        told.append("the others 0" if told else "each 0")
    return f" Divided each for itself, the technologies leave: {', '.join(told)}."
