"""Plain sentences made from the numbers, each saying how sure it is, or that it cannot be told.

A sentence is a list of parts; a part with facts is a number that a reader can open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.centrality import leading_metric
from qtnet.report.figures.coassignment import bloc_table
from qtnet.report.figures.profile import layer_order
from qtnet.report.labels import layer_label, metric_label, money
from qtnet.report.rounding import estimate_text, p_text
from qtnet.report.rows import Row, keyed, rows
from qtnet.results import MULTILAYER

__all__ = [
    "CANNOT_TELL",
    "Part",
    "Sentence",
    "blocs_sentence",
    "central_sentence",
    "chance_sentence",
    "hedgers_sentence",
    "money_sentence",
    "quality_sentence",
    "size_sentence",
    "text_of",
]

CANNOT_TELL = "cannot be told from these documents"

#: Below this a p-value counts as more than chance.
LEVEL = 0.05
#: Below this number of documents no order is called settled: a bootstrap of so few clusters is too narrow.
FEW_DOCUMENTS = 30


class Part(NamedTuple):
    """A piece of a sentence; with `facts` it is a number that opens its evidence."""

    text: str
    facts: tuple[str, ...] = ()


Sentence = Sequence[Part]


def text_of(sentence: Sentence) -> str:
    """Give a sentence as text.

    Examples
    --------
    >>> text_of([Part("There are "), Part("2 ties", ("f1", "f2")), Part(".")])
    'There are 2 ties.'
    """
    return "".join(part.text for part in sentence)


def size_sentence(
    documents: int, ties: pd.DataFrame, funding: pd.DataFrame, network: pd.DataFrame, actors: int
) -> Sentence:
    """Say how much was read and found."""
    used = tuple(sorted({fact for facts in network["facts"] for fact in facts}))
    return [
        Part(f"{_count(documents, 'document')} gave "),
        Part(_count(len(ties), "tie"), tuple(sorted(ties["tie"]))),
        Part(" and "),
        Part(_count(len(funding), "amount") + " of money", tuple(sorted(funding["funding"]))),
        Part(f", each with its quotation. The network below joins {_count(actors, 'actor')} by "),
        Part(_count(len(network), "distinct tie"), used),
        Part("."),
    ]


def central_sentence(
    centrality: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str], documents: int
) -> Sentence:
    """Say who leads, and whether the lead is more than the interval allows."""
    metric = leading_metric(centrality)
    part = centrality[(centrality["metric"] == metric) & (centrality["layer"] == MULTILAYER)].dropna(
        subset=["estimate"]
    )
    ranked = rows(part.sort_values(["estimate", "actor"], ascending=[False, True]).head(3))
    if not ranked:
        return [Part(f"Who is most central {CANNOT_TELL}: no centrality is defined.")]
    label = metric_label(metric)[0]
    parts = [Part(f"By {label.lower() if label.istitle() else label}, ")]
    for place, row in enumerate(ranked):
        actor = str(row["actor"])
        parts += [
            Part(("", ", then ", " and ")[place] + f"{names.get(actor, actor)} "),
            Part(estimate_text(row["estimate"], row["ci_low"], row["ci_high"]), facts_of_actor(network, actor)),
        ]
        if place == 0:
            parts.append(Part(" is the most central"))
    parts.append(Part("."))
    if len(ranked) > 1:
        parts.append(Part(_lead(ranked, names, documents)))
    return parts


def blocs_sentence(blocs: pd.DataFrame, names: Mapping[str, str], order: Sequence[str] = ()) -> Sentence:
    """Say how many blocs there are, who leads them and how stable they are."""
    table = bloc_table(blocs, names, order)
    groups = table[table["actors"] > 1]
    if groups.empty:
        return [Part(f"Whether there are blocs {CANNOT_TELL}: no two actors stand together.")]
    alone = int((table["actors"] == 1).sum())
    named = "; ".join(_first_members(str(m)) for m in groups["members"].head(4))
    stable = float(groups["stability"].mean())
    # Half of the restarts is what two blocs of equal size would give a coin.
    sure = "" if stable >= 0.6 else f" So loose a grouping means that the blocs {CANNOT_TELL}."
    aside = f" {_count(alone, 'actor')} {'stands' if alone == 1 else 'stand'} alone." if alone else ""
    return [
        Part(
            f"The ties fall into {_count(len(groups), 'bloc')}: {named}.{aside} On average, actors stay with their "
            f"bloc in {stable:.0%} of the restarts.{sure}"
        )
    ]


def chance_sentence(
    bipolarity: pd.DataFrame, null_draws: pd.DataFrame, facts: Mapping[str, tuple[str, ...]], exploratory: bool
) -> Sentence:
    """Say how bipolar the whole network is, and whether chance alone would give as much."""
    tbi = keyed(bipolarity[bipolarity["metric"] == "TBI"], "layer")
    whole = tbi.get(MULTILAYER)
    if whole is None or np.isnan(whole["estimate"]):
        reason = str(whole["reason"]) if whole is not None else "it was not computed"
        return [Part(f"Whether the field is bipolar {CANNOT_TELL}: {reason}.")]
    shown = estimate_text(whole["estimate"], whole["ci_low"], whole["ci_high"])
    draws = null_draws.loc[null_draws["layer"] == MULTILAYER, "TBI"].dropna()
    middle = f"; rewiring the same ties at random gives {draws.median():.2f} ({p_text(whole['p_value'])})"
    parts = [
        Part("Over all technologies the bipolarity index is "),
        Part(shown, facts.get(MULTILAYER, ())),
        Part(" on a scale from 0 to 1" + (middle if len(draws) else "") + ". "),
        Part(_more_than_chance(float(whole["p_value"]), exploratory)),
    ]
    return [*parts, *_by_technology(bipolarity, tbi, facts)]


def hedgers_sentence(alignment: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str]) -> Sentence:
    """Name the actors that stand between the poles and those whose side is open."""
    part = alignment[(alignment["layer"] == MULTILAYER) & (alignment["reason"] != "unreached")]
    likely = part[part["p_hedger"] > 0.5].sort_values(["p_hedger", "actor"], ascending=[False, True]).head(5)
    open_side = part[(part[["p_pole_a", "p_pole_b", "p_hedger"]].max(axis=1) <= 0.5)]
    if likely.empty:
        start = [Part("No actor stands between the poles with a probability above one half.")]
    else:
        start = [Part("Between the poles, with the probability of standing there: ")]
        for place, row in enumerate(rows(likely)):
            actor = str(row["actor"])
            start += [
                Part((", " if place else "") + f"{names.get(actor, actor)} "),
                Part(f"{row['p_hedger']:.2f}", facts_of_actor(network, actor)),
            ]
        start.append(Part("."))
    if len(open_side):
        start.append(
            Part(
                f" On which side {_count(len(open_side), 'actor' if likely.empty else 'further actor')} "
                f"{'stands' if len(open_side) == 1 else 'stand'} {CANNOT_TELL}."
            )
        )
    return start


def money_sentence(totals: pd.DataFrame, flows: pd.DataFrame, names: Mapping[str, str]) -> Sentence:
    """Say how much money is named, for what, and who gives most."""
    known = totals[totals["amount_usd"].astype(float) > 0]
    if known.empty:
        return [Part(f"Who pays whom {CANNOT_TELL}: no amount of funding is named.")]
    facts = tuple(sorted({fact for own in known["facts"] for fact in own}))
    top = rows(known.sort_values(["amount_usd", "domain"], ascending=[False, True]))[0]
    parts = [
        Part("The documents name "),
        Part(money(float(known["amount_usd"].sum())), facts),
        Part(f" in constant dollars, most of it for {layer_label(str(top['domain'])).lower()} ("),
        Part(money(float(top["amount_usd"])), tuple(top["facts"])),
        Part(")."),
    ]
    largest = flows[flows["amount_usd"].astype(float) > 0].sort_values("amount_usd", ascending=False, kind="stable")
    named = largest[largest["funder"].fillna("").astype(str) != ""]
    if len(named):
        first = rows(named)[0]
        funder, recipient = str(first["funder"]), str(first["recipient"] or "")
        to = f" to {names.get(recipient, recipient)}" if recipient else ""
        parts += [
            Part(f" The largest flow with a named giver is {names.get(funder, funder)}{to}: "),
            Part(money(float(first["amount_usd"])), tuple(first["facts"])),
            Part("."),
        ]
    return [*parts, Part(" What is not written in the documents is not in these sums.")]


def quality_sentence(quality: pd.DataFrame, reason: str) -> Sentence:
    """Say how well the extraction agrees with hand annotation."""
    if quality.empty:
        return [Part(f"How good the extraction is {CANNOT_TELL}: {reason or 'nothing was scored'}.")]
    scores = keyed(quality, "level")
    level = "pair" if "pair" in scores else next(iter(scores))
    row = scores[level]
    shown = estimate_text(row["f1"], row["ci_low"], row["ci_high"])
    what = "which two actors are tied, and with which sign" if level == "pair" else f"level “{level}”"
    return [
        Part(
            f"Against hand annotation the extraction reaches F1 {shown} on {what}: "
            f"{row['precision']:.0%} of what it found is right, and it found {row['recall']:.0%} of what is there."
        )
    ]


def _lead(ranked: list[Row], names: Mapping[str, str], documents: int) -> str:
    first, second = ranked[0], ranked[1]
    low, high = float(first["ci_low"]), float(second["ci_high"])
    pair = " or ".join(names.get(str(r["actor"]), str(r["actor"])) for r in (first, second))
    if not (np.isfinite(low) and np.isfinite(high)):
        return f" Whether the order would hold in other documents {CANNOT_TELL}: there are no intervals."
    if low <= high:
        return f" Their intervals overlap: whether {pair} comes first {CANNOT_TELL}."
    few = f", but {documents} documents are few" if documents < FEW_DOCUMENTS else ""
    return f" The intervals of the first two do not overlap{few}."


def _more_than_chance(p_value: float, exploratory: bool) -> str:
    if np.isnan(p_value):
        return f"Whether that is more than chance {CANNOT_TELL}."
    if p_value > LEVEL:
        return f"That is no more than chance can give: a split {CANNOT_TELL}."
    return "That is more than chance gives" + (", but the finding is exploratory." if exploratory else ".")


def _by_technology(
    bipolarity: pd.DataFrame, tbi: Mapping[str, Row], facts: Mapping[str, tuple[str, ...]]
) -> list[Part]:
    layers = [a for a in layer_order(bipolarity) if a != MULTILAYER]
    known = [layer for layer in layers if layer in tbi and not np.isnan(tbi[layer]["estimate"])]
    parts: list[Part] = []
    if known:
        row = tbi[known[0]]
        parts = [
            Part(f" Among the technologies it is highest in {layer_label(known[0]).lower()}, "),
            Part(estimate_text(row["estimate"], row["ci_low"], row["ci_high"]), facts.get(known[0], ())),
            Part("."),
        ]
    silent = len(layers) - len(known)
    if silent:
        technology = "technology" if silent == 1 else "technologies"
        parts.append(Part(f" For {silent} {technology} it {CANNOT_TELL}: a pole or any hostility is missing there."))
    return parts


def _first_members(members: str, most: int = 3) -> str:
    names = members.split(", ")
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
