"""The table of tests: the index of each technology against chance, and what may be said."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from qtnet.paper.tables.printed import exploratory_note, of_p, printed
from qtnet.paper.tables.profile import undefined_notes
from qtnet.paper.tables.table import UNDEFINED, Column, PaperTable
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, keyed
from qtnet.report.sections.section import Context
from qtnet.report.words.verdicts import VERDICTS

__all__ = ["chance_table"]


def chance_table(context: Context, *, stars: bool) -> PaperTable:
    """Give one row per technology, all technologies first."""
    inputs = context.inputs
    own = inputs.bipolarity
    tbi, beyond = (keyed(own[own["metric"] == metric], "layer") for metric in ("TBI", "TBI*"))
    verdicts = keyed(inputs.verdicts, "layer")
    layers = [layer for layer in layer_order(own) if layer in tbi]
    nulls = inputs.config.get("bipolarity", {})
    draws = nulls.get("nulls") if isinstance(nulls, Mapping) else None
    drawn = f" from {draws:,} random networks" if isinstance(draws, int) else ""
    starred = ("* p < 0.05, ** p < 0.01, *** p < 0.001.",) if stars else ()
    return PaperTable(
        key="tests",
        caption="The bipolarity index against chance, technology by technology.",
        columns=(
            Column("Technology"),
            Column("TBI", "number"),
            Column("95 % interval"),
            Column("Chance", "number"),
            Column("TBI*", "number"),
            Column("p", "number"),
            Column("q", "number"),
            Column("Events", "number"),
            Column("What can be said", "wide"),
        ),
        rows=tuple(
            _cells(layer, tbi[layer], beyond.get(layer, {}), verdicts.get(layer, {}), stars=stars) for layer in layers
        ),
        data=_data(tbi, beyond, verdicts, layers),
        notes=(
            f"Chance: mean of TBI under the null model; p is one-sided{drawn}, q is p adjusted among the technologies "
            f"(Benjamini–Hochberg). Events: independent hostile events. {UNDEFINED}: not defined.",
            *starred,
            *undefined_notes(context),
            *exploratory_note(inputs),
        ),
        reason="No bipolarity was computed.",
    )


def _cells(layer: str, tbi: Row, beyond: Row, verdict: Row, *, stars: bool) -> tuple[str, ...]:
    nan = float("nan")
    chance = float(tbi.get("null_mean", nan))
    said = str(verdict.get("verdict", ""))
    return (
        layer_label(layer),
        *printed(tbi["estimate"], tbi["ci_low"], tbi["ci_high"]),
        number_text(chance) if chance == chance else UNDEFINED,
        printed(float(beyond.get("estimate", nan)))[0],
        of_p(float(tbi["p_value"]), stars=stars),
        of_p(float(verdict.get("q_value", nan))),
        f"{tbi['n']:.0f}" if tbi["n"] == tbi["n"] else UNDEFINED,
        VERDICTS.get(said, said) or UNDEFINED,
    )


def _data(
    tbi: Mapping[str, Row], beyond: Mapping[str, Row], verdicts: Mapping[str, Row], layers: list[str]
) -> pd.DataFrame:
    nan = float("nan")
    taken = ("estimate", "ci_low", "ci_high", "null_mean", "p_value", "n", "reason")
    return pd.DataFrame(
        [
            {
                "layer": layer,
                **{column: tbi[layer].get(column, nan) for column in taken},
                "TBI*": beyond.get(layer, {}).get("estimate", nan),
                "q_value": verdicts.get(layer, {}).get("q_value", nan),
                "verdict": verdicts.get(layer, {}).get("verdict", ""),
                "verdict_reason": verdicts.get(layer, {}).get("reason", ""),
            }
            for layer in layers
        ]
    )
