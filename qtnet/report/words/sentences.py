"""Plain sentences made from the numbers, each saying how sure it is, or that it cannot be told.

A sentence is a list of parts; a part with facts is a number that a reader can open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from qtnet.report.evidence import facts_of_actor
from qtnet.report.rows import rows
from qtnet.results import MULTILAYER

__all__ = [
    "CANNOT_TELL",
    "Part",
    "Sentence",
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


def count(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "tie"), count(1200, "tie")
    ('1 tie', '1,200 ties')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
