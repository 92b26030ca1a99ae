"""The bipolarity profile: the index of each technology with its components, chance, verdict, and windows of time."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from qtnet.paper.keys import slug, slugs
from qtnet.paper.number import PaperNumber
from qtnet.paper.vocabulary import Vocabulary
from qtnet.report.figures.null import chance_mean, prepare_null
from qtnet.report.labels import layer_label, metric_label
from qtnet.report.rows import Row, keyed, rows
from qtnet.report.words.verdicts import VERDICTS
from qtnet.results import MULTILAYER

__all__ = ["bipolarity_method", "bipolarity_numbers", "window_numbers"]

#: The headline has the key of its technology; these components have a plainer name than their own.
_NAMED = {"TBI": "", "TBI*": "/beyond-chance", "sqrt(C·S)": "/cooperation-alone"}
_TESTED = ("TBI", "sqrt(C·S)")
_EVENTS = "independent hostile events"


def bipolarity_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give index and components per technology, what chance gives, and what may be said."""
    frame = known.inputs.bipolarity
    for row in rows(frame):
        layer = str(row["layer"])
        facts = known.layer_facts.get(layer, ())
        yield _component(known, row, f"bipolarity/{known.layers[layer]}", layer_label(layer), facts)
    yield from _chance(known)
    yield from _verdicts(known)
    for end, pole in zip(("first", "second"), known.inputs.poles, strict=True):
        yield PaperNumber(key=f"bipolarity/poles/{end}", label=f"{end} pole", kind="text", words=known.name(pole))


def window_numbers(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give index and components in each window of time."""
    frame = known.inputs.windows
    parts = slugs(str(window) for window in frame["window"])
    for row in rows(frame):
        window, layer = str(row["window"]), str(row["layer"])
        start, where = f"windows/{parts[window]}/{known.layers[layer]}", f"{layer_label(layer)}, {window}"
        facts = tuple(row["facts"]) if isinstance(row["facts"], tuple | list) else ()
        yield _component(known, row, start, where, facts)
        if row["metric"] == "TBI":
            yield from _about_window(row, start, where, facts)


def bipolarity_method(known: Vocabulary) -> str:
    """Say how the intervals of the profile were found."""
    draws = known.setting("bipolarity", "draws")
    return "95 % interval: documents drawn again, facts kept with their confidence" + (
        f", {int(draws):,} draws" if draws.isdecimal() else ""
    )


def _component(known: Vocabulary, row: Row, start: str, where: str, facts: tuple[str, ...]) -> PaperNumber:
    metric = str(row["metric"])
    label, reading = metric_label(metric)
    tested = metric in _TESTED
    method = bipolarity_method(known)
    return PaperNumber(
        key=f"{start}{_NAMED.get(metric, f'/{slug(metric)}')}",
        label=f"{label} ({reading}), {where}" if reading else f"{label}, {where}",
        kind="estimate",
        value=float(row["estimate"]),
        low=float(row["ci_low"]),
        high=float(row["ci_high"]),
        std_error=float(row["std_error"]),
        p_value=float(row["p_value"]) if tested else math.nan,
        tested=tested,
        n=float(row["n"]) if tested else math.nan,
        counted=_EVENTS if tested else "",
        unit="index, 0 to 1" if metric.startswith("TBI") else "component",
        method=f"{method}; p: {_null(known)}" if tested else method,
        layer=str(row["layer"]),
        facts=facts,
        reason=known.reason(row),
        exploratory=known.inputs.exploratory,
    )


def _null(known: Vocabulary) -> str:
    nulls = known.setting("bipolarity", "nulls")
    drawn = f", {int(nulls):,} random networks" if nulls.isdecimal() else ""
    return f"(1 + number of random networks with at least the observed value) / (number + 1){drawn}"


def _chance(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give mean and range of the index under chance."""
    frame, draws = known.inputs.bipolarity, known.inputs.null_draws
    drawn = keyed(prepare_null(frame, draws), "layer")
    for layer, row in keyed(frame[frame["metric"] == "TBI"], "layer").items():
        defined = row["estimate"] == row["estimate"]
        own = drawn.get(layer, {})
        yield PaperNumber(
            key=f"bipolarity/{known.layers[layer]}/chance",
            label=f"mean and 95 % range of the index by chance alone, {layer_label(layer)}",
            kind="weight",  # two decimals, as in the page's sentence
            value=chance_mean(row, draws) if defined else math.nan,
            low=float(own.get("null_low", math.nan)),
            high=float(own.get("null_high", math.nan)),
            n=float(own.get("draws", math.nan)),
            counted="random networks with an index",
            unit="index, 0 to 1",
            method=known.inputs.null,
            layer=layer,
            facts=known.layer_facts.get(layer, ()),
            reason="" if defined else "the index is not defined",
            exploratory=known.inputs.exploratory,
        )


def _verdicts(known: Vocabulary) -> Iterator[PaperNumber]:
    """Give what may be said of each technology, its adjusted p-value, and the documents it rests on."""
    for row in rows(known.inputs.verdicts):
        layer = str(row["layer"])
        start, where = f"bipolarity/{known.layers[layer]}", layer_label(layer)
        said = VERDICTS.get(str(row["verdict"]), str(row["verdict"]))
        reason = known.reason(row)
        facts, exploratory = known.layer_facts.get(layer, ()), known.inputs.exploratory
        yield PaperNumber(
            key=f"{start}/verdict",
            label=f"what can be said, {where}",
            kind="text",
            words=said,
            layer=layer,
            facts=facts,
            reason=reason,
            exploratory=exploratory,
        )
        yield PaperNumber(
            key=f"{start}/p-adjusted",
            label=f"p-value adjusted among the technologies, {where}",
            kind="p",
            value=_number(row.get("q_value")),
            method="Benjamini–Hochberg over the technologies",
            reason=reason if layer != MULTILAYER else "the whole network is tested for itself",
            facts=facts,
            exploratory=exploratory,
        )
        if "documents" in row:
            yield PaperNumber(
                key=f"{start}/documents",
                label=f"documents with a tie, {where}",
                kind="count",
                value=_number(row["documents"]),
                layer=layer,
                facts=facts,
            )


def _about_window(row: Row, start: str, where: str, facts: tuple[str, ...]) -> Iterator[PaperNumber]:
    for column, name, label in (
        ("n_ties", "ties", "distinct ties"),
        ("n_documents", "documents", "documents with a tie"),
    ):
        yield PaperNumber(
            key=f"{start}/{name}", label=f"{label}, {where}", kind="count", value=_number(row[column]), facts=facts
        )
    if row.get("verdict"):
        said = VERDICTS.get(str(row["verdict"]), str(row["verdict"]))
        yield PaperNumber(
            key=f"{start}/verdict", label=f"what can be said, {where}", kind="text", words=said, facts=facts
        )


def _number(value: object) -> float:
    number = pd.to_numeric(pd.Series([value]), errors="coerce").iloc[0]
    return float(number)
