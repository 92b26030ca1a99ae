"""Which table a result, a network, facts or a corpus shows."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import singledispatch

import pandas as pd

from qtnet.corpus import Corpus
from qtnet.display.frames import compact, layer_name, profile_table
from qtnet.display.table import MOST_LINES, Table, cut, many, with_aside, with_remarks
from qtnet.errors import InputError
from qtnet.facts.facts import Facts
from qtnet.inference.bipolarity.history import BipolarityHistory
from qtnet.inference.bipolarity.result import Bipolarity
from qtnet.inference.trends.breaks import StructuralBreak
from qtnet.metrics.balance.frustration_result import Frustration
from qtnet.metrics.bipolarity.profile import Profile
from qtnet.network import MultilayerNetwork
from qtnet.report.labels import words
from qtnet.report.rounding import number_text
from qtnet.report.rows import Row, rows
from qtnet.results import MULTILAYER, Partition, Result

__all__ = ["table_of"]

_LARGE = 10_000  # weights from here on are amounts of money


@singledispatch
def table_of(shown: object) -> Table:
    """Give the table of a result, a network, facts or a corpus.

    Raises
    ------
    InputError
        If there is no table of such a thing.

    Examples
    --------
    >>> edges = pd.DataFrame({"source": ["JP", "US"], "target": ["US", "CN"], "layer": "chips", "sign": [1, -1]})
    >>> table_of(MultilayerNetwork.from_edges(edges)).rows
    (('Chips', '3', '1', '1', '2.00'),)
    """
    raise InputError(f"expected a result, a network, facts or a corpus to show, got {type(shown).__name__}")


@table_of.register
def _(shown: Result) -> Table:
    return with_remarks(compact(shown.to_frame()), shown.remark().splitlines())


@table_of.register(Bipolarity)
@table_of.register(BipolarityHistory)
@table_of.register(Profile)
def _(shown: Result) -> Table:
    return with_remarks(profile_table(shown.to_frame()), shown.remark().splitlines())


@table_of.register
def _(shown: Frustration) -> Table:
    made = with_remarks(compact(shown.to_frame()), shown.remark().splitlines())
    ties = shown.frustrated_ties.sort_values(["weight", "source", "target"], ascending=[False, True, True])
    lines = tuple(_misfit(row) for row in rows(ties.head(MOST_LINES)))
    return with_aside(made, "ties that do not fit the division", lines, len(ties))


@table_of.register
def _(shown: StructuralBreak) -> Table:
    made = compact(shown.to_frame())
    if math.isfinite(shown.estimate):  # a year, which has neither decimals nor thousands
        year = f"{shown.estimate:.0f}"
        if math.isfinite(shown.ci_low):
            year += f" [{shown.ci_low:.0f}, {shown.ci_high:.0f}]"
        made = replace(made, rows=((*made.rows[0][: made.named], year, *made.rows[0][made.named + 1 :]),))
    return with_remarks(made, shown.remark().splitlines())


@table_of.register
def _(shown: Partition) -> Table:
    whole = shown.frame[shown.frame["layer"] == MULTILAYER].dropna(subset=["estimate"])
    parts = {int(bloc): whole[whole["estimate"] == bloc] for bloc in sorted(whole["estimate"].unique())}
    told = tuple(
        (str(bloc), ", ".join(part["actor"]), str(len(part)), number_text(float(part["stability"].mean())))
        for bloc, part in parts.items()
    )
    if not told:
        return with_remarks(compact(shown.to_frame()), shown.remark().splitlines())
    caption = f"{many(len(told), 'bloc')} over all layers"
    made = Table(heads=("bloc", "members", "actors", "stability"), rows=told, named=2, caption=caption)
    return with_remarks(cut(made), shown.remark().splitlines())


@table_of.register
def _(shown: MultilayerNetwork) -> Table:
    ties, told = shown.ties, []
    for layer in sorted(shown.layers, key=lambda name: (-int((ties["layer"] == name).sum()), name)):
        part = ties[ties["layer"] == layer]
        signs = [str(int((part["sign"] == sign).sum())) for sign in (1, -1)]
        actors = str(len({*part["source"], *part["target"]}))
        weight = float(part["weight"].sum())
        told.append((layer_name(layer), actors, *signs, number_text(weight, 0 if weight >= _LARGE else 2)))
    caption = f"{many(shown.n_actors, 'actor')}, {many(len(ties), 'tie')} from {many(len(shown.corpus), 'document')}"
    heads = ("layer", "actors with a tie", "cooperation", "hostility", "weight")
    return cut(Table(heads=heads, rows=tuple(told), named=1, caption=caption))


@table_of.register
def _(shown: Facts) -> Table:
    ties = shown.ties
    heads = ("source", "target", "mode", "technology", "status", "sign", "year", "confidence")
    sizes = ((shown.documents, "document"), (shown.actors_resolved, "actor"), (ties, "tie"), (shown.funding, "amount"))
    caption = ", ".join(many(len(frame), thing) for frame, thing in sizes)
    made = cut(Table(heads=heads, rows=tuple(_tie(row) for row in rows(ties)), named=5, caption=caption))
    quoted = rows(ties.head(MOST_LINES))
    lines = tuple(f"{row['source']} – {row['target']}: “{row['evidence']}” ({row['doc']})" for row in quoted)
    return with_aside(made, "quotations", lines, len(ties))


@table_of.register
def _(shown: Corpus) -> Table:
    told = tuple((d.doc, d.title, d.date, d.source, f"{len(d.text.split()):,}") for d in shown.documents)
    heads = ("document", "title", "date", "source", "words")
    made = cut(Table(heads=heads, rows=told, named=4, caption=many(len(told), "document")))
    lines = tuple(f"{skipped.path}: {skipped.reason}" for skipped in shown.skipped)
    return with_aside(made, "files that were not read", lines, len(lines))


def _tie(row: Row) -> tuple[str, ...]:
    said = (row["source"], row["target"], words(row["mode"]), layer_name(row["domain"]), row["status"])
    year = "" if pd.isna(row["year"]) or row["year"] == "" else str(int(float(row["year"])))
    return (*said, "−" if str(row["sign"]) in ("-", "-1") else "+", year, number_text(float(row["confidence"])))


def _misfit(row: Row) -> str:
    sort = "cooperation across" if row["sign"] > 0 else "hostility inside"
    tie = f"{row['source']} – {row['target']}, {layer_name(row['layer'])}"
    return f"{tie}: {sort}, weight {number_text(row['weight'])}, facts {', '.join(row['facts'])}"
