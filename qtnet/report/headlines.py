"""The headline numbers: a handful of cards, each with its interval, its caveat and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import metric_label, money
from qtnet.report.rounding import decimals, interval_text, number_text, p_text
from qtnet.report.rows import keyed, rows
from qtnet.results import MULTILAYER

__all__ = ["Headline", "headlines"]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A number with what makes it believable; `flag` is a caveat in one word."""

    label: str
    value: str
    interval: str
    note: str
    facts: tuple[str, ...] = ()
    flag: str = ""


def headlines(
    inputs: ReportInputs, names: Mapping[str, str], layer_facts: Mapping[str, tuple[str, ...]]
) -> tuple[Headline, ...]:
    """Give the cards of the page."""
    cards = (
        _bipolarity(inputs, layer_facts),
        _central(inputs, names),
        _blocs(inputs, names),
        _money(inputs),
        _quality(inputs),
    )
    return tuple(card for card in cards if card is not None)


def _bipolarity(inputs: ReportInputs, layer_facts: Mapping[str, tuple[str, ...]]) -> Headline | None:
    whole = keyed(inputs.bipolarity[inputs.bipolarity["layer"] == MULTILAYER], "metric")
    if "TBI" not in whole:
        return None
    row = whole["TBI"]
    value, interval = _shown(row["estimate"], row["ci_low"], row["ci_high"])
    undefined = bool(np.isnan(row["estimate"]))
    return Headline(
        label="Bipolarity index, 0 to 1",
        value="undefined" if undefined else value,
        interval=interval,
        note=str(row["reason"]) if undefined else f"against chance: {p_text(row['p_value'])}",
        facts=layer_facts.get(MULTILAYER, ()),
        flag="exploratory" if inputs.exploratory else "",
    )


def _central(inputs: ReportInputs, names: Mapping[str, str]) -> Headline | None:
    metric = leading_metric(inputs.centrality)
    part = inputs.centrality
    part = part[(part["metric"] == metric) & (part["layer"] == MULTILAYER)].dropna(subset=["estimate"])
    if part.empty:
        return None
    row = rows(part.sort_values(["estimate", "actor"], ascending=[False, True]))[0]
    value, interval = _shown(row["estimate"], row["ci_low"], row["ci_high"])
    actor = str(row["actor"])
    return Headline(
        label="Most central",
        value=names.get(actor, actor),
        interval=f"{metric_label(metric)[0]} {value} {interval}",
        note="over all technologies",
        facts=facts_of_actor(inputs.network, actor),
    )


def _blocs(inputs: ReportInputs, names: Mapping[str, str]) -> Headline:
    table = bloc_table(inputs.blocs, names)
    groups = table[table["actors"] > 1]
    stable = f"{groups['stability'].mean():.0%} stable over restarts" if len(groups) else "no two actors together"
    alone = int((table["actors"] == 1).sum())
    note = f"{alone} more stand alone" if alone else "every actor is in one"
    return Headline(label="Blocs", value=str(len(groups)), interval=stable, note=note)


def _money(inputs: ReportInputs) -> Headline:
    totals = inputs.funding_totals
    known = totals[totals["amount_usd"].astype(float) > 0]
    facts = tuple(sorted({fact for own in known["facts"] for fact in own}))
    return Headline(
        label="Money named",
        value=money(float(known["amount_usd"].sum())) if len(known) else "none",
        interval=f"{len(facts)} amounts, constant dollars",
        note="only what the documents state",
        facts=facts,
    )


def _quality(inputs: ReportInputs) -> Headline:
    scores = inputs.quality
    if scores.empty:
        return Headline(
            label="Extraction quality", value="not scored", interval="", note=inputs.quality_reason or "no annotation"
        )
    row = keyed(scores, "level").get("pair", rows(scores)[0])
    value, interval = _shown(row["f1"], row["ci_low"], row["ci_high"])
    return Headline(
        label="Extraction quality, F1", value=value, interval=interval, note="pairs and signs, against hand annotation"
    )


def _shown(estimate: float, low: float, high: float) -> tuple[str, str]:
    places = max(2, decimals((high - low) / 2))
    return number_text(estimate, places), interval_text(low, high, places=places)
