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
from qtnet.report.labels import metric_label, unit_of
from qtnet.report.rounding import estimate_text
from qtnet.report.rows import Row, rows
from qtnet.results import MULTILAYER

__all__ = [
    "CANNOT_TELL",
    "Part",
    "Sentence",
    "blocs_sentence",
    "central_sentence",
    "count",
    "hedgers_sentence",
    "size_sentence",
    "text_of",
]

CANNOT_TELL = "cannot be told from these documents"

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
        Part(f"{count(documents, 'document')} gave "),
        Part(count(len(ties), "tie"), tuple(sorted(ties["tie"]))),
        Part(" and "),
        Part(count(len(funding), "amount") + " of money", tuple(sorted(funding["funding"]))),
        Part(f", each with its quotation. The network below joins {count(actors, 'actor')} by "),
        Part(count(len(network), "distinct tie"), used),
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
    unit = unit_of(metric)
    parts = [Part(f"By {label.lower() if label.istitle() else label}{f' ({unit})' if unit else ''}, ")]
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
    # Half of the searches is what two blocs of equal size would give a coin.
    sure = "" if stable >= 0.6 else f" So loose a grouping means that the blocs {CANNOT_TELL}."
    aside = f" {count(alone, 'actor')} {'stands' if alone == 1 else 'stand'} alone." if alone else ""
    return [
        Part(
            f"The ties fall into {count(len(groups), 'bloc')}: {named}.{aside} Repeated searches on the same ties "
            f"agree: on average an actor stands with its bloc in {stable:.0%} of them.{sure} How the blocs would "
            "change with other documents is not measured."
        )
    ]


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
                f" On which side {count(len(open_side), 'actor' if likely.empty else 'further actor')} "
                f"{'stands' if len(open_side) == 1 else 'stand'} {CANNOT_TELL}."
            )
        )
    return start


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


def _first_members(members: str, most: int = 3) -> str:
    names = members.split(", ")
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def count(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "tie"), count(1200, "tie")
    ('1 tie', '1,200 ties')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
