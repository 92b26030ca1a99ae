"""How much was read and found: documents, facts, ties, actors, technologies, and the counts of the extraction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from qtnet.paper.keys import slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.evidence import ordered
from qtnet.report.figures.years import undated
from qtnet.report.labels import layer_label
from qtnet.report.rows import rows
from qtnet.report.words.counting import count_table

__all__ = ["count_numbers"]


def count_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Count what the page's first lines count, each count with its facts."""
    inputs = known.inputs
    ties, money = _ids(inputs.ties["tie"]), _ids(inputs.funding["funding"])
    dated = _ids(inputs.ties.loc[~undated(inputs.ties), "tie"])
    yield _count("documents", "documents read", len(inputs.documents))
    yield _count("facts", "facts, each with its quotation", len(ties) + len(money), (*ties, *money))
    yield _count("statements", "statements of ties", len(inputs.ties), ties)
    yield _count("statements/dated", "statements of ties that give a year", len(dated), dated)
    yield _count("amounts", "statements of money", len(inputs.funding), money)
    yield _count("actors", "actors with a tie in the network", inputs.tied_actors)
    yield _count("technologies", "technologies with a tie", inputs.network["layer"].nunique())
    yield from _ties(known)
    yield from _extraction(known)


def _ties(known: Vocabulary) -> Iterator[PaperNumber]:
    """Count distinct ties over all technologies and in each, and those of either sign."""
    network = known.inputs.network
    for layer, facts in sorted(known.layer_facts.items()):
        own = network if known.layers[layer] == "all" else network[network["layer"] == layer]
        where, part = layer_label(layer), known.layers[layer]
        yield _count(f"ties/{part}", f"distinct ties, {where}", len(own), facts, layer)
        for sign, name in ((1, "cooperation"), (-1, "hostility")):
            signed = own[own["sign"] == sign]
            yield _count(f"ties/{part}/{name}", f"ties of {name}, {where}", len(signed), _of(signed["facts"]), layer)
        actors = len({*own["source"], *own["target"]})
        yield _count(f"ties/{part}/actors", f"actors with a tie, {where}", actors, facts, layer)


def _extraction(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give the counts of reading and extracting, which the page lists with its data."""
    counts = known.inputs.counts
    parts = slugs(counts)
    for key, row in zip(counts, rows(count_table(counts)), strict=True):
        told = f"{row['what']}: {row['meaning']}" if row["meaning"] else str(row["what"])
        yield _count(f"extraction/{parts[key]}", told, int(row["count"]))


def _count(key: str, label: str, value: int, facts: tuple[str, ...] = (), layer: str = "") -> PaperNumber:
    return PaperNumber(key=f"counts/{key}", label=label, kind="count", value=value, layer=layer, facts=facts)


def _ids(column: pd.Series) -> tuple[str, ...]:
    return ordered(str(fact) for fact in column)


def _of(column: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return ordered(fact for facts in column for fact in facts)
