"""The headline numbers: a handful of cards, each with its interval, its caveat and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.inputs import ReportInputs
from qtnet.report.labels import metric_label, money, unit_of
from qtnet.report.rounding import decimals, estimate_text, interval_text, number_text, p_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.words.bloc_count import count_text
from qtnet.report.words.blocs import supports
from qtnet.report.words.central import SURE
from qtnet.report.words.chance import beyond_chance, clipped, named_poles
from qtnet.report.words.money import SUMS_OF_STATEMENTS, approximate_years, ends_text, known_totals, unnamed_amounts
from qtnet.results import MULTILAYER

__all__ = ["Headline", "byline", "headlines"]


@dataclass(frozen=True, kw_only=True)
class Headline:
    """A number with what makes it believable; `flag` is a caveat in one word."""

    label: str
    value: str
    interval: str
    note: str
    facts: tuple[str, ...] = ()
    flag: str = ""


def byline(inputs: ReportInputs) -> str:
    """Say in one line what the page rests on."""
    layers = inputs.network["layer"].nunique()
    return " · ".join(
        (
            _counted(len(inputs.documents), "document", "documents"),
            _counted(
                len(inputs.ties) + len(inputs.funding), "fact with its quotation", "facts, each with its quotation"
            ),
            f"{_counted(len(inputs.network), 'tie', 'ties')} among {inputs.tied_actors} actors",
            _counted(layers, "technology", "technologies"),
        )
    )


def headlines(
    inputs: ReportInputs, names: Mapping[str, str], layer_facts: Mapping[str, tuple[str, ...]]
) -> tuple[Headline, ...]:
    """Give the cards of the page."""
    cards = (
        _bipolarity(inputs, names, layer_facts),
        _central(inputs, names),
        _blocs(inputs, names),
        _money(inputs),
        _quality(inputs),
    )
    return tuple(card for card in cards if card is not None)


def _bipolarity(
    inputs: ReportInputs, names: Mapping[str, str], layer_facts: Mapping[str, tuple[str, ...]]
) -> Headline | None:
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
        note=named_poles(str(row["reason"]), {pole: names.get(pole, pole) for pole in inputs.poles})
        if undefined
        else _against_chance(inputs, row["estimate"], row["p_value"]),
        facts=layer_facts.get(MULTILAYER, ()),
        flag="exploratory" if inputs.exploratory else "",
    )


def _against_chance(inputs: ReportInputs, estimate: float, p_value: float) -> str:
    beyond = beyond_chance(inputs.bipolarity)
    told = [f"beyond chance (TBI*) {beyond}"] if beyond else []
    told.append(f"against chance: {p_text(p_value)}")
    if estimate == 0:
        told += [f"0 because {part.split(' is ')[0]} counts as 0" for part in clipped(inputs.bipolarity)[:1]]
    return "; ".join(told)


def _central(inputs: ReportInputs, names: Mapping[str, str]) -> Headline | None:
    metric = leading_metric(inputs.centrality)
    part = inputs.centrality
    part = part[(part["metric"] == metric) & (part["layer"] == MULTILAYER)].dropna(subset=["estimate"])
    if part.empty:
        return None
    row = rows(part.sort_values(["estimate", "actor"], ascending=[False, True]))[0]
    value, interval = _shown(row["estimate"], row["ci_low"], row["ci_high"])
    actor, first = str(row["actor"]), float(row.get("p_first", np.nan))
    chance = f"first in {first:.0%} of the resampled corpora" if np.isfinite(first) else ""
    return Headline(
        label="Most central" if first >= SURE else "Ahead in centrality",
        value=names.get(actor, actor),
        interval=f"{metric_label(metric)[0]} {value} {interval}",
        note=", ".join(word for word in (unit_of(metric), "over all technologies", chance) if word),
        facts=facts_of_actor(inputs.network, actor),
        flag="" if first >= SURE else "not settled",
    )


def _blocs(inputs: ReportInputs, names: Mapping[str, str]) -> Headline:
    """Lead with the support of documents: searches on the same ties agree even about chance."""
    table = bloc_table(inputs.blocs, names)
    groups = table[table["actors"] > 1]
    alone = int((table["actors"] == 1).sum())
    known = supports(inputs.blocs, inputs.bloc_support)
    kept = (
        f"an actor keeps its bloc in {known.mean():.0%} of resampled documents"
        if len(known)
        else "other documents were not tried"
    )
    told = [f"{alone} more {'stands' if alone == 1 else 'stand'} alone" if alone else "every actor is in one"]
    if len(groups):
        told += [count_text(inputs.bloc_count), f"repeated searches agree to {groups['stability'].mean():.0%}"]
    return Headline(
        label="Blocs",
        value=str(len(groups)),
        interval=kept if len(groups) else "no two actors together",
        note="; ".join(told),
    )


def _money(inputs: ReportInputs) -> Headline:
    known, facts = known_totals(inputs.funding_totals)
    told = [SUMS_OF_STATEMENTS.rstrip(".")] if len(known) else ["only what the documents state"]
    right = ends_text(inputs.quality, inputs.unseen)
    if len(known) and right:
        told.append(f"payer and recipient right {right}")
    apart, unnamed = unnamed_amounts(inputs.funding_totals)
    if unnamed:
        told.append(f"not counted: {money(apart)} without payer and recipient")
    approximate = approximate_years(inputs.funding, facts, inputs.commitments)
    if approximate:
        told.append(f"{approximate} of {len(facts)} years approximate")
    return Headline(
        label="Money named",
        value=money(float(known["amount_usd"].sum())) if len(known) else "none",
        interval=f"{len(facts)} amounts, constant dollars",
        note="; ".join(told),
        facts=facts,
    )


def _quality(inputs: ReportInputs) -> Headline:
    """Lead with unseen documents: the study's own flatter, as the rules were developed with such."""
    own, unseen = keyed(inputs.quality, "level"), keyed(inputs.unseen, "level")
    if not own and "pair" not in unseen:
        return Headline(
            label="Extraction quality", value="not scored", interval="", note=inputs.quality_reason or "no annotation"
        )
    levels = unseen if "pair" in unseen else own
    row, strict = levels.get("pair", next(iter(levels.values()))), levels.get("full")
    value, interval = _shown(row["f1"], row["ci_low"], row["ci_high"])
    told = ["pairs and signs" if "pair" in levels else f"level {row['level']}"]
    if strict is not None:
        told.append(f"{_f1(strict)} with kind, technology and status")
    if levels is own:
        told.append("on documents of the kind the rules were developed with: expect less on others")
    else:
        told[0] += f" on {row['documents']:.0f} annotated documents unseen in training"
        told += [f"{_f1(row)} on those nobody read for the rules" for row in _pair_rows(inputs.unread)]
        told.append(_own_score(own))
    return Headline(
        label="Agreement with annotation, F1",
        value=value,
        interval=interval,
        note="; ".join(told),
        flag="not a held-out test" if levels is own else "",
    )


def _pair_rows(quality: pd.DataFrame) -> list[Row]:
    return rows(quality[quality["level"] == "pair"])


def _own_score(own: Mapping[str, Row]) -> str:
    if "pair" not in own:
        return "not scored on the documents of this study"
    return f"{_f1(own['pair'])} for pairs on the annotated documents of this study, which is no test on unseen ones"


def _f1(row: Row) -> str:
    return estimate_text(row["f1"], row["ci_low"], row["ci_high"])


def _shown(estimate: float, low: float, high: float) -> tuple[str, str]:
    places = max(2, decimals((high - low) / 2))
    return number_text(estimate, places), interval_text(low, high, places=places)


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number:,} {singular if number == 1 else plural}"
