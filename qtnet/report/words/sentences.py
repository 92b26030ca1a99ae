"""Plain sentences made from the numbers, each saying how sure it is, or that it cannot be told.

A sentence is a list of parts; a part with facts is a number that a reader can open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from qtnet.report.evidence import facts_of_actor
from qtnet.report.figures.alignment import BETWEEN
from qtnet.report.rows import rows
from qtnet.results import MULTILAYER

__all__ = [
    "CANNOT_TELL",
    "Part",
    "Sentence",
    "copies_part",
    "count",
    "hedgers_sentence",
    "size_sentence",
    "text_of",
]

CANNOT_TELL = "cannot be told from these documents"

#: Below this number of documents no order is called settled: a bootstrap of so few clusters is too narrow.
FEW_DOCUMENTS = 30

#: How the measure marks a place that other starting points of the search do not give.
ANOTHER_START = "if the others start elsewhere"


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


def copies_part(copies: int) -> Part:
    """Say how many documents copy another one.

    Examples
    --------
    >>> copies_part(1).text
    ' 1 document copies another one: what both tell counts once.'
    """
    told = "copies another one" if copies == 1 else "copy other ones"
    return Part(f" {count(copies, 'document')} {told}: what both tell counts once.")


def hedgers_sentence(
    alignment: pd.DataFrame, network: pd.DataFrame, names: Mapping[str, str], *, poles: Sequence[str] = ()
) -> Sentence:
    """Name the actors that probably stand between the poles, and count those whose side cannot be told."""
    part = alignment[
        (alignment["layer"] == MULTILAYER) & (alignment["reason"] != "unreached") & ~alignment["actor"].isin(poles)
    ]
    between = part["p_hedger"] > BETWEEN
    likely = part[between].sort_values(["p_hedger", "actor"], ascending=[False, True]).head(5)
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
    return [*start, *_open_sides(part[~between], "further " if len(likely) else "")]


def _open_sides(part: pd.DataFrame, further: str) -> Sentence:
    """Count the actors whose side is open, and why: a side is told by an interval that lies on it, from any start."""
    spans = ~((part["ci_low"] > 0) | (part["ci_high"] < 0))  # an actor without an interval has no settled side
    starts = part["reason"].astype(str).str.contains(ANOTHER_START, regex=False)
    unsure = ~(part[["p_pole_a", "p_pole_b", "p_hedger"]].max(axis=1) > BETWEEN)
    number = int((spans | starts | unsure).sum())
    if not number:
        return []
    among = f"{count(len(part), f'{further}actor')} other than the poles"
    if number == len(part) > 1:
        told = f"Of none of the {among} can it be told from these documents on which side it stands"
    else:
        told = f"On which side {number} of {among} {'stands' if number == 1 else 'stand'} {CANNOT_TELL}"
    wide, moved = int(spans.sum()), int(starts.sum())
    why = [f"the 95 % interval of {wide} covers 0 or is missing"] if wide else []
    why += [f"{moved} {'place depends' if moved == 1 else 'places depend'} on the starting point"] if moved else []
    return [Part(f" {told}{': ' if why else ''}{'; '.join(why)}.")]


def count(number: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> count(1, "tie"), count(1200, "tie")
    ('1 tie', '1,200 ties')
    """
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
